namespace InitGen;

/// <summary>States the standard deviation of a model's input, 1 by default, for the prediction of the signal. It changes no number.</summary>
/// <param name="std">The standard deviation; above 0, finite.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class InputScaleAttribute(double std) : Attribute
{
    /// <summary>The standard deviation.</summary>
    public double Std { get; } = std;
}
