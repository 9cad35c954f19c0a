using System.Globalization;

namespace InitGen;

/// <summary>Checks of shapes against the spans that hold the values.</summary>
internal static class ParameterShape
{
    /// <summary>Checks that a destination is the whole parameter or, where an offset is given, a piece of it.</summary>
    /// <param name="shape">The whole parameter's sizes.</param>
    /// <param name="length">The destination's length.</param>
    /// <param name="offset">The index of its first element; null where it is the whole parameter.</param>
    /// <returns>The offset, 0 for the whole.</returns>
    public static long RequirePiece(ReadOnlySpan<int> shape, int length, long? offset)
    {
        long product = RequireCount(shape);

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

    /// <summary>Multiplies the sizes of a shape, each of which must be at least 1.</summary>
    /// <param name="shape">The whole parameter's sizes.</param>
    /// <returns>The number of elements.</returns>
    public static long RequireCount(ReadOnlySpan<int> shape)
    {
        long product = 1;
        foreach (int size in shape)
        {
            if (size < 1)
            {
                throw new ArgumentException($"Expected sizes of 1 or more; found the shape {Describe(shape)}.", nameof(shape));
            }

            if (Math.BigMul(product, size, out product) != 0 || product < 0)
            {
                throw new ArgumentException($"Expected fewer than 2⁶³ elements; found the shape {Describe(shape)}.", nameof(shape));
            }
        }

        return product;
    }

    /// <summary>A shape as errors show it: <c>[256, 784]</c>.</summary>
    public static string Describe(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray())}]";

    /// <summary>Checks that a shape is a matrix.</summary>
    public static (int Rows, int Columns) RequireMatrix(ReadOnlySpan<int> shape)
    {
        if (shape.Length != 2)
        {
            throw Rank(shape, "2");
        }

        return (shape[0], shape[1]);
    }

    /// <summary>Checks that a shape is a convolution kernel of one, two or three kernel axes.</summary>
    /// <returns>The sizes of the first and second channel axis in the layout's order (OutIn: out, in; InOut: in, out) and the kernel.</returns>
    public static ReadOnlySpan<int> RequireKernel(ReadOnlySpan<int> shape, ParameterLayout layout, out int first, out int second)
    {
        if (shape.Length is < 3 or > 5)
        {
            throw Rank(shape, "3, 4 or 5");
        }

        bool outIn = layout == ParameterLayout.OutIn;
        first = outIn ? shape[0] : shape[^2];
        second = outIn ? shape[1] : shape[^1];
        return outIn ? shape[2..] : shape[..^2];
    }

    /// <summary>The index of the kernel's centre, each axis' half rounded down, and the kernel's length.</summary>
    public static (long Centre, long Length) Centre(ReadOnlySpan<int> kernel)
    {
        long centre = 0;
        long length = 1;
        foreach (int size in kernel)
        {
            centre = centre * size + size / 2;
            length *= size;
        }

        return (centre, length);
    }

    public static ArgumentException Rank(ReadOnlySpan<int> shape, string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Expected a shape of rank {expected}; found rank {shape.Length}."), nameof(shape));
}
