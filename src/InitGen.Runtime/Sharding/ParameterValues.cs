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
    /// <param name="stream">The parameter's stream: the child of its path.</param>
    /// <param name="offset">The index in the parameter of the piece's first element.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public abstract void Fill<T>(Span<T> destination, RandomStream stream, long offset);

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

    /// <summary>A gain on the diagonal, zeros elsewhere.</summary>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <param name="gain">The value on the diagonal.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Identity(ReadOnlySpan<int> shape, double gain = 1.0) => new IdentityValues(shape.ToArray(), gain);

    /// <summary>A convolution that passes its input on.</summary>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <param name="groups">The groups of a grouped convolution.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Dirac(ReadOnlySpan<int> shape, int groups = 1, ParameterLayout layout = ParameterLayout.OutIn) =>
        new DiracValues(shape.ToArray(), groups, layout);

    /// <summary>A transposed convolution that enlarges linearly.</summary>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Bilinear(ReadOnlySpan<int> shape, ParameterLayout layout = ParameterLayout.OutIn) =>
        new BilinearValues(shape.ToArray(), layout);

    /// <summary>Zeros but for the forget gate.</summary>
    /// <param name="hidden">The number of hidden units.</param>
    /// <param name="forgetGate">The bias of the forget gate.</param>
    /// <param name="order">The order of the gates.</param>
    /// <returns>The values.</returns>
    public static ParameterValues LstmBias(
        int hidden, double forgetGate = 1.0, GateOrder order = GateOrder.InputForgetCellOutput) => new LstmBiasValues(hidden, forgetGate, order);

    /// <summary>Normal values with zeros in each column.</summary>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <param name="sparsity">The fraction of zeros in each column.</param>
    /// <param name="std">The standard deviation of the others.</param>
    /// <returns>The values.</returns>
    public static ParameterValues Sparse(ReadOnlySpan<int> shape, double sparsity, double std = 0.01) =>
        new SparseValues(shape.ToArray(), sparsity, std);

    /// <summary>Normal kernels, repeated for the outputs of a sub-pixel convolution.</summary>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <param name="upscale">The factor of the enlargement.</param>
    /// <param name="std">The standard deviation.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <returns>The values.</returns>
    public static ParameterValues IcnrNormal(
        ReadOnlySpan<int> shape, int upscale, double std, ParameterLayout layout = ParameterLayout.OutIn) =>
        new IcnrValues(shape.ToArray(), upscale, std, layout, isNormal: true);

    /// <summary>Uniform kernels, repeated for the outputs of a sub-pixel convolution.</summary>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <param name="upscale">The factor of the enlargement.</param>
    /// <param name="bound">The bound on both sides of 0.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <returns>The values.</returns>
    public static ParameterValues IcnrUniform(
        ReadOnlySpan<int> shape, int upscale, double bound, ParameterLayout layout = ParameterLayout.OutIn) =>
        new IcnrValues(shape.ToArray(), upscale, bound, layout, isNormal: false);

    private sealed class ConstantValues(double value) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, RandomStream stream, long offset) => Sampler.Constant(destination, value);
    }

    private sealed class UniformValues(double low, double high) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, RandomStream stream, long offset) =>
            Sampler.Uniform(destination, stream, low, high, offset);
    }

    private sealed class NormalValues(double mean, double std) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, RandomStream stream, long offset) =>
            Sampler.Normal(destination, stream, mean, std, offset);
    }

    private sealed class TruncatedNormalValues(double mean, double std, double lowerSigmas, double upperSigmas) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, RandomStream stream, long offset) =>
            Sampler.TruncatedNormal(destination, stream, mean, std, lowerSigmas, upperSigmas, offset);
    }

    private sealed class IdentityValues(int[] shape, double gain) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, RandomStream stream, long offset) =>
            Sampler.Identity(destination, shape, gain, offset);
    }

    private sealed class DiracValues(int[] shape, int groups, ParameterLayout layout) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, RandomStream stream, long offset) =>
            Sampler.Dirac(destination, shape, groups, layout, offset);
    }

    private sealed class BilinearValues(int[] shape, ParameterLayout layout) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, RandomStream stream, long offset) =>
            Sampler.Bilinear(destination, shape, layout, offset);
    }

    private sealed class LstmBiasValues(int hidden, double forgetGate, GateOrder order) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, RandomStream stream, long offset) =>
            Sampler.LstmBias(destination, hidden, forgetGate, order, offset);
    }

    private sealed class SparseValues(int[] shape, double sparsity, double std) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, RandomStream stream, long offset) =>
            Sampler.Sparse(destination, shape, stream, sparsity, std, offset);
    }

    private sealed class IcnrValues(int[] shape, int upscale, double spread, ParameterLayout layout, bool isNormal) : ParameterValues
    {
        public override void Fill<T>(Span<T> destination, RandomStream stream, long offset)
        {
            if (isNormal)
            {
                Sampler.IcnrNormal(destination, shape, stream, upscale, spread, layout, offset);
            }
            else
            {
                Sampler.IcnrUniform(destination, shape, stream, upscale, spread, layout, offset);
            }
        }
    }
}
