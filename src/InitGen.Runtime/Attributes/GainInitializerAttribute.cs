namespace InitGen;

/// <summary>An initializer that makes up for the nonlinearity behind the weight by a gain.</summary>
public abstract class GainInitializerAttribute : FanInitializerAttribute
{
    private protected GainInitializerAttribute(Nonlinearity nonlinearity) => Nonlinearity = nonlinearity;

    /// <summary>The function that the weight's output passes.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</summary>
    public double Slope { get; init; } = global::InitGen.Gain.DefaultSlope;

    /// <summary>The gain, in place of the nonlinearity's.</summary>
    public double Gain { get; init; }

    /// <summary>Where the nonlinearity's gain comes from.</summary>
    public GainConvention GainConvention { get; init; }
}
