namespace InitGen.Model;

/// <summary>The numbers that follow from an initializer and a shape, as far as they are known at compile time.</summary>
internal sealed record ScaleModel(long? FanIn, long? FanOut, double? Gain, double? Std, double? Low, double? High)
{
    /// <summary>Computes the numbers by the formulas that the runtime uses.</summary>
    /// <param name="spec">A valid initializer.</param>
    /// <param name="shape">The parameter's shape.</param>
    public static ScaleModel Of(InitializerSpec spec, ShapeModel shape)
    {
        (long? fanIn, long? fanOut) = FansOf(spec, shape);
        double? gain = spec.Kind.HasGain() ? spec.ExplicitGain ?? InitGen.Gain.Of(spec.Nonlinearity, spec.Slope, spec.GainConvention) : null;
        switch (spec.Kind)
        {
            case InitializerKind.Zeros:
                return Constant(0.0);
            case InitializerKind.Ones:
                return Constant(1.0);
            case InitializerKind.Constant:
                return Constant(spec.Value);
            case InitializerKind.Uniform:
                (double low, double high) = Scale.ResidualInterval(spec.Low, spec.High, spec.ResidualBranches);
                return new ScaleModel(fanIn, fanOut, null, (high - low) / Math.Sqrt(12.0), low, high);
            case InitializerKind.Normal:
                return new ScaleModel(fanIn, fanOut, null, Scale.ResidualStd(spec.Std, spec.ResidualBranches), null, null);
        }

        double? std = ScaledStd(spec, fanIn, fanOut, gain);
        double? bound = null;
        if (std is { } known)
        {
            std = Scale.ResidualStd(known, spec.ResidualBranches);
            bound = IsUniform(spec) ? Scale.UniformBound(std.Value) : null;
        }

        return new ScaleModel(fanIn, fanOut, gain, std, -bound, bound);

        ScaleModel Constant(double value) => new(fanIn, fanOut, null, 0.0, value, value);
    }

    private static bool IsUniform(InitializerSpec spec) =>
        spec.Kind is InitializerKind.XavierUniform or InitializerKind.KaimingUniform or InitializerKind.LecunUniform
        || (spec.Kind == InitializerKind.VarianceScaling && spec.Distribution == Distribution.Uniform);

    private static double? ScaledStd(InitializerSpec spec, long? fanIn, long? fanOut, double? gain)
    {
        if ((spec.UsesFanIn && fanIn is null) || (spec.UsesFanOut && fanOut is null))
        {
            return null;
        }

        double fan = Fans.Select(spec.FanMode, fanIn ?? 0, fanOut ?? 0);
        return spec.Kind switch
        {
            InitializerKind.XavierUniform or InitializerKind.XavierNormal =>
                Scale.XavierStd(fanIn!.Value, fanOut!.Value, gain!.Value),
            InitializerKind.KaimingUniform or InitializerKind.KaimingNormal => Scale.KaimingStd(fan, gain!.Value),
            InitializerKind.LecunUniform or InitializerKind.LecunNormal => Scale.LecunStd(fanIn!.Value),
            InitializerKind.VarianceScaling => Scale.VarianceScalingStd(spec.Scale, fan),
            _ => null,
        };
    }

    private static (long? FanIn, long? FanOut) FansOf(InitializerSpec spec, ShapeModel shape)
    {
        long? fanIn = null;
        long? fanOut = null;
        if (shape.Rank >= 2 && shape.IsConstant)
        {
            try
            {
                (fanIn, fanOut) = Fans.Of(shape.ToConstants(), spec.Layout, spec.Groups, spec.Parts);
            }
            catch (Exception error) when (error is ArgumentException or OverflowException)
            {
                // Sizes, groups or parts that make no fans: the declaration rules say so; the number stays unknown.
            }
        }

        return (spec.FanIn ?? fanIn, spec.FanOut ?? fanOut);
    }
}
