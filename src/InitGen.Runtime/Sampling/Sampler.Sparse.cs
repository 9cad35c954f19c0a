using System.Buffers;
using System.Runtime.CompilerServices;

namespace InitGen;

public static partial class Sampler
{
    // The stream of the zeros' places, a child of the parameter's own.
    private const string ZerosSegment = "zeros";

    /// <summary>
    /// Draws a matrix from the normal distribution N(0, std²) and sets exactly ⌈sparsity · rows⌉ elements of each column to 0, at rows
    /// chosen without replacement.
    /// </summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements, row by row.</param>
    /// <param name="shape">The sizes of the whole matrix.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="sparsity">The fraction of zeros in a column; 0 to 1.</param>
    /// <param name="std">The standard deviation of the other values, rounded to the element type (Half: to float); 0 or more, finite.</param>
    /// <param name="offset">Given for a piece of the matrix: the index of its first element.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape is not of rank 2 or does not fit the destination.</exception>
    /// <remarks>
    /// Martens, ICML 2010. The values are those of <see cref="Normal{T}"/>; the rows come from the stream's child <c>zeros</c> by Floyd's
    /// algorithm (Bentley and Floyd, Communications of the ACM 1987): with k zeros in n rows, for i = 0 … k − 1 and j = n − k + i the
    /// 64-bit number x with the index column · k + i gives the row ⌊x · (j + 1) / 2⁶⁴⌋, or j if that is taken.
    /// </remarks>
    [SkipLocalsInit]
    public static void Sparse<T>(
        Span<T> destination, ReadOnlySpan<int> shape, RandomStream stream, double sparsity, double std = 0.01, long? offset = null)
    {
        T zero = ElementType.Round<T>(0.0);
        (int rows, int columns) = ParameterShape.RequireMatrix(shape);
        long start = ParameterShape.RequirePiece(shape, destination.Length, offset);
        if (!(sparsity is >= 0.0 and <= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(sparsity), sparsity, "Expected a fraction from 0 to 1.");
        }

        Normal(destination, stream, 0.0, std, start);
        if (destination.IsEmpty)
        {
            return;
        }

        int zeros = (int)Math.Ceiling(sparsity * rows);
        RandomStream places = stream.Child(ZerosSegment);
        ulong[] taken = ArrayPool<ulong>.Shared.Rent((rows + 63) / 64);
        Span<ulong> draws = stackalloc ulong[256];
        try
        {
            for (int column = 0; column < columns; column++)
            {
                Array.Clear(taken, 0, (rows + 63) / 64);
                for (int i = 0; i < zeros; i++)
                {
                    if (i % draws.Length == 0)
                    {
                        TileDriver.Fill(
                            draws[..Math.Min(draws.Length, zeros - i)], places, (long)column * zeros + i, default(RandomBitsKernel));
                    }

                    int last = rows - zeros + i;
                    int row = (int)Math.BigMul(draws[i % draws.Length], (ulong)last + 1, out _);
                    row = (taken[row / 64] >> row % 64 & 1) == 0 ? row : last;
                    taken[row / 64] |= 1UL << row % 64;
                    long index = (long)row * columns + column - start;
                    if (index >= 0 && index < destination.Length)
                    {
                        destination[(int)index] = zero;
                    }
                }
            }
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(taken);
        }
    }
}
