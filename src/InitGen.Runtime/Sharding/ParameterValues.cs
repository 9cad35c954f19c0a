namespace InitGen;

/// <summary>
/// What a parameter is filled with, so that any piece of it can be filled alone, also without the model: a worker's part, or the place of
/// a tensor in a file. A piece gets the bits that the generated initializer gives it.
/// </summary>
public abstract class ParameterValues
{
    private protected ParameterValues()
    {
    }

    /// <summary>Whether only the whole parameter can be filled: each element depends on all random numbers.</summary>
    public virtual bool IsWholeOnly => false;

    /// <summary>Fills a piece of the parameter.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The piece's elements.</param>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <param name="stream">The parameter's stream: the child of its path.</param>
    /// <param name="offset">The index in the parameter of the piece's first element.</param>
    /// <exception cref="ArgumentException">The shape does not fit the initializer, or the piece the shape.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public abstract void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset);

    /// <summary>One value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Constant(double value) => new ConstantValues(value);

    /// <summary>Drawn between two bounds.</summary>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Uniform(double low, double high) => new UniformValues(low, high);

    /// <summary>Drawn from a normal distribution.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="std">The standard deviation.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Normal(double mean, double std) => new NormalValues(mean, std);

    /// <summary>Drawn from a normal distribution between two bounds.</summary>
    /// <param name="mean">The mean before truncation.</param>
    /// <param name="std">The standard deviation before truncation.</param>
    /// <param name="lowerSigmas">The lower bound, in standard deviations from the mean.</param>
    /// <param name="upperSigmas">The upper bound, in standard deviations from the mean.</param>
    /// <returns>The values.</returns>
    public static ParameterValues TruncatedNormal(double mean, double std, double lowerSigmas = -2.0, double upperSigmas = 2.0) =>
        new TruncatedNormalValues(mean, std, lowerSigmas, upperSigmas);

    /// <summary>Drawn with a spread that follows from the shape, which is known only at run time.</summary>
    /// <param name="rule">The rule of the spread.</param>
    /// <param name="distribution">The distribution.</param>
    /// <param name="gain">The gain; for <see cref="ScalingRule.VarianceScaling"/> the scale of the variance.</param>
    /// <param name="fanMode">The fan to divide by, where the rule leaves a choice.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="fanIn">The fan-in, in place of the shape's.</param>
    /// <param name="fanOut">The fan-out, in place of the shape's.</param>
    /// <param name="groups">The groups of a grouped convolution.</param>
    /// <param name="parts">How many weights are packed on the output axis.</param>
    /// <param name="residualBranches">How many residual branches add to the stream.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Scaled(
        ScalingRule rule,
        Distribution distribution,
        double gain = 1.0,
        FanMode fanMode = FanMode.FanIn,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1) =>
        new ScaledValues(rule, distribution, gain, fanMode, layout, fanIn, fanOut, groups, parts, residualBranches);

    /// <summary>A gain on the diagonal, zeros elsewhere.</summary>
    /// <param name="gain">The value on the diagonal.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Identity(double gain = 1.0) => new IdentityValues(gain);

    /// <summary>A convolution that passes its input on.</summary>
    /// <param name="groups">The groups of a grouped convolution.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Dirac(int groups = 1, ParameterLayout layout = ParameterLayout.OutIn) => new DiracValues(groups, layout);

    /// <summary>A transposed convolution that enlarges linearly.</summary>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Bilinear(ParameterLayout layout = ParameterLayout.OutIn) => new BilinearValues(layout);

    /// <summary>Zeros but for the forget gate.</summary>
    /// <param name="forgetGate">The bias of the forget gate.</param>
    /// <param name="order">The order of the gates.</param>
    /// <returns>The values.</returns>
    public static ParameterValues LstmBias(double forgetGate = 1.0, GateOrder order = GateOrder.InputForgetCellOutput) =>
        new LstmBiasValues(forgetGate, order);

    /// <summary>Normal values with zeros in each column.</summary>
    /// <param name="sparsity">The fraction of zeros in each column.</param>
    /// <param name="std">The standard deviation of the others.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Sparse(double sparsity, double std = 0.01) => new SparseValues(sparsity, std);

    /// <summary>Kernels repeated for the outputs of a sub-pixel convolution.</summary>
    /// <param name="upscale">The factor of the enlargement.</param>
    /// <param name="distribution">Normal or uniform.</param>
    /// <param name="spread">The standard deviation, or the bound on both sides of 0.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Icnr(
        int upscale, Distribution distribution, double spread, ParameterLayout layout = ParameterLayout.OutIn) =>
        new IcnrValues(upscale, distribution, spread, layout);

    /// <summary>An orthogonal matrix, which is drawn as a whole.</summary>
    /// <param name="gain">The gain.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="parts">How many weights are packed on the output axis.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Orthogonal(double gain = 1.0, ParameterLayout layout = ParameterLayout.OutIn, int parts = 1) =>
        new OrthogonalValues(gain, layout, parts);

    /// <summary>A convolution that is orthogonal at its centre, which is drawn as a whole.</summary>
    /// <param name="gain">The gain.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <returns>The values.</returns>
    public static ParameterValues DeltaOrthogonal(double gain = 1.0, ParameterLayout layout = ParameterLayout.OutIn) =>
        new DeltaOrthogonalValues(gain, layout);

    private sealed class ConstantValues(double value) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset) =>
            Sampler.Constant(destination, value);
    }

    private sealed class UniformValues(double low, double high) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset) =>
            Sampler.Uniform(destination, stream, low, high, offset);
    }

    private sealed class NormalValues(double mean, double std) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset) =>
            Sampler.Normal(destination, stream, mean, std, offset);
    }

    private sealed class TruncatedNormalValues(double mean, double std, double lowerSigmas, double upperSigmas) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset) =>
            Sampler.TruncatedNormal(destination, stream, mean, std, lowerSigmas, upperSigmas, offset);
    }

    private sealed class ScaledValues(
        ScalingRule rule,
        Distribution distribution,
        double gain,
        FanMode fanMode,
        ParameterLayout layout,
        int? fanIn,
        int? fanOut,
        int groups,
        int parts,
        int residualBranches) : ParameterValues
    {
        // The same order of operations as in generated code, so that not a bit differs.
        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset)
        {
            (long inputs, long outputs) = Fans.OfOrStated(shape, layout, groups, parts, fanIn ?? 0, fanOut ?? 0);
            double std = rule switch
            {
                ScalingRule.Xavier => Scale.XavierStd(inputs, outputs, gain),
                ScalingRule.Kaiming => Scale.KaimingStd(Fans.Select(fanMode, inputs, outputs), gain),
                ScalingRule.Lecun => Scale.LecunStd(inputs),
                _ => Scale.VarianceScalingStd(gain, Fans.Select(fanMode, inputs, outputs)),
            };
            std = Scale.ResidualStd(std, residualBranches);
            switch (distribution)
            {
                case Distribution.Uniform:
                    double bound = Scale.UniformBound(std);
                    Sampler.Uniform(destination, stream, -bound, bound, offset);
                    break;
                case Distribution.Normal:
                    Sampler.Normal(destination, stream, 0.0, std, offset);
                    break;
                default:
                    Sampler.TruncatedNormal(destination, stream, 0.0, std / Scale.TruncatedNormalStd, offset: offset);
                    break;
            }
        }
    }

    private sealed class IdentityValues(double gain) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset) =>
            Sampler.Identity(destination, shape, gain, offset);
    }

    private sealed class DiracValues(int groups, ParameterLayout layout) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset) =>
            Sampler.Dirac(destination, shape, groups, layout, offset);
    }

    private sealed class BilinearValues(ParameterLayout layout) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset) =>
            Sampler.Bilinear(destination, shape, layout, offset);
    }

    private sealed class LstmBiasValues(double forgetGate, GateOrder order) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset) =>
            Sampler.LstmBias(destination, shape.IsEmpty ? 0 : shape[0] / 4, forgetGate, order, offset);
    }

    private sealed class SparseValues(double sparsity, double std) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset) =>
            Sampler.Sparse(destination, shape, stream, sparsity, std, offset);
    }

    private sealed class IcnrValues(int upscale, Distribution distribution, double spread, ParameterLayout layout) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset)
        {
            if (distribution == Distribution.Uniform)
            {
                Sampler.IcnrUniform(destination, shape, stream, upscale, spread, layout, offset);
            }
            else
            {
                Sampler.IcnrNormal(destination, shape, stream, upscale, spread, layout, offset);
            }
        }
    }

    private sealed class OrthogonalValues(double gain, ParameterLayout layout, int parts) : ParameterValues
    {
        public override bool IsWholeOnly => true;

        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset) =>
            Sampler.Orthogonal(destination, shape, stream, gain, layout, parts, offset);
    }

    private sealed class DeltaOrthogonalValues(double gain, ParameterLayout layout) : ParameterValues
    {
        public override bool IsWholeOnly => true;

        public override void Fill<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, long offset) =>
            Sampler.DeltaOrthogonal(destination, shape, stream, gain, layout, offset);
    }
}

/// <summary>The rule by which a spread follows from a shape.</summary>
public enum ScalingRule
{
    /// <summary>Glorot and Bengio 2010.</summary>
    Xavier,

    /// <summary>He et al. 2015.</summary>
    Kaiming,

    /// <summary>LeCun et al. 1998.</summary>
    Lecun,

    /// <summary>The variance is a scale over a fan, as in Keras and JAX.</summary>
    VarianceScaling,
}
