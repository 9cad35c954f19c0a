using System.Numerics;
using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>
/// Random matrices with orthonormal rows, uniform by the Haar measure, as products of Householder reflections of Gaussian vectors of
/// falling length (Stewart, The efficient generation of random orthogonal matrices, SIAM J. Numer. Anal. 1980): no factorization, half
/// the work of one.
/// </summary>
/// <remarks>
/// <para>Row k of the m × n result, m ≤ n, is row k of D · H_m ⋯ H_1. H_k = I − τ v vᵀ maps the Gaussian vector x in places k … n − 1 to
/// β e_k, β = −sign(x_k)‖x‖, and D_k = sign β, by which the distribution is Haar's (Mezzadri, Notices of the AMS 2007).</para>
/// <para>Blocks of 64 reflections are applied at once from the last to the first as I − Vᵀ Tᵀ V (compact WY: Schreiber and Van Loan, SIAM J.
/// Sci. Stat. Comput. 1989). The vectors stand in the rows that they are to become.</para>
/// </remarks>
internal static unsafe class HaarMatrix
{
    private const int BlockSize = PanelProduct.Width;
    private const int RowsOfStrip = 48;

    // Below so many multiplications per block a matrix is not worth waking threads for.
    private const long ParallelWorkOfBlock = 1 << 21;

    /// <summary>Writes a matrix.</summary>
    /// <param name="q">m × n elements, row by row.</param>
    /// <param name="m">The rows.</param>
    /// <param name="n">The columns, no fewer than the rows.</param>
    /// <param name="stream">The stream; the Gaussian in row r and column c ≥ r is its normal value r · n + c.</param>
    /// <param name="gain">What the orthonormal rows are multiplied by.</param>
    public static void Fill<T>(T* q, int m, int n, RandomStream stream, T gain)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (m == 0)
        {
            return;
        }

        int degree = Sampler.MaxDegreeOfParallelism;
        int panels = (n + BlockSize - 1) / BlockSize;
        using var tau = new NativeBuffer<T>(m);
        using var scale = new NativeBuffer<T>(m);
        using var transposed = new NativeBuffer<T>((long)n * BlockSize);
        using var packed = new NativeBuffer<T>((long)panels * BlockSize * BlockSize);
        using var factor = new NativeBuffer<T>(2 * BlockSize * BlockSize);
        var vectors = new VectorsWork<T>(q, n, stream, gain, tau.Pointer, scale.Pointer, m);
        ParallelWork.Run((m + RowsOfStrip - 1) / RowsOfStrip, (long)m * n < ParallelWorkOfBlock ? 1 : degree, in vectors);
        for (int block = (m - 1) / BlockSize * BlockSize; block >= 0; block -= BlockSize)
        {
            int size = Math.Min(BlockSize, m - block);
            Pack(q, n, block, size, transposed.Pointer, packed.Pointer);
            T* product = factor.Pointer + BlockSize * BlockSize;
            PanelProduct.Multiply(
                size, n - block, q + (long)block * n + block, n, transposed.Pointer, product, BlockSize, accumulate: false);
            Factor(size, product, tau.Pointer + block, factor.Pointer);
            var strips = new StripsWork<T>(
                q, m, n, block, size, transposed.Pointer, packed.Pointer, factor.Pointer, block == 0 ? scale.Pointer : null);
            long work = (long)(m - block) * (n - block) * size;
            ParallelWork.Run((m - block + RowsOfStrip - 1) / RowsOfStrip, work < ParallelWorkOfBlock ? 1 : degree, in strips);
        }
    }

    /// <summary>Draws the vector x of row <paramref name="k"/> and makes it v, its first element 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reflect<T>(T* row, int k, int n, RandomStream stream, out T tau, out T sign)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int length = n - k;
        T* x = row + k;
        Sampler.Normal(new Span<T>(x, length), stream, 0.0, 1.0, (long)k * n + k);
        double first = double.CreateTruncating(x[0]);
        double norm = Math.Sqrt(SquaredNorm(x, length));
        double beta = first < 0 ? norm : -norm;
        sign = beta < 0 ? -T.One : T.One;
        if (norm == 0)
        {
            // Sixty-four bits of bad luck: the reflection is the identity.
            x[0] = T.One;
            tau = T.Zero;
            return;
        }

        T inverse = T.CreateTruncating(1.0 / (first - beta));
        x[0] = T.One;
        for (int i = 1; i < length; i++)
        {
            x[i] *= inverse;
        }

        // From the rounded vector, so that the reflection is orthogonal to the last place.
        tau = T.CreateTruncating(2.0 / SquaredNorm(x, length));
    }

    // In double, by eight sums of every eighth element: one order on every machine.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SquaredNorm<T>(T* x, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int i = 0;
        for (; i + 8 <= length; i += 8)
        {
            s0 += Square(x[i]);
            s1 += Square(x[i + 1]);
            s2 += Square(x[i + 2]);
            s3 += Square(x[i + 3]);
            s4 += Square(x[i + 4]);
            s5 += Square(x[i + 5]);
            s6 += Square(x[i + 6]);
            s7 += Square(x[i + 7]);
        }

        for (; i < length; i++)
        {
            s0 += Square(x[i]);
        }

        return (s0 + s1 + (s2 + s3)) + (s4 + s5 + (s6 + s7));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static double Square(T value)
        {
            double exact = double.CreateTruncating(value);
            return exact * exact;
        }
    }

    /// <summary>
    /// Copies the block's vectors twice: transposed, an element of all of them in a row, and in panels of 64 elements. What is left of a
    /// vector's first element becomes 0, in the matrix too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack<T>(T* q, int n, int block, int size, T* transposed, T* packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int k = 1; k < size; k++)
        {
            new Span<T>(q + (long)(block + k) * n + block, k).Clear();
        }

        int length = n - block;
        T* rows = q + (long)block * n + block;
        const int Tile = 16;
        for (int j = 0; j < length; j += Tile)
        {
            int columns = Math.Min(Tile, length - j);
            for (int k = 0; k < size; k++)
            {
                T* from = rows + (long)k * n + j;
                T* to = transposed + (long)j * BlockSize + k;
                for (int i = 0; i < columns; i++)
                {
                    to[i * BlockSize] = from[i];
                }
            }

            for (int i = 0; i < columns && size < BlockSize; i++)
            {
                new Span<T>(transposed + (long)(j + i) * BlockSize + size, BlockSize - size).Clear();
            }
        }

        for (int j = 0; j < length; j += BlockSize)
        {
            int columns = Math.Min(BlockSize, length - j);
            for (int k = 0; k < size; k++)
            {
                var to = new Span<T>(packed + (long)j * BlockSize + k * BlockSize, BlockSize);
                new Span<T>(rows + (long)k * n + j, columns).CopyTo(to);
                to[columns..].Clear();
            }
        }
    }

    /// <summary>
    /// Tᵀ of the compact WY form, lower triangular, from S = V Vᵀ: row k is −τ_k · Σ_{j&lt;k} S_kj · row j, and τ_k on the diagonal.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Factor<T>(int size, T* product, T* tau, T* factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        new Span<T>(factor, BlockSize * BlockSize).Clear();
        for (int k = 0; k < size; k++)
        {
            T* row = factor + k * BlockSize;
            for (int j = 0; j < k; j++)
            {
                T weight = -tau[k] * product[k * BlockSize + j];
                T* earlier = factor + j * BlockSize;
                for (int i = 0; i <= j; i++)
                {
                    row[i] = T.FusedMultiplyAdd(weight, earlier[i], row[i]);
                }
            }

            row[k] = tau[k];
        }
    }

    private readonly struct VectorsWork<T>(T* q, int n, RandomStream stream, T gain, T* tau, T* scale, int m) : IChunkedWork
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int chunk)
        {
            for (int k = chunk * RowsOfStrip; k < Math.Min(m, (chunk + 1) * RowsOfStrip); k++)
            {
                Reflect(q + (long)k * n, k, n, stream, out tau[k], out T sign);
                scale[k] = sign * gain;
            }
        }
    }

    /// <summary>
    /// Applies one block of reflections to a strip of rows: with Q₀ the identity in the block's rows and what later blocks made of the rows
    /// below, Q = Q₀ − (Q₀ Vᵀ) Tᵀ V.
    /// </summary>
    private readonly struct StripsWork<T>(
        T* q, int m, int n, int block, int size, T* transposed, T* packed, T* factor, T* scale) : IChunkedWork
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        [SkipLocalsInit]
        public void Run(int chunk)
        {
            T* coefficients = stackalloc T[2 * RowsOfStrip * BlockSize];
            T* weights = coefficients + RowsOfStrip * BlockSize;
            int start = block + chunk * RowsOfStrip;
            int end = Math.Min(m, start + RowsOfStrip);
            int below = Math.Clamp(block + size, start, end);

            // Q₀ Vᵀ: of the block's own rows it is the transposed vectors' beginning.
            new Span<T>(transposed + (start - block) * BlockSize, (below - start) * BlockSize)
                .CopyTo(new Span<T>(coefficients, (below - start) * BlockSize));
            PanelProduct.Multiply(
                end - below,
                n - block - size,
                q + (long)below * n + block + size,
                n,
                transposed + (long)size * BlockSize,
                coefficients + (below - start) * BlockSize,
                BlockSize,
                accumulate: false);
            PanelProduct.Multiply(end - start, size, coefficients, BlockSize, factor, weights, BlockSize, accumulate: false);
            for (int i = 0; i < (end - start) * BlockSize; i++)
            {
                weights[i] = -weights[i];
            }

            for (int row = start; row < end; row++)
            {
                T* values = q + (long)row * n;
                new Span<T>(values + block, row < below ? n - block : size).Clear();
                if (row < below)
                {
                    values[row] = T.One;
                }
            }

            int column = block;
            for (; column + BlockSize <= n; column += BlockSize)
            {
                PanelProduct.Multiply(
                    end - start,
                    size,
                    weights,
                    BlockSize,
                    packed + (long)(column - block) * BlockSize,
                    q + (long)start * n + column,
                    n,
                    accumulate: true);
            }

            if (column < n)
            {
                // The last columns in a panel of their own.
                T* panel = coefficients;
                for (int row = start; row < end; row++)
                {
                    var to = new Span<T>(panel + (row - start) * BlockSize, BlockSize);
                    new Span<T>(q + (long)row * n + column, n - column).CopyTo(to);
                    to[(n - column)..].Clear();
                }

                PanelProduct.Multiply(
                    end - start, size, weights, BlockSize, packed + (long)(column - block) * BlockSize, panel, BlockSize, accumulate: true);
                for (int row = start; row < end; row++)
                {
                    new Span<T>(panel + (row - start) * BlockSize, n - column).CopyTo(new Span<T>(q + (long)row * n + column, n - column));
                }
            }

            if (scale is not null)
            {
                for (int row = start; row < end; row++)
                {
                    Scale(new Span<T>(q + (long)row * n, n), scale[row]);
                }
            }
        }

        private static void Scale(Span<T> values, T factor)
        {
            foreach (ref T value in values)
            {
                value *= factor;
            }
        }
    }
}
