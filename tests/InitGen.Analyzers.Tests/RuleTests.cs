using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Analyzers.Tests;

/// <summary>Every snippet draws the diagnostics that its markup asks for, where it asks for them, and no others.</summary>
public sealed class RuleTests
{
    public static TheoryData<string> Fires => [.. Snippet.Of("fires").Select(snippet => snippet.ToString())];

    public static TheoryData<string> Silent => [.. Snippet.Of("silent").Select(snippet => snippet.ToString())];

    [Theory]
    [MemberData(nameof(Fires))]
    public async Task A_rule_fires(string name)
    {
        Snippet snippet = Snippet.Find(name);
        Assert.Contains(snippet.Expected, expected => expected.Id == snippet.Rule);
        await Verify(snippet);
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public async Task A_rule_stays_silent(string name)
    {
        Snippet snippet = Snippet.Find(name);
        Assert.DoesNotContain(snippet.Expected, expected => expected.Id == snippet.Rule);
        await Verify(snippet);
    }

    [Fact]
    public void Every_rule_is_shown_to_fire_and_to_stay_silent_in_three_writings()
    {
        Assert.All(AnalyzerRun.Rules, rule =>
        {
            int fires = Snippet.Of("fires").Count(snippet => snippet.Rule == rule.Id);
            int silent = Snippet.Of("silent").Count(snippet => snippet.Rule == rule.Id);
            Assert.True(fires >= 3 && silent >= 3, $"{rule.Id} fires in {fires} snippets and is silent in {silent}.");
        });
    }

    internal static async Task Verify(Snippet snippet)
    {
        CSharpCompilation input = AnalyzerRun.Compile(snippet.Rule, (AnalyzerRun.SnippetPath, snippet.Code));
        Compilation compilation = AnalyzerRun.Generate(snippet.Language is { } language ? input.In(language) : input);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        ImmutableArray<Diagnostic> found = await AnalyzerRun.Analyze(compilation, snippet.Options);
        string[] expected = [.. snippet.Expected.Select(item => Describe(item.Id, snippet.Code, item.Span)).Order(StringComparer.Ordinal)];
        string[] actual =
        [
            .. found.Select(diagnostic => diagnostic.Location.SourceTree?.FilePath == AnalyzerRun.SnippetPath
                ? Describe(diagnostic.Id, snippet.Code, diagnostic.Location.SourceSpan)
                : diagnostic.ToString()).Order(StringComparer.Ordinal),
        ];
        Assert.True(expected.SequenceEqual(actual), "expected:\n" + string.Join('\n', expected) + "\nfound:\n" + string.Join('\n', found));
    }

    private static string Describe(string id, string code, Microsoft.CodeAnalysis.Text.TextSpan span)
    {
        int line = code.AsSpan(0, span.Start).Count('\n') + 1;
        return $"{id} at line {line}: {code.Substring(span.Start, span.Length)}";
    }
}
