using System.Collections.Immutable;

namespace InitGen.Tests.Checkpoints;

/// <summary>A model of every element type, written as the generator writes it.</summary>
internal sealed class Net : IParameterized
{
    private static readonly ParameterInfo s_w1 = Info("fc1.weight", "_w1", typeof(float), [3, 4]) with { Values = ParameterValues.Normal(0.0, 1.0), PretrainedName = "layer.w", IsPretrainedTransposed = true };
    private static readonly ParameterInfo s_b1 = Info("fc1.bias", "_b1", typeof(float), [3]) with { Values = ParameterValues.Constant(1.0), PretrainedName = "layer.b" };
    private static readonly ParameterInfo s_w2 = Info("fc2.weight", "_w2", typeof(double), [2, 3]) with { Values = ParameterValues.Uniform(-1.0, 1.0) };
    private static readonly ParameterInfo s_scale = Info("scale", "_scale", typeof(Half), [5]) with { Values = ParameterValues.Normal(0.0, 1.0) };

    private readonly float[,] _w1 = new float[3, 4];
    private readonly float[] _b1 = new float[3];
    private readonly double[][] _w2 = [new double[3], new double[3]];
    private readonly Half[] _scale = new Half[5];

    public Net()
    {
    }

    public Net(ulong seed) => InitializeParameters(new RandomStream(seed));

    public static ImmutableArray<ParameterInfo> Parameters => [s_w1, s_b1, s_w2, s_scale];

    public float[,] W1 => _w1;

    public float[] B1 => _b1;

    public double[][] W2 => _w2;

    public Half[] Scale => _scale;

    /// <summary>Whether the model tells its visitors how its parameters are filled.</summary>
    public bool Cuttable { get; init; } = true;

    public bool WasInitialized { get; private set; }

    public void InitializeParameters(RandomStream stream)
    {
        WasInitialized = true;
        Sampler.Normal(ParameterSpan.Of(_w1, "Net._w1"), stream.Child("fc1.weight"), 0f, 1f);
        Sampler.Ones(_b1.AsSpan());
        for (int row = 0; row < 2; row++)
        {
            Sampler.Uniform(_w2[row], stream.Child("fc2.weight"), -1.0, 1.0, offset: row * 3);
        }

        Sampler.Normal(_scale, stream.Child("scale"), 0f, 1f);
    }

    public void VisitParameters<TVisitor>(ref TVisitor visitor)
        where TVisitor : IParameterVisitor, allows ref struct =>
        VisitParameters(ref visitor, new ParameterScope());

    public void VisitParameters<TVisitor>(ref TVisitor visitor, ParameterScope scope)
        where TVisitor : IParameterVisitor, allows ref struct
    {
        visitor.Visit(scope.Of(Cuttable ? s_w1 : s_w1 with { Values = null }), 0, ParameterSpan.Of(_w1, "Net._w1"));
        visitor.Visit(scope.Of(s_b1), 0, _b1.AsSpan());
        for (int row = 0; row < 2; row++)
        {
            visitor.Visit(scope.Of(s_w2), row * 3, _w2[row].AsSpan());
        }

        visitor.Visit(scope.Of(Cuttable ? s_scale : s_scale with { Values = null }), 0, _scale.AsSpan());
    }

    /// <summary>All values, to the bit.</summary>
    public ulong[] Bits()
    {
        var collector = new BitCollector();
        VisitParameters(ref collector);
        return [.. collector.Bits];
    }

    private static ParameterInfo Info(string path, string member, Type type, ImmutableArray<int> shape) =>
        new() { Path = path, Member = member, ElementType = type, Shape = shape, Initializer = "Normal" };

    private readonly struct BitCollector() : IParameterVisitor
    {
        public List<ulong> Bits { get; } = [];

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged
        {
            foreach (T value in values)
            {
                Bits.Add(value switch
                {
                    float single => BitConverter.SingleToUInt32Bits(single),
                    double number => BitConverter.DoubleToUInt64Bits(number),
                    Half half => BitConverter.HalfToUInt16Bits(half),
                    _ => throw new NotSupportedException(),
                });
            }
        }
    }
}
