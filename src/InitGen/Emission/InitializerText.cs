using InitGen.Model;

namespace InitGen.Emission;

/// <summary>Initializers, shapes and scales in words, as comments and documentation show them.</summary>
internal static class InitializerText
{
    /// <summary>The initializer by its name: <c>Kaiming normal (ReLU, fan_in)</c>.</summary>
    public static string Name(InitializerSpec spec, ElementType element) => spec.Kind switch
    {
        InitializerKind.Zeros => "zeros",
        InitializerKind.Ones => "ones",
        InitializerKind.Constant when spec.ValueMember is { } value => "constant " + value,
        InitializerKind.Constant => "constant " + Literal.Display(spec.Value, element),
        InitializerKind.Uniform => "uniform",
        InitializerKind.Normal => "normal",
        InitializerKind.XavierUniform => "Xavier uniform (" + Passed(spec) + ")",
        InitializerKind.XavierNormal => "Xavier normal (" + Passed(spec) + ")",
        InitializerKind.KaimingUniform => "Kaiming uniform (" + Passed(spec) + ", " + Text(spec.FanMode) + ")",
        InitializerKind.KaimingNormal => "Kaiming normal (" + Passed(spec) + ", " + Text(spec.FanMode) + ")",
        InitializerKind.LecunUniform => "LeCun uniform",
        InitializerKind.LecunNormal => "LeCun normal",
        InitializerKind.VarianceScaling => "variance scaling (" + Literal.Display(spec.Scale, ElementType.Double) + ", " + Text(spec.FanMode)
            + ", " + Text(spec.Distribution) + ")",
        InitializerKind.TruncatedNormal => "truncated normal [" + Literal.Display(spec.LowerSigmas, ElementType.Double) + "σ, "
            + Literal.Display(spec.UpperSigmas, ElementType.Double) + "σ]",
        InitializerKind.Orthogonal => "orthogonal (" + Passed(spec) + ")",
        InitializerKind.DeltaOrthogonal => "delta-orthogonal (" + Passed(spec) + ")",
        InitializerKind.Identity => spec.Value.Equals(1.0) ? "identity" : Literal.Display(spec.Value, element) + " · identity",
        InitializerKind.Sparse => "sparse (" + Literal.Display(spec.Sparsity, ElementType.Double) + " zeros a column, σ = "
            + Literal.Display(spec.Std, element) + " elsewhere)",
        InitializerKind.BiasUniform => "uniform by the weight's fan-in",
        InitializerKind.LstmBias => "LSTM bias (forget gate " + Literal.Display(spec.ForgetGate, element) + ", order " + Text(spec.Order) + ")",
        InitializerKind.Icnr => "ICNR ×" + Literal.Int(spec.Upscale) + " of " + Name(spec with { Kind = spec.ScaledAs }, element),
        _ => spec.Kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The shape in brackets, with members by name, <c>·</c> for sizes read from the storage, and <c>…</c> where it tells the rank too.</summary>
    public static string Shape(ShapeModel shape) => shape.IsUnranked ? "[…]" :
        "[" + string.Join(", ", shape.Sizes.Select(size => size.Constant is { } constant ? Literal.Int(constant) : size.Member ?? "·")) + "]";

    public static string Gain(double gain)
    {
        if (gain.Equals(Math.Sqrt(2.0)))
        {
            return "√2";
        }

        return gain.Equals(5.0 / 3.0) ? "5/3" : Literal.Display(gain, ElementType.Single);
    }

    /// <summary>What the values spread over: <c>σ = 0.05</c>, <c>±0.15</c>, <c>(−0.1, 0.2)</c>; empty where it is not known or of no interest.</summary>
    public static string Spread(ParameterModel parameter)
    {
        ScaleModel scale = parameter.Scale;
        ElementType element = parameter.Storage.Element;
        if (parameter.Initializer.Kind.IsConstant())
        {
            return "";
        }

        if (scale is { Low: { } low, High: { } high } && parameter.Initializer.Kind != InitializerKind.TruncatedNormal)
        {
            return low.Equals(-high)
                ? "±" + Literal.Display(high, element)
                : "(" + Literal.Display(low, element) + ", " + Literal.Display(high, element) + ")";
        }

        if (scale.Std is not { } std)
        {
            return parameter.Initializer.StdMember is { } member ? "σ = " + member : Formula(parameter.Initializer, scale);
        }

        string text = "σ = " + Literal.Display(std, element);
        return parameter.Initializer.Kind is InitializerKind.Normal or InitializerKind.TruncatedNormal && parameter.Initializer.Mean != 0.0
            ? "mean = " + Literal.Display(parameter.Initializer.Mean, element) + ", " + text
            : text;
    }

    /// <summary>The formula of a spread that follows from sizes known only at run time.</summary>
    private static string Formula(InitializerSpec spec, ScaleModel scale)
    {
        if (!spec.Kind.NeedsFans())
        {
            return "";
        }

        string gain = scale.Gain is { } known ? Gain(known) : "gain";
        string fanIn = scale.FanIn is { } inputs ? Literal.Int(inputs) : "fan_in";
        string fanOut = scale.FanOut is { } outputs ? Literal.Int(outputs) : "fan_out";
        string fan = spec.FanMode == FanMode.FanIn ? fanIn : spec.FanMode == FanMode.FanOut ? fanOut : Text(spec.FanMode);
        string std = spec.ScaledAs switch
        {
            InitializerKind.XavierUniform or InitializerKind.XavierNormal => Times(gain) + "√(2 / (" + fanIn + " + " + fanOut + "))",
            InitializerKind.KaimingUniform or InitializerKind.KaimingNormal => gain + " / √" + fan,
            InitializerKind.VarianceScaling => "√(" + Literal.Display(spec.Scale, ElementType.Double) + " / " + fan + ")",
            _ => "1 / √" + fanIn,
        };
        string branches = spec.BranchesMember ?? (spec.ResidualBranches > 1 ? Literal.Int(spec.ResidualBranches) : "");
        return (spec.IsScaledUniform ? "±√3 · " : "σ = ") + std + (branches.Length > 0 ? " / √" + branches : "");

        static string Times(string gain) => gain == "1" ? "" : gain + " · ";
    }

    public static string Text(FanMode mode) => mode switch
    {
        FanMode.FanIn => "fan_in",
        FanMode.FanOut => "fan_out",
        FanMode.FanAverage => "fan_avg",
        _ => "fan_geo",
    };

    public static string Text(Nonlinearity nonlinearity, double slope) => nonlinearity switch
    {
        Nonlinearity.Linear => "linear",
        Nonlinearity.Sigmoid => "sigmoid",
        Nonlinearity.Tanh => "tanh",
        Nonlinearity.Relu => "ReLU",
        Nonlinearity.LeakyRelu => "leaky ReLU " + Literal.Display(slope, ElementType.Double),
        Nonlinearity.Relu6 => "ReLU6",
        Nonlinearity.ReluSquared => "squared ReLU",
        Nonlinearity.Elu => "ELU",
        Nonlinearity.Celu => "CELU",
        Nonlinearity.Selu => "SELU",
        Nonlinearity.Gelu => "GELU",
        Nonlinearity.GeluTanh => "GELU by tanh",
        Nonlinearity.Silu => "SiLU",
        Nonlinearity.HardSwish => "hard swish",
        Nonlinearity.HardTanh => "hard tanh",
        Nonlinearity.HardSigmoid => "hard sigmoid",
        Nonlinearity.Sin => "sine",
        _ => nonlinearity.ToString().ToLowerInvariant(),
    };

    private static string Passed(InitializerSpec spec) => spec.NonlinearityMember ?? Text(spec.Nonlinearity, spec.Slope);

    private static string Text(GateOrder order) => order switch
    {
        GateOrder.InputCellForgetOutput => "i, g, f, o",
        GateOrder.InputForgetOutputCell => "i, f, o, g",
        GateOrder.InputOutputForgetCell => "i, o, f, g",
        GateOrder.ForgetInputCellOutput => "f, i, g, o",
        GateOrder.ForgetInputOutputCell => "f, i, o, g",
        _ => "i, f, g, o",
    };

    private static string Text(Distribution distribution) => distribution switch
    {
        Distribution.TruncatedNormal => "truncated normal",
        Distribution.Normal => "normal",
        _ => "uniform",
    };
}
