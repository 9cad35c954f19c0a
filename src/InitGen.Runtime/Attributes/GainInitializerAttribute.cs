namespace InitGen;

/// <summary>An initializer that makes up for the nonlinearity behind the weight by a gain.</summary>
public abstract class GainInitializerAttribute : FanInitializerAttribute
{
    private protected GainInitializerAttribute(Nonlinearity nonlinearity) => Nonlinearity = nonlinearity;

    /// <summary>The function that the weight's output passes.</summary>
    public Nonlinearity Nonlinearity { get; }

    /// <summary>
    /// The name of a field or property of type <see cref="InitGen.Nonlinearity"/> that holds the function, where it is known only at run
    /// time: <c>NonlinearityFrom = nameof(_activation)</c>.
    /// </summary>
    public string? NonlinearityFrom { get; init; }

    /// <summary>The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</summary>
    public double Slope { get; init; } = global::InitGen.Gain.DefaultSlope;

    /// <summary>The gain, in place of the nonlinearity's.</summary>
    public double Gain { get; init; }

    /// <summary>The name of a field or property of type <see cref="double"/> or <see cref="float"/> that holds the gain, above 0, in place of <see cref="Gain"/>.</summary>
    public string? GainFrom { get; init; }

    /// <summary>Where the nonlinearity's gain comes from.</summary>
    public GainConvention GainConvention { get; init; }
}
