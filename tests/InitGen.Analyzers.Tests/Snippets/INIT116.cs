//// fires: a list of layers run in a loop, unit variance
public sealed partial class Net
{
    [{|INIT116:Normal(mean: 0, std: 1)|}] private readonly float[][,] _weights = new float[100][,];

    public Net(ulong seed)
    {
        for (int i = 0; i < 100; i++)
        {
            _weights[i] = new float[256, 256];
        }

        InitializeParameters(seed);
    }

    private static float[] Linear(float[,] w, float[] x)
    {
        var y = new float[w.GetLength(0)];
        Ops.MatVec(w, x, y);
        return y;
    }

    public float[] Forward(float[] x)
    {
        for (int layer = 0; layer < _weights.Length; layer++)
        {
            x = Linear(_weights[layer], x);
        }

        return x;
    }
}

//// fires: nested loops, gradient through sigmoids
public sealed partial class Net
{
    [{|INIT116:XavierNormal(Nonlinearity.Sigmoid)|}] private readonly float[,] _w1 = new float[64, 64];
    [XavierNormal(Nonlinearity.Sigmoid)] private readonly float[,] _w2 = new float[64, 64];
    [XavierNormal(Nonlinearity.Sigmoid)] private readonly float[,] _w3 = new float[64, 64];
    [XavierNormal(Nonlinearity.Sigmoid)] private readonly float[,] _w4 = new float[64, 64];
    [XavierNormal(Nonlinearity.Sigmoid)] private readonly float[,] _w5 = new float[64, 64];
    [XavierNormal(Nonlinearity.Sigmoid)] private readonly float[,] _w6 = new float[64, 64];
    [XavierNormal] private readonly float[,] _head = new float[4, 64];

    private static float[] Layer(float[,] w, float[] x)
    {
        var y = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += w[j, i] * x[i];
            }

            y[j] = 1f / (1f + MathF.Exp(-sum));
        }

        return y;
    }

    public float[] Forward(float[] x)
    {
        float[] h = Layer(_w6, Layer(_w5, Layer(_w4, Layer(_w3, Layer(_w2, Layer(_w1, x))))));
        var y = new float[4];
        Ops.MatVec(_head, h, y);
        return y;
    }
}

//// fires: span helpers, a wide network with a fixed σ
public sealed partial class Net
{
    [{|INIT107:{|INIT116:Normal(std: 1)|}|}] private readonly float[,] _w1 = new float[512, 512];
    [Zeros] private readonly float[] _b1 = new float[512];
    [{|INIT107:Normal(std: 1)|}] private readonly float[,] _w2 = new float[512, 512];
    [Zeros] private readonly float[] _b2 = new float[512];
    [{|INIT107:Normal(std: 1)|}] private readonly float[,] _w3 = new float[512, 512];
    [Zeros] private readonly float[] _b3 = new float[512];
    [XavierNormal] private readonly float[,] _w4 = new float[4, 512];

    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h = stackalloc float[512];
        Span<float> g = stackalloc float[512];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.AddBias(g, _b2);
        Ops.Relu(g);
        Ops.MatVec(_w3, g, h);
        Ops.AddBias(h, _b3);
        Ops.Relu(h);
        Ops.MatVec(_w4, h, y);
    }
}

//// fires: layer objects
public sealed class Dense(int inputs, int outputs)
{
    [Weight] public float[,] W { get; } = new float[outputs, inputs];
    [Bias] public float[] B { get; } = new float[outputs];

    public float[] Forward(float[] x)
    {
        var y = new float[W.GetLength(0)];
        Ops.MatVec(W, x, y);
        Ops.AddBias(y, B);
        return y;
    }
}

public sealed partial class Net
{
    [{|INIT107:{|INIT116:Normal(std: 0.001)|}|}] private readonly Dense _fc1 = new(128, 128);
    [{|INIT107:Normal(std: 0.001)|}] private readonly Dense _fc2 = new(128, 128);
    [{|INIT107:Normal(std: 0.001)|}] private readonly Dense _fc3 = new(128, 128);
    [XavierNormal] private readonly Dense _head = new(128, 4);

    public float[] Forward(float[] x)
    {
        float[] h = _fc1.Forward(x);
        Ops.Relu(h);
        h = _fc2.Forward(h);
        Ops.Relu(h);
        h = _fc3.Forward(h);
        Ops.Relu(h);
        return _head.Forward(h);
    }
}

//// fires: residual branches that double the signal
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _in = new float[256, 256];
    [{|INIT107:{|INIT116:Normal(std: 1)|}|}] private readonly float[,] _a1 = new float[256, 256];
    [Normal(std: 1)] private readonly float[,] _b1 = new float[256, 256];
    [{|INIT107:Normal(std: 1)|}] private readonly float[,] _a2 = new float[256, 256];
    [Normal(std: 1)] private readonly float[,] _b2 = new float[256, 256];

    private static float[] Block(float[,] a, float[,] b, float[] x)
    {
        var h = new float[256];
        var y = new float[256];
        Ops.MatVec(a, x, h);
        Ops.Relu(h);
        Ops.MatVec(b, h, y);
        for (int i = 0; i < 256; i++)
        {
            y[i] += x[i];
        }

        return y;
    }

    public float[] Forward(float[] input)
    {
        var x = new float[256];
        Ops.MatVec(_in, input, x);
        x = Block(_a1, _b1, x);
        return Block(_a2, _b2, x);
    }
}

//// fires: a list whose length is not written down, at the assumed depth [initgen.assumed_depth = 40]
public sealed partial class Net
{
    [{|INIT116:KaimingNormal(Gain = 1.3)|}] private readonly float[][,] _weights;

    public Net(int depth, ulong seed)
    {
        _weights = new float[depth][,];
        for (int i = 0; i < depth; i++)
        {
            _weights[i] = new float[64, 64];
        }

        InitializeParameters(seed);
    }

    public float[] Forward(float[] x)
    {
        foreach (float[,] w in _weights)
        {
            var y = new float[64];
            Ops.MatVec(w, x, y);
            x = y;
        }

        return x;
    }
}

//// fires: a smaller ratio is asked for [initgen.predicted_ratio = 3]
public sealed partial class Net
{
    [{|INIT116:LecunNormal|}] private readonly float[,] _w1 = new float[64, 64];
    [LecunNormal] private readonly float[,] _w2 = new float[64, 64];
    [LecunNormal] private readonly float[,] _w3 = new float[64, 64];
    [LecunNormal] private readonly float[,] _w4 = new float[64, 64];

    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h = stackalloc float[64];
        Span<float> g = stackalloc float[64];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.Relu(g);
        Ops.MatVec(_w3, g, h);
        Ops.Relu(h);
        Ops.MatVec(_w4, h, y);
        Ops.Relu(y);
    }
}

//// silent: Kaiming before rectifiers holds at any depth
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _weights = new float[100][,];

    public Net(ulong seed)
    {
        for (int i = 0; i < 100; i++)
        {
            _weights[i] = new float[256, 256];
        }

        InitializeParameters(seed);
    }

    public float[] Forward(float[] x)
    {
        foreach (float[,] w in _weights)
        {
            var y = new float[256];
            Ops.MatVec(w, x, y);
            Ops.Relu(y);
            x = y;
        }

        return x;
    }
}

//// silent: a norm follows
public sealed partial class Net
{
    [Normal(std: 1)] private readonly float[,] _w1 = new float[512, 512];
    [Normal(std: 1)] private readonly float[,] _w2 = new float[512, 512];
    [Normal(std: 1)] private readonly float[,] _w3 = new float[512, 512];

    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h = stackalloc float[512];
        Span<float> g = stackalloc float[512];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.LayerNorm(g);
        Ops.Relu(g);
        Ops.MatVec(_w3, g, y);
    }
}

//// silent: part of the way is not known
public sealed partial class Net
{
    [Normal(std: 1)] private readonly float[,] _w1 = new float[512, 512];
    [Normal(std: 1)] private readonly float[,] _w2 = new float[512, 512];
    [Normal(std: 1)] private readonly float[,] _w3 = new float[512, 512];

    public float[] Forward(float[] x, Func<float[], float[]> unseen)
    {
        var h = new float[512];
        var g = new float[512];
        var y = new float[512];
        Ops.MatVec(_w1, x, h);
        h = unseen(h);
        Ops.MatVec(_w2, h, g);
        g = unseen(g);
        Ops.MatVec(_w3, g, y);
        return y;
    }
}

//// silent: tanh forgets what it is given
public sealed partial class Net
{
    [XavierUniform(Nonlinearity.Tanh)] private readonly float[][,] _weights = new float[100][,];

    public Net(ulong seed)
    {
        for (int i = 0; i < 100; i++)
        {
            _weights[i] = new float[256, 256];
        }

        InitializeParameters(seed);
    }

    public float[] Forward(float[] x)
    {
        for (int layer = 0; layer < _weights.Length; layer++)
        {
            var y = new float[256];
            Ops.MatVec(_weights[layer], x, y);
            Ops.Tanh(y);
            x = y;
        }

        return x;
    }
}

//// silent: a small output on purpose
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 64];
    [KaimingNormal] private readonly float[,] _w2 = new float[64, 64];
    [KaimingNormal] private readonly float[,] _w3 = new float[64, 64];
    [Normal(std: 1e-5)] private readonly float[,] _head = new float[4, 64];

    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h = stackalloc float[64];
        Span<float> g = stackalloc float[64];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.Relu(g);
        Ops.MatVec(_w3, g, h);
        Ops.Relu(h);
        Ops.MatVec(_head, h, y);
    }
}

//// silent: one weight run over time is no depth of its own
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _input = new float[64, 64];
    [Normal(std: 1)] private readonly float[,] _recurrent = new float[64, 64];

    public float[] Forward(float[][] tokens)
    {
        var state = new float[64];
        foreach (float[] x in tokens)
        {
            var next = new float[64];
            for (int j = 0; j < 64; j++)
            {
                float sum = 0f;
                for (int i = 0; i < 64; i++)
                {
                    sum += _input[j, i] * x[i] + _recurrent[j, i] * state[i];
                }

                next[j] = MathF.Tanh(sum);
            }

            state = next;
        }

        return state;
    }
}

//// silent: the input's scale is stated, and the ratio is that of the layers
[InputScale(1e-4)]
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 64];
    [KaimingNormal] private readonly float[,] _w2 = new float[64, 64];
    [KaimingNormal] private readonly float[,] _w3 = new float[64, 64];
    [KaimingNormal] private readonly float[,] _w4 = new float[64, 64];

    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h = stackalloc float[64];
        Span<float> g = stackalloc float[64];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.Relu(g);
        Ops.MatVec(_w3, g, h);
        Ops.Relu(h);
        Ops.MatVec(_w4, h, y);
        Ops.Relu(y);
    }
}

//// fires: half precision under a large input [initgen.input_scale = 20000]
public sealed partial class Net
{
    [{|INIT116:KaimingNormal(Gain = 1.6)|}] private readonly Half[][,] _weights = new Half[40][,];

    public Net(ulong seed)
    {
        for (int i = 0; i < 40; i++)
        {
            _weights[i] = new Half[64, 64];
        }

        InitializeParameters(seed);
    }

    public float[] Forward(float[] x)
    {
        foreach (Half[,] w in _weights)
        {
            var y = new float[64];
            for (int j = 0; j < 64; j++)
            {
                float sum = 0f;
                for (int i = 0; i < 64; i++)
                {
                    sum += (float)w[j, i] * x[i];
                }

                y[j] = MathF.Max(0f, sum);
            }

            x = y;
        }

        return x;
    }
}

//// fires: a tower of residual blocks in two arrays
public sealed partial class Net
{
    private const int Blocks = 24;

    [XavierNormal] private readonly float[,] _stem = new float[64, 64];
    [KaimingNormal] private readonly float[][,] _up = new float[Blocks][,];
    [{|INIT115:{|INIT116:XavierNormal(Nonlinearity.Tanh)|}|}] private readonly float[][,] _down = new float[Blocks][,];
    [XavierNormal] private readonly float[,] _head = new float[4, 64];

    public Net(ulong seed)
    {
        for (int b = 0; b < Blocks; b++)
        {
            _up[b] = new float[64, 64];
            _down[b] = new float[64, 64];
        }

        InitializeParameters(seed);
    }

    public float[] Forward(float[] input)
    {
        var x = new float[64];
        Ops.MatVec(_stem, input, x);
        for (int b = 0; b < Blocks; b++)
        {
            var h = new float[64];
            var g = new float[64];
            Ops.MatVec(_up[b], x, h);
            Ops.Relu(h);
            Ops.MatVec(_down[b], h, g);
            for (int i = 0; i < 64; i++)
            {
                x[i] += g[i];
            }
        }

        var y = new float[4];
        Ops.MatVec(_head, x, y);
        return y;
    }
}

//// silent: the NTK parametrization scales in the code
public sealed partial class Net
{
    [Normal(0, 1)] private readonly float[,] _w1 = new float[64, 64];
    [Normal(0, 1)] private readonly float[,] _w2 = new float[64, 64];
    [Normal(0, 1)] private readonly float[,] _w3 = new float[64, 64];
    [Normal(0, 1)] private readonly float[,] _w4 = new float[64, 64];

    public float[] Forward(float[] x)
    {
        float[] a = Layer(_w1, x);
        float[] b = Layer(_w2, a);
        float[] c = Layer(_w3, b);
        return Layer(_w4, c);
    }

    private static float[] Layer(float[,] w, float[] x)
    {
        var y = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += w[j, i] * x[i];
            }

            y[j] = MathF.Max(0f, 0.1767767f * sum);
        }

        return y;
    }
}
