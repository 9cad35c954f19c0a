namespace InitGen;

/// <summary>Kaiming (He) normal: N(0, σ²) with σ = gain / √fan. For layers before the ReLU family.</summary>
/// <param name="nonlinearity">The function that the weight's output passes.</param>
/// <remarks>He et al., Delving deep into rectifiers, ICCV 2015.</remarks>
public sealed class KaimingNormalAttribute(Nonlinearity nonlinearity = Nonlinearity.Relu) : GainInitializerAttribute(nonlinearity)
{
    /// <summary>The fan to divide by.</summary>
    public FanMode FanMode { get; init; }
}
