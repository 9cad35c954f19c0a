using System.Globalization;

namespace InitGen;

public static partial class Sampler
{
    /// <summary>
    /// Draws the kernel of a sub-pixel convolution from N(0, std²) at the low resolution, and repeats it for the upscale² outputs that become
    /// one channel.
    /// </summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">The sizes of the whole kernel, rank 2 or more.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="upscale">The factor r by which each image axis grows; the outputs are a multiple of r².</param>
    /// <param name="std">The standard deviation, rounded to the element type (Half: to float); 0 or more, finite.</param>
    /// <param name="layout">
    /// Which axes are inputs and outputs. With <see cref="ParameterLayout.OutIn"/> output o repeats channel ⌊o / r²⌋, as torch's pixel_shuffle
    /// reads it; with <see cref="ParameterLayout.InOut"/> and C channels it repeats channel o mod C, as TensorFlow's depth_to_space.
    /// </param>
    /// <param name="offset">Given for a piece of the kernel: the index of its first element.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape does not fit the destination.</exception>
    /// <remarks>Aitken et al., Checkerboard artifact free sub-pixel convolution, 2017.</remarks>
    public static void IcnrNormal<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        int upscale,
        double std,
        ParameterLayout layout = ParameterLayout.OutIn,
        long? offset = null)
    {
        Normal(Span<T>.Empty, stream, 0.0, std);
        Repeat(destination, shape, upscale, layout, offset, new NormalSource(stream, std));
    }

    /// <summary>
    /// Draws the kernel of a sub-pixel convolution from U(−bound, bound) at the low resolution, and repeats it for the upscale² outputs that
    /// become one channel.
    /// </summary>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">The sizes of the whole kernel, rank 2 or more.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="upscale">The factor r by which each image axis grows; the outputs are a multiple of r².</param>
    /// <param name="bound">The bound, rounded to the element type (Half: to float); above 0, finite.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="offset">Given for a piece of the kernel: the index of its first element.</param>
    /// <inheritdoc cref="IcnrNormal{T}"/>
    public static void IcnrUniform<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        int upscale,
        double bound,
        ParameterLayout layout = ParameterLayout.OutIn,
        long? offset = null)
    {
        Uniform(Span<T>.Empty, stream, -bound, bound);
        Repeat(destination, shape, upscale, layout, offset, new UniformSource(stream, bound));
    }

    /// <summary>Checks the factor of a sub-pixel convolution against its outputs.</summary>
    /// <returns>The outputs that become one channel: upscale².</returns>
    internal static int RequireUpscale(ReadOnlySpan<int> shape, int upscale, ParameterLayout layout)
    {
        if (shape.Length < 2)
        {
            throw ParameterShape.Rank(shape, "2 or more");
        }

        _ = ParameterShape.RequireCount(shape);
        int outputs = layout == ParameterLayout.OutIn ? shape[0] : shape[^1];
        long repeats = (long)upscale * upscale;
        return upscale >= 1 && outputs % repeats == 0
            ? (int)repeats
            : throw new ArgumentOutOfRangeException(
                nameof(upscale),
                upscale,
                string.Create(CultureInfo.InvariantCulture, $"Expected a factor whose square divides the {outputs} outputs."));
    }

    // In either layout the kernel is a sequence of blocks, each repeated upscale² times: all weights of one output for OutIn, the
    // outputs of one kernel place and input for InOut.
    private static void Repeat<T, TSource>(
        Span<T> destination, ReadOnlySpan<int> shape, int upscale, ParameterLayout layout, long? offset, TSource source)
        where TSource : struct, ISource
    {
        long repeats = RequireUpscale(shape, upscale, layout);
        long start = ParameterShape.RequirePiece(shape, destination.Length, offset);
        long block = 1;
        foreach (int size in layout == ParameterLayout.OutIn ? shape[1..] : shape[^1..])
        {
            block *= size;
        }

        block = layout == ParameterLayout.OutIn ? block : block / repeats;
        for (int done = 0; done < destination.Length;)
        {
            long index = start + done;
            long number = index / block;
            long within = index % block;
            Span<T> piece = destination.Slice(done, (int)Math.Min(block - within, destination.Length - done));
            if (number % repeats != 0 && done >= block)
            {
                destination.Slice(done - (int)block, piece.Length).CopyTo(piece);
            }
            else
            {
                source.Draw(piece, number / repeats * block + within);
            }

            done += piece.Length;
        }
    }

    private interface ISource
    {
        void Draw<T>(Span<T> destination, long offset);
    }

    private readonly struct NormalSource(RandomStream stream, double std) : ISource
    {
        public void Draw<T>(Span<T> destination, long offset) => Normal(destination, stream, 0.0, std, offset);
    }

    private readonly struct UniformSource(RandomStream stream, double bound) : ISource
    {
        public void Draw<T>(Span<T> destination, long offset) => Uniform(destination, stream, -bound, bound, offset);
    }
}
