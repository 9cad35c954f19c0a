extern alias compiler;

using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDescription = compiler::InitGen.Model.ModelDescription;
using ModelParser = compiler::InitGen.Model.ModelParser;
using TrackingNames = compiler::InitGen.TrackingNames;

namespace InitGen.Tests;

/// <summary>What the pipeline holds, and what it re-runs.</summary>
public sealed class PipelineTests
{
    [Fact]
    public void Every_snippet_is_cached_on_a_second_run()
    {
        // GeneratorRun.Of asserts it.
        Assert.All(Snippets.All, source => Assert.NotEmpty(GeneratorRun.Of(source).Result.GeneratedTrees));
    }

    [Fact]
    public void Steps_are_tracked_under_their_names()
    {
        ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> steps =
            GeneratorRun.Of(Snippets.Perceptron).Result.Results[0].TrackedSteps;
        Assert.All(TrackingNames.All, name => Assert.NotEmpty(steps[name]));
    }

    [Fact]
    public void Equal_sources_give_equal_models()
    {
        foreach (string source in Snippets.All)
        {
            Assert.Equal(Models(source), Models(source));
            Assert.Equal(Models(source).Select(model => model.GetHashCode()), Models(source).Select(model => model.GetHashCode()));
        }
    }

    [Fact]
    public void Another_attribute_argument_gives_another_model() => Assert.NotEqual(
        Models("using InitGen; partial class Net { [Normal(0, 1)] float[] w = new float[3]; }"),
        Models("using InitGen; partial class Net { [Normal(0, 2)] float[] w = new float[3]; }"));

    [Fact]
    public void Steps_hold_no_symbol_syntax_or_location()
    {
        foreach (string source in Snippets.All)
        {
            GeneratorRunResult result = GeneratorRun.Of(source).Result.Results[0];
            foreach (string name in TrackingNames.All)
            {
                foreach ((object value, IncrementalStepRunReason _) in result.TrackedSteps[name].SelectMany(step => step.Outputs))
                {
                    AssertPure(value, name, new HashSet<object>(ReferenceEqualityComparer.Instance));
                }
            }
        }
    }

    [Fact]
    public void A_comment_elsewhere_re_runs_nothing() => AssertReasons(
        [Snippets.Perceptron, "class Other;"],
        [Snippets.Perceptron, "class Other; // said"],
        expectedReasons: [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged]);

    [Fact]
    public void A_comment_or_method_in_the_model_emits_nothing_anew()
    {
        AssertReasons(
            [Snippets.Perceptron],
            [Snippets.Perceptron + "// said"],
            expectedReasons: [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged]);
        AssertReasons(
            [Snippets.Perceptron],
            [Snippets.Perceptron.Replace("public Mlp(", "public int Two => 2;\n    public Mlp(", StringComparison.Ordinal)],
            expectedReasons: [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged]);
    }

    [Fact]
    public void An_attribute_argument_emits_its_type_alone_anew()
    {
        const string Other = "using InitGen; public partial class Other { [Zeros] private readonly float[] _b = new float[3]; }";
        GeneratorDriver driver = GeneratorRun.CreateDriver().RunGenerators(GeneratorRun.Compile(Snippets.Perceptron, Other));
        driver = driver.RunGenerators(GeneratorRun.Compile(
            Snippets.Perceptron.Replace("Nonlinearity.Relu", "Nonlinearity.Gelu", StringComparison.Ordinal), Other));
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached],
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason)
                .OrderBy(reason => reason == IncrementalStepRunReason.Cached));
    }

    private static ModelDescription[] Models(string source)
    {
        CSharpCompilation compilation = GeneratorRun.Compile(source);
        return
        [
            .. compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type)
                .OfType<INamedTypeSymbol>()
                .Where(compiler::InitGen.Model.KnownTypes.HasInitializers)
                .Select(type => ModelParser.Parse(type, compilation, CancellationToken.None)!),
        ];
    }

    private static void AssertReasons(string[] before, string[] after, IncrementalStepRunReason[] expectedReasons)
    {
        // The second compilation shares the trees that did not change, as in an editor.
        CSharpCompilation first = GeneratorRun.Compile(before);
        CSharpCompilation second = first;
        SyntaxTree[] trees = [.. first.SyntaxTrees];
        for (int i = 0; i < before.Length; i++)
        {
            if (before[i] != after[i])
            {
                second = second.ReplaceSyntaxTree(
                    trees[i], CSharpSyntaxTree.ParseText(after[i], GeneratorRun.ParseOptions, trees[i].FilePath));
            }
        }

        Assert.NotSame(first, second);
        GeneratorRunResult result = GeneratorRun.CreateDriver().RunGenerators(first).RunGenerators(second).GetRunResult().Results[0];
        foreach (string name in TrackingNames.All)
        {
            Assert.All(result.TrackedSteps[name].SelectMany(step => step.Outputs), output => Assert.Contains(output.Reason, expectedReasons));
        }

        Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static void AssertPure(object? value, string path, HashSet<object> seen)
    {
        if (value is null || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or AttributeData or Diagnostic,
            $"{path} holds a {value.GetType()}.");
        if (value is string || value.GetType().IsPrimitive || value.GetType().IsEnum)
        {
            return;
        }

        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                AssertPure(item, path + "[]", seen);
            }
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                AssertPure(field.GetValue(value), path + "." + field.Name, seen);
            }
        }
    }
}
