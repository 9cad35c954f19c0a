using System.Globalization;

namespace InitGen.Analyzers.Flow;

/// <summary>What happens first to the output of a weight.</summary>
internal enum FateKind
{
    /// <summary>Nothing yet: the output as it is, perhaps scaled or summed.</summary>
    Linear,

    /// <summary>A nonlinearity of <see cref="InitGen.Nonlinearity"/>.</summary>
    Activation,

    /// <summary>The softmax over a layer's outputs.</summary>
    Softmax,

    /// <summary>A batch, layer, RMS or other norm rescales it.</summary>
    Norm,

    /// <summary>Multiplied by another part of the signal: gates, attention scores and averages.</summary>
    Gate,

    /// <summary>An exponential that is not (yet) part of a softmax.</summary>
    Exponential,

    /// <summary>A square that is not (yet) part of a norm.</summary>
    Square,

    /// <summary>It left the analysable world.</summary>
    Unknown,
}

/// <summary>
/// What happens first to the output of a weight, with the slope of a leaky rectifier or the frequency of a sine (NaN: not known; a plain
/// sine has 1).
/// </summary>
internal readonly record struct Fate(FateKind Kind, Nonlinearity Nonlinearity = Nonlinearity.Linear, double Slope = 0.0)
{
    public static readonly Fate Linear = new(FateKind.Linear);
    public static readonly Fate Softmax = new(FateKind.Softmax);
    public static readonly Fate Norm = new(FateKind.Norm);

    /// <summary>A norm that does not subtract the mean: a bias before it is not cancelled.</summary>
    public static readonly Fate RmsNorm = new(FateKind.Norm, Slope: 1.0);
    public static readonly Fate Gate = new(FateKind.Gate);
    public static readonly Fate Exponential = new(FateKind.Exponential);
    public static readonly Fate Square = new(FateKind.Square);
    public static readonly Fate Unknown = new(FateKind.Unknown);

    public static Fate Activation(Nonlinearity nonlinearity, double slope = 0.0) =>
        nonlinearity == Nonlinearity.Linear ? Linear : new(FateKind.Activation, nonlinearity, slope);

    public bool Is(Nonlinearity nonlinearity) => Kind == FateKind.Activation && Nonlinearity == nonlinearity;

    /// <summary>The name in messages and in the debug view: <c>ReLU</c>, <c>leaky ReLU(0.2)</c>, <c>softmax</c>, <c>linear</c>.</summary>
    public override string ToString() => Kind switch
    {
        FateKind.Activation when Nonlinearity == Nonlinearity.LeakyRelu && !double.IsNaN(Slope) =>
            "leaky ReLU(" + Slope.ToString("G4", CultureInfo.InvariantCulture) + ")",
        FateKind.Activation => Activations.DisplayName(Nonlinearity),
        FateKind.Linear => "linear",
        FateKind.Softmax => "softmax",
        FateKind.Norm => Slope == 0.0 ? "norm" : "RMS norm",
        FateKind.Gate => "gate",
        FateKind.Exponential => "exp",
        FateKind.Square => "square",
        _ => "unknown",
    };
}
