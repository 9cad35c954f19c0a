namespace InitGen.Model;

/// <summary>What an initializer attribute says, with its defaults filled in.</summary>
internal sealed record InitializerSpec(InitializerKind Kind)
{
    public Nonlinearity Nonlinearity { get; init; }

    public double Slope { get; init; } = Gain.DefaultSlope;

    /// <summary>The gain given in place of the nonlinearity's.</summary>
    public double? ExplicitGain { get; init; }

    public GainConvention GainConvention { get; init; }

    public FanMode FanMode { get; init; }

    public Distribution Distribution { get; init; }

    public ParameterLayout Layout { get; init; }

    /// <summary>The fans given in place of the shape's.</summary>
    public int? FanIn { get; init; }

    public int? FanOut { get; init; }

    public int Groups { get; init; } = 1;

    public int Parts { get; init; } = 1;

    public int ResidualBranches { get; init; } = 1;

    public double Value { get; init; }

    public double Mean { get; init; }

    public double Std { get; init; }

    public double Low { get; init; }

    public double High { get; init; }

    public double Scale { get; init; } = 1.0;

    /// <summary>Whether the fan-in must be known to compute the spread.</summary>
    public bool UsesFanIn => Kind switch
    {
        InitializerKind.KaimingUniform or InitializerKind.KaimingNormal or InitializerKind.VarianceScaling => FanMode != FanMode.FanOut,
        _ => Kind.NeedsFans(),
    };

    /// <summary>Whether the fan-out must be known to compute the spread.</summary>
    public bool UsesFanOut => Kind switch
    {
        InitializerKind.KaimingUniform or InitializerKind.KaimingNormal or InitializerKind.VarianceScaling => FanMode != FanMode.FanIn,
        InitializerKind.LecunUniform or InitializerKind.LecunNormal => false,
        _ => Kind.NeedsFans(),
    };

    /// <summary>Whether the attribute itself gives every fan that the spread needs.</summary>
    public bool HasExplicitFans => (!UsesFanIn || FanIn is not null) && (!UsesFanOut || FanOut is not null);
}
