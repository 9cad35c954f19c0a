namespace InitGen.Analyzers.Tests.Differential;

/// <summary>Makes a network that fails small: leaves out steps, then writes what is left as plainly as it still fails.</summary>
internal static class Shrinker
{
    // A failure is shown in the end in any case: a bound on the work, not on what is found.
    private const int MaxTrials = 150;

    public static Verdict Shrink(Verdict failure, IReadOnlySet<string> left)
    {
        int trials = 0;
        Verdict best = failure;

        // Ways of writing are kept as they are while steps go.
        best = Fails(best.Plan with { Styles = best.Styles }) ?? best;
        for (bool smaller = true; smaller && trials < MaxTrials;)
        {
            smaller = false;
            foreach (Op[] ops in Fewer(best.Plan.Ops))
            {
                if (Fails(best.Plan with { Ops = ops }) is { } verdict)
                {
                    best = verdict;
                    smaller = true;
                    break;
                }
            }
        }

        foreach (string place in best.Styles.Keys.Order(StringComparer.Ordinal).ToArray())
        {
            // A place's plainest way comes first; an unknown name stands for it.
            var plainer = new Dictionary<string, string>(best.Plan.Styles, StringComparer.Ordinal) { [place] = Styles.Plain };
            best = Fails(best.Plan with { Styles = plainer }) ?? best;
        }

        return best;

        Verdict? Fails(Plan plan)
        {
            if (++trials > MaxTrials || !plan.IsValid)
            {
                return null;
            }

            Verdict verdict = Trial.Run([plan], left)[0];
            return verdict.Wrong.IsEmpty ? null : verdict;
        }
    }

    // All that is one step smaller: without one step, with a block's parts in its place, with a part of a block smaller.
    private static IEnumerable<Op[]> Fewer(Op[] ops)
    {
        for (int i = 0; i < ops.Length; i++)
        {
            Op[] before = ops[..i], after = ops[(i + 1)..];
            yield return [.. before, .. after];
            IEnumerable<Op[]> inPlace = ops[i] switch
            {
                Residual residual => [residual.Branch, .. Fewer(residual.Branch).Select(branch => new Op[] { residual with { Branch = branch } })],
                Gated gated =>
                [
                    gated.Left, gated.Right,
                    .. Fewer(gated.Left).Select(ops => new Op[] { gated with { Left = ops } }),
                    .. Fewer(gated.Right).Select(ops => new Op[] { gated with { Right = ops } }),
                ],
                Branch branch =>
                [
                    branch.WhenTrue, branch.WhenFalse,
                    .. Fewer(branch.WhenTrue).Select(ops => new Op[] { branch with { WhenTrue = ops } }),
                    .. Fewer(branch.WhenFalse).Select(ops => new Op[] { branch with { WhenFalse = ops } }),
                ],
                Dense { Bias: not null } dense => [[dense with { Bias = null }]],
                Dense { Scale: not 1.0 } dense => [[dense with { Scale = 1.0 }]],
                Gain { Shifts: not null } gain => [[gain with { Shifts = null }]],
                Normalize { Gain: not null } norm => [[norm with { Gain = null }]],
                Exit exit => Fewer(exit.Head).Select(ops => new Op[] { exit with { Head = ops } }),
                _ => [],
            };
            foreach (Op[] part in inPlace)
            {
                yield return [.. before, .. part, .. after];
            }
        }
    }
}
