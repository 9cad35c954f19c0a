using System.Globalization;
using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>
/// The initializers as methods, in the manner of <c>torch.nn.init</c>, for code without attributes. Each gives the same bits as the
/// attribute of its name on a parameter whose path has the same stream.
/// </summary>
/// <remarks>
/// <para>The element type is float, double or Half; others throw <see cref="NotSupportedException"/>. Standard deviations and bounds are
/// computed in double by <see cref="Scale"/> and rounded once to the element type (Half: to float).</para>
/// <para>A shape is the whole parameter's, and its product the destination's length. A piece of a larger parameter is filled alone
/// by giving its <c>offset</c>, even if that is 0; it may then be shorter.</para>
/// </remarks>
/// <example>
/// <code>
/// var stream = new RandomStream(seed: 42);
/// Init.KaimingNormal(w1, [256, 784], stream.Child("w1"), Nonlinearity.Relu);
/// Init.Zeros(b1);
/// </code>
/// </example>
public static partial class Init
{
    /// <summary>Sets every element to 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    public static void Zeros<T>(Span<T> destination) => Sampler.Zeros(destination);

    /// <summary>Sets every element to 1.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    public static void Ones<T>(Span<T> destination) => Sampler.Ones(destination);

    /// <summary>Sets every element to one value.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="value">The value; finite.</param>
    public static void Constant<T>(Span<T> destination, double value) => Sampler.Constant(destination, value);

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
        long? offset = null) =>
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
        long? offset = null) =>
        DrawNormal(destination, shape, stream, LecunStd(shape, layout, fanIn, groups, parts, residualBranches), offset);

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
        Sampler.Normal(destination, stream, 0.0, std, RequirePiece(shape, destination.Length, offset));

    private static void DrawUniform<T>(Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, double std, long? offset)
    {
        double bound = Scale.UniformBound(std);
        Sampler.Uniform(destination, stream, -bound, bound, RequirePiece(shape, destination.Length, offset));
    }

    /// <summary>Checks that the destination is the whole parameter or, where an offset is given, a piece of it.</summary>
    /// <returns>The offset.</returns>
    private static long RequirePiece(ReadOnlySpan<int> shape, int length, long? offset)
    {
        long product = 1;
        foreach (int size in shape)
        {
            if (size < 0)
            {
                throw new ArgumentException(
                    $"Expected sizes of 0 or more; found {size.ToString(CultureInfo.InvariantCulture)}.", nameof(shape));
            }

            product = checked(product * size);
        }

        if (offset is { } start)
        {
            if (start < 0 || start > product - length)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(offset),
                    start,
                    string.Create(CultureInfo.InvariantCulture, $"Expected a piece of {length} elements within the shape's {product}."));
            }

            return start;
        }

        if (product != length)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The shape has {product} elements and the destination {length}; state an offset if it is a piece."),
                nameof(shape));
        }

        return 0;
    }
}
