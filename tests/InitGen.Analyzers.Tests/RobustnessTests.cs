using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Analyzers.Tests;

/// <summary>Half-typed code never makes an analyzer (AD0001) or the generator (CS8785) throw.</summary>
public sealed class RobustnessTests
{
    // All prefixes, at token ends, of the main snippet; of the others as many as keep the suite fast, evenly spread, unless
    // INITGEN_PREFIXES names another number, or "all".
    private const string Main = "INIT102 fires: nested loops";

    private static readonly int s_prefixesOfOthers = Environment.GetEnvironmentVariable("INITGEN_PREFIXES") switch
    {
        null => 15,
        "all" => int.MaxValue,
        string number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture),
    };

    [Fact]
    public async Task Every_prefix_of_every_snippet_is_survived()
    {
        var work = new List<(Snippet Snippet, int Length)>();
        foreach (Snippet snippet in Snippet.All)
        {
            int[] ends = [.. CSharpSyntaxTree.ParseText(snippet.Code).GetRoot().DescendantTokens().Select(token => token.Span.End).Distinct()];
            bool first = snippet.ToString() == Main;
            int step = first ? 1 : Math.Max(1, ends.Length / s_prefixesOfOthers);
            for (int i = first ? 0 : snippet.Title.Length % step; i < ends.Length; i += step)
            {
                work.Add((snippet, ends[i]));
            }
        }

        await Parallel.ForEachAsync(work, async (item, _) =>
        {
            string prefix = item.Snippet.Code[..item.Length];
            Compilation compilation = AnalyzerRun.Generate(AnalyzerRun.Compile(item.Snippet.Rule, (AnalyzerRun.SnippetPath, prefix)));
            ImmutableArray<Diagnostic> found = await AnalyzerRun.Analyze(compilation, item.Snippet.Options);
            Assert.True(!found.Any(diagnostic => diagnostic.Id is "AD0001" or "CS8785"), string.Join('\n', found) + "\nafter:\n" + prefix);
        });
    }

    [Fact]
    public async Task Code_without_networks_draws_no_diagnostic()
    {
        Compilation compilation = AnalyzerRun.Compile(null, ("Plain.cs", "public class Plain { private readonly int[] _w = new int[3]; public int At(int i) => _w[i]; }"));
        Assert.Empty(await AnalyzerRun.Analyze(compilation));
        Compilation without = CSharpCompilation.Create(
            "Without",
            [CSharpSyntaxTree.ParseText("[System.Obsolete] public class Zeros { [System.Obsolete] public float[,] W = new float[2, 3]; }")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(await AnalyzerRun.Analyze(without));
    }
}
