using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InitGen;

/// <summary>
/// Fills spans with random or constant values. What an element gets depends on the stream, the element's index and the method's own
/// arguments alone: not on the machine, the vector width, the number of threads, or how the data is cut into pieces.
/// </summary>
/// <remarks>
/// Every method takes an <c>offset</c>, the index of the span's first element in the whole parameter, so that a shard is filled alone
/// and gets the bits that the whole would have there. Half values are computed as floats and rounded once. No method allocates.
/// </remarks>
public static partial class Sampler
{
    private static int s_maxDegreeOfParallelism = Environment.ProcessorCount;

    /// <summary>
    /// How many threads a fill of more than about a million elements, or an orthogonal matrix, may use, the caller's included; the
    /// processors by default. It changes no value.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public static int MaxDegreeOfParallelism
    {
        get => Volatile.Read(ref s_maxDegreeOfParallelism);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref s_maxDegreeOfParallelism, value);
        }
    }

    private static void RequireOffset(long offset, int length)
    {
        if (offset < 0 || offset > long.MaxValue - length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset), offset, "Expected an offset of 0 or more that leaves room for the span's length.");
        }
    }

    private static void RequireFinite(double value, string name)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "Expected a finite number.");
        }
    }

    /// <summary>The span as one of another element type, which the caller has made sure is the same.</summary>
    private static Span<TTo> Reinterpret<TFrom, TTo>(Span<TFrom> span) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(span)), span.Length);
}
