namespace InitGen;

/// <summary>LeCun normal: N(0, σ²) with σ = 1 / √fan_in. The initializer of self-normalizing networks (SELU).</summary>
/// <remarks>LeCun et al., Efficient BackProp, 1998; Klambauer et al., Self-normalizing neural networks, NeurIPS 2017.</remarks>
public sealed class LecunNormalAttribute : FanInitializerAttribute;
