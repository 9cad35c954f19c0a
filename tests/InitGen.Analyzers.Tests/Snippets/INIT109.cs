//// fires: an LSTM with packed gates, nested loops
public sealed partial class Net
{
    private const int H = 16;

    [{|INIT109:XavierUniform|}] private readonly float[,] _w = new float[4 * H, 8];
    private readonly float[] _c = new float[H];

    public float[] Step(float[] x)
    {
        var z = new float[4 * H];
        for (int j = 0; j < 4 * H; j++)
        {
            for (int i = 0; i < 8; i++)
            {
                z[j] += _w[j, i] * x[i];
            }
        }

        var h = new float[H];
        for (int j = 0; j < H; j++)
        {
            float input = 1f / (1f + MathF.Exp(-z[j]));
            float forget = 1f / (1f + MathF.Exp(-z[H + j]));
            float cell = MathF.Tanh(z[2 * H + j]);
            float output = 1f / (1f + MathF.Exp(-z[3 * H + j]));
            _c[j] = forget * _c[j] + input * cell;
            h[j] = output * MathF.Tanh(_c[j]);
        }

        return h;
    }
}

//// fires: packed Q, K and V, slices of a span
public sealed partial class Net
{
    [{|INIT109:XavierNormal|}, Shape(48, 16)] private readonly float[] _qkv = new float[48 * 16];

    public float Attend(ReadOnlySpan<float> x)
    {
        Span<float> packed = stackalloc float[48];
        Ops.MatVec(_qkv, x, packed);
        Span<float> q = packed.Slice(0, 16);
        Span<float> k = packed.Slice(16, 16);
        Span<float> v = packed.Slice(32, 16);
        float sum = 0f;
        for (int i = 0; i < 16; i++)
        {
            sum += q[i] * k[i] * v[i];
        }

        return sum;
    }
}

//// fires: a GRU with sizes known at run time
public sealed partial class Gru
{
    private readonly int _size;

    [{|INIT109:KaimingNormal(Nonlinearity.Linear, FanMode = FanMode.FanOut)|}] private readonly float[,] _w;

    public Gru(int inputs, int size)
    {
        _size = size;
        _w = new float[3 * size, inputs];
    }

    public float[] Step(float[] x, float[] state)
    {
        var z = new float[3 * _size];
        Ops.MatVec(_w, x, z);
        var next = new float[_size];
        for (int j = 0; j < _size; j++)
        {
            float reset = 1f / (1f + MathF.Exp(-z[j]));
            float update = 1f / (1f + MathF.Exp(-z[_size + j]));
            float candidate = MathF.Tanh(z[2 * _size + j] + reset * state[j]);
            next[j] = (1f - update) * state[j] + update * candidate;
        }

        return next;
    }
}

//// silent: Parts is set
public sealed partial class Net
{
    [XavierNormal(Parts = 3), Shape(48, 16)] private readonly float[] _qkv = new float[48 * 16];

    public float Attend(ReadOnlySpan<float> x)
    {
        Span<float> packed = stackalloc float[48];
        Ops.MatVec(_qkv, x, packed);
        Span<float> q = packed.Slice(0, 16);
        Span<float> k = packed.Slice(16, 16);
        Span<float> v = packed.Slice(32, 16);
        float sum = 0f;
        for (int i = 0; i < 16; i++)
        {
            sum += q[i] * k[i] * v[i];
        }

        return sum;
    }
}

//// silent: fan-out does not matter
public sealed partial class Gru
{
    [LecunNormal] private readonly float[,] _w = new float[48, 8];

    public float[] Step(float[] x, float[] state)
    {
        var z = new float[48];
        Ops.MatVec(_w, x, z);
        var next = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float reset = 1f / (1f + MathF.Exp(-z[j]));
            float update = 1f / (1f + MathF.Exp(-z[16 + j]));
            next[j] = (1f - update) * state[j] + update * MathF.Tanh(z[32 + j] + reset * state[j]);
        }

        return next;
    }
}

//// silent: two halves, and neighbours
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[32, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[16, 16];

    public float[] Forward(float[] x)
    {
        var z = new float[32];
        Ops.MatVec(_w1, x, z);
        var h = new float[16];
        for (int j = 0; j < 16; j++)
        {
            h[j] = z[j] / (1f + MathF.Exp(-z[16 + j]));
        }

        var y = new float[16];
        Ops.MatVec(_w2, h, y);
        var smooth = new float[14];
        for (int j = 0; j < 14; j++)
        {
            smooth[j] = (y[j] + y[j + 1] + y[j + 2]) / 3f;
        }

        return smooth;
    }
}

//// fires: a layer object with packed weights, ranges of an array
public sealed class Packed(int width)
{
    [Weight] public float[,] W { get; } = new float[3 * width, width];

    public float[] Forward(float[] x)
    {
        var packed = new float[3 * width];
        Ops.MatVec(W, x, packed);
        float[] q = packed[..width];
        float[] k = packed[width..(2 * width)];
        float[] v = packed[(2 * width)..];
        float score = 0f;
        for (int i = 0; i < width; i++)
        {
            score += q[i] * k[i];
        }

        for (int i = 0; i < width; i++)
        {
            v[i] *= score;
        }

        return v;
    }
}

public sealed partial class Net
{
    [{|INIT109:XavierUniform|}] private readonly Packed _attention = new(16);

    public float[] Forward(float[] x) => _attention.Forward(x);
}

//// silent: the fan-out is given
public sealed partial class Net
{
    private const int N = 8;

    [XavierNormal(FanOut = N)] private readonly float[,] _w = new float[3 * N, N];

    public float[] Forward(float[] x)
    {
        var packed = new float[3 * N];
        Ops.MatVec(_w, x, packed);
        var y = new float[N];
        for (int i = 0; i < N; i++)
        {
            y[i] = packed[i] * packed[N + i] + packed[2 * N + i];
        }

        return y;
    }
}

//// fix: sets Parts
public sealed partial class Net
{
    [{|INIT109:XavierNormal(Nonlinearity.Linear, Groups = 1)|}, Shape(48, 16)] private readonly float[] _qkv = new float[48 * 16]; // Q, K, V

    public float Attend(ReadOnlySpan<float> x)
    {
        Span<float> packed = stackalloc float[48];
        Ops.MatVec(_qkv, x, packed);
        Span<float> q = packed[..16], k = packed[16..32], v = packed[32..];
        return TensorPrimitives.Dot<float>(q, k) * TensorPrimitives.Sum<float>(v);
    }
}
//// fixed
public sealed partial class Net
{
    [XavierNormal(Nonlinearity.Linear, Groups = 1, Parts = 3), Shape(48, 16)] private readonly float[] _qkv = new float[48 * 16]; // Q, K, V

    public float Attend(ReadOnlySpan<float> x)
    {
        Span<float> packed = stackalloc float[48];
        Ops.MatVec(_qkv, x, packed);
        Span<float> q = packed[..16], k = packed[16..32], v = packed[32..];
        return TensorPrimitives.Dot<float>(q, k) * TensorPrimitives.Sum<float>(v);
    }
}
