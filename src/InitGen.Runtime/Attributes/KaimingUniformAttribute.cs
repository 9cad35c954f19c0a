namespace InitGen;

/// <summary>Kaiming (He) uniform: U(−b, b) with b = √3 · gain / √fan. For layers before the ReLU family.</summary>
/// <param name="nonlinearity">The function that the weight's output passes.</param>
/// <remarks>He et al., Delving deep into rectifiers, ICCV 2015.</remarks>
public sealed class KaimingUniformAttribute(Nonlinearity nonlinearity = Nonlinearity.Relu) : GainInitializerAttribute(nonlinearity)
{
    /// <summary>The fan to divide by.</summary>
    public FanMode FanMode { get; init; }
}
