using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace InitGen.Analyzers.Tests.Differential;

/// <summary>
/// The engine against networks that no one wrote: random ones, as source in many styles, run in double and read abstractly. What the
/// engine is certain of has to be so; what it does not know is counted. INITGEN_DIFF_SEED names the first seed, INITGEN_DIFF_COUNT how
/// many networks are drawn.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int NetworksPerCompilation = 100;

    // Failures are shrunk and shown one by one; with this many the rest is more of the same.
    private const int MaxShown = 3;

    private static readonly int s_seed = FromEnvironment("INITGEN_DIFF_SEED", 1);
    private static readonly int s_count = FromEnvironment("INITGEN_DIFF_COUNT", 2000);

    [Fact]
    public void What_is_certain_is_true()
    {
        var verdicts = new ConcurrentBag<Verdict>();
        int[] starts = [.. Enumerable.Range(0, (s_count + NetworksPerCompilation - 1) / NetworksPerCompilation).Select(i => s_seed + (i * NetworksPerCompilation))];
        Parallel.ForEach(starts, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, start =>
        {
            int end = Math.Min(start + NetworksPerCompilation, s_seed + s_count);
            Plan[] plans = [.. Enumerable.Range(start, end - start).Select(seed => PlanGenerator.Draw(seed, seed, KnownDefects.Left))];
            foreach (Verdict verdict in Trial.Run(plans, KnownDefects.Left))
            {
                verdicts.Add(verdict);
            }
        });

        Verdict[] failures = [.. verdicts.Where(verdict => !verdict.Wrong.IsEmpty).OrderBy(verdict => verdict.Source.Length).ThenBy(verdict => verdict.Plan.Seed)];
        int known = verdicts.Sum(verdict => verdict.Known);
        int facts = verdicts.Sum(verdict => verdict.Facts);
        output.WriteLine(FormattableString.Invariant(
            $"{verdicts.Count} networks from seed {s_seed}: {known} of {facts} facts known ({100.0 * known / facts:F1} %), {verdicts.Sum(verdict => verdict.Unconfirmed.Length)} weights without effect, {failures.Length} networks wrongly read; {KnownDefects.Left.Count} ways of writing left out"));
        foreach ((string style, int count, int unknown) in Unknown(verdicts))
        {
            output.WriteLine(FormattableString.Invariant($"  {style}: {unknown} of {count} networks with something unknown"));
        }

        Assert.Equal(s_count, verdicts.Count);
        Assert.True(failures.Length == 0, failures.Length == 0 ? "" : Describe(failures));
    }

    /// <summary>The ways of writing that the networks not wholly known have in common.</summary>
    private static IEnumerable<(string Style, int Count, int Unknown)> Unknown(IEnumerable<Verdict> verdicts) =>
        verdicts.SelectMany(verdict => verdict.Features.Select(style => (style, verdict)))
            .GroupBy(pair => pair.style, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Count(), group.Count(pair => !pair.verdict.Unknown.IsEmpty)))
            .OrderByDescending(row => (double)row.Item3 / row.Item2)
            .ThenBy(row => row.Key, StringComparer.Ordinal)
            .Take(12);

    private static string Describe(Verdict[] failures)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{failures.Length} networks are read wrongly, with certainty. The first of them:\n");
        foreach (Verdict failure in failures.Take(40))
        {
            text.Append(CultureInfo.InvariantCulture, $"  seed {failure.Plan.Number}: {string.Join("; ", failure.Wrong)}\n");
        }

        foreach (Verdict failure in failures.Take(MaxShown))
        {
            Verdict smallest = Shrinker.Shrink(failure, KnownDefects.Left);
            text.Append(CultureInfo.InvariantCulture, $"\nINITGEN_DIFF_SEED={failure.Plan.Number} INITGEN_DIFF_COUNT=1\n");
            text.AppendJoin('\n', smallest.Wrong).Append('\n').AppendJoin(' ', smallest.Features).Append('\n').Append(smallest.Source);
        }

        return text.ToString();
    }

    private static int FromEnvironment(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
