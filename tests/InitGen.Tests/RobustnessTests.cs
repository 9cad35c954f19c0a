using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Tests;

/// <summary>Half-typed code never makes the generator throw (CS8785).</summary>
public sealed class RobustnessTests
{
    [Fact]
    public void Every_prefix_of_every_snippet_is_survived()
    {
        foreach (string source in Snippets.All)
        {
            SurvivePrefixes(source, GeneratorRun.ParseOptions);
        }

        foreach (string source in Snippets.Preview)
        {
            SurvivePrefixes(source, GeneratorRun.PreviewOptions);
        }
    }

    private static void SurvivePrefixes(string source, CSharpParseOptions options)
    {
        CSharpCompilation compilation = GeneratorRun.Compile(options, "");
        SyntaxTree tree = compilation.SyntaxTrees[0];
        GeneratorDriver driver = GeneratorRun.CreateDriver(options);
        for (int length = 0; length <= source.Length; length++)
        {
            SyntaxTree next = CSharpSyntaxTree.ParseText(source[..length], options, tree.FilePath);
            compilation = compilation.ReplaceSyntaxTree(tree, next);
            tree = next;
            driver = driver.RunGenerators(compilation);
            GeneratorRunResult result = driver.GetRunResult().Results[0];
            Assert.True(result.Exception is null, $"{result.Exception}\nafter:\n{source[..length]}");
            Assert.Empty(result.Diagnostics);
        }
    }
}
