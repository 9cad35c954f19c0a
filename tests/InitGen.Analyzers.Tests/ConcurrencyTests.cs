using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Tests;

/// <summary>IDEs run the analyzers of one compilation on many threads, and several analyses of it at once: all find the same.</summary>
public sealed class ConcurrencyTests
{
    private const int Analyses = 8;

    [Fact]
    public async Task Many_analyses_of_one_compilation_agree()
    {
        // A model of each kind, each in a namespace of its own.
        Snippet[] snippets = [.. Snippet.Of("fires").Where(snippet => snippet.Options.IsEmpty && snippet.Rule is not "INIT012" && !snippet.Code.Contains("assembly:", StringComparison.Ordinal))];
        (string, string)[] sources = [.. snippets.Select((snippet, i) => ($"Snippet{i}.cs", $"namespace Separate{i};\n\n{snippet.Code}"))];
        Compilation compilation = AnalyzerRun.Generate(AnalyzerRun.Compile(null, sources));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        // Each round starts anew: what is known of a compilation is kept with it. Half of them share one, half have their own.
        using var start = new Barrier(Analyses);
        string[][] found = await Task.WhenAll(Enumerable.Range(0, Analyses).Select(i => Task.Factory.StartNew(
            async () =>
            {
                Compilation own = i % 2 == 0 ? compilation : compilation.Clone();
                start.SignalAndWait();
                return (await AnalyzerRun.Analyze(own)).Select(Describe).Order(StringComparer.Ordinal).ToArray();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));

        Assert.True(found[0].Length > snippets.Length / 2, $"{found[0].Length} diagnostics.");
        Assert.DoesNotContain(found[0], static line => line.StartsWith("AD0001", StringComparison.Ordinal));
        Assert.All(found, other => Assert.Equal(found[0], other));
    }

    private static string Describe(Diagnostic diagnostic) =>
        diagnostic.Id + " " + diagnostic.Location.SourceTree?.FilePath + " " + diagnostic.Location.SourceSpan + " " + diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
}
