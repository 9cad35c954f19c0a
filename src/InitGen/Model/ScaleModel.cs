namespace InitGen.Model;

/// <summary>The numbers that follow from an initializer and a shape, as far as they are known at compile time.</summary>
internal sealed record ScaleModel(long? FanIn, long? FanOut, double? Gain, double? Std, double? Low, double? High)
{
    /// <summary>Computes the numbers by the formulas that the runtime uses.</summary>
    /// <param name="spec">A valid initializer.</param>
    /// <param name="shape">The parameter's shape.</param>
    /// <param name="weight">The weight of a <see cref="InitializerKind.BiasUniform"/>.</param>
    public static ScaleModel Of(InitializerSpec spec, ShapeModel shape, ParameterModel? weight = null)
    {
        (long? fanIn, long? fanOut) = FansOf(spec, shape);
        double? gain = !spec.HasGain || spec.GainMember is not null ? null
            : spec.ExplicitGain ?? (spec.NonlinearityMember is null ? InitGen.Gain.Of(spec.Nonlinearity, spec.Slope, spec.GainConvention) : null);
        if (spec.StdMember is not null || spec.ValueMember is not null || spec.BranchesMember is not null)
        {
            return Unknown();
        }

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
            case InitializerKind.TruncatedNormal:
                return Truncated(spec, fanIn, fanOut);
            case InitializerKind.BiasUniform:
                return weight?.Scale.FanIn is { } inputs
                    ? new ScaleModel(inputs, null, null, Scale.BiasBound(inputs) / Math.Sqrt(3.0), -Scale.BiasBound(inputs), Scale.BiasBound(inputs))
                    : Unknown();
            case InitializerKind.Orthogonal:
                return new ScaleModel(fanIn, fanOut, gain, OrthogonalStd(spec, shape, gain), null, null);
            case InitializerKind.Sparse:
                return new ScaleModel(fanIn, fanOut, null, SparseStd(spec, shape), null, null);
            case InitializerKind.DeltaOrthogonal or InitializerKind.Identity or InitializerKind.Dirac or InitializerKind.LstmBias
                or InitializerKind.Bilinear:
                return Unknown();
        }

        double? std = ScaledStd(spec, fanIn, fanOut, gain);
        double? bound = null;
        if (std is { } known)
        {
            std = Scale.ResidualStd(known, spec.ResidualBranches);
            bound = spec.IsScaledUniform ? Scale.UniformBound(std.Value) : null;
        }

        return new ScaleModel(fanIn, fanOut, gain, std, -bound, bound);

        ScaleModel Constant(double value) => new(fanIn, fanOut, null, 0.0, value, value);

        ScaleModel Unknown() => new(fanIn, fanOut, gain, null, null, null);
    }

    /// <summary>The σ that the sampler of a truncated normal is told: that before truncation.</summary>
    public static double UntruncatedStd(InitializerSpec spec)
    {
        double std = Scale.ResidualStd(spec.Std, spec.ResidualBranches);
        return spec.PreserveStd ? std / Scale.TruncatedStd(spec.LowerSigmas, spec.UpperSigmas) : std;
    }

    private static ScaleModel Truncated(InitializerSpec spec, long? fanIn, long? fanOut)
    {
        double drawn = UntruncatedStd(spec);
        double std = spec.PreserveStd
            ? Scale.ResidualStd(spec.Std, spec.ResidualBranches)
            : drawn * Scale.TruncatedStd(spec.LowerSigmas, spec.UpperSigmas);
        return new ScaleModel(
            fanIn, fanOut, null, std, spec.Mean + spec.LowerSigmas * drawn, spec.Mean + spec.UpperSigmas * drawn);
    }

    // The longer side's vectors have length 1 for each of the shorter side's: a mean square of 1 / longer side.
    private static double? OrthogonalStd(InitializerSpec spec, ShapeModel shape, double? gain)
    {
        if (gain is not { } known || shape.Rank < 2 || shape.ConstantLength is not { } length || length <= 0)
        {
            return null;
        }

        int outputs = shape.Sizes[spec.Layout == ParameterLayout.OutIn ? 0 : shape.Rank - 1].Constant ?? 0;
        if (outputs < 1 || outputs % spec.Parts != 0)
        {
            return null;
        }

        return Scale.ResidualStd(known, spec.ResidualBranches) / Math.Sqrt(Math.Max(outputs / spec.Parts, length / outputs));
    }

    private static double? SparseStd(InitializerSpec spec, ShapeModel shape) =>
        shape.Rank == 2 && shape.Sizes[0].Constant is { } rows and > 0
            ? spec.Std * Math.Sqrt(1.0 - Math.Ceiling(spec.Sparsity * rows) / rows)
            : null;

    private static double? ScaledStd(InitializerSpec spec, long? fanIn, long? fanOut, double? gain)
    {
        if ((spec.UsesFanIn && fanIn is null) || (spec.UsesFanOut && fanOut is null) || (spec.HasGain && gain is null))
        {
            return null;
        }

        double fan = Fans.Select(spec.FanMode, fanIn ?? 0, fanOut ?? 0);
        return spec.ScaledAs switch
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
                int[] sizes = shape.ToConstants();
                if (spec.Kind == InitializerKind.Icnr)
                {
                    // The kernel before it is repeated.
                    sizes[spec.Layout == ParameterLayout.OutIn ? 0 : sizes.Length - 1] /= checked(spec.Upscale * spec.Upscale);
                }

                (fanIn, fanOut) = Fans.Of(sizes, spec.Layout, spec.Groups, spec.Parts);
            }
            catch (Exception error) when (error is ArgumentException or OverflowException)
            {
                // Sizes, groups or parts that make no fans: the declaration rules say so; the number stays unknown.
            }
        }

        return (spec.FanIn ?? fanIn, spec.FanOut ?? fanOut);
    }
}
