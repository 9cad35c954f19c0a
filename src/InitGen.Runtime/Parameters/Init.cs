using System.Numerics;

namespace InitGen;

/// <summary>
/// The initializers as methods, in the manner of <c>torch.nn.init</c>, for code without attributes. Each gives the same bits as the
/// attribute of its name on a parameter whose path has the same stream.
/// </summary>
/// <remarks>
/// <para>The element type is float, double or Half; others do not compile, or throw <see cref="NotSupportedException"/>. Standard
/// deviations and bounds are computed in double by <see cref="Scale"/> and rounded once to the element type (Half: to float).</para>
/// <para>Each initializer comes twice. For a span, the shape is given beside it: it is the whole parameter's, its sizes are at least 1, and
/// its product is the span's length; a piece of a larger parameter is filled alone by giving its <c>offset</c>, even if that is 0, and
/// may then be shorter. A <see cref="ParameterArray"/>, to which arrays of rank 2 to 5 and arrays of rows convert, has its own shape.</para>
/// <para>In a class that has a method <c>Init</c> of its own, the same methods are found by the name <see cref="ParameterInit"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// var stream = new RandomStream(seed: 42);
/// Init.KaimingNormal(matrix, stream.Child("w1"), Nonlinearity.Relu);               // float[,], double[,], float[][], …
/// Init.KaimingNormal(flat, [256, 784], stream.Child("w2"), Nonlinearity.Relu);     // a span, or a flat array
/// Init.Zeros(bias);
/// </code>
/// </example>
public abstract partial class Init
{
    // Abstract in place of static so that ParameterInit can hand on its methods; there are no instances of either.
    private protected Init()
    {
    }

    /// <summary>Sets every element to 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    public static void Zeros<T>(Span<T> destination)
        where T : IFloatingPointIeee754<T> => Sampler.Zeros(destination);

    /// <summary>Sets every element to 1.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    public static void Ones<T>(Span<T> destination)
        where T : IFloatingPointIeee754<T> => Sampler.Ones(destination);

    /// <summary>Sets every element to one value.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="value">The value; finite.</param>
    public static void Constant<T>(Span<T> destination, double value)
        where T : IFloatingPointIeee754<T> => Sampler.Constant(destination, value);

    /// <summary>Draws from the uniform distribution on (low, high).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="low">The lower bound; finite.</param>
    /// <param name="high">The upper bound; above <paramref name="low"/>, finite.</param>
    /// <param name="residualBranches">How many residual branches add to the stream: the range shrinks by √N about its middle.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not as stated.</exception>
    public static void Uniform<T>(
        Span<T> destination, RandomStream stream, double low = 0.0, double high = 1.0, int residualBranches = 1, long offset = 0)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        (low, high) = Scale.ResidualInterval(low, high, residualBranches);
        Sampler.Uniform(destination, stream, low, high, offset);
    }

    /// <summary>Draws from the normal distribution N(mean, std²).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="mean">The mean; finite.</param>
    /// <param name="std">The standard deviation; 0 or more, finite.</param>
    /// <param name="residualBranches">How many residual branches add to the stream: σ is divided by √N, as in GPT-2.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not as stated.</exception>
    public static void Normal<T>(
        Span<T> destination, RandomStream stream, double mean = 0.0, double std = 1.0, int residualBranches = 1, long offset = 0)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        Sampler.Normal(destination, stream, mean, Scale.ResidualStd(std, residualBranches), offset);
    }

    /// <summary>Xavier (Glorot) uniform: U(−b, b) with b = √3 · gain · √(2 / (fan_in + fan_out)).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="nonlinearity">The function that the weight's output passes.</param>
    /// <param name="slope">The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <param name="gain">The gain, in place of the nonlinearity's.</param>
    /// <param name="convention">Where the nonlinearity's gain comes from.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="fanIn">The fan-in, in place of the shape's.</param>
    /// <param name="fanOut">The fan-out, in place of the shape's.</param>
    /// <param name="groups">The groups of a grouped convolution.</param>
    /// <param name="parts">How many weights are packed on the output axis.</param>
    /// <param name="residualBranches">How many residual branches add to the stream: the bound is divided by √N.</param>
    /// <param name="offset">Given for a piece of the parameter: the index of its first element.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape does not multiply to the destination's length.</exception>
    /// <remarks>Glorot and Bengio, AISTATS 2010.</remarks>
    public static void XavierUniform<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        Nonlinearity nonlinearity = Nonlinearity.Linear,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1,
        long? offset = null)
        where T : IFloatingPointIeee754<T>
    {
        double std = XavierStd(shape, nonlinearity, slope, gain, convention, layout, fanIn, fanOut, groups, parts, residualBranches);
        DrawUniform(destination, shape, stream, std, offset);
    }

    /// <summary>Xavier (Glorot) normal: N(0, σ²) with σ = gain · √(2 / (fan_in + fan_out)).</summary>
    /// <inheritdoc cref="XavierUniform{T}"/>
    public static void XavierNormal<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        Nonlinearity nonlinearity = Nonlinearity.Linear,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1,
        long? offset = null)
        where T : IFloatingPointIeee754<T>
    {
        double std = XavierStd(shape, nonlinearity, slope, gain, convention, layout, fanIn, fanOut, groups, parts, residualBranches);
        DrawNormal(destination, shape, stream, std, offset);
    }

    /// <summary>Kaiming (He) uniform: U(−b, b) with b = √3 · gain / √fan.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="nonlinearity">The function that the weight's output passes.</param>
    /// <param name="slope">The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <param name="gain">The gain, in place of the nonlinearity's.</param>
    /// <param name="convention">Where the nonlinearity's gain comes from.</param>
    /// <param name="fanMode">The fan to divide by.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="fanIn">The fan-in, in place of the shape's.</param>
    /// <param name="fanOut">The fan-out, in place of the shape's.</param>
    /// <param name="groups">The groups of a grouped convolution.</param>
    /// <param name="parts">How many weights are packed on the output axis.</param>
    /// <param name="residualBranches">How many residual branches add to the stream: the bound is divided by √N.</param>
    /// <param name="offset">Given for a piece of the parameter: the index of its first element.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape does not multiply to the destination's length.</exception>
    /// <remarks>He et al., Delving deep into rectifiers, ICCV 2015.</remarks>
    public static void KaimingUniform<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        Nonlinearity nonlinearity = Nonlinearity.Relu,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        FanMode fanMode = FanMode.FanIn,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1,
        long? offset = null)
        where T : IFloatingPointIeee754<T>
    {
        double std = KaimingStd(
            shape, nonlinearity, slope, gain, convention, fanMode, layout, fanIn, fanOut, groups, parts, residualBranches);
        DrawUniform(destination, shape, stream, std, offset);
    }

    /// <summary>Kaiming (He) normal: N(0, σ²) with σ = gain / √fan.</summary>
    /// <inheritdoc cref="KaimingUniform{T}"/>
    public static void KaimingNormal<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        Nonlinearity nonlinearity = Nonlinearity.Relu,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        FanMode fanMode = FanMode.FanIn,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1,
        long? offset = null)
        where T : IFloatingPointIeee754<T>
    {
        double std = KaimingStd(
            shape, nonlinearity, slope, gain, convention, fanMode, layout, fanIn, fanOut, groups, parts, residualBranches);
        DrawNormal(destination, shape, stream, std, offset);
    }

    /// <summary>LeCun uniform: U(−b, b) with b = √3 / √fan_in.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="fanIn">The fan-in, in place of the shape's.</param>
    /// <param name="groups">The groups of a grouped convolution.</param>
    /// <param name="parts">How many weights are packed on the output axis.</param>
    /// <param name="residualBranches">How many residual branches add to the stream: the bound is divided by √N.</param>
    /// <param name="offset">Given for a piece of the parameter: the index of its first element.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape does not multiply to the destination's length.</exception>
    /// <remarks>LeCun et al., Efficient BackProp, 1998.</remarks>
    public static void LecunUniform<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1,
        long? offset = null)
        where T : IFloatingPointIeee754<T> =>
        DrawUniform(destination, shape, stream, LecunStd(shape, layout, fanIn, groups, parts, residualBranches), offset);

    /// <summary>LeCun normal: N(0, σ²) with σ = 1 / √fan_in, the initializer of self-normalizing networks (SELU).</summary>
    /// <inheritdoc cref="LecunUniform{T}"/>
    public static void LecunNormal<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1,
        long? offset = null)
        where T : IFloatingPointIeee754<T> =>
        DrawNormal(destination, shape, stream, LecunStd(shape, layout, fanIn, groups, parts, residualBranches), offset);

    /// <summary>Draws from a normal distribution N(mean, std²) between two bounds.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="mean">The mean before the cut; finite.</param>
    /// <param name="std">The standard deviation before the cut, or after it with <paramref name="preserveStd"/>; 0 or more, finite.</param>
    /// <param name="lowerSigmas">The lower bound in standard deviations from the mean; −8 or more.</param>
    /// <param name="upperSigmas">The upper bound in standard deviations from the mean; above the lower one, 8 or less.</param>
    /// <param name="preserveStd">Widens the distribution so that its standard deviation is <paramref name="std"/> after the cut.</param>
    /// <param name="residualBranches">How many residual branches add to the stream: σ is divided by √N, as in GPT-2.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not as stated.</exception>
    public static void TruncatedNormal<T>(
        Span<T> destination,
        RandomStream stream,
        double mean = 0.0,
        double std = 1.0,
        double lowerSigmas = -2.0,
        double upperSigmas = 2.0,
        bool preserveStd = false,
        int residualBranches = 1,
        long offset = 0)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        std = TruncatedStd(std, lowerSigmas, upperSigmas, preserveStd, residualBranches);
        Sampler.TruncatedNormal(destination, stream, mean, std, lowerSigmas, upperSigmas, offset);
    }

    /// <summary>Variance scaling as in Keras and JAX: a distribution of variance scale / max(1, fan).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="scale">The variance at fan 1; above 0, finite.</param>
    /// <param name="fanMode">The fan to divide by.</param>
    /// <param name="distribution">The distribution; the truncated normal is cut at 2 σ and widened so that the variance holds after it.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="fanIn">The fan-in, in place of the shape's.</param>
    /// <param name="fanOut">The fan-out, in place of the shape's.</param>
    /// <param name="groups">The groups of a grouped convolution.</param>
    /// <param name="parts">How many weights are packed on the output axis.</param>
    /// <param name="residualBranches">How many residual branches add to the stream: σ is divided by √N.</param>
    /// <param name="offset">Given for a piece of the parameter: the index of its first element.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape does not multiply to the destination's length.</exception>
    public static void VarianceScaling<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        double scale = 1.0,
        FanMode fanMode = FanMode.FanIn,
        Distribution distribution = Distribution.TruncatedNormal,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1,
        long? offset = null)
        where T : IFloatingPointIeee754<T>
    {
        double std = VarianceScalingStd(shape, scale, fanMode, layout, fanIn, fanOut, groups, parts, residualBranches);
        switch (distribution)
        {
            case Distribution.TruncatedNormal:
                long start = ParameterShape.RequirePiece(shape, destination.Length, offset);
                Sampler.TruncatedNormal(destination, stream, 0.0, std / Scale.TruncatedNormalStd, offset: start);
                break;
            case Distribution.Normal:
                DrawNormal(destination, shape, stream, std, offset);
                break;
            case Distribution.Uniform:
                DrawUniform(destination, shape, stream, std, offset);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(distribution), distribution, "Expected a member of Distribution.");
        }
    }

    /// <summary>Draws a bias from U(−b, b) with b = 1 / √fan_in of its weight: the default of torch's layers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The bias.</param>
    /// <param name="weightShape">The sizes of the weight.</param>
    /// <param name="stream">The bias' stream.</param>
    /// <param name="layout">Which axes of the weight are inputs and outputs.</param>
    /// <param name="fanIn">The weight's fan-in, in place of the shape's.</param>
    /// <param name="offset">The index of the first element in the whole bias.</param>
    /// <exception cref="ArgumentException">An argument is not as stated.</exception>
    public static void BiasUniform<T>(
        Span<T> destination,
        ReadOnlySpan<int> weightShape,
        RandomStream stream,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        long offset = 0)
        where T : IFloatingPointIeee754<T>
    {
        (long inputs, _) = RequireFans(weightShape, layout, 1, 1, fanIn, null, FanMode.FanIn);
        double bound = Scale.BiasBound(inputs);
        Sampler.Uniform(destination, stream, -bound, bound, offset);
    }

    /// <inheritdoc cref="Sampler.Identity{T}"/>
    public static void Identity<T>(Span<T> destination, ReadOnlySpan<int> shape, double gain = 1.0, long? offset = null)
        where T : IFloatingPointIeee754<T> =>
        Sampler.Identity(destination, shape, gain, offset);

    /// <inheritdoc cref="Sampler.Dirac{T}"/>
    public static void Dirac<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        int groups = 1,
        ParameterLayout layout = ParameterLayout.OutIn,
        long? offset = null)
        where T : IFloatingPointIeee754<T> =>
        Sampler.Dirac(destination, shape, groups, layout, offset);

    /// <inheritdoc cref="Sampler.Bilinear{T}"/>
    public static void Bilinear<T>(
        Span<T> destination, ReadOnlySpan<int> shape, ParameterLayout layout = ParameterLayout.OutIn, long? offset = null)
        where T : IFloatingPointIeee754<T> =>
        Sampler.Bilinear(destination, shape, layout, offset);

    /// <inheritdoc cref="Sampler.LstmBias{T}"/>
    public static void LstmBias<T>(
        Span<T> destination,
        int hidden,
        double forgetGate = 1.0,
        GateOrder order = GateOrder.InputForgetCellOutput,
        long? offset = null)
        where T : IFloatingPointIeee754<T> =>
        Sampler.LstmBias(destination, hidden, forgetGate, order, offset);

    /// <inheritdoc cref="Sampler.Sparse{T}"/>
    public static void Sparse<T>(
        Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, double sparsity, double std = 0.01, long? offset = null)
        where T : IFloatingPointIeee754<T> =>
        Sampler.Sparse(destination, shape, stream, sparsity, std, offset);

    /// <summary>
    /// Draws the kernel of a sub-pixel convolution at the low resolution and repeats it for the upscale² outputs that become one channel,
    /// so that the first images have no checkerboard.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">The sizes of the whole kernel, rank 2 or more.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="upscale">The factor r by which each image axis grows; the outputs are a multiple of r².</param>
    /// <param name="initializer">What draws the kernel; its fans are those of the kernel before it is repeated.</param>
    /// <param name="nonlinearity">The function that the weight's output passes; where it is not given, that of the initializer alone: linear for Xavier, ReLU for Kaiming.</param>
    /// <param name="slope">The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <param name="gain">The gain, in place of the nonlinearity's.</param>
    /// <param name="convention">Where the nonlinearity's gain comes from.</param>
    /// <param name="fanMode">The fan that Kaiming's initializers divide by.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="fanIn">The fan-in, in place of the shape's.</param>
    /// <param name="fanOut">The fan-out, in place of the shape's.</param>
    /// <param name="groups">The groups of a grouped convolution.</param>
    /// <param name="parts">How many weights are packed on the output axis.</param>
    /// <param name="residualBranches">How many residual branches add to the stream: σ is divided by √N.</param>
    /// <param name="offset">Given for a piece of the parameter: the index of its first element.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape does not multiply to the destination's length.</exception>
    /// <remarks>Aitken et al., Checkerboard artifact free sub-pixel convolution, 2017; the outputs of a channel as of <see cref="Sampler.IcnrNormal{T}"/>.</remarks>
    public static void Icnr<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        int upscale,
        IcnrInitializer initializer = IcnrInitializer.KaimingNormal,
        Nonlinearity? nonlinearity = null,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        FanMode fanMode = FanMode.FanIn,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1,
        long? offset = null)
        where T : IFloatingPointIeee754<T>
    {
        double std = IcnrStd(
            shape, upscale, initializer, nonlinearity, slope, gain, convention, fanMode, layout, fanIn, fanOut, groups, parts, residualBranches);
        if (initializer is IcnrInitializer.KaimingNormal or IcnrInitializer.XavierNormal or IcnrInitializer.LecunNormal)
        {
            Sampler.IcnrNormal(destination, shape, stream, upscale, std, layout, offset);
        }
        else
        {
            Sampler.IcnrUniform(destination, shape, stream, upscale, Scale.UniformBound(std), layout, offset);
        }
    }

    /// <summary>
    /// A random matrix with orthonormal rows or columns, whichever are fewer, uniform by the Haar measure, times a gain.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">The sizes of the whole parameter, flattened to [outputs, rest], or [rest, outputs] with <see cref="ParameterLayout.InOut"/>.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="nonlinearity">The function that the weight's output passes.</param>
    /// <param name="slope">The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <param name="gain">The gain, in place of the nonlinearity's.</param>
    /// <param name="convention">Where the nonlinearity's gain comes from.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="parts">How many matrices are packed on the output axis.</param>
    /// <param name="residualBranches">How many residual branches add to the stream: the gain is divided by √N.</param>
    /// <param name="offset">Given for a piece of the parameter: the index of its first element. The whole is computed all the same.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape does not multiply to the destination's length.</exception>
    /// <remarks>Saxe et al., ICLR 2014.</remarks>
    public static void Orthogonal<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        Nonlinearity nonlinearity = Nonlinearity.Linear,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        ParameterLayout layout = ParameterLayout.OutIn,
        int parts = 1,
        int residualBranches = 1,
        long? offset = null)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        double scale = Scale.ResidualStd(RequireGain(gain, nonlinearity, slope, convention), residualBranches);
        Sampler.Orthogonal(destination, shape, stream, scale, layout, parts, offset);
    }

    /// <summary>A convolution kernel that is zero but for an orthogonal matrix at its centre, times a gain.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">The sizes of the whole kernel, rank 3 to 5, with no more inputs than outputs.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="nonlinearity">The function that the weight's output passes.</param>
    /// <param name="slope">The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <param name="gain">The gain, in place of the nonlinearity's.</param>
    /// <param name="convention">Where the nonlinearity's gain comes from.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="residualBranches">How many residual branches add to the stream: the gain is divided by √N.</param>
    /// <param name="offset">Given for a piece of the kernel: the index of its first element.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape does not multiply to the destination's length.</exception>
    /// <remarks>Xiao et al., ICML 2018.</remarks>
    public static void DeltaOrthogonal<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        Nonlinearity nonlinearity = Nonlinearity.Linear,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        ParameterLayout layout = ParameterLayout.OutIn,
        int residualBranches = 1,
        long? offset = null)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        double scale = Scale.ResidualStd(RequireGain(gain, nonlinearity, slope, convention), residualBranches);
        Sampler.DeltaOrthogonal(destination, shape, stream, scale, layout, offset);
    }
}
