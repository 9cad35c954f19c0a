namespace InitGen.Tests;

/// <summary>What is generated, as snapshots: read them, they are what users step through.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public void Perceptron() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Perceptron).Result);

    [Fact]
    public void EveryInitializer() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.EveryInitializer).Result);

    [Fact]
    public void RunTimeShapes() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.RunTimeShapes).Result);

    [Fact]
    public void Layouts() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Layouts).Result);

    [Fact]
    public void Jagged() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Jagged).Result);

    [Fact]
    public void Owners() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Owners).Result);

    [Fact]
    public void NamedNumbers() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.NamedNumbers).Result);

    [Fact]
    public void Optional() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Optional).Result);

    [Fact]
    public void Vectors() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Vectors).Result);

    [Fact]
    public void Generic() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Generic).Result);

    [Fact]
    public void KindsOfTypes() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.KindsOfTypes).Result);

    [Fact]
    public void Storages() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Storages).Result);

    [Fact]
    public void Lists() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Lists).Result);

    [Fact]
    public void Layers() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Layers).Result);

    [Fact]
    public void Modules() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Modules).Result);

    [Fact]
    public void Shapes() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Shapes).Result);

    [Fact]
    public void RunTimeNumbers() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.RunTimeNumbers).Result);

    [Fact]
    public void Properties() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Properties).Result);

    [Fact]
    public void Inheritance() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Inheritance).Result);

    [Fact]
    public void Names_that_are_keywords_or_clash() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.Names).Result);

    [Fact]
    public void Members_written_by_hand_are_left_out() => Snapshot.Verify(GeneratorRun.OfValid(Snippets.HandWritten).Result);

    [Fact]
    public void Members_that_cannot_be_generated_are_left_out_and_named()
    {
        GeneratorRun run = GeneratorRun.OfValid("""
            using InitGen;
            public sealed partial class Net
            {
                [KaimingNormal] private readonly float[] _b1 = new float[3];
                [Zeros] private readonly int[] _steps = new int[3];
                [Zeros] private readonly float[] _b2 = new float[3];
                [TruncatedNormal(0, 1, LowerSigmas = 3, UpperSigmas = 3, PreserveStd = true)] private readonly float[,] _w = new float[3, 3];
                [BiasUniform(nameof(_w))] private readonly float[] _b3 = new float[3];
                public Net() => _ = (_steps, _b1);
            }
            """);
        Assert.Contains("// _b1 is left out: see INIT005.", run.SingleSource, StringComparison.Ordinal);
        Assert.Contains("// _steps is left out: see INIT002.", run.SingleSource, StringComparison.Ordinal);
        Assert.Contains("// _w is left out: see INIT008.", run.SingleSource, StringComparison.Ordinal);
        Assert.Contains("// _b3 is left out.", run.SingleSource, StringComparison.Ordinal);
        Assert.Contains("Zeros(b2)", run.SingleSource, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public sealed class Net { [Zeros] private readonly float[] _b = new float[3]; }")]
    [InlineData("public class Outer { public sealed partial class Net { [Zeros] private readonly float[] _b = new float[3]; } }")]
    [InlineData("file partial class Net { [Zeros] private readonly float[] _b = new float[3]; }")]
    [InlineData("public partial interface INet { [Zeros] float[] B { get; } }")]
    public void Types_that_cannot_be_extended_get_nothing(string source) =>
        Assert.Empty(GeneratorRun.Of("using InitGen; " + source).Result.GeneratedTrees);

    [Fact]
    public void Partial_parts_and_types_that_differ_by_case_make_one_file_each()
    {
        GeneratorRun run = GeneratorRun.OfValid(
            "using InitGen; public partial class Net { [Zeros] private readonly float[] _b = new float[3]; }",
            "using InitGen; public partial class Net { [KaimingNormal] private readonly float[,] _w = new float[3, 4]; }",
            "using InitGen; public partial class NET { [Zeros] private readonly float[] _b = new float[3]; }");
        Assert.Equal(["NET.g.cs", "Net.2.g.cs"], run.Result.Results[0].GeneratedSources.Select(source => source.HintName).Order(StringComparer.Ordinal));
        Assert.Contains("the 2 parameters", run.Result.Results[0].GeneratedSources.Single(source => source.HintName == "Net.2.g.cs").SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_has_unix_line_ends_and_no_trailing_blanks()
    {
        foreach (string source in Snippets.All)
        {
            foreach (Microsoft.CodeAnalysis.SyntaxTree tree in GeneratorRun.Of(source).Result.GeneratedTrees)
            {
                string text = tree.GetText().ToString();
                Assert.DoesNotContain('\r', text);
                Assert.All(text.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void Text_does_not_depend_on_the_culture(string culture)
    {
        string[] expected = [.. Snippets.All.Select(Text)];
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, Snippets.All.Select(Text));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }

        static string Text(string source) => string.Concat(GeneratorRun.Of(source).Result.GeneratedTrees);
    }
}
