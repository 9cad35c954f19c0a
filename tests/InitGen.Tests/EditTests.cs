using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Tests;

/// <summary>What each kind of edit re-runs, by the exact reasons of the steps.</summary>
public sealed class EditTests
{
    private const IncrementalStepRunReason Cached = IncrementalStepRunReason.Cached;
    private const IncrementalStepRunReason Unchanged = IncrementalStepRunReason.Unchanged;
    private const IncrementalStepRunReason Modified = IncrementalStepRunReason.Modified;
    private const IncrementalStepRunReason New = IncrementalStepRunReason.New;
    private const IncrementalStepRunReason Removed = IncrementalStepRunReason.Removed;

    private const string Net = """
        using InitGen;

        public sealed partial class Net
        {
            [KaimingNormal(Nonlinearity.Relu)] private readonly float[,] _w1 = new float[Size.Hidden, 8];
            [Zeros] private readonly float[] _b1 = new float[16];
            [XavierUniform] private float[,] _w2 = new float[4, 16];

            public Net() => System.Console.WriteLine();

            public int Forward(int x) { return x + 1; }
        }
        """;

    private const string Other = """
        using InitGen;
        public sealed partial class Other { [Normal] private readonly float[] _b = new float[3]; }
        """;

    private const string Rest = "public static class Size { public const int Hidden = 16; public const int Unused = 3; }";

    [Theory]
    [InlineData("comment in the model", Net, "public Net()", "/* said */ public Net()")]
    [InlineData("whitespace in the model", Net, "public Net()", "\n\n        public  Net()")]
    [InlineData("method body in the model", Net, "x + 1", "x + 2")]
    [InlineData("comment in another file", Rest, "public const", "/* said */ public const")]
    public void An_edit_without_meaning_reads_nothing_anew(string edit, string file, string old, string replacement)
    {
        GeneratorRunResult result = After(file, old, replacement);
        Assert.True(Reasons(result, "Models") is [Unchanged], edit);
        Assert.True(Reasons(result, "Model") is [Cached, Cached], edit);
        Assert.True(Outputs(result) is [Cached, Cached], edit);
    }

    [Theory]
    [InlineData("constructor body that creates nothing", Net, "System.Console.WriteLine()", "System.Console.Write(1)")]
    [InlineData("method added", Net, "public int Forward", "public int Two() => 2; public int Forward")]
    [InlineData("unrelated constant", Rest, "Unused = 3", "Unused = 4")]
    [InlineData("unrelated type", Rest, "public static class Size", "public class More { public int X; } public static class Size")]
    public void An_edit_that_changes_no_model_emits_nothing_anew(string edit, string file, string old, string replacement)
    {
        GeneratorRunResult result = After(file, old, replacement);
        Assert.True(Reasons(result, "Models") is [Unchanged], edit);
        Assert.True(Reasons(result, "Model") is [Cached, Cached], edit);
        Assert.True(Outputs(result) is [Cached, Cached], edit);
    }

    [Theory]
    [InlineData("attribute argument", Net, "Nonlinearity.Relu", "Nonlinearity.Gelu", "GELU")]
    [InlineData("field added", Net, "[Zeros]", "[Zeros] private readonly float[] _b0 = new float[5]; [Zeros]", "_b0")]
    [InlineData("field removed", Net, "[Zeros] private readonly float[] _b1 = new float[16];", "", "the 2 parameters")]
    [InlineData("field reordered", Net, "    public Net()", "    [Ones] private readonly float[] _last = new float[2];\n    public Net()", "_last")]
    [InlineData("field renamed", Net, "_b1", "_bias", "\"bias\"")]
    [InlineData("constant of another file", Rest, "Hidden = 16", "Hidden = 32", "[32, 8]")]
    [InlineData("late assignment in a method body", Net, "return x + 1;", "_w2 = new float[x, x]; return x + 1;", "[·, ·]")]
    [InlineData("array of another size", Net, "new float[4, 16]", "new float[5, 16]", "[5, 16]")]
    public void An_edit_of_a_model_emits_its_file_alone(string edit, string file, string old, string replacement, string text)
    {
        GeneratorRunResult result = After(file, old, replacement);
        Assert.True(Reasons(result, "Models") is [Modified], edit);
        Assert.True(Reasons(result, "Model") is [Modified, Unchanged], edit + ": " + string.Join(", ", Reasons(result, "Model")));
        Assert.True(Outputs(result) is [Modified, Cached], edit);
        Assert.Contains(text, result.GeneratedSources.Single(source => source.HintName == "Net.g.cs").SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Swapped_fields_emit_their_file_alone()
    {
        const string First = "[KaimingNormal(Nonlinearity.Relu)] private readonly float[,] _w1 = new float[Size.Hidden, 8];";
        const string Second = "[Zeros] private readonly float[] _b1 = new float[16];";
        GeneratorRunResult result = After(Net, First + "\n    " + Second, Second + "\n    " + First);
        Assert.Equal([Modified, Unchanged], Reasons(result, "Model"));
        Assert.Equal([Modified, Cached], Outputs(result));
    }

    [Fact]
    public void A_model_added_or_removed_leaves_the_other_alone()
    {
        GeneratorRunResult added = After(Rest, Rest, Rest + " public partial class Late { [InitGen.Zeros] private readonly float[] _b = new float[3]; }");
        Assert.Equal([Unchanged, Unchanged, New], Reasons(added, "Model"));
        Assert.Equal([Cached, Cached, New], Outputs(added));
        GeneratorRunResult removed = After(Other, "[Normal] ", "");
        Assert.Equal([Unchanged, Removed], Reasons(removed, "Model"));
        Assert.Equal([Cached, Removed], Outputs(removed));
    }

    [Fact]
    public void Aliases_options_and_references_count()
    {
        CSharpCompilation compilation = GeneratorRun.Compile(
            "public partial class Net { [Start] private readonly float[] _b = new float[3]; }", "global using Start = InitGen.OnesAttribute;");
        GeneratorDriver driver = GeneratorRun.CreateDriver().RunGenerators(compilation);
        Assert.Contains("ones", Assert.Single(driver.GetRunResult().Results[0].GeneratedSources).SourceText.ToString(), StringComparison.Ordinal);
        SyntaxTree alias = compilation.SyntaxTrees[1];
        CSharpCompilation changed = compilation.ReplaceSyntaxTree(
            alias, CSharpSyntaxTree.ParseText("global using Start = InitGen.ZerosAttribute;", GeneratorRun.ParseOptions, alias.FilePath));
        driver = driver.RunGenerators(changed);
        Assert.Contains("zeros", Assert.Single(driver.GetRunResult().Results[0].GeneratedSources).SourceText.ToString(), StringComparison.Ordinal);
        driver = driver.RunGenerators(changed.WithReferences(changed.References.Where(reference => !reference.Display!.Contains("InitGen.Runtime", StringComparison.Ordinal))));
        Assert.Empty(driver.GetRunResult().Results[0].GeneratedSources);
        driver = driver.RunGenerators(changed.WithOptions(changed.Options.WithNullableContextOptions(NullableContextOptions.Disable)));
        Assert.Equal([New], Reasons(driver.GetRunResult().Results[0], "Model"));
    }

    private static GeneratorRunResult After(string file, string old, string replacement)
    {
        string[] sources = [Net, Other, Rest];
        CSharpCompilation compilation = GeneratorRun.Compile(sources);
        SyntaxTree tree = compilation.SyntaxTrees[Array.IndexOf(sources, file)];
        string edited = file.Replace(old, replacement, StringComparison.Ordinal);
        Assert.NotEqual(file, edited);
        CSharpCompilation next = compilation.ReplaceSyntaxTree(
            tree, CSharpSyntaxTree.ParseText(edited, GeneratorRun.ParseOptions, tree.FilePath));
        GeneratorRunResult result = GeneratorRun.CreateDriver().RunGenerators(compilation).RunGenerators(next).GetRunResult().Results[0];
        Assert.Null(result.Exception);
        return result;
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step) =>
        [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    private static IncrementalStepRunReason[] Outputs(GeneratorRunResult result) =>
        [.. result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason)];
}
