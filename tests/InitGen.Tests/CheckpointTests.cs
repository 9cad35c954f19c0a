using System.Reflection;
using System.Text.Json;

namespace InitGen.Tests;

/// <summary>Generated models and checkpoints: names in other programs' files, shapes of run time, and pieces filled alone.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const string Transformer = """
        using InitGen;

        public sealed partial class Attention
        {
            [Normal(0, 0.02, Parts = 3), Pretrained("c_attn.weight", Transpose = true)] public readonly float[,] _qkv = new float[18, 6];
            [Zeros, Pretrained("c_attn.bias")] public readonly double[] _bias = new double[18];
        }

        public sealed partial class Block
        {
            [Module, Pretrained("attn")] public readonly Attention _attention = new();
            [Normal(1, 0.5)] public readonly float[] _scale = new float[6];
        }

        public sealed partial class Gpt
        {
            [Normal(0, 0.02), Pretrained("wte.weight")] public readonly System.Half[][] _tokens = new System.Half[11][];
            [Module, Pretrained("h")] public readonly Block[] _blocks = [new(), new()];

            public Gpt()
            {
                for (int i = 0; i < 11; i++) _tokens[i] = new System.Half[6];
            }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("initgen-").FullName;

    private static string TransformerFile => Path.Combine(AppContext.BaseDirectory, "Interop", "transformer.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pretrained() => Snapshot.Verify(GeneratorRun.OfValid(Transformer).Result);

    [Fact]
    public void A_model_starts_from_another_programs_checkpoint()
    {
        Assembly assembly = GeneratorRun.OfValid(Transformer).Load();
        object model = Activator.CreateInstance(assembly.GetType("Gpt")!)!;
        using SafetensorsFile checkpoint = SafetensorsFile.Open(TransformerFile);
        MethodInfo initialize = model.GetType().GetMethod("InitializeParameters", [typeof(ulong), typeof(SafetensorsFile)])!;
        var result = (LoadResult)initialize.Invoke(model, [7UL, checkpoint])!;
        Assert.Equal(["blocks.0.scale", "blocks.1.scale"], result.Initialized.ToArray());
        Assert.Equal(["h.0.attn.bias", "h.1.attn.bias"], result.Unused.ToArray());
        Assert.Equal(
            ["tokens", "blocks.0.attention.qkv", "blocks.0.attention.bias", "blocks.1.attention.qkv", "blocks.1.attention.bias"],
            result.Loaded.ToArray());

        // The products of the turned weights are those that numpy computed from the file's.
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Interop", "expected.json")));
        JsonElement expected = document.RootElement.GetProperty("transformer");
        double[] x = [.. expected.GetProperty("input").EnumerateArray().Select(value => value.GetDouble())];
        for (int block = 0; block < 2; block++)
        {
            object attention = Field<object>(Field<object[]>(model, "_blocks")[block], "_attention");
            float[,] weight = Field<float[,]>(attention, "_qkv");
            double[] bias = Field<double[]>(attention, "_bias");
            double[] outputs = [.. expected.GetProperty("outputs")[block].EnumerateArray().Select(value => value.GetDouble())];
            for (int row = 0; row < 18; row++)
            {
                double output = bias[row];
                for (int column = 0; column < 6; column++)
                {
                    output += weight[row, column] * x[column];
                }

                Assert.Equal(outputs[row], output, 1e-15);
            }

            float[] scale = new float[6];
            Sampler.Normal(scale, new RandomStream(7).Child("blocks").Child(block).Child("scale"), 1f, 0.5f);
            Assert.Equal(scale, Field<float[]>(Field<object[]>(model, "_blocks")[block], "_scale"));
        }

        string[] bits =
        [
            .. expected.GetProperty("tensors").EnumerateArray().First(tensor => tensor.GetProperty("name").GetString() == "wte.weight")
                .GetProperty("values").EnumerateArray().Select(value => value.GetString()!),
        ];
        Assert.Equal(
            bits.Select(value => (Half)float.Parse(value, System.Globalization.CultureInfo.InvariantCulture)),
            Field<Half[][]>(model, "_tokens").SelectMany(row => row));
    }

    [Fact]
    public void A_derived_model_and_a_struct_start_from_a_checkpoint()
    {
        const string Source = """
            using InitGen;

            public partial class Base
            {
                [Zeros, Pretrained("wte.weight")] public readonly float[,] a = new float[11, 6];
            }
            public sealed partial class Derived : Base
            {
                [Zeros, Pretrained("h.0.attn.c_attn.bias")] public readonly float[] b = new float[18];
            }
            public readonly partial struct Value
            {
                [Zeros, Pretrained("h.1.attn.c_attn.bias")] public readonly float[] c = new float[18];
                public Value() { }
            }
            """;
        Assembly assembly = GeneratorRun.OfValid(Source).Load();
        using SafetensorsFile checkpoint = SafetensorsFile.Open(TransformerFile);
        foreach ((string type, string member) in new[] { ("Derived", "a"), ("Derived", "b"), ("Value", "c") })
        {
            object model = Activator.CreateInstance(assembly.GetType(type)!)!;
            model.GetType().GetMethod("InitializeParameters", [typeof(ulong), typeof(SafetensorsFile)])!.Invoke(model, [7UL, checkpoint]);
            Assert.All(Field<Array>(model, member).Cast<float>(), value => Assert.NotEqual(0f, value));
        }
    }

    [Fact]
    public void A_checkpoint_that_lacks_a_tensor_writes_nothing()
    {
        string source = Transformer.Replace("\"wte.weight\"", "\"wte.wait\"", StringComparison.Ordinal).Replace("new float[18, 6]", "new float[18, 7]", StringComparison.Ordinal);
        Assembly assembly = GeneratorRun.OfValid(source).Load();
        object model = Activator.CreateInstance(assembly.GetType("Gpt")!)!;
        using SafetensorsFile checkpoint = SafetensorsFile.Open(TransformerFile);
        TargetInvocationException thrown = Assert.Throws<TargetInvocationException>(
            () => model.GetType().GetMethod("InitializeParameters", [typeof(ulong), typeof(SafetensorsFile)])!.Invoke(model, [7UL, checkpoint]));
        var exception = Assert.IsType<CheckpointMismatchException>(thrown.InnerException);
        Assert.Equal(["\"wte.wait\" for tokens: expected F16 [11, 6]"], exception.Missing.ToArray());
        Assert.Equal(
            [
                "\"h.0.attn.c_attn.weight\" for blocks.0.attention.qkv: expected F32 [7, 18]; found F32 [6, 18]",
                "\"h.1.attn.c_attn.weight\" for blocks.1.attention.qkv: expected F32 [7, 18]; found F32 [6, 18]",
            ],
            exception.Misshapen.ToArray());
        Assert.All(Field<Half[][]>(model, "_tokens").SelectMany(row => row), value => Assert.Equal(Half.Zero, value));
        Assert.All(Field<float[]>(Field<object[]>(model, "_blocks")[0], "_scale"), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void A_visit_shows_the_shapes_of_run_time()
    {
        const string Source = """
            using System.Collections.Generic;
            using InitGen;

            public sealed class Dense(int inputs, int outputs)
            {
                [Weight] public float[,] W { get; } = new float[outputs, inputs];
                [Bias] public float[] B { get; } = new float[outputs];
            }
            public sealed partial class Late(int n)
            {
                [XavierNormal] public readonly float[,] matrix = new float[n, n + 1];
                [KaimingUniform] public readonly double[,,,] kernel = new double[n, 2, 3, n];
                [Zeros] public readonly float[] vector = new float[n];
                [LecunNormal, Shape(nameof(N), nameof(Three))] public readonly float[] flat = new float[3 * n];
                [LecunNormal] public readonly System.Half[][] rows = Rows(n);
                [XavierUniform] public readonly List<float[,]> list = [new float[n, 2], new float[2, n]];
                [KaimingNormal] public readonly Dense dense = new(n, 5);
                [KaimingNormal] public readonly Dense[] layers = [new(n, 2), new(2, n)];
                public int N => n;
                public int Three => 3;
                private static System.Half[][] Rows(int n)
                {
                    var rows = new System.Half[n][];
                    for (int i = 0; i < n; i++) rows[i] = new System.Half[n + 2];
                    return rows;
                }
            }
            """;
        Assembly assembly = GeneratorRun.OfValid(Source).Load();
        foreach (int n in new[] { 3, 5, 3 })
        {
            var model = (IParameterized)Activator.CreateInstance(assembly.GetType("Late")!, n)!;
            string path = Path.Combine(_folder, Path.GetRandomFileName());
            model.SaveParameters(path);
            using SafetensorsFile file = SafetensorsFile.Open(path);
            Assert.Equal(
                new SortedSet<string>(StringComparer.Ordinal)
                {
                    $"matrix F32 [{n}, {n + 1}]", $"kernel F64 [{n}, 2, 3, {n}]", $"vector F32 [{n}]", $"flat F32 [{n}, 3]",
                    $"rows F16 [{n}, {n + 2}]", $"list.0 F32 [{n}, 2]", $"list.1 F32 [2, {n}]", $"dense.w F32 [5, {n}]", "dense.b F32 [5]",
                    $"layers.0.w F32 [2, {n}]", "layers.0.b F32 [2]", $"layers.1.w F32 [{n}, 2]", $"layers.1.b F32 [{n}]",
                },
                new SortedSet<string>(file.Tensors.Select(tensor => tensor.Name + " " + tensor), StringComparer.Ordinal));
            model.InitializeParameters(new RandomStream(4));
            model.SaveParameters(path + ".again");
            model.LoadParameters(path);
            model.LoadParameters(path + ".again");
            AssertPartsAreTheWhole(model);
        }
    }

    [Theory]
    [InlineData(nameof(Snippets.EveryInitializer), "Every")]
    [InlineData("more", "More")]
    public void Every_initializer_fills_pieces_as_the_whole(string snippet, string type)
    {
        string source = snippet == nameof(Snippets.EveryInitializer) ? Snippets.EveryInitializer : """
            using InitGen;

            public sealed partial class More
            {
                [TruncatedNormal(0, 0.5)] public readonly float[] truncated = new float[100];
                [TruncatedNormal(1, 0.5, LowerSigmas = -1, UpperSigmas = 3, PreserveStd = true)] public readonly double[] preserved = new double[100];
                [Identity(gain: 2)] public readonly float[,] identity = new float[5, 7];
                [Dirac(Groups = 2)] public readonly float[,,] dirac = new float[4, 3, 3];
                [Sparse(0.4, Std = 0.3)] public readonly double[,] sparse = new double[9, 8];
                [LstmBias(ForgetGate = 2, Order = GateOrder.ForgetInputCellOutput)] public readonly float[] lstm = new float[20];
                [Bilinear] public readonly float[,,,] bilinear = new float[2, 2, 4, 4];
                [Icnr(2, IcnrInitializer.KaimingNormal)] public readonly float[,,,] icnr = new float[8, 3, 3, 3];
                [Icnr(2, IcnrInitializer.XavierUniform)] public readonly double[,,,] icnrUniform = new double[8, 3, 3, 3];
                [BiasUniform(nameof(identity))] public readonly float[] bias = new float[5];
                [KaimingNormal(Layout = ParameterLayout.InOut)] public readonly System.Half[,] half = new System.Half[6, 8];
                [Constant(0.1)] public readonly System.Half[] constant = new System.Half[3];
            }
            """;
        Assembly assembly = GeneratorRun.OfValid(source).Load();
        AssertPartsAreTheWhole((IParameterized)Activator.CreateInstance(assembly.GetType(type)!)!);
    }

    [Fact]
    public void A_manifest_fills_a_file_as_the_model_saves_it()
    {
        Assembly assembly = GeneratorRun.OfValid(Snippets.EveryInitializer).Load();
        var model = (IParameterized)Activator.CreateInstance(assembly.GetType("Every")!)!;
        model.InitializeParameters(new RandomStream(11));
        model.SaveParameters(Path.Combine(_folder, "saved"));
        var manifest = (System.Collections.Immutable.ImmutableArray<ParameterInfo>)model.GetType().GetProperty("Parameters")!.GetValue(null)!;
        using (SafetensorsFile file = ShardedInitialization.CreateFile(Path.Combine(_folder, "in-place"), manifest))
        {
            file.InitializeParameters(manifest, new RandomStream(11));
        }

        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "saved")), File.ReadAllBytes(Path.Combine(_folder, "in-place")));
    }

    [Fact]
    public void Orthogonal_matrices_are_drawn_whole()
    {
        const string Source = """
            using InitGen;

            public sealed partial class Net
            {
                [Orthogonal] public readonly float[,] a = new float[6, 4];
                [DeltaOrthogonal] public readonly float[,,] b = new float[4, 4, 3];
                [Zeros] public readonly float[] c = new float[4];
            }
            """;
        Assembly assembly = GeneratorRun.OfValid(Source).Load();
        var model = (IParameterized)Activator.CreateInstance(assembly.GetType("Net")!)!;
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(
            () => model.InitializeParameters(new RandomStream(1), ParameterShard.Rows(0, 2)));
        Assert.Contains(": a (Orthogonal), b (DeltaOrthogonal).", exception.Message, StringComparison.Ordinal);

        var manifest = (System.Collections.Immutable.ImmutableArray<ParameterInfo>)model.GetType().GetProperty("Parameters")!.GetValue(null)!;
        using SafetensorsFile file = ShardedInitialization.CreateFile(Path.Combine(_folder, "file"), manifest);
        Assert.Throws<InvalidOperationException>(() => file.InitializeParameters(manifest, new RandomStream(1), ParameterShard.Flat(1, 2)));
        file.InitializeParameters(manifest, new RandomStream(1));
        model.InitializeParameters(new RandomStream(1));
        float[] drawn = new float[24];
        Assert.True(file.TryGetTensor("a", out SafetensorsTensor? tensor));
        file.Read(tensor, drawn.AsSpan());
        Assert.Equal(Field<float[,]>(model, "a").Cast<float>(), drawn);
    }

    private static void AssertPartsAreTheWhole(IParameterized model)
    {
        model.InitializeParameters(new RandomStream(3));
        byte[] whole = Bytes(model);
        for (ShardAxis axis = ShardAxis.Rows; axis <= ShardAxis.Flat; axis++)
        {
            model.InitializeParameters(new RandomStream(4));
            for (int worker = 2; worker >= 0; worker--)
            {
                model.InitializeParameters(new RandomStream(3), axis switch
                {
                    ShardAxis.Rows => ParameterShard.Rows(worker, 3),
                    ShardAxis.Columns => ParameterShard.Columns(worker, 3),
                    _ => ParameterShard.Flat(worker, 3),
                });
            }

            Assert.Equal(whole, Bytes(model));
        }
    }

    private static byte[] Bytes(IParameterized model)
    {
        var visitor = new ByteVisitor();
        model.VisitParameters(ref visitor, new ParameterScope());
        return [.. visitor.Bytes];
    }

    private static T Field<T>(object instance, string name) => (T)instance.GetType().GetField(name)!.GetValue(instance)!;

    private readonly struct ByteVisitor() : IParameterVisitor
    {
        public List<byte> Bytes { get; } = [];

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged => Bytes.AddRange(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values));
    }
}
