using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace InitGen.Analyzers.Tests;

/// <summary>
/// Networks in styles that were new to the analyzers when they were written, many to a file. <c>//! INIT102|INIT104</c> behind a member asks
/// for one of these diagnostics on it, <c>//? INIT116</c> allows one; every other is wrong.
/// </summary>
public sealed partial class BlindCorpusTests(ITestOutputHelper output)
{
    // The floors of what is kept. They rise with every repair of the flow engine; no network may draw a wrong warning.
    [Theory]
    [InlineData("Blind1", 100, 0.92)]
    [InlineData("Blind2", 60, 0.90)]
    public async Task Precision_and_recall_are_kept(string set, int least, double leastRecall)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Corpus", set);
        (string Name, string Code)[] files = [.. Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllText(path)))];
        Expectation[] expectations = [.. files.SelectMany(file => Read(file.Name, file.Code))];
        int networks = files.Sum(file => file.Code.Split('\n').Count(static line => line.Contains("InitializeParameters(", StringComparison.Ordinal)));

        // A file may use what another declares.
        Compilation compilation = AnalyzerRun.Generate(AnalyzerRun.Compile(null, files));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        ImmutableArray<Diagnostic> diagnostics = await AnalyzerRun.Analyze(compilation);
        (string File, int Line, string Id)[] found =
        [
            .. diagnostics.Select(diagnostic => (
                diagnostic.Location.GetLineSpan().Path, diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1, diagnostic.Id)).Distinct(),
        ];

        Expectation[] missed = [.. expectations.Where(expectation => expectation.IsRequired && !found.Any(expectation.Allows))];
        (string File, int Line, string Id)[] wrong = [.. found.Where(item => !expectations.Any(expectation => expectation.Allows(item)))];
        int hits = expectations.Count(static expectation => expectation.IsRequired) - missed.Length;
        foreach (Expectation expectation in missed)
        {
            output.WriteLine($"missed: {expectation.File}({expectation.Line}) {string.Join('|', expectation.Ids)}");
        }

        foreach ((string file, int line, string id) in wrong.Order())
        {
            output.WriteLine($"wrong: {file}({line}) {id}");
        }

        double precision = (double)hits / (hits + wrong.Length);
        double recall = (double)hits / (hits + missed.Length);
        output.WriteLine(FormattableString.Invariant(
            $"{networks} networks, {hits + missed.Length} mistakes: precision {precision:F3}, recall {recall:F3} ({hits} found, {wrong.Length} wrong, {missed.Length} missed)"));
        Assert.True(expectations.Length >= least, $"{expectations.Length} expectations were read.");
        Assert.Equal(1.0, precision);
        Assert.True(recall >= leastRecall, $"recall {recall}");
    }

    private static IEnumerable<Expectation> Read(string file, string code)
    {
        string[] lines = code.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            foreach (Match match in Marker().Matches(lines[i]))
            {
                yield return new Expectation(file, i + 1, match.Groups[1].Value == "!", [.. match.Groups[2].Value.Split('|', ',')]);
            }
        }
    }

    [GeneratedRegex(@"//([!?]) (INIT\d+(?:[|,]INIT\d+)*)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();

    /// <summary>What a marker asks for: one of some diagnostics on a line.</summary>
    private sealed record Expectation(string File, int Line, bool IsRequired, ImmutableArray<string> Ids)
    {
        public bool Allows((string File, int Line, string Id) found) => found.File == File && found.Line == Line && Ids.Contains(found.Id);
    }
}
