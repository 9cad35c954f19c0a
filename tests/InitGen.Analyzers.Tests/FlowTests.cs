extern alias compiler;

using Microsoft.CodeAnalysis;
using ModelFacts = compiler::InitGen.Analyzers.Rules.ModelFacts;

namespace InitGen.Analyzers.Tests;

/// <summary>The graph of a model's forward pass, one line an edge.</summary>
public sealed class FlowTests
{
    public static TheoryData<string> Graphs => [.. Snippet.Of("graph").Select(snippet => snippet.ToString())];

    [Theory]
    [MemberData(nameof(Graphs))]
    public void The_forward_pass_is_read(string name)
    {
        Snippet snippet = Snippet.Find(name);
        Assert.Equal(snippet.Result!.TrimStart('\n'), Graph(snippet));
    }

    internal static string Graph(Snippet snippet)
    {
        Compilation compilation = AnalyzerRun.Generate(AnalyzerRun.Compile(null, (AnalyzerRun.SnippetPath, snippet.Code)));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        INamedTypeSymbol model = Assert.IsAssignableFrom<INamedTypeSymbol>(compilation.GetTypeByMetadataName("Net"));
        return ModelFacts.Of(model, compilation).Graph(CancellationToken.None).DebugView();
    }
}
