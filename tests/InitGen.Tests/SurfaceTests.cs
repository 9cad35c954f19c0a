using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Tests;

/// <summary>What real code does to the surface: arrays of vectors, old languages, names, and element types by way of other constraints.</summary>
public sealed class SurfaceTests
{
    private static readonly Lazy<Assembly> s_owners = new(() => ModelProbe.Load(Snippets.Owners));
    private static readonly Lazy<Assembly> s_named = new(() => ModelProbe.Load(Snippets.NamedNumbers));
    private static readonly Lazy<Assembly> s_vectors = new(() => ModelProbe.Load(Snippets.Vectors));

    [Fact]
    public void Rows_of_unequal_lengths_are_parameters_of_their_own()
    {
        object model = s_vectors.Value.Initialized("Vectors", 3, [new[] { 5, 3 }]);
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(model);
        Assert.Equal(
            [
                "biases.0", "biases.1", "biases.2", "weights.0", "weights.1", "weights.2", "spread.0", "spread.1", "spread.2", "gates.0", "gates.1",
                "scales.0", "scales.1", "noise.0", "noise.1",
            ],
            values.Select(entry => entry.Key));
        AssertBits<float>(values, "spread.1", 100, (span, stream) => Init.Uniform<float>(span, stream, -Scale.BiasBound(300), Scale.BiasBound(300)));
        AssertBits<double>(values, "gates.1", 4, (span, _) => Init.LstmBias<double>(span, 1));
        AssertBits<float>(values, "noise.0", 5, (span, stream) => Init.Normal<float>(span, stream, 0, 0.1));
        AssertBits<float>(values, "noise.1", 3, (span, stream) => Init.Normal<float>(span, stream, 0, 0.1));
        Assert.Equal([1, 1, 1], values.Of("scales.1"));
    }

    [Fact]
    public void Rows_of_equal_lengths_are_one_matrix()
    {
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(s_vectors.Value.Initialized("Vectors", 3, [new[] { 4, 4, 4 }]));
        AssertBits<float>(values, "noise", 12, (span, stream) => Init.Normal<float>(span, stream, 0, 0.1));
        Assert.Equal(12, values.Of("scales").Length);
    }

    [Theory]
    [InlineData("_noise[1] = null!;", "Net._noise: expected row 1 of 3 elements; found null.")]
    [InlineData("_noise = [];", "Net._noise: expected float[][] with a first row that tells the columns; found no row.")]
    [InlineData("_noise = null!;", "Net._noise: expected float[][]; found null.")]
    public void A_missing_row_is_named_before_anything_is_written(string wrong, string message)
    {
        Assembly assembly = ModelProbe.Load($$"""
            public sealed partial class Net
            {
                [InitGen.Ones] public float[] First { get; } = new float[2];
                [InitGen.Normal] private float[][] _noise = new float[2][];
                public Net(int n)
                {
                    for (int i = 0; i < 2; i++) _noise[i] = new float[n + i];
                    {{wrong}}
                }
            }
            """);
        object model = assembly.Create("Net", 3);
        var error = Assert.Throws<InvalidOperationException>(() => ((IInitializable)model).InitializeParameters(new RandomStream(1)));
        Assert.Equal(message, error.Message);
        Assert.Equal([0f, 0f], (float[])model.GetType().GetProperty("First")!.GetValue(model)!);
    }

    [Fact]
    public void A_visit_of_rows_allocates_nothing()
    {
        var model = (IParameterized)s_vectors.Value.Initialized("Vectors", 3, [new[] { 5, 3 }]);
        var scope = new ParameterScope();
        var visitor = new ParameterCheck();
        for (int i = 0; i < 3; i++)
        {
            model.VisitParameters(ref visitor, scope);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        model.VisitParameters(ref visitor, scope);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Storages_tell_their_sizes_by_one_member_or_members_of_members()
    {
        object model = s_owners.Value.Initialized("Demo.Owners", 3, false, new[] { 2, 3, 2 });
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(model);
        AssertBits<float>(values, "array", 12, (span, stream) => Init.KaimingNormal<float>(span, [2, 3, 2], stream));
        AssertBits<float>(values, "orthogonal", 24, (span, stream) => Sampler.Orthogonal<float>(span, [6, 4], stream, layout: ParameterLayout.InOut, parts: 2));
        AssertBits<float>(values, "stated", 12, (span, stream) => Init.LecunNormal<float>(span, [3, 4], stream));
        AssertBits<float>(values, "wide", 12, (span, stream) => Init.KaimingNormal<float>(span, [3, 4], stream));
        AssertBits<float>(values, "dotted", 12, (span, stream) => Init.XavierUniform<float>(span, [3, 4], stream));
        AssertBits<float>(values, "lent", 12, (span, stream) => Init.KaimingNormal<float>(span, [3, 4], stream));
        AssertBits<float>(values, "noise", 1, (span, stream) => Init.Normal<float>(span, stream));
        Assert.Equal(0.5, model.GetType().GetProperty("Bias")!.GetValue(model));
    }

    [Theory]
    [InlineData(false, new[] { 12 }, "Owners._array: expected 2 or more axes; found [12].")]
    [InlineData(false, new[] { 3, 0 }, "Owners._array: expected the elements of float[3, 0], each size at least 1; found 0 elements.")]
    [InlineData(true, new[] { 3, 4 }, "Owners._lent: expected storage that is written in place; found a copy, since its elements lie elsewhere each time that they are asked for.")]
    public void A_storage_that_does_not_do_is_named_before_anything_is_written(bool copies, int[] shape, string message)
    {
        object model = s_owners.Value.Create("Demo.Owners", copies, shape);
        var error = Assert.Throws<InvalidOperationException>(() => ((IInitializable)model).InitializeParameters(new RandomStream(1)));
        Assert.Equal(message, error.Message);
        Assert.Equal(0f, model.GetType().GetProperty("First")!.GetValue(model));
    }

    [Fact]
    public void A_base_constructor_that_initializes_too_early_is_named()
    {
        Assembly assembly = ModelProbe.Load("""
            using InitGen;
            public partial class Body
            {
                [KaimingNormal] public float[,] W1 { get; } = new float[3, 4];
                public Body(ulong seed) => InitializeParameters(seed);
            }
            public sealed partial class Net : Body
            {
                [XavierNormal] private readonly float[,] _w2;
                public Net(int n) : base(3) => _w2 = new float[n, 3];
            }
            public sealed partial class Well(int n) : Body(3)
            {
                [XavierNormal] private readonly float[,] _w2 = new float[n, 3];
            }
            """);
        var error = Assert.Throws<InvalidOperationException>(() => assembly.Create("Net", 2));
        Assert.StartsWith("Net._w2: expected an object; found null. The constructor of Body calls InitializeParameters, before", error.Message, StringComparison.Ordinal);
        AssertBits<float>(ModelProbe.ValuesOf(assembly.Create("Well", 2)), "w2", 6, (span, stream) => Init.XavierNormal<float>(span, [2, 3], stream));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(42)]
    [InlineData(-1)]
    public void A_seed_may_be_an_int_and_a_stream_a_random(int seed)
    {
        Assembly assembly = ModelProbe.Load("""
            using System;
            using InitGen;
            public sealed partial class Net
            {
                [KaimingNormal] private readonly float[,] _w = new float[3, 4];
                public Net(int seed) => InitializeParameters(seed);
                public Net(Random random) => InitializeParameters(random);
                public Net(ulong seed) => InitializeParameters(seed);
            }
            public sealed partial class Own
            {
                [KaimingNormal] private readonly float[,] _w = new float[3, 4];
                public string Called { get; private set; } = "";
                public void InitializeParameters(int layers) => Called = "layers";
                public void InitializeParameters(Random random) => Called = "random";
            }
            public partial class Derived : Parent
            {
                [KaimingNormal] private readonly float[,] _v = new float[3, 4];
                public Derived(int seed) => InitializeParameters(seed);
            }
            public partial class Parent
            {
                [KaimingNormal] private readonly float[,] _w = new float[3, 4];
            }
            """);
        double[] expected = ModelProbe.ValuesOf(assembly.Create("Net", unchecked((ulong)seed))).Of("w");
        Assert.Equal(expected, ModelProbe.ValuesOf(assembly.Create("Net", seed)).Of("w"));
        Assert.Equal(expected, ModelProbe.ValuesOf(assembly.Create("Derived", seed)).Of("w"));
        Assert.Equal(
            ModelProbe.ValuesOf(assembly.Create("Net", new Random(5))).Of("w"),
            ModelProbe.ValuesOf(assembly.Create("Net", RandomStream.From(new Random(5)).Seed)).Of("w"));

        object own = assembly.Create("Own");
        own.GetType().GetMethod("InitializeParameters", [typeof(int)])!.Invoke(own, [seed]);
        Assert.Equal("layers", own.GetType().GetProperty("Called")!.GetValue(own));
    }

    [Fact]
    public void Numbers_that_members_hold_are_those_of_the_samplers()
    {
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(s_named.Value.Initialized("Named", 3, 0.02, 1.5f, 0.25, 12));
        AssertBits<float>(values, "normal", 12, (span, stream) => Init.Normal<float>(span, stream, 0, 0.02));
        AssertBits<float>(values, "list.1", 6, (span, stream) => Init.Normal<float>(span, stream, 0, 0.02));
        AssertBits<double>(values, "scaled", 12, (span, stream) => Init.Normal<double>(span, stream, 0.5, Scale.ResidualStd(0.1, 12)));
        AssertBits<float>(values, "truncated", 12, (span, stream) =>
            Init.TruncatedNormal<float>(span, stream, 0, Scale.ResidualStd(0.02, 12) / Scale.TruncatedStd(-2, 2)));
        (double low, double high) = Scale.ResidualInterval(-1, 3, 12);
        AssertBits<float>(values, "uniform", 12, (span, stream) => Init.Uniform<float>(span, stream, low, high));
        AssertBits<float>(values, "xavier", 12, (span, stream) => Init.XavierUniform<float>(span, [3, 4], stream, gain: 1.5));
        AssertBits<float>(values, "kaiming", 12, (span, stream) => Init.KaimingNormal<float>(span, [3, 4], stream, residualBranches: 12));
        AssertBits<float>(values, "lecun", 12, (span, stream) => Init.LecunNormal<float>(span, [3, 4], stream, residualBranches: 2));
        AssertBits<float>(values, "orthogonal", 12, (span, stream) => Sampler.Orthogonal<float>(span, [3, 4], stream, Scale.ResidualStd(1.5, 12)));
        Assert.Equal([0.25, 0.25, 0.25], values.Of("constant"));
    }

    [Theory]
    [InlineData(-0.02, 1.5f, 0.25, 12, "Named._list[0]: expected a finite standard deviation of 0 or more; found -0.02.")]
    [InlineData(1e50, 1.5f, 0.25, 12, "Named._list[0]: expected a finite standard deviation of 0 or more; found 1E+50.")]
    [InlineData(0.0, 1.5f, 0.25, 12, "Named._truncated: expected a finite standard deviation above 0; found 0.")]
    [InlineData(0.02, 0f, 0.25, 12, "Named._xavier: expected a finite gain above 0; found 0.")]
    [InlineData(0.02, float.NaN, 0.25, 12, "Named._xavier: expected a finite gain above 0; found NaN.")]
    [InlineData(0.02, 1.5f, 1e6, 12, "Named._constant: expected a finite number in the range of the element type; found 1000000.")]
    [InlineData(0.02, 1.5f, 0.25, 0, "Named._scaled: expected 1 residual branch or more; found 0.")]
    public void Numbers_out_of_range_are_named_before_anything_is_written(double sigma, float gain, double value, int branches, string message)
    {
        object model = s_named.Value.Create("Named", sigma, gain, value, branches);
        var error = Assert.Throws<InvalidOperationException>(() => ((IInitializable)model).InitializeParameters(new RandomStream(1)));
        Assert.Equal(message, error.Message);
        Assert.Equal(0f, model.GetType().GetProperty("First")!.GetValue(model));
    }

    [Fact]
    public void What_may_be_null_is_passed_over_where_it_is()
    {
        Assembly assembly = ModelProbe.Load(Snippets.Optional);
        Assert.Equal(["w"], ModelProbe.ValuesOf(assembly.Initialized("Optional", 3, false, 3)).Select(entry => entry.Key));
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(assembly.Initialized("Optional", 3, true, 3));
        Assert.Equal(["w", "bias", "residual", "rows", "spread", "list.0", "dense.w", "dense.b"], values.Select(entry => entry.Key));
        Assert.Equal([0.5, 0.5, 0.5], values.Of("bias"));
        AssertBits<float>(values, "residual", 12, (span, stream) => Init.XavierUniform<float>(span, [3, 4], stream));
        AssertBits<float>(values, "rows", 6, (span, stream) => Init.Normal<float>(span, stream));
        AssertBits<float>(values, "spread", 3, (span, stream) => Init.Uniform<float>(span, stream, -0.5, 0.5));
        AssertBits<float>(values, "list.0", 6, (span, stream) => Init.LecunNormal<float>(span, [3, 2], stream));
        AssertBits<float>(values, "dense.w", 12, (span, stream) => Init.KaimingNormal<float>(span, [3, 4], stream));
    }

    [Fact]
    public void What_may_be_null_is_checked_where_it_is_not()
    {
        object model = ModelProbe.Load(Snippets.Optional).Create("Optional", true, 0);
        var error = Assert.Throws<InvalidOperationException>(() => ((IInitializable)model).InitializeParameters(new RandomStream(1)));
        Assert.Equal("Optional._residual: expected sizes of 1 or more; found [0, 4].", error.Message);
    }

    [Theory]
    [InlineData("public static int Parameters => 3;")]
    [InlineData("protected int[] Parameters = [];")]
    [InlineData("private int Parameters => 3; public int Count => Parameters;")]
    public void A_member_of_the_base_with_the_name_of_the_manifest_is_hidden_in_words(string inherited) =>
        _ = GeneratorRun.OfValid(
            "public class Body { " + inherited + " } public sealed partial class Net : Body { [InitGen.Zeros] private readonly float[] _b = new float[3]; }");

    [Theory]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    public void An_older_language_gets_nothing_that_does_not_compile(LanguageVersion language)
    {
        GeneratorRun run = GeneratorRun.OfValid(GeneratorRun.Compile(
            GeneratorRun.ParseOptions.WithLanguageVersion(language),
            "using InitGen; namespace Demo { public sealed partial class Net { [KaimingNormal] private readonly float[,] _w = new float[3, 4]; } }"));
        Assert.Empty(run.Result.GeneratedTrees);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void From_the_least_language_on_everything_compiles(LanguageVersion language)
    {
        foreach (string source in Snippets.All)
        {
            _ = GeneratorRun.OfValid(GeneratorRun.Compile(GeneratorRun.ParseOptions.WithLanguageVersion(language), source));
        }
    }

    [Fact]
    public void Element_types_by_another_constraint_and_segments_of_arrays()
    {
        Assembly assembly = ModelProbe.Load("""
            using System;
            using System.Numerics;
            using InitGen;
            public sealed partial class Net<T> where T : struct, IBinaryFloatingPointIeee754<T>
            {
                [KaimingNormal] private readonly T[,] _w = new T[3, 4];
            }
            public sealed partial class Segments
            {
                private readonly float[] _memory = new float[20];
                [KaimingNormal, Shape(3, 4)] private readonly ArraySegment<float> _w;
                public Segments() => _w = new(_memory, 4, 12);
                public float[] Memory => _memory;
            }
            public sealed partial class Mixed
            {
                [KaimingNormal, Shape(3, nameof(N))] private readonly float[] _w = new float[12];
                public int N => 4;
            }
            """);
        Type generic = assembly.GetType("Net`1", throwOnError: true)!.MakeGenericType(typeof(float));
        object net = Activator.CreateInstance(generic)!;
        ((IInitializable)net).InitializeParameters(new RandomStream(3));
        AssertBits<float>(ModelProbe.ValuesOf(net), "w", 12, (span, stream) => Init.KaimingNormal<float>(span, [3, 4], stream));

        object segments = assembly.Initialized("Segments", 3);
        AssertBits<float>(ModelProbe.ValuesOf(segments), "w", 12, (span, stream) => Init.KaimingNormal<float>(span, [3, 4], stream));
        var memory = (float[])segments.GetType().GetProperty("Memory")!.GetValue(segments)!;
        Assert.All(memory[..4].Concat(memory[16..]), value => Assert.Equal(0f, value));

        AssertBits<float>(ModelProbe.ValuesOf(assembly.Initialized("Mixed", 3)), "w", 12, (span, stream) => Init.KaimingNormal<float>(span, [3, 4], stream));
    }

    [Theory]
    [InlineData("w\\nvoid Injected() { } //")]
    [InlineData("w\\u2028x")]
    [InlineData("w\\u2029x")]
    [InlineData("w\\u0085x")]
    [InlineData("w\\rx")]
    public void A_name_with_a_line_break_leaves_the_member_out(string name)
    {
        GeneratorRun run = GeneratorRun.OfValid("using InitGen; public sealed partial class Net { [Zeros, ParameterName(\"" + name + "\")] public float[] W { get; } = new float[3]; }");
        Assert.Contains("// W is left out: see INIT012.", run.SingleSource, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Zeros, Pretrained(\" \")] public float[] W { get; } = new float[3];", "INIT012")]
    [InlineData("[BiasUniform(null!)] public float[] W { get; } = new float[3];", "INIT009")]
    [InlineData("[Uniform(0, 1e-50)] public float[] W { get; } = new float[3];", "INIT008")]
    [InlineData("[Zeros] public float[,] W { get; } = new float[0, 5];", "INIT008")]
    public void What_is_wrong_leaves_the_member_out(string member, string rule)
    {
        GeneratorRun run = GeneratorRun.OfValid("using InitGen; public sealed partial class Net { " + member + " }");
        Assert.Contains("// W is left out: see " + rule + ".", run.SingleSource, StringComparison.Ordinal);
    }

    private static void AssertBits<T>(List<KeyValuePair<string, double[]>> values, string path, int length, Action<T[], RandomStream> fill)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> =>
        Assert.True(ModelProbe.Expected(3, path, length, fill).AsSpan().SequenceEqual(values.Of(path)), path);
}
