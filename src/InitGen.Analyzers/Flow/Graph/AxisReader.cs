using System.Collections.Immutable;

namespace InitGen.Analyzers.Flow;

/// <summary>
/// Reads from the indices of one product <c>w[j, i] * x[i]</c> which axes of the weight are summed over: those whose index runs with
/// the signal's. The axis whose index the signal does not share is that of the outputs.
/// </summary>
internal static class AxisReader
{
    public static AxisUse Read(Weight weight, ElementRead? element, ElementRead? signal)
    {
        if (element is null || signal is null)
        {
            return AxisUse.Unknown;
        }

        var shared = new HashSet<Token>();
        foreach (Expr? index in signal.Indices)
        {
            if (index is null)
            {
                return AxisUse.Unknown;
            }

            index.CollectTokens(shared);
        }

        ImmutableArray<Expr?> indices = element.Indices;
        if (indices.Length == 1 && weight.Rank == 2)
        {
            return IsElementwise(indices, signal.Indices) ? AxisUse.Elementwise : ReadFlat(indices[0], shared);
        }

        if (indices.Length != weight.Rank || weight.Rank < 2)
        {
            return AxisUse.Unknown;
        }

        if (IsElementwise(indices, signal.Indices))
        {
            return AxisUse.Elementwise;
        }

        var runs = new bool[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            if (indices[i] is not { } index)
            {
                return AxisUse.Unknown;
            }

            var tokens = new HashSet<Token>();
            index.CollectTokens(tokens);
            if (tokens.Count == 0)
            {
                return AxisUse.Unknown;
            }

            runs[i] = tokens.Overlaps(shared);
        }

        int free = runs.Count(static run => !run);
        return free != 1 ? AxisUse.Unknown
            : !runs[0] ? AxisUse.OutputsFirst
            : !runs[runs.Length - 1] ? AxisUse.OutputsLast
            : AxisUse.Unknown;
    }

    // m[j, i] * x[j, i]: every axis runs as one of the signal's does. (A kernel that slides, k[c, t] * x[c, s + t], does not.)
    private static bool IsElementwise(ImmutableArray<Expr?> indices, ImmutableArray<Expr?> signal) =>
        indices.All(index => index is not null && index.Mentions(static token => token.IsIndex) && signal.Contains(index))
        && indices.Distinct().Count() == indices.Length;

    // w[j * inputs + i]: the index of stride 1 runs along the last axis, the one with a stride along the first.
    private static AxisUse ReadFlat(Expr? index, HashSet<Token> shared)
    {
        if (index is null)
        {
            return AxisUse.Unknown;
        }

        var tokens = new HashSet<Token>();
        index.CollectTokens(tokens);
        Token? unit = null;
        Token? strided = null;
        foreach (Token token in tokens)
        {
            if (!token.IsIndex)
            {
                continue;
            }

            // How far the flat index moves with this token: 1 along the last axis, a size along the first.
            if (Affine.Of(index, other => other.IsIndex && !other.Equals(token)).FactorOf(token) == 1.0)
            {
                unit = unit is null ? token : null;
                if (unit is null)
                {
                    return AxisUse.Unknown;
                }
            }
            else if (strided is null)
            {
                strided = token;
            }
            else
            {
                return AxisUse.Unknown;
            }
        }

        if (unit is null || strided is null || shared.Contains(unit) == shared.Contains(strided))
        {
            return AxisUse.Unknown;
        }

        return shared.Contains(unit) ? AxisUse.OutputsFirst : AxisUse.OutputsLast;
    }
}
