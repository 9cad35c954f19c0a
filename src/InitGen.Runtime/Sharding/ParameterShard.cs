using System.Globalization;

namespace InitGen;

/// <summary>How parameters are cut among workers.</summary>
public enum ShardAxis
{
    /// <summary>Not at all: one worker has everything.</summary>
    Whole,

    /// <summary>Along the first axis.</summary>
    Rows,

    /// <summary>Along the last axis.</summary>
    Columns,

    /// <summary>Into ranges of the elements in storage order.</summary>
    Flat,
}

/// <summary>
/// The part of every parameter that one of several workers has. A worker that initializes its part gets the bits that the whole has
/// there, so that the parts of all workers together are the whole model.
/// </summary>
/// <remarks>
/// <para>n things among k workers: each has n / k of them, the first n mod k workers one more. A vector has rows only: it is cut the same
/// for <see cref="ShardAxis.Rows"/> and <see cref="ShardAxis.Columns"/>.</para>
/// <para>Orthogonal matrices are drawn as a whole or not at all: every element depends on all random numbers.</para>
/// </remarks>
/// <example>
/// <code>
/// model.InitializeParameters(new RandomStream(42), ParameterShard.Rows(worker, workers));
/// </code>
/// </example>
public readonly record struct ParameterShard
{
    private readonly int _last;

    private ParameterShard(ShardAxis axis, int index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
        Axis = axis;
        Index = index;
        _last = count - 1;
    }

    /// <summary>Everything: the part of a single worker.</summary>
    public static ParameterShard Whole => default;

    /// <summary>How the parameters are cut.</summary>
    public ShardAxis Axis { get; }

    /// <summary>The worker, from 0.</summary>
    public int Index { get; }

    /// <summary>The number of workers.</summary>
    public int Count => _last + 1;

    /// <summary>The part of a worker that has some rows of each parameter: indices of its first axis.</summary>
    /// <param name="index">The worker, from 0.</param>
    /// <param name="count">The number of workers.</param>
    /// <returns>Its part.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The worker is not one of so many.</exception>
    public static ParameterShard Rows(int index, int count) => new(ShardAxis.Rows, index, count);

    /// <summary>The part of a worker that has some columns of each parameter: indices of its last axis.</summary>
    /// <inheritdoc cref="Rows"/>
    public static ParameterShard Columns(int index, int count) => new(ShardAxis.Columns, index, count);

    /// <summary>The part of a worker that has a range of the elements of each parameter, in storage order.</summary>
    /// <inheritdoc cref="Rows"/>
    public static ParameterShard Flat(int index, int count) => new(ShardAxis.Flat, index, count);

    /// <summary>The part of the worker that this process is, as the program that started it says by environment variables.</summary>
    /// <param name="axis">How parameters are cut: rows, columns or flat ranges.</param>
    /// <returns>Its part; <see cref="Whole"/> where no launcher has set anything.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="axis"/> is none of the three.</exception>
    /// <exception cref="InvalidOperationException">
    /// One variable of a pair is missing, holds no number, or names a worker that is not one of so many; or torchrun and Open MPI both say
    /// which of as many workers this is, and differ.
    /// </exception>
    /// <remarks>
    /// The first pair that is set counts, in this order: torchrun's RANK and WORLD_SIZE, Open MPI's OMPI_COMM_WORLD_RANK and
    /// OMPI_COMM_WORLD_SIZE, Slurm's SLURM_PROCID and SLURM_NTASKS, and JOB_COMPLETION_INDEX of a Kubernetes job with JOB_COMPLETIONS, which
    /// its manifest has to set. So torchrun and mpirun may run in an allocation of Slurm, whose variables their workers inherit.
    /// </remarks>
    public static ParameterShard FromEnvironment(ShardAxis axis = ShardAxis.Rows) => From(Environment.GetEnvironmentVariable, axis);

    /// <summary>The same of another environment.</summary>
    internal static ParameterShard From(Func<string, string?> environment, ShardAxis axis)
    {
        if (axis is not (ShardAxis.Rows or ShardAxis.Columns or ShardAxis.Flat))
        {
            throw new ArgumentOutOfRangeException(nameof(axis), axis, "Expected rows, columns or flat ranges.");
        }

        return Launcher.FindWorker(environment) is { } worker ? new ParameterShard(axis, worker.Index, worker.Count) : Whole;
    }

    /// <summary>The worker's pieces of a parameter, each without a gap, in order.</summary>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <returns>The pieces: the index of the first element, and the number of elements; none where the worker has nothing.</returns>
    /// <exception cref="ArgumentException">A size is negative, or the product of the sizes exceeds 2⁶³ − 1.</exception>
    public IEnumerable<(long Offset, long Length)> PiecesOf(ReadOnlySpan<int> shape) => StripesOf(shape).Pieces();

    /// <inheritdoc/>
    public override string ToString() =>
        Axis == ShardAxis.Whole ? "whole" : string.Create(CultureInfo.InvariantCulture, $"{Axis} {Index} of {Count}");

    /// <summary>The worker's pieces as stripes of one width at one distance.</summary>
    internal Stripes StripesOf(ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (int size in shape)
        {
            if (size < 0 || Math.BigMul(count, size, out long product) != 0 || product < 0)
            {
                throw new ArgumentException("Expected sizes of 0 or more whose product is under 2⁶³.", nameof(shape));
            }

            count = product;
        }

        // A scalar is cut as a vector of one element.
        long axis = Axis switch
        {
            ShardAxis.Rows => shape.IsEmpty ? 1 : shape[0],
            ShardAxis.Columns => shape.IsEmpty ? 1 : shape[^1],
            _ => count,
        };
        if (count == 0)
        {
            return default;
        }

        long start = StartOf(Index, axis);
        long length = StartOf(Index + 1, axis) - start;
        if (Axis == ShardAxis.Columns)
        {
            return new Stripes(start, length, axis, count / axis);
        }

        long inner = count / axis;
        return new Stripes(start * inner, length * inner, count, 1);
    }

    private long StartOf(int index, long axis) => axis / Count * index + Math.Min(index, axis % Count);
}

/// <summary>Pieces of one width at one distance.</summary>
/// <param name="First">The index of the first element.</param>
/// <param name="Width">The elements of a piece.</param>
/// <param name="Distance">From the start of a piece to that of the next.</param>
/// <param name="Repeats">How many pieces there are.</param>
internal readonly record struct Stripes(long First, long Width, long Distance, long Repeats)
{
    public IEnumerable<(long Offset, long Length)> Pieces()
    {
        for (long i = 0; Width > 0 && i < Repeats; i++)
        {
            yield return (First + i * Distance, Width);
        }
    }

    /// <summary>The first piece that ends after an index, from that index on; a length of 0 where there is none.</summary>
    public (long Offset, long Length) From(long index)
    {
        if (Width == 0)
        {
            return (0, 0);
        }

        long i = index < First + Width ? 0 : (index - First - Width) / Distance + 1;
        if (i >= Repeats)
        {
            return (0, 0);
        }

        long offset = First + i * Distance;
        long start = Math.Max(offset, index);
        return (start, offset + Width - start);
    }
}
