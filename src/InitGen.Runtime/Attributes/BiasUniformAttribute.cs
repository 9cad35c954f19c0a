namespace InitGen;

/// <summary>Draws a bias from U(−b, b) with b = 1 / √fan_in of its weight: the default of torch's layers.</summary>
/// <param name="weight">The name of the member that is the weight: <c>nameof(_w1)</c>.</param>
public sealed class BiasUniformAttribute(string weight) : InitializerAttribute
{
    /// <summary>The name of the weight.</summary>
    public string Weight { get; } = weight;
}
