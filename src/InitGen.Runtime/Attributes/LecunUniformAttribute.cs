namespace InitGen;

/// <summary>LeCun uniform: U(−b, b) with b = √3 / √fan_in.</summary>
/// <remarks>LeCun et al., Efficient BackProp, 1998.</remarks>
public sealed class LecunUniformAttribute : FanInitializerAttribute;
