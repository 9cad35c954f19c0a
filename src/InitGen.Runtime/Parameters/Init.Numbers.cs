using System.Globalization;

namespace InitGen;

/// <content>The numbers behind the methods.</content>
public abstract partial class Init
{
    private static double XavierStd(
        ReadOnlySpan<int> shape,
        Nonlinearity nonlinearity,
        double slope,
        double? gain,
        GainConvention convention,
        ParameterLayout layout,
        int? fanIn,
        int? fanOut,
        int groups,
        int parts,
        int residualBranches)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        (long inputs, long outputs) = RequireFans(shape, layout, groups, parts, fanIn, fanOut, FanMode.FanAverage);
        double std = Scale.XavierStd(inputs, outputs, RequireGain(gain, nonlinearity, slope, convention));
        return Scale.ResidualStd(std, residualBranches);
    }

    private static double KaimingStd(
        ReadOnlySpan<int> shape,
        Nonlinearity nonlinearity,
        double slope,
        double? gain,
        GainConvention convention,
        FanMode fanMode,
        ParameterLayout layout,
        int? fanIn,
        int? fanOut,
        int groups,
        int parts,
        int residualBranches)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        (long inputs, long outputs) = RequireFans(shape, layout, groups, parts, fanIn, fanOut, fanMode);
        double fan = Fans.Select(fanMode, inputs, outputs);
        return Scale.ResidualStd(Scale.KaimingStd(fan, RequireGain(gain, nonlinearity, slope, convention)), residualBranches);
    }

    private static double LecunStd(
        ReadOnlySpan<int> shape, ParameterLayout layout, int? fanIn, int groups, int parts, int residualBranches)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        (long inputs, _) = RequireFans(shape, layout, groups, parts, fanIn, null, FanMode.FanIn);
        return Scale.ResidualStd(Scale.LecunStd(inputs), residualBranches);
    }

    private static double TruncatedStd(double std, double lowerSigmas, double upperSigmas, bool preserveStd, int residualBranches)
    {
        std = Scale.ResidualStd(std, residualBranches);
        return preserveStd ? std / Scale.TruncatedStd(lowerSigmas, upperSigmas) : std;
    }

    private static double VarianceScalingStd(
        ReadOnlySpan<int> shape,
        double scale,
        FanMode fanMode,
        ParameterLayout layout,
        int? fanIn,
        int? fanOut,
        int groups,
        int parts,
        int residualBranches)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        if (!double.IsFinite(scale) || scale <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "Expected a scale above 0, finite.");
        }

        (long inputs, long outputs) = RequireFans(shape, layout, groups, parts, fanIn, fanOut, fanMode);
        return Scale.ResidualStd(Scale.VarianceScalingStd(scale, Fans.Select(fanMode, inputs, outputs)), residualBranches);
    }

    private static double IcnrStd(
        ReadOnlySpan<int> shape,
        int upscale,
        IcnrInitializer initializer,
        Nonlinearity? nonlinearity,
        double slope,
        double? gain,
        GainConvention convention,
        FanMode fanMode,
        ParameterLayout layout,
        int? fanIn,
        int? fanOut,
        int groups,
        int parts,
        int residualBranches)
    {
        int repeats = Sampler.RequireUpscale(shape, upscale, layout);
        Span<int> inner = stackalloc int[shape.Length];
        shape.CopyTo(inner);
        inner[layout == ParameterLayout.OutIn ? 0 : inner.Length - 1] /= repeats;
        return initializer switch
        {
            IcnrInitializer.KaimingNormal or IcnrInitializer.KaimingUniform => KaimingStd(
                inner, nonlinearity ?? Nonlinearity.Relu, slope, gain, convention, fanMode, layout, fanIn, fanOut, groups, parts, residualBranches),
            IcnrInitializer.XavierNormal or IcnrInitializer.XavierUniform => XavierStd(
                inner, nonlinearity ?? Nonlinearity.Linear, slope, gain, convention, layout, fanIn, fanOut, groups, parts, residualBranches),
            IcnrInitializer.LecunNormal or IcnrInitializer.LecunUniform => LecunStd(inner, layout, fanIn, groups, parts, residualBranches),
            _ => throw new ArgumentOutOfRangeException(nameof(initializer), initializer, "Expected a member of IcnrInitializer."),
        };
    }

    private static (long FanIn, long FanOut) RequireFans(
        ReadOnlySpan<int> shape, ParameterLayout layout, int groups, int parts, int? fanIn, int? fanOut, FanMode mode)
    {
        if (fanIn is { } statedIn)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(statedIn, 1, nameof(fanIn));
        }

        if (fanOut is { } statedOut)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(statedOut, 1, nameof(fanOut));
        }

        (long inputs, long outputs) = Fans.OfOrStated(shape, layout, groups, parts, fanIn ?? 0, fanOut ?? 0);
        if ((mode != FanMode.FanOut && inputs == 0) || (mode != FanMode.FanIn && outputs == 0))
        {
            throw new ArgumentException(
                $"A shape of rank {shape.Length.ToString(CultureInfo.InvariantCulture)} has no fans; state the ones that {mode} needs.",
                nameof(shape));
        }

        return (inputs, outputs);
    }

    private static double RequireGain(double? gain, Nonlinearity nonlinearity, double slope, GainConvention convention)
    {
        if (gain is not { } stated)
        {
            return Gain.Of(nonlinearity, slope, convention);
        }

        if (!double.IsFinite(stated) || stated <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(gain), stated, "Expected a gain above 0, finite.");
        }

        return stated;
    }

    private static void DrawNormal<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, double std, long? offset) =>
        Sampler.Normal(destination, stream, 0.0, std, ParameterShape.RequirePiece(shape, destination.Length, offset));

    private static void DrawUniform<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, double std, long? offset)
    {
        double bound = Scale.UniformBound(std);
        Sampler.Uniform(destination, stream, -bound, bound, ParameterShape.RequirePiece(shape, destination.Length, offset));
    }
}
