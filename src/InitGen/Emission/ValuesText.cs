using InitGen.Model;

namespace InitGen.Emission;

/// <summary>Writes what a parameter is filled with as an expression, for the manifest: the numbers are those of the initializer.</summary>
internal static class ValuesText
{
    private const string Values = "global::InitGen.ParameterValues.";

    /// <summary>The expression; null where the numbers are known only when the initializer runs.</summary>
    public static string? Of(ParameterModel parameter)
    {
        InitializerSpec spec = parameter.Initializer;
        ScaleModel scale = parameter.Scale;
        if (spec.Members.Any(member => member != spec.NonlinearityMember))
        {
            return null;
        }

        switch (spec.Kind)
        {
            case InitializerKind.Zeros:
                return Call("Constant", Literal.Of(0.0));
            case InitializerKind.Ones:
                return Call("Constant", Literal.Of(1.0));
            case InitializerKind.Constant:
                return Call("Constant", parameter.Storage.Element is ElementType.Single or ElementType.Half
                    ? Literal.Of((float)spec.Value)
                    : Literal.Of(spec.Value));
            case InitializerKind.Normal:
                return Call("Normal", "mean: " + Literal.Of(spec.Mean), "std: " + Literal.Of(scale.Std!.Value));
            case InitializerKind.TruncatedNormal:
                return Call(
                    "TruncatedNormal",
                    "mean: " + Literal.Of(spec.Mean),
                    "std: " + Literal.Of(ScaleModel.UntruncatedStd(spec)),
                    Unless(spec.LowerSigmas.Equals(-2.0), "lowerSigmas: " + Literal.Of(spec.LowerSigmas)),
                    Unless(spec.UpperSigmas.Equals(2.0), "upperSigmas: " + Literal.Of(spec.UpperSigmas)));
            case InitializerKind.Identity:
                return Call("Identity", Unless(spec.Value.Equals(1.0), "gain: " + Literal.Of(spec.Value)));
            case InitializerKind.Dirac:
                return Call("Dirac", Unless(spec.Groups == 1, "groups: " + Literal.Int(spec.Groups)), Layout(spec));
            case InitializerKind.Bilinear:
                return Call("Bilinear", Layout(spec));
            case InitializerKind.Sparse:
                return Call("Sparse", "sparsity: " + Literal.Of(spec.Sparsity), "std: " + Literal.Of(spec.Std));
            case InitializerKind.LstmBias:
                return Call(
                    "LstmBias",
                    Unless(spec.ForgetGate.Equals(1.0), "forgetGate: " + Literal.Of(spec.ForgetGate)),
                    Unless(spec.Order == default, "order: global::InitGen.GateOrder." + spec.Order));
            case InitializerKind.Orthogonal or InitializerKind.DeltaOrthogonal:
                return scale.Gain is { } orthogonal ? Orthogonal(spec, Scale.ResidualStd(orthogonal, spec.ResidualBranches)) : null;
            case InitializerKind.Icnr:
                return scale.Std is { } spread
                    ? Call(
                        "Icnr",
                        "upscale: " + Literal.Int(spec.Upscale),
                        "global::InitGen.Distribution." + (spec.IsScaledUniform ? "Uniform" : "Normal"),
                        "spread: " + Literal.Of(spec.IsScaledUniform ? scale.High!.Value : spread),
                        Layout(spec))
                    : null;
        }

        if (scale is { Low: { } low, High: { } high })
        {
            return Call("Uniform", "low: " + Literal.Of(low), "high: " + Literal.Of(high));
        }

        bool truncated = spec is { Kind: InitializerKind.VarianceScaling, Distribution: Distribution.TruncatedNormal };
        if (scale.Std is { } std)
        {
            return truncated
                ? Call("TruncatedNormal", "mean: 0d", "std: " + Literal.Of(std / Scale.TruncatedNormalStd))
                : Call("Normal", "mean: 0d", "std: " + Literal.Of(std));
        }

        return Scaled(spec, scale);
    }

    private static string Orthogonal(InitializerSpec spec, double gain) => Call(
        spec.Kind.ToString(),
        Unless(gain.Equals(1.0), "gain: " + Literal.Of(gain)),
        Layout(spec),
        Unless(spec.Parts == 1 || spec.Kind == InitializerKind.DeltaOrthogonal, "parts: " + Literal.Int(spec.Parts)));

    // The shape is known only at run time, and the spread with it.
    private static string? Scaled(InitializerSpec spec, ScaleModel scale)
    {
        string? rule = spec.Kind switch
        {
            InitializerKind.XavierUniform or InitializerKind.XavierNormal => "Xavier",
            InitializerKind.KaimingUniform or InitializerKind.KaimingNormal => "Kaiming",
            InitializerKind.LecunUniform or InitializerKind.LecunNormal => "Lecun",
            InitializerKind.VarianceScaling => "VarianceScaling",
            _ => null,
        };
        double? gain = spec.Kind == InitializerKind.VarianceScaling ? spec.Scale : spec.HasGain ? scale.Gain : 1.0;
        if (rule is null || gain is not { } known)
        {
            return null;
        }

        Distribution distribution = spec.Kind == InitializerKind.VarianceScaling ? spec.Distribution
            : spec.IsScaledUniform ? Distribution.Uniform
            : Distribution.Normal;
        return Call(
            "Scaled",
            "global::InitGen.ScalingRule." + rule,
            "global::InitGen.Distribution." + distribution,
            Unless(known.Equals(1.0), "gain: " + Literal.Of(known)),
            Unless(spec.FanMode == FanMode.FanIn, "fanMode: global::InitGen.FanMode." + spec.FanMode),
            Layout(spec),
            spec.FanIn is { } fanIn ? "fanIn: " + Literal.Int(fanIn) : "",
            spec.FanOut is { } fanOut ? "fanOut: " + Literal.Int(fanOut) : "",
            Unless(spec.Groups == 1, "groups: " + Literal.Int(spec.Groups)),
            Unless(spec.Parts == 1, "parts: " + Literal.Int(spec.Parts)),
            Unless(spec.ResidualBranches == 1, "residualBranches: " + Literal.Int(spec.ResidualBranches)));
    }

    private static string Layout(InitializerSpec spec) =>
        Unless(spec.Layout == ParameterLayout.OutIn, "layout: global::InitGen.ParameterLayout." + spec.Layout);

    private static string Unless(bool isDefault, string argument) => isDefault ? "" : argument;

    private static string Call(string method, params string[] arguments) =>
        Values + method + "(" + string.Join(", ", arguments.Where(argument => argument.Length > 0)) + ")";
}
