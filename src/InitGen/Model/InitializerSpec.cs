namespace InitGen.Model;

/// <summary>What an initializer attribute says, with its defaults filled in.</summary>
internal sealed record InitializerSpec(InitializerKind Kind)
{
    public Nonlinearity Nonlinearity { get; init; }

    /// <summary>The member that holds the nonlinearity, as written in C#; null where the attribute names it.</summary>
    public string? NonlinearityMember { get; init; }

    /// <summary>The member that holds the standard deviation, as written in C#; null where the attribute gives it.</summary>
    public string? StdMember { get; init; }

    /// <summary>The member that holds the gain. <see cref="ExplicitGain"/> is then no number, but there.</summary>
    public string? GainMember { get; init; }

    /// <summary>The member that holds the value of a constant. <see cref="Value"/> is then no number.</summary>
    public string? ValueMember { get; init; }

    /// <summary>The member that holds the number of residual branches. <see cref="ResidualBranches"/> is then 0.</summary>
    public string? BranchesMember { get; init; }

    /// <summary>The members that the initializer reads.</summary>
    public IEnumerable<string> Members => new[] { NonlinearityMember, StdMember, GainMember, ValueMember, BranchesMember }.OfType<string>();

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

    /// <summary>The bounds of a truncated normal, in standard deviations from the mean.</summary>
    public double LowerSigmas { get; init; } = -2.0;

    public double UpperSigmas { get; init; } = 2.0;

    /// <summary>Whether the standard deviation is meant after truncation.</summary>
    public bool PreserveStd { get; init; }

    public double Sparsity { get; init; }

    public double ForgetGate { get; init; } = 1.0;

    public GateOrder Order { get; init; }

    public int Upscale { get; init; } = 1;

    /// <summary>What draws the kernels of <see cref="InitializerKind.Icnr"/>.</summary>
    public IcnrInitializer Inner { get; init; }

    /// <summary>What the biases of a layer are set to.</summary>
    public double Bias { get; init; }

    /// <summary>The kind by whose formula the spread is computed: that of the kernels of <see cref="InitializerKind.Icnr"/>.</summary>
    public InitializerKind ScaledAs => Kind != InitializerKind.Icnr ? Kind : Inner switch
    {
        IcnrInitializer.KaimingUniform => InitializerKind.KaimingUniform,
        IcnrInitializer.XavierNormal => InitializerKind.XavierNormal,
        IcnrInitializer.XavierUniform => InitializerKind.XavierUniform,
        IcnrInitializer.LecunNormal => InitializerKind.LecunNormal,
        IcnrInitializer.LecunUniform => InitializerKind.LecunUniform,
        _ => InitializerKind.KaimingNormal,
    };

    /// <summary>Whether a gain multiplies the spread.</summary>
    public bool HasGain => ScaledAs.HasGain();

    /// <summary>Whether the values are drawn between bounds that follow from the fans.</summary>
    public bool IsScaledUniform =>
        ScaledAs is InitializerKind.XavierUniform or InitializerKind.KaimingUniform or InitializerKind.LecunUniform
        || (Kind == InitializerKind.VarianceScaling && Distribution == Distribution.Uniform);

    /// <summary>Whether the fan-in must be known to compute the spread.</summary>
    public bool UsesFanIn => ScaledAs switch
    {
        InitializerKind.KaimingUniform or InitializerKind.KaimingNormal or InitializerKind.VarianceScaling => FanMode != FanMode.FanOut,
        InitializerKind scaled => scaled.NeedsFans(),
    };

    /// <summary>Whether the fan-out must be known to compute the spread.</summary>
    public bool UsesFanOut => ScaledAs switch
    {
        InitializerKind.KaimingUniform or InitializerKind.KaimingNormal or InitializerKind.VarianceScaling => FanMode != FanMode.FanIn,
        InitializerKind.LecunUniform or InitializerKind.LecunNormal => false,
        InitializerKind scaled => scaled.NeedsFans(),
    };

    /// <summary>Whether the attribute itself gives every fan that the spread needs.</summary>
    public bool HasExplicitFans => (!UsesFanIn || FanIn is not null) && (!UsesFanOut || FanOut is not null);
}
