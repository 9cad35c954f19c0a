using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>The sizes that a storage tells of itself at run time, for generated code: read once, without allocation, as ints.</summary>
public struct ParameterSizes
{
    private const int MaximalRank = 8;

    private Axes _axes;
    private int _rank;

    /// <summary>The sizes, first axis first.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<int> Values => ((ReadOnlySpan<int>)_axes)[.._rank];

    /// <summary>Takes sizes over.</summary>
    /// <param name="sizes">The sizes, first axis first.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <returns>The same sizes.</returns>
    /// <exception cref="InvalidOperationException">There are more than 8 axes.</exception>
    public static ParameterSizes Of(ReadOnlySpan<int> sizes, ParameterMember member)
    {
        ParameterSizes taken = OfRank(sizes.Length, member);
        sizes.CopyTo(taken._axes);
        return taken;
    }

    /// <summary>Takes sizes over that are wider than int.</summary>
    /// <param name="sizes">The sizes, first axis first; each in the range of int.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <returns>The same sizes.</returns>
    /// <exception cref="InvalidOperationException">There are more than 8 axes, or a size is over 2³¹ − 1.</exception>
    public static ParameterSizes Of(ReadOnlySpan<long> sizes, ParameterMember member)
    {
        ParameterSizes taken = OfRank(sizes.Length, member);
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            taken._axes[axis] = Narrow(sizes[axis], member);
        }

        return taken;
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{long}, ParameterMember)"/>
    public static ParameterSizes Of(ReadOnlySpan<nint> sizes, ParameterMember member)
    {
        ParameterSizes taken = OfRank(sizes.Length, member);
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            taken._axes[axis] = Narrow(sizes[axis], member);
        }

        return taken;
    }

    private static ParameterSizes OfRank(int rank, ParameterMember member) => rank <= MaximalRank
        ? new ParameterSizes { _rank = rank }
        : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{member}: expected at most {MaximalRank} axes; found {rank}."));

    private static int Narrow(long size, ParameterMember member) => size is >= int.MinValue and <= int.MaxValue
        ? (int)size
        : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{member}: expected sizes of at most {int.MaxValue}; found {size}."));

    [InlineArray(MaximalRank)]
    private struct Axes
    {
        private int _first;
    }
}
