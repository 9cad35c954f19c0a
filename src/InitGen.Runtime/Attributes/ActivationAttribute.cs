namespace InitGen;

/// <summary>
/// States what the output of a weight passes, for analyzers that cannot see it in the code. It changes no number.
/// </summary>
/// <param name="nonlinearity">The function that the weight's output passes.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class ActivationAttribute(Nonlinearity nonlinearity) : Attribute
{
    /// <summary>The function that the weight's output passes.</summary>
    public Nonlinearity Nonlinearity { get; } = nonlinearity;

    /// <summary>The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</summary>
    public double Slope { get; init; } = Gain.DefaultSlope;
}
