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
            return ReadFlat(indices[0], shared);
        }

        if (indices.Length != weight.Rank || weight.Rank < 2)
        {
            return AxisUse.Unknown;
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
            // How far the flat index moves with this token: 1 along the last axis; a size along the first; sizes themselves do not run.
            double step = Move(index, token, 1000.0) / 1000.0;
            if (!IsRunning(token))
            {
                continue;
            }

            if (Math.Abs(step - 1.0) < 1e-9 && !DependsOnOthers(index, token))
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

    private static bool IsRunning(Token token) => token.Slot is LoopIndex;

    private static double Move(Expr index, Token token, double by) =>
        index.Evaluate(other => Sample(other) + (other.Equals(token) ? by : 0.0)) - index.Evaluate(Sample);

    private static bool DependsOnOthers(Expr index, Token token)
    {
        double Step(double others) =>
            index.Evaluate(other => other.Equals(token) ? 8.0 : Sample(other) * others) - index.Evaluate(other => other.Equals(token) ? 7.0 : Sample(other) * others);
        return Math.Abs(Step(1.0) - Step(3.0)) > 1e-9;
    }

    // Any size above 1 tells a stride from a unit step.
    private static double Sample(Token token) => 5.0;
}

/// <summary>The slot of a token that runs over an axis: a loop's variable.</summary>
internal record LoopIndex(object Variable);

/// <summary>The variable of a loop in some of its rounds only: the first, those between, the last.</summary>
internal sealed record TurnIndex(object Variable) : LoopIndex(Variable);
