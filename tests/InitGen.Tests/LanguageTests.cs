using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Tests;

/// <summary>C# newer than the compiler that the generator is built with; the package's tests show the same with the SDK's own.</summary>
public sealed class LanguageTests
{
    [Fact]
    public void FieldKeyword() => Snapshot.Verify(Run(Snippets.FieldKeyword).Result);

    [Fact]
    public void NewSyntax() => Snapshot.Verify(Run(Snippets.NewSyntax).Result);

    [Fact]
    public void Properties_that_write_their_field_are_initialized_in_place()
    {
        object model = Run(Snippets.FieldKeyword).Load().Initialized("Lazy", 3, 6);
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(model);
        Assert.Equal(
            ["get", "set", "init", "late", "rows", "partial", "resized", "flat", "ofSizes"],
            values.Select(entry => entry.Key));
        AssertBits("set", 48, (span, stream) => Init.KaimingNormal<float>(span, [8, 6], stream));
        AssertBits("late", 256 * 784, (span, stream) => Init.KaimingNormal<float>(span, [256, 784], stream));
        AssertBits("flat", 30, (span, stream) => Sampler.Orthogonal<float>(span, [5, 6], stream));
        AssertBits("ofSizes", 50, (span, stream) => Init.XavierNormal<float>(span, [5, 10], stream));
        Assert.All(values.Of("partial"), value => Assert.Equal(1, value));

        // What the visitor saw is what the property returns.
        var late = (float[,])model.GetType().GetProperty("Late")!.GetValue(model)!;
        Assert.Equal(values.Of("late"), late.Cast<float>().Select(value => (double)value));

        void AssertBits(string path, int length, Action<float[], RandomStream> fill) =>
            Assert.True(ModelProbe.Expected(3, path, length, fill).AsSpan().SequenceEqual(values.Of(path)), path);
    }

    [Theory]
    [InlineData("public float[] W { get => (float[])field.Clone(); } = new float[3];")]
    [InlineData("public float[] W { get { if (field.Length > 3) return new float[3]; return field; } } = new float[3];")]
    [InlineData("public float[] W { get => Copy(field); } = new float[3]; private static float[] Copy(float[] w) => [.. w];")]
    [InlineData("public partial float[] W { get; } public partial float[] W => new float[3];")]
    public void A_property_that_does_not_return_its_field_is_left_out(string property)
    {
        GeneratorRun run = Run("using InitGen; public sealed partial class Net { [Normal] " + property + " }");
        Assert.Contains("// W is left out: see INIT011.", run.SingleSource, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public float[,] W { get; set => field = value; } = new float[2, 3];", "[2, 3]")]
    [InlineData("public float[,] W { get => field ??= new float[2, 3]; set; }", "[2, 3]")]
    [InlineData("public float[,] W { get => field ??= new float[2, 3]; set; } = new float[3, 3];", "[·, ·]")]
    [InlineData("public float[,] W { get; set => field = (float[,])value.Clone(); } = new float[2, 3];", "[·, ·]")]
    [InlineData("public float[,] W { get; set => field = value; } = new float[2, 3]; public void Grow() => W = new float[4, 4];", "[·, ·]")]
    public void A_shape_is_constant_where_every_value_of_the_field_has_it(string property, string shape)
    {
        GeneratorRun run = Run("using InitGen; public sealed partial class Net { [KaimingNormal] " + property + " }");
        Assert.Contains("// w: float" + shape, run.SingleSource, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("field ??= new float[256, 784]", "field ??= new float[128, 784]", "// late: float[128, 784]")]
    [InlineData("get { return field; }", "get { return [.. field]; }", "// Rows is left out: see INIT011.")]
    [InlineData("value.Length > 4", "value.Length > 5", null)]
    public void An_edit_of_an_accessor_is_seen(string old, string replacement, string? text)
    {
        CSharpCompilation compilation = GeneratorRun.Compile(GeneratorRun.PreviewOptions, Snippets.FieldKeyword);
        GeneratorDriver driver = GeneratorRun.CreateDriver(GeneratorRun.PreviewOptions).RunGenerators(compilation);
        string before = driver.GetRunResult().GeneratedTrees[0].ToString();
        SyntaxTree tree = compilation.SyntaxTrees[0];
        string edited = Snippets.FieldKeyword.Replace(old, replacement, StringComparison.Ordinal);
        Assert.NotEqual(Snippets.FieldKeyword, edited);
        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, GeneratorRun.PreviewOptions, tree.FilePath)));
        string after = driver.GetRunResult().GeneratedTrees[0].ToString();
        if (text is null)
        {
            Assert.Equal(before, after);
        }
        else
        {
            Assert.DoesNotContain(text, before, StringComparison.Ordinal);
            Assert.Contains(text, after, StringComparison.Ordinal);
        }
    }

    private static GeneratorRun Run(string source) => GeneratorRun.OfValid(GeneratorRun.Compile(GeneratorRun.PreviewOptions, source));
}
