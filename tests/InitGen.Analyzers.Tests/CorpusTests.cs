using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace InitGen.Analyzers.Tests;

/// <summary>
/// Small realistic networks, a file each, with the diagnostics that they should draw in comments: <c>// expect: INIT102</c> at the end of
/// the line. What is not expected must not be found; of what is expected nearly all must be. The networks of <c>Corpus</c> were at hand
/// while the analyzers were written. Those of <c>Corpus/HeldOut</c> were written from the rules' pages alone, and committed before the
/// analyzers had run on them: they tell what the figures are worth.
/// </summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private const string HeldOut = "HeldOut";

    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    public static TheoryData<string> Networks => [.. In(""), .. In(HeldOut)];

    [Theory]
    [MemberData(nameof(Networks))]
    public async Task Nothing_else_is_found(string network)
    {
        (HashSet<string> expected, HashSet<string> found) = await Read(network);
        Assert.Empty(found.Except(expected));
    }

    [Theory]
    [InlineData("", 60)]
    [InlineData(HeldOut, 44)]
    public async Task Precision_and_recall_are_kept(string set, int least)
    {
        int hits = 0, wrong = 0, missed = 0, clean = 0, networks = 0;
        foreach (string network in In(set))
        {
            (HashSet<string> expected, HashSet<string> found) = await Read(network);
            networks++;
            clean += expected.Count == 0 ? 1 : 0;
            hits += found.Intersect(expected).Count();
            wrong += found.Except(expected).Count();
            missed += expected.Except(found).Count();
            foreach (string item in expected.Except(found))
            {
                output.WriteLine($"missed in {network}: {item}");
            }

            foreach (string item in found.Except(expected))
            {
                output.WriteLine($"wrong in {network}: {item}");
            }
        }

        double precision = (double)hits / (hits + wrong);
        double recall = (double)hits / (hits + missed);
        string name = set.Length == 0 ? "tuning set" : "held-out set";
        output.WriteLine(FormattableString.Invariant(
            $"{name}: {networks} networks, {clean} without diagnostics: precision {precision:F3}, recall {recall:F3} ({hits} found, {wrong} wrong, {missed} missed)"));
        Assert.True(networks >= least && clean * 2 >= networks, $"{networks} networks, {clean} of them correct.");
        Assert.Equal(1.0, precision);
        Assert.True(recall >= 0.95, $"recall {recall}");
    }

    private static string[] In(string set) =>
    [
        .. Directory.GetFiles(Path.Combine(s_folder, set), "*.cs")
            .Select(path => Path.Combine(set, Path.GetFileNameWithoutExtension(path)))
            .Order(StringComparer.Ordinal),
    ];

    private static async Task<(HashSet<string> Expected, HashSet<string> Found)> Read(string network)
    {
        string code = await File.ReadAllTextAsync(Path.Combine(s_folder, network + ".cs"));
        var expected = new HashSet<string>(StringComparer.Ordinal);
        string[] lines = code.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            int at = lines[i].IndexOf("// expect: ", StringComparison.Ordinal);
            if (at >= 0)
            {
                expected.UnionWith(lines[i][(at + 11)..].Split(',', StringSplitOptions.TrimEntries).Select(id => $"{id} at line {i + 1}"));
            }
        }

        Compilation compilation = AnalyzerRun.Generate(AnalyzerRun.Compile(null, (AnalyzerRun.SnippetPath, code)));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        ImmutableArray<Diagnostic> found = await AnalyzerRun.Analyze(compilation);
        return (expected, [.. found.Select(diagnostic => $"{diagnostic.Id} at line {diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}")]);
    }
}
