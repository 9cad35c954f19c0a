using System.Reflection;
using System.Text;

namespace InitGen.Tests;

/// <summary>A transformer of twelve blocks and a class of a thousand fields; an optimizer and a counter written on the visitor.</summary>
public sealed class LargeModelTests
{
    private const string Transformer = """
        using System;
        using InitGen;

        namespace Gpt;

        public sealed class Linear(int inputs, int outputs)
        {
            [Weight] public float[,] Weight { get; } = new float[outputs, inputs];
            [Bias] public float[] Bias { get; } = new float[outputs];
        }

        public sealed class Norm(int width)
        {
            [Weight] public float[] Gain { get; } = new float[width];
            [Bias] public float[] Bias { get; } = new float[width];
        }

        public sealed partial class Attention(int width)
        {
            [Normal(0, 0.02)] private readonly Linear _qkv = new(width, 3 * width);
            [Normal(0, 0.02, ResidualBranches = 24)] private readonly Linear _proj = new(width, width);
        }

        public sealed partial class Mlp(int width)
        {
            [Normal(0, 0.02)] private readonly Linear _fc = new(width, 4 * width);
            [Normal(0, 0.02, ResidualBranches = 24)] private readonly Linear _proj = new(4 * width, width);
        }

        public sealed partial class Block(int width)
        {
            [Ones] private readonly Norm _ln1 = new(width);
            [Module] private readonly Attention _attn = new(width);
            [Ones] private readonly Norm _ln2 = new(width);
            [Module] private readonly Mlp _mlp = new(width);
        }

        public sealed partial class Transformer
        {
            [Normal(0, 0.02), ParameterName("wte")] private readonly float[,] _tokens;
            [Normal(0, 0.01), ParameterName("wpe")] private readonly float[,] _positions;
            [Module, ParameterName("h")] private readonly Block[] _blocks = new Block[12];
            [Ones, ParameterName("ln_f")] private readonly Norm _norm;

            public Transformer(int width, int vocabulary)
            {
                _tokens = new float[vocabulary, width];
                _positions = new float[64, width];
                for (int i = 0; i < _blocks.Length; i++) _blocks[i] = new Block(width);
                _norm = new Norm(width);
            }
        }
        """;

    private static readonly Lazy<Assembly> s_transformer = new(() => ModelProbe.Load(Transformer));

    [Fact]
    public void A_transformer_has_the_paths_and_bits_of_its_design()
    {
        object model = s_transformer.Value.Initialized("Gpt.Transformer", 3, 16, 100);
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(model);
        Assert.Equal(2 + 12 * 12 + 2, values.Count);
        Assert.Equal("h.11.mlp.proj.bias", values[^3].Key);
        Assert.Equal(
            ModelProbe.Expected<float>(3, "h.7.attn.proj.weight", 256, (span, stream) => Init.Normal<float>(span, stream, 0, 0.02, residualBranches: 24)),
            values.Of("h.7.attn.proj.weight"));
        Assert.All(values.Of("h.0.ln1.gain"), value => Assert.Equal(1, value));
        Assert.Equal(2 + 12 + 2, ModelProbe.ManifestOf(model).Length);
        Assert.Equal("h.*.attn.qkv.weight", ModelProbe.ManifestOf(model)[4].Path);
    }

    [Fact]
    public void A_transformer_is_initialized_and_visited_without_allocation()
    {
        var model = (IParameterized)s_transformer.Value.Create("Gpt.Transformer", 16, 100);
        AssertNoAllocation(model, 12 * (12 * 256 + 13 * 16) + 164 * 16 + 2 * 16);
    }

    [Fact]
    public void A_thousand_fields_are_initialized_and_visited_without_allocation()
    {
        var source = new StringBuilder("using InitGen; public sealed partial class Wide {\n");
        for (int i = 0; i < 1000; i++)
        {
            source.Append(System.Globalization.CultureInfo.InvariantCulture, $"[KaimingNormal] private readonly float[,] _w{i} = new float[{1 + i % 7}, 3];\n");
        }

        GeneratorRun run = GeneratorRun.OfValid(source.Append('}').ToString());
        Assert.All(run.SingleSource.Split('\n'), line => Assert.True(line.Length < 400 || line.Contains(" All = [", StringComparison.Ordinal), line));
        AssertNoAllocation((IParameterized)run.Load().Create("Wide"), Enumerable.Range(0, 1000).Sum(i => 3 * (1 + i % 7)));
    }

    [Fact]
    public void An_optimizer_on_the_visitor_minimizes_a_sum_of_squares()
    {
        var model = (IParameterized)s_transformer.Value.Initialized("Gpt.Transformer", 3, 8, 20);
        var adam = new Adam(learningRate: 0.02);
        var scope = new ParameterScope();
        double first = 0;
        for (int step = 0; step < 200; step++)
        {
            adam.BeginStep();
            model.VisitParameters(ref adam, scope);
            first = step == 0 ? adam.Loss : first;
        }

        Assert.True(first > 100, $"{first}");
        Assert.True(adam.Loss < 1e-3 * first, $"{first} to {adam.Loss}");
        long before = GC.GetAllocatedBytesForCurrentThread();
        adam.BeginStep();
        model.VisitParameters(ref adam, scope);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AssertNoAllocation(IParameterized model, long elements)
    {
        var scope = new ParameterScope();
        var counter = new ParameterCounter();
        for (int i = 0; i < 3; i++)
        {
            model.InitializeParameters(new RandomStream(1));
            model.VisitParameters(ref counter, scope);
        }

        counter = default;
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.InitializeParameters(new RandomStream(1));
        model.VisitParameters(ref counter, scope);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(elements, counter.Elements);
    }

    /// <summary>Counts parameters and their elements.</summary>
    private struct ParameterCounter : IParameterVisitor
    {
        public long Elements;

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged => Elements += values.Length;
    }

    /// <summary>Adam (Kingma and Ba 2015) on ½ Σ w², whose gradient is w: its state by parameter and offset.</summary>
    private sealed class AdamState(int length)
    {
        public double[] First { get; } = new double[length];

        public double[] Second { get; } = new double[length];
    }

    private struct Adam(double learningRate) : IParameterVisitor
    {
        private readonly Dictionary<(string Path, long Offset), AdamState> _states = [];
        private int _step;

        public double Loss { get; private set; }

        public void BeginStep()
        {
            _step++;
            Loss = 0;
        }

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged
        {
            if (!_states.TryGetValue((parameter.Path, offset), out AdamState? state))
            {
                _states.Add((parameter.Path, offset), state = new AdamState(values.Length));
            }

            if (typeof(T) != typeof(float))
            {
                throw new NotSupportedException();
            }

            Span<float> weights = System.Runtime.InteropServices.MemoryMarshal.Cast<T, float>(values);
            double correctFirst = 1 - Math.Pow(0.9, _step);
            double correctSecond = 1 - Math.Pow(0.999, _step);
            for (int i = 0; i < weights.Length; i++)
            {
                double gradient = weights[i];
                Loss += 0.5 * gradient * gradient;
                state.First[i] = 0.9 * state.First[i] + 0.1 * gradient;
                state.Second[i] = 0.999 * state.Second[i] + 0.001 * gradient * gradient;
                weights[i] -= (float)(learningRate * (state.First[i] / correctFirst) / (Math.Sqrt(state.Second[i] / correctSecond) + 1e-8));
            }
        }
    }
}
