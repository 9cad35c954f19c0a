using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InitGen;

public static partial class Sampler
{
    /// <summary>
    /// Draws a matrix with orthonormal rows or columns, whichever are fewer, uniform by the Haar measure, times a gain.
    /// </summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">
    /// The sizes of the whole parameter, rank 2 or more; flattened to [s₀, rest] as in torch, or to [rest, s₋₁] with
    /// <see cref="ParameterLayout.InOut"/> as in Keras.
    /// </param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="gain">The factor on the orthonormal matrix; finite, and far enough inside the range of the element type.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="parts">How many matrices are packed on the output axis; part p is drawn from the stream's child p.</param>
    /// <param name="offset">Given for a piece of the parameter: the index of its first element. The whole is computed all the same.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape does not fit the destination.</exception>
    /// <remarks>
    /// Saxe et al., ICLR 2014; the algorithm is that of Stewart (SIAM J. Numer. Anal. 1980). The largest element of |QᵀQ − I| is at most
    /// 10⁻⁵ for float up to size 4096, and 10⁻¹³ for double. Half is computed in float and rounded once.
    /// </remarks>
    public static unsafe void Orthogonal<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        double gain = 1.0,
        ParameterLayout layout = ParameterLayout.OutIn,
        int parts = 1,
        long? offset = null)
    {
        ElementType.Require<T>();
        RequireGain<T>(gain);
        if (shape.Length < 2)
        {
            throw ParameterShape.Rank(shape, "2 or more");
        }

        long start = ParameterShape.RequirePiece(shape, destination.Length, offset);
        int outputs = layout == ParameterLayout.OutIn ? shape[0] : shape[^1];
        RequireParts(parts, outputs);
        if (destination.IsEmpty)
        {
            return;
        }

        long rest = 1;
        foreach (int size in layout == ParameterLayout.OutIn ? shape[1..] : shape[..^1])
        {
            rest *= size;
        }

        int inputs = checked((int)rest);
        (int rows, int columns) = layout == ParameterLayout.OutIn ? (outputs, inputs) : (inputs, outputs);
        bool isWhole = destination.Length == (long)rows * columns;
        if (typeof(T) == typeof(Half) || !isWhole)
        {
            // In a scratch of the whole, of which the piece is copied or rounded.
            if (typeof(T) == typeof(double))
            {
                using var whole = new NativeBuffer<double>((long)rows * columns);
                FillParts(whole.Pointer, rows, columns, stream, gain, layout, parts);
                new Span<double>(whole.Pointer + start, destination.Length).CopyTo(Reinterpret<T, double>(destination));
            }
            else
            {
                using var whole = new NativeBuffer<float>((long)rows * columns);
                FillParts(whole.Pointer, rows, columns, stream, (float)gain, layout, parts);
                var piece = new Span<float>(whole.Pointer + start, destination.Length);
                if (typeof(T) == typeof(float))
                {
                    piece.CopyTo(Reinterpret<T, float>(destination));
                }
                else
                {
                    HalfRounding.Round(piece, Reinterpret<T, Half>(destination));
                }
            }
        }
        else if (typeof(T) == typeof(float))
        {
            fixed (float* values = Reinterpret<T, float>(destination))
            {
                FillParts(values, rows, columns, stream, (float)gain, layout, parts);
            }
        }
        else
        {
            fixed (double* values = Reinterpret<T, double>(destination))
            {
                FillParts(values, rows, columns, stream, gain, layout, parts);
            }
        }
    }

    /// <summary>
    /// Draws an orthogonal matrix that is stored as an array of rows; the same bits as in one piece.
    /// </summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="matrix">The rows, each <paramref name="columns"/> long.</param>
    /// <param name="columns">The length of a row.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="gain">The factor on the orthonormal matrix; finite, and far enough inside the range of the element type.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="parts">How many matrices are packed on the output axis.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or a row is null or of another length.</exception>
    public static unsafe void Orthogonal<T>(
        T[]?[] matrix,
        int columns,
        RandomStream stream,
        double gain = 1.0,
        ParameterLayout layout = ParameterLayout.OutIn,
        int parts = 1)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ElementType.Require<T>();
        RequireGain<T>(gain);
        RequireParts(parts, layout == ParameterLayout.OutIn ? matrix.Length : columns);
        if (matrix.Length == 0 || columns < 1)
        {
            throw new ArgumentException("Expected at least one row and one column.", nameof(matrix));
        }

        for (int row = 0; row < matrix.Length; row++)
        {
            if (matrix[row]?.Length != columns)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Expected rows of {columns} elements; row {row} is another."),
                    nameof(matrix));
            }
        }

        if (typeof(T) == typeof(double))
        {
            using var whole = new NativeBuffer<double>((long)matrix.Length * columns);
            FillParts(whole.Pointer, matrix.Length, columns, stream, gain, layout, parts);
            for (int row = 0; row < matrix.Length; row++)
            {
                new Span<double>(whole.Pointer + (long)row * columns, columns).CopyTo(Reinterpret<T, double>(matrix[row]));
            }

            return;
        }

        using var singles = new NativeBuffer<float>((long)matrix.Length * columns);
        FillParts(singles.Pointer, matrix.Length, columns, stream, (float)gain, layout, parts);
        for (int row = 0; row < matrix.Length; row++)
        {
            var values = new Span<float>(singles.Pointer + (long)row * columns, columns);
            if (typeof(T) == typeof(float))
            {
                values.CopyTo(Reinterpret<T, float>(matrix[row]));
            }
            else
            {
                HalfRounding.Round(values, Reinterpret<T, Half>(matrix[row]));
            }
        }
    }

    /// <summary>
    /// Draws a convolution kernel that is zero but for an orthogonal matrix at its centre, place ⌊k/2⌋ of an axis of size k, times a gain: an
    /// isometry of the signal.
    /// </summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">The sizes of the whole kernel, rank 3 to 5, with no more inputs than outputs.</param>
    /// <param name="stream">The parameter's stream; the matrix is that of <see cref="Orthogonal{T}(Span{T}, ReadOnlySpan{int}, RandomStream, double, ParameterLayout, int, long?)"/> for the channel axes.</param>
    /// <param name="gain">The factor on the orthogonal matrix; finite, and far enough inside the range of the element type.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="offset">Given for a piece of the kernel: the index of its first element.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape does not fit the destination.</exception>
    /// <remarks>Xiao et al., Dynamical isometry and a mean field theory of CNNs, ICML 2018.</remarks>
    public static unsafe void DeltaOrthogonal<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        RandomStream stream,
        double gain = 1.0,
        ParameterLayout layout = ParameterLayout.OutIn,
        long? offset = null)
    {
        ElementType.Require<T>();
        RequireGain<T>(gain);
        ReadOnlySpan<int> kernel = ParameterShape.RequireKernel(shape, layout, out int first, out int second);
        long start = ParameterShape.RequirePiece(shape, destination.Length, offset);
        if (layout == ParameterLayout.OutIn ? second > first : first > second)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Expected no more inputs than outputs; the channel axes are {first} and {second}."),
                nameof(shape));
        }

        if (destination.IsEmpty)
        {
            return;
        }

        destination.Clear();
        (long centre, long length) = ParameterShape.Centre(kernel);
        long pairs = (long)first * second;

        // From one channel pair to the next, and to the first one.
        (long step, long origin) = layout == ParameterLayout.OutIn ? (length, centre) : (1L, centre * pairs);
        if (typeof(T) == typeof(double))
        {
            using var matrix = new NativeBuffer<double>(pairs);
            FillParts(matrix.Pointer, first, second, stream, gain, layout, 1);
            Scatter(matrix.Pointer, pairs, Reinterpret<T, double>(destination), step, origin - start);
        }
        else
        {
            using var matrix = new NativeBuffer<float>(pairs);
            FillParts(matrix.Pointer, first, second, stream, (float)gain, layout, 1);
            if (typeof(T) == typeof(float))
            {
                Scatter(matrix.Pointer, pairs, Reinterpret<T, float>(destination), step, origin - start);
            }
            else
            {
                using var halves = new NativeBuffer<Half>(pairs);
                for (long row = 0; row < first; row++)
                {
                    HalfRounding.Round(
                        new Span<float>(matrix.Pointer + row * second, second), new Span<Half>(halves.Pointer + row * second, second));
                }

                Scatter(halves.Pointer, pairs, Reinterpret<T, Half>(destination), step, origin - start);
            }
        }
    }

    private static unsafe void Scatter<T>(T* values, long count, Span<T> destination, long step, long origin)
        where T : unmanaged
    {
        for (long i = 0; i < count; i++)
        {
            long index = origin + i * step;
            if (index >= 0 && index < destination.Length)
            {
                destination[(int)index] = values[i];
            }
        }
    }

    // A matrix is built from sums of products of up to twice the gain: within the range by a factor of 2¹⁶, none of them overflows. Half
    // is computed in float.
    private static void RequireGain<T>(double gain)
    {
        double largest = typeof(T) == typeof(float) ? float.MaxValue / 65536.0
            : typeof(T) == typeof(double) ? double.MaxValue / 65536.0
            : (double)Half.MaxValue;
        if (!(Math.Abs(gain) <= largest))
        {
            throw new ArgumentOutOfRangeException(
                nameof(gain), gain, string.Create(CultureInfo.InvariantCulture, $"Expected a finite gain of at most {largest:G4} for {typeof(T).Name}."));
        }
    }

    private static void RequireParts(int parts, int outputs)
    {
        if (parts < 1 || outputs % parts != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(parts), parts, string.Create(CultureInfo.InvariantCulture, $"Expected a divisor of the {outputs} outputs."));
        }
    }

    /// <summary>Fills a matrix whose output axis holds one or more orthogonal matrices.</summary>
    private static unsafe void FillParts<T>(
        T* values, int rows, int columns, RandomStream stream, T gain, ParameterLayout layout, int parts)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        (int partRows, int partColumns) = layout == ParameterLayout.OutIn ? (rows / parts, columns) : (rows, columns / parts);
        for (int part = 0; part < parts; part++)
        {
            RandomStream own = parts == 1 ? stream : stream.Child(part);
            T* first = layout == ParameterLayout.OutIn ? values + (long)part * partRows * columns : values + part * partColumns;
            if (partRows <= partColumns && partColumns == columns)
            {
                HaarMatrix.Fill(first, partRows, partColumns, own, gain);
                continue;
            }

            // A tall matrix is a wide one transposed; a part between others is made apart.
            using var apart = new NativeBuffer<T>((long)partRows * partColumns);
            bool isTall = partRows > partColumns;
            HaarMatrix.Fill(apart.Pointer, Math.Min(partRows, partColumns), Math.Max(partRows, partColumns), own, gain);
            Copy(apart.Pointer, first, partRows, partColumns, columns, isTall);
        }
    }

    // By tiles of 16 × 16, for the caches' sake.
    private static unsafe void Copy<T>(T* from, T* to, int rows, int columns, int stride, bool isTransposed)
        where T : unmanaged
    {
        (nint rowStep, nint columnStep) = isTransposed ? (1, rows) : ((nint)columns, 1);
        const int Tile = 16;
        for (int i = 0; i < rows; i += Tile)
        {
            for (int j = 0; j < columns; j += Tile)
            {
                for (int row = i; row < Math.Min(rows, i + Tile); row++)
                {
                    for (int column = j; column < Math.Min(columns, j + Tile); column++)
                    {
                        to[(nint)row * stride + column] = from[row * rowStep + column * columnStep];
                    }
                }
            }
        }
    }
}
