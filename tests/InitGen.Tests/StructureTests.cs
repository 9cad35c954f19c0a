using System.Reflection;

namespace InitGen.Tests;

/// <summary>Storages, lists, layers and modules, compiled and run.</summary>
public sealed class StructureTests
{
    private static readonly Lazy<Assembly> s_storages = new(() => ModelProbe.Load(Snippets.Storages));
    private static readonly Lazy<Assembly> s_lists = new(() => ModelProbe.Load(Snippets.Lists));
    private static readonly Lazy<Assembly> s_layers = new(() => ModelProbe.Load(Snippets.Layers));
    private static readonly Lazy<Assembly> s_modules = new(() => ModelProbe.Load(Snippets.Modules));

    [Fact]
    public void Every_storage_is_written_in_place()
    {
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(s_storages.Value.Initialized("Storages", 3));
        AssertBits<float>(values, "rank3", 24, (span, stream) => Init.KaimingNormal<float>(span, [4, 3, 2], stream));
        AssertBits<double>(values, "rank5", 48, (span, stream) => Init.KaimingNormal<double>(span, [4, 3, 2, 1, 2], stream));
        AssertBits<float>(values, "list", 6, (span, stream) => Init.Normal<float>(span, stream));
        AssertBits<float>(values, "memory", 12, (span, stream) => Init.XavierUniform<float>(span, [3, 4], stream));
        AssertBits<double>(values, "matrix", 24, (span, stream) => Init.KaimingNormal<double>(span, [6, 4], stream));
        AssertBits<double>(values, "checked", 24, (span, stream) => Init.XavierNormal<double>(span, [6, 4], stream));
        AssertBits<float>(values, "grid", 15, (span, stream) => Init.LecunNormal<float>(span, [5, 3], stream));
        AssertBits<float>(values, "block", 20, (span, stream) => Init.KaimingUniform<float>(span, [4, 5], stream));
        AssertBits<float>(values, "wrapped", 7, (span, stream) => Init.Uniform<float>(span, stream, -1, 1));
        AssertBits<Half>(values, "inline", 12, (span, stream) => Init.KaimingNormal<Half>(span, [3, 4], stream));
        Assert.Equal(10, values.Count);
    }

    [Fact]
    public unsafe void Buffers_spans_and_pointers_are_written_in_place()
    {
        // A ref struct and a struct with a pointer cannot be boxed: their own code calls the generated one.
        Assembly assembly = ModelProbe.Load(Snippets.Storages, """
            using System;
            using InitGen;
            public static unsafe class Run
            {
                public static double[] Buffers()
                {
                    double* memory = stackalloc double[10];
                    var buffers = new Buffers { Pointer = memory };
                    buffers.InitializeParameters(3);
                    var visitor = new Sum();
                    buffers.VisitParameters(ref visitor);
                    var values = new double[12 + 12 + 10];
                    for (int i = 0; i < 12; i++) values[i] = buffers.Fixed[i];
                    for (int i = 0; i < 12; i++) values[12 + i] = (double)buffers.Inline[i];
                    for (int i = 0; i < 10; i++) values[24 + i] = memory[i];
                    return [.. values, visitor.Count];
                }

                public static float[] Views()
                {
                    var w = new float[12];
                    var b = new double[2] { 1, 1 };
                    var views = new Views(w, b);
                    views.InitializeParameters(3);
                    var visitor = new Sum();
                    views.VisitParameters(ref visitor);
                    return [.. w, (float)b[0], (float)b[1], visitor.Count];
                }

                private ref struct Sum : IParameterVisitor
                {
                    public int Count;
                    public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values) where T : unmanaged => Count += values.Length;
                }
            }
            """);
        Type run = assembly.GetType("Run")!;
        double[] buffers = (double[])run.GetMethod("Buffers")!.Invoke(null, null)!;
        Assert.Equal(Expected<float>("fixed", 12, (span, stream) => Init.KaimingNormal<float>(span, [4, 3], stream)), buffers[..12]);
        Assert.Equal(Expected<Half>("inline", 12, (span, stream) => Init.XavierNormal<Half>(span, [3, 4], stream)), buffers[12..24]);
        Assert.Equal(Expected<double>("pointer", 10, (span, stream) => Init.Normal<double>(span, stream)), buffers[24..34]);
        Assert.Equal(34, buffers[34]);
        float[] views = (float[])run.GetMethod("Views")!.Invoke(null, null)!;
        Assert.Equal(Expected<float>("w", 12, (span, stream) => Init.KaimingNormal<float>(span, [4, 3], stream)), views[..12].Select(value => (double)value));
        Assert.Equal([0f, 0f, 14f], views[12..]);
    }

    [Fact]
    public void Every_storage_is_written_in_place_in_lists_too()
    {
        Assembly assembly = ModelProbe.Load(Snippets.Storages, """
            using System;
            using System.Collections.Generic;
            using System.Collections.Immutable;
            using System.Collections.ObjectModel;
            using System.Numerics;
            using InitGen;
            public sealed partial class InLists<T>(int n)
                where T : IFloatingPointIeee754<T>
            {
                [KaimingNormal] private readonly List<float[,,,,]> _rank5 = [new float[2, 3, 1, 2, 2], new float[2, n, 1, 2, 2]];
                [KaimingNormal] private readonly double[][,,] _rank3 = [new double[4, 3, 2]];
                [LecunNormal] private readonly List<float[][]> _jagged = [[new float[3], new float[3]]];
                [Normal] private readonly List<float>[] _list = [[1, 2], [3]];
                [XavierUniform, Shape(2, 3)] private readonly Memory<float>[] _memory = [new float[6], new float[6]];
                [KaimingNormal] private readonly Matrix[] _matrix = [new(6, 4), new(n, 2)];
                [LecunNormal] private readonly IReadOnlyList<Vendor.Grid<Half>> _grid = [new(5, 3)];
                [KaimingUniform, Shape(4, 5)] private readonly Collection<Block> _block = [new Block(20)];
                [Uniform(-1, 1)] private readonly ImmutableArray<Wrapped> _wrapped = [new Wrapped(new float[7])];
                [KaimingNormal, Shape(3, 4)] private readonly Twelve[] _inline = new Twelve[2];
                [Orthogonal] private readonly IList<T[,]> _generic = [new T[3, 3]];
                [BiasUniform(nameof(_matrix))] private readonly List<T[]?> _bias = [new T[6], new T[3]];
            }
            """);
        object lists = ModelProbe.Create(assembly.GetType("InLists`1")!.MakeGenericType(typeof(double)), 3);
        ((IInitializable)lists).InitializeParameters(new RandomStream(3));
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(lists);
        AssertBits<float>(values, "rank5.1", 24, (span, stream) => Init.KaimingNormal<float>(span, [2, 3, 1, 2, 2], stream));
        AssertBits<double>(values, "rank3.0", 24, (span, stream) => Init.KaimingNormal<double>(span, [4, 3, 2], stream));
        AssertBits<float>(values, "jagged.0", 6, (span, stream) => Init.LecunNormal<float>(span, [2, 3], stream));
        AssertBits<float>(values, "list.0", 2, (span, stream) => Init.Normal<float>(span, stream));
        AssertBits<float>(values, "list.1", 1, (span, stream) => Init.Normal<float>(span, stream));
        AssertBits<float>(values, "memory.1", 6, (span, stream) => Init.XavierUniform<float>(span, [2, 3], stream));
        AssertBits<double>(values, "matrix.0", 24, (span, stream) => Init.KaimingNormal<double>(span, [6, 4], stream));
        AssertBits<double>(values, "matrix.1", 6, (span, stream) => Init.KaimingNormal<double>(span, [3, 2], stream));
        AssertBits<Half>(values, "grid.0", 15, (span, stream) => Init.LecunNormal<Half>(span, [5, 3], stream));
        AssertBits<float>(values, "block.0", 20, (span, stream) => Init.KaimingUniform<float>(span, [4, 5], stream));
        AssertBits<float>(values, "wrapped.0", 7, (span, stream) => Init.Uniform<float>(span, stream, -1, 1));
        AssertBits<Half>(values, "inline.0", 12, (span, stream) => Init.KaimingNormal<Half>(span, [3, 4], stream));
        AssertBits<Half>(values, "inline.1", 12, (span, stream) => Init.KaimingNormal<Half>(span, [3, 4], stream));
        AssertBits<double>(values, "generic.0", 9, (span, stream) => Init.Orthogonal<double>(span, [3, 3], stream));
        AssertBits<double>(values, "bias.0", 6, (span, stream) => Init.BiasUniform<double>(span, [6, 4], stream));
        AssertBits<double>(values, "bias.1", 3, (span, stream) => Init.BiasUniform<double>(span, [3, 2], stream));
        Assert.Equal(18, values.Count);
    }

    [Fact]
    public void Elements_of_lists_have_their_index_in_the_path()
    {
        object model = s_lists.Value.Initialized("Lists", 3, 5);
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(model);
        Assert.Equal(
            ["weights.0", "weights.1", "weights.2", "biases.0", "biases.1", "biases.2", "grown.0", "grown.1", "grown.2", "jagged.0", "jagged.1", "read.0"],
            values.Select(entry => entry.Key));
        AssertBits<float>(values, "weights.2", 32, (span, stream) => Init.KaimingNormal<float>(span, [8, 4], stream));
        AssertBits<float>(values, "biases.1", 8, (span, stream) => Init.BiasUniform<float>(span, [8, 4], stream));
        AssertBits<double>(values, "grown.2", 15, (span, stream) => Init.XavierUniform<double>(span, [5, 3], stream));
        AssertBits<float>(values, "jagged.0", 6, (span, stream) => Init.LecunNormal<float>(span, [2, 3], stream));
        AssertBits<float>(values, "read.0", 6, (span, stream) => Init.Normal<float>(span, stream, 0, 0.02));
        Assert.Equal(["weights.*", "biases.*", "grown.*", "jagged.*", "read.*"], ModelProbe.ManifestOf(model).Select(parameter => parameter.Path));
    }

    [Fact]
    public void Layers_give_their_weights_the_initializer_and_their_biases_the_value()
    {
        object model = s_layers.Value.Initialized("Net", 3, 10);
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(model);
        Assert.Equal(
            [
                "fc1.w", "fc1.b", "head.w", "head.b", "dense.kernel", "dense.offset", "flat.weight", "gated.w", "gated.gate", "gated.b",
                "hidden.0.w", "hidden.0.b", "hidden.1.w", "hidden.1.b", "more.0.w", "more.0.b",
            ],
            values.Select(entry => entry.Key));
        AssertBits<float>(values, "fc1.w", 256 * 784, (span, stream) => Init.KaimingNormal<float>(span, [256, 784], stream));
        AssertBits<float>(values, "head.w", 2560, (span, stream) => Init.XavierNormal<float>(span, [10, 256], stream));
        Assert.All(values.Of("head.b"), value => Assert.Equal(0.01f, value));
        AssertBits<float>(values, "dense.kernel", 12, (span, stream) => Init.XavierUniform<float>(span, [3, 4], stream, layout: ParameterLayout.InOut));
        AssertBits<double>(values, "flat.weight", 12, (span, stream) => Init.LecunNormal<double>(span, [3, 4], stream));
        AssertBits<double>(values, "gated.gate", 10, (span, stream) => Sampler.Orthogonal<double>(span, [2, 5], stream));
        AssertBits<float>(values, "hidden.1.w", 16, (span, stream) => Init.KaimingUniform<float>(span, [4, 4], stream));
        AssertBits<float>(values, "more.0.w", 20, (span, stream) => Init.KaimingUniform<float>(span, [5, 4], stream));
        Assert.Equal([256, 784], ModelProbe.ManifestOf(model)[0].Shape.AsEnumerable());
        Assert.Equal("hidden.*.w", ModelProbe.ManifestOf(model)[10].Path);
    }

    [Fact]
    public void Modules_are_initialized_and_visited_under_their_path()
    {
        object module = s_modules.Value.Create("Demo.Modules.Attention", 2);
        Type type = s_modules.Value.GetType("Demo.Modules.Net`1")!.MakeGenericType(module.GetType());
        object model = ModelProbe.Create(type, module);
        ((IInitializable)model).InitializeParameters(new RandomStream(3));
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(model);
        AssertBits<float>(values, "blocks.1.attn.qkv", 48, (span, stream) => Init.XavierUniform<float>(span, [12, 4], stream, parts: 3));
        AssertBits<float>(values, "blocks.0.mlp.1", 32, (span, stream) => Init.KaimingNormal<float>(span, [4, 8], stream));
        AssertBits<float>(values, "small.w", 3, (span, stream) => Init.Normal<float>(span, stream));
        AssertBits<float>(values, "smalls.0.w", 3, (span, stream) => Init.Normal<float>(span, stream));
        AssertBits<float>(values, "list.0.w", 3, (span, stream) => Init.Normal<float>(span, stream));
        AssertBits<float>(values, "any.0.out", 4, (span, stream) => Init.XavierUniform<float>(span, [2, 2], stream));
        AssertBits<float>(values, "module.out", 4, (span, stream) => Init.XavierUniform<float>(span, [2, 2], stream));
        Assert.Equal(new RandomStream(3).Child("hand"), type.GetProperty("Hand")!.GetValue(model));
        Assert.Equal("blocks.0.gain", values[0].Key);
        Assert.Equal("head.bias", values[^1].Key);
        Assert.Equal(
            ["blocks.*.gain", "blocks.*.attn.qkv", "blocks.*.attn.out", "blocks.*.mlp.*", "tree.b", "small.w", "smalls.*.w", "list.*.w", "head.bias"],
            ModelProbe.ManifestOf(model).Select(parameter => parameter.Path));
    }

    [Fact]
    public void A_tree_ends_where_its_data_ends()
    {
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(s_modules.Value.Initialized("Demo.Modules.Tree", 3, 2));
        Assert.Equal(
            ["b", "left.b", "left.left.b", "right.0.b", "right.0.left.b", "right.1.b"],
            values.Select(entry => entry.Key));
    }

    [Fact]
    public void A_module_that_holds_itself_ends_in_an_exception()
    {
        const string Source = """
            using InitGen;
            public sealed partial class Ring
            {
                [Zeros] public readonly float[] B = [1];
                [Module] public Ring Next { get; set; } = null!;
                public static Ring Create() { var ring = new Ring(); ring.Next = ring; return ring; }
            }
            """;
        object ring = ModelProbe.Load(Source).GetType("Ring")!.GetMethod("Create")!.Invoke(null, null)!;
        var error = Assert.Throws<InvalidOperationException>(() => ((IInitializable)ring).InitializeParameters(new RandomStream(1)));
        Assert.Contains("does a module hold itself?", error.Message, StringComparison.Ordinal);
        var counter = new Counter();
        Assert.Throws<InvalidOperationException>(() => ((IParameterized)ring).VisitParameters(ref counter, new ParameterScope()));
        Assert.Equal(1f, ((float[])ring.GetType().GetField("B")!.GetValue(ring)!)[0]);
    }

    [Theory]
    [InlineData("Lists", "Weights[1] = null!;", "Lists.Weights[1]: expected float[2, 3]; found null.")]
    [InlineData("Lists", "Weights[1] = new float[2, 4];", "Lists.Weights[1]: expected float[2, 3]; found float[2, 4].")]
    [InlineData("Lists", "Layers[0].W = null!;", "Lists.Layers[0].W: expected float[,]; found null.")]
    [InlineData("Lists", "Layers[0] = null!;", "Lists.Layers[0]: expected an object; found null.")]
    [InlineData("Lists", "Layers = null!;", "Lists.Layers: expected an object; found null.")]
    [InlineData("Lists", "Single.W = null!;", "Lists.Single.W: expected float[,]; found null.")]
    [InlineData("Lists", "Module.B = new float[4];", "Inner.B: expected float[3]; found float[4].")]
    [InlineData("Lists", "Modules[1].B = null!;", "Inner.B: expected float[3]; found null.")]
    [InlineData("Lists", "Modules[1] = null!;", "Lists.Modules[1]: expected an object; found null.")]
    [InlineData("Lists", "Matrix.Rows = 3;", "Lists.Matrix: expected [2, 3]; found [3, 3].")]
    public void What_does_not_fit_is_named_and_nothing_is_written_or_visited(string type, string damage, string message)
    {
        Assembly assembly = ModelProbe.Load($$"""
            using InitGen;
            public sealed class Linear { [Weight] public float[,] W = new float[2, 3]; public Linear Resized(int n) { W = new float[n, n]; return this; } }
            [ParameterStorage("Data", "Rows", "Columns")]
            public sealed class Matrix { public float[] Data = new float[6]; public int Rows = 2, Columns = 3; }
            public sealed partial class Inner { [Zeros, Shape(3)] public float[] B = [1, 1, 1]; }
            public sealed partial class Lists
            {
                [Zeros] public readonly float[] First = [1, 1];
                [KaimingNormal, Shape(2, 3)] public float[][,] Weights = [new float[2, 3], new float[2, 3]];
                [KaimingNormal] public Linear[] Layers = [new()];
                [KaimingNormal] public Linear Single = new();
                [Module] public Inner Module = new();
                [Module] public Inner[] Modules = [new(), new()];
                [KaimingNormal, Shape(2, 3)] public Matrix Matrix = new();
                public static Lists Create() { var lists = new Lists(); lists.Damage(); return lists; }
                private void Damage() { {{damage}} }
            }
            """);
        object model = assembly.GetType(type)!.GetMethod("Create")!.Invoke(null, null)!;
        var error = Assert.Throws<InvalidOperationException>(() => ((IInitializable)model).InitializeParameters(new RandomStream(1)));
        Assert.Equal(message, error.Message);
        Assert.Equal([1f, 1f], (float[])model.GetType().GetField("First")!.GetValue(model)!);
        var visitor = new Counter();
        MethodInfo visit = model.GetType().GetMethods().Single(method => method.Name == "VisitParameters" && method.GetParameters().Length == 1)
            .MakeGenericMethod(typeof(Counter));
        object[] arguments = [visitor];
        Assert.IsType<InvalidOperationException>(Assert.Throws<TargetInvocationException>(() => visit.Invoke(model, arguments)).InnerException);
        Assert.Equal(0, ((Counter)arguments[0]).Pieces);
    }

    [Fact]
    public void Initializing_and_visiting_allocate_nothing_in_any_structure()
    {
        object attention = s_modules.Value.Create("Demo.Modules.Attention", 2);
        object[] models =
        [
            s_storages.Value.Create("Storages"),
            s_lists.Value.Create("Lists", 5),
            s_layers.Value.Create("Net", 10),
            ModelProbe.Create(s_modules.Value.GetType("Demo.Modules.Net`1")!.MakeGenericType(attention.GetType()), attention),
            s_modules.Value.Create("Demo.Modules.Tree", 4),
        ];
        foreach (IParameterized model in models.Cast<IParameterized>())
        {
            var scope = new ParameterScope();
            var counter = new Counter();
            for (int i = 0; i < 3; i++)
            {
                model.InitializeParameters(new RandomStream(1));
                model.VisitParameters(ref counter, scope);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            model.InitializeParameters(new RandomStream(1));
            model.VisitParameters(ref counter, scope);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated == 0, $"{model.GetType()}: {allocated}");
            Assert.True(counter.Pieces > 0);
        }
    }

    [Fact]
    public void Adding_removing_and_reordering_members_leaves_the_others_alone()
    {
        string[] members =
        [
            "[KaimingNormal] public readonly float[,] A = new float[4, 3];",
            "[Normal] public readonly double[] B = new double[5];",
            "[KaimingNormal] public readonly float[][,] Cs = [new float[4, 3], new float[2, 3]];",
            "[XavierUniform] public readonly Linear D = new();",
            "[Module] public readonly Inner E = new();",
            "[Orthogonal] public readonly float[,] F = new float[4, 3];",
        ];
        Dictionary<string, double[]> all = Values(members);
        for (int removed = 0; removed < members.Length; removed++)
        {
            Compare(Values([.. members.Where((_, index) => index != removed)]));
        }

        var random = new Random(5);
        for (int i = 0; i < 4; i++)
        {
            string[] shuffled = [.. members];
            random.Shuffle(shuffled);
            Dictionary<string, double[]> values = Values(["[Uniform(-1, 1)] public readonly float[] New = new float[9];", .. shuffled]);
            Assert.Equal(all.Count + 1, values.Count);
            Compare(values);
        }

        void Compare(Dictionary<string, double[]> values)
        {
            foreach ((string path, double[] expected) in all)
            {
                if (values.TryGetValue(path, out double[]? found))
                {
                    Assert.Equal(expected, found);
                }
            }
        }

        static Dictionary<string, double[]> Values(string[] members) => ModelProbe.ValuesOf(ModelProbe.Load($$"""
            using InitGen;
            public sealed class Linear { [Weight] public float[,] W = new float[2, 3]; [Bias] public float[] B = new float[2]; }
            public sealed partial class Inner { [Normal] public float[] B = new float[3]; [LecunNormal] public double[,] W = new double[3, 3]; }
            public sealed partial class Net
            {
                {{string.Join('\n', members)}}
            }
            """).Initialized("Net", 77)).ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    [Fact]
    public void A_renamed_member_keeps_its_numbers_by_its_parameter_name()
    {
        double[] before = ModelProbe.ValuesOf(Net("[Normal] public float[] old = new float[4];")).Of("old");
        Assert.Equal(before, ModelProbe.ValuesOf(Net("[Normal, ParameterName(\"old\")] public float[] _renamed = new float[4];")).Of("old"));

        static object Net(string member) =>
            ModelProbe.Load("using InitGen; public sealed partial class Net { " + member + " }").Initialized("Net", 1);
    }

    [Fact]
    public void Paths_with_dots_draw_from_the_child_of_the_whole_path()
    {
        object net = ModelProbe.Load("""
            using InitGen;
            public sealed partial class Net { [Normal, ParameterName("h.3.attn.weight")] public float[] W = new float[4]; }
            """).Initialized("Net", 3);
        AssertBits<float>(ModelProbe.ValuesOf(net), "h.3.attn.weight", 4, (span, stream) => Init.Normal<float>(span, stream));
    }

    [Fact]
    public void Models_derive_from_models_of_other_assemblies()
    {
        GeneratorRun library = GeneratorRun.OfValid(GeneratorRun.Compile("""
            using InitGen;
            namespace Library;
            public abstract partial class Base
            {
                [KaimingNormal] private readonly float[,] _w = new float[4, 3];
                [Module] protected readonly Part Part = new();
            }
            public sealed partial class Part { [Normal] private readonly float[] _g = new float[3]; }
            public class Linear { [Weight] public float[,] W { get; } = new float[5, 2]; [Bias] public double[] B = new double[5]; }
            """).WithAssemblyName("Library"));
        using var image = new MemoryStream();
        Assert.True(library.Output.Emit(image).Success);
        GeneratorRun run = GeneratorRun.OfReferencing(image.ToArray(), """
            using InitGen;
            public sealed partial class Derived : Library.Base
            {
                [XavierUniform] private readonly float[,] _v = new float[2, 4];
                [Module] private readonly Library.Part[] _parts = [new()];
                [LecunNormal] private readonly Library.Linear _linear = new();
            }
            """);
        object model = run.Load(image.ToArray()).Initialized("Derived", 3);
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(model);
        Assert.Equal(["w", "part.g", "v", "parts.0.g", "linear.w", "linear.b"], values.Select(entry => entry.Key));
        AssertBits<float>(values, "w", 12, (span, stream) => Init.KaimingNormal<float>(span, [4, 3], stream));
        AssertBits<float>(values, "parts.0.g", 3, (span, stream) => Init.Normal<float>(span, stream));
        AssertBits<float>(values, "linear.w", 10, (span, stream) => Init.LecunNormal<float>(span, [5, 2], stream));
        Assert.Equal(["w", "part.g", "v", "parts.*.g", "linear.w", "linear.b"], ModelProbe.ManifestOf(model).Select(parameter => parameter.Path));
    }

    [Fact]
    public void Shapes_and_nonlinearities_known_at_run_time_give_the_bits_of_the_facade()
    {
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(
            ModelProbe.Load(Snippets.Shapes).Initialized("Shapes", 3, 10, Nonlinearity.Gelu));
        AssertBits<float>(values, "w1", 400 * 784, (span, stream) => Init.KaimingNormal<float>(span, [400, 784], stream, Nonlinearity.Gelu));
        AssertBits<float>(values, "b1", 400, (span, stream) => Init.BiasUniform<float>(span, [400, 784], stream));
        AssertBits<double>(values, "w2", 60, (span, stream) => Init.XavierUniform<double>(
            span, [10, 6], stream, Nonlinearity.Gelu, convention: GainConvention.Variance, residualBranches: 4));
        AssertBits<double>(values, "b2", 10, (span, stream) => Init.BiasUniform<double>(span, [10, 6], stream));
        AssertBits<float>(values, "w3", 60, (span, stream) => Init.LecunNormal<float>(span, [12, 5], stream));
        AssertBits<float>(values, "w4", 15, (span, stream) => Init.KaimingNormal<float>(span, [3, 5], stream));
    }

    [Theory]
    [InlineData(Nonlinearity.Gelu)]
    [InlineData(Nonlinearity.LeakyRelu)]
    public void Every_gain_may_follow_from_a_member(Nonlinearity nonlinearity)
    {
        object model = ModelProbe.Load("""
            using InitGen;
            public sealed partial class Net(Nonlinearity passed, int n)
            {
                private Nonlinearity Passed => passed;
                [KaimingNormal(NonlinearityFrom = nameof(Passed), Slope = 0.25)] private readonly float[,] _kaiming = new float[8, 6];
                [KaimingUniform(NonlinearityFrom = nameof(Passed), Slope = 0.25, FanMode = FanMode.FanOut, Groups = 2)] private readonly float[,,] _uniform = new float[8, n, 3];
                [XavierNormal(NonlinearityFrom = nameof(Passed), Slope = 0.25, ResidualBranches = 3)] private readonly float[][] _xavier = [new float[6], new float[6]];
                [Orthogonal(NonlinearityFrom = nameof(Passed), Slope = 0.25, ResidualBranches = 3)] private readonly float[,] _orthogonal = new float[8, 6];
                [DeltaOrthogonal(NonlinearityFrom = nameof(Passed), Slope = 0.25, GainConvention = GainConvention.Variance)] private readonly float[,,] _delta = new float[8, n, 3];
                [Icnr(2, IcnrInitializer.XavierUniform, NonlinearityFrom = nameof(Passed), Slope = 0.25)] private readonly float[,,] _icnr = new float[8, 6, 3];
                [KaimingNormal(NonlinearityFrom = nameof(Passed), Gain = 3)] private readonly float[,] _stated = new float[8, 6];
            }
            """).Initialized("Net", 3, nonlinearity, 6);
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(model);
        AssertBits<float>(values, "kaiming", 48, (span, stream) => Init.KaimingNormal<float>(span, [8, 6], stream, nonlinearity, 0.25));
        AssertBits<float>(values, "uniform", 144, (span, stream) => Init.KaimingUniform<float>(
            span, [8, 6, 3], stream, nonlinearity, 0.25, fanMode: FanMode.FanOut, groups: 2));
        AssertBits<float>(values, "xavier", 12, (span, stream) => Init.XavierNormal<float>(span, [2, 6], stream, nonlinearity, 0.25, residualBranches: 3));
        AssertBits<float>(values, "orthogonal", 48, (span, stream) => Init.Orthogonal<float>(span, [8, 6], stream, nonlinearity, 0.25, residualBranches: 3));
        AssertBits<float>(values, "delta", 144, (span, stream) => Init.DeltaOrthogonal<float>(
            span, [8, 6, 3], stream, nonlinearity, 0.25, convention: GainConvention.Variance));
        AssertBits<float>(values, "icnr", 144, (span, stream) => Init.Icnr<float>(span, [8, 6, 3], stream, 2, IcnrInitializer.XavierUniform, nonlinearity, 0.25));
        AssertBits<float>(values, "stated", 48, (span, stream) => Init.KaimingNormal<float>(span, [8, 6], stream, gain: 3));
        Assert.Null(ModelProbe.ManifestOf(model)[0].Nonlinearity);
        Assert.Null(ModelProbe.ManifestOf(model)[0].Gain);
    }

    [Fact]
    public void Statements_about_use_change_no_number()
    {
        const string Source = """
            using InitGen;
            public sealed partial class Net
            {
                [KaimingNormal] private readonly float[,] _w1 = new float[8, 6];
                [XavierUniform] private readonly float[,] _w2 = new float[3, 8];
                private readonly float[] _scratch = new float[3];
                public int Length => _scratch.Length;
            }
            """;
        string stated = Source
            .Replace("public sealed", "[InputScale(2)] public sealed", StringComparison.Ordinal)
            .Replace("[KaimingNormal]", "[KaimingNormal, Activation(Nonlinearity.LeakyRelu, Slope = 0.2), Pretrained(\"fc.weight\", Transpose = true)]", StringComparison.Ordinal)
            .Replace("[XavierUniform]", "[XavierUniform, Frozen]", StringComparison.Ordinal)
            .Replace("private readonly float[] _scratch", "[NotAParameter] private readonly float[] _scratch", StringComparison.Ordinal);
        List<KeyValuePair<string, double[]>> expected = ModelProbe.ValuesOf(ModelProbe.Load(Source).Initialized("Net", 5));
        List<KeyValuePair<string, double[]>> found = ModelProbe.ValuesOf(ModelProbe.Load(stated).Initialized("Net", 5));
        Assert.Equal(expected.Select(entry => entry.Key), found.Select(entry => entry.Key));
        Assert.All(expected, entry => Assert.Equal(entry.Value, found.Of(entry.Key)));
    }

    private static double[] Expected<T>(string path, int length, Action<T[], RandomStream> fill)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> => ModelProbe.Expected(3, path, length, fill);

    private static void AssertBits<T>(List<KeyValuePair<string, double[]>> values, string path, int length, Action<T[], RandomStream> fill)
        where T : struct, System.Numerics.IFloatingPointIeee754<T> =>
        Assert.True(Expected(path, length, fill).AsSpan().SequenceEqual(values.Of(path)), path);

    private struct Counter : IParameterVisitor
    {
        public int Pieces;

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged => Pieces++;
    }
}
