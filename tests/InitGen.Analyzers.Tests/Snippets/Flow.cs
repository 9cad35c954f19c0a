//// graph: nested loops, rectifier by Max
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[] _b1 = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = _b1[j];
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h[j] = MathF.Max(0f, sum);
        }

        var y = new float[4];
        for (int j = 0; j < 4; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                y[j] += _w2[j, i] * h[i];
            }
        }

        return y;
    }
}
//// edges
_b1 -ReLU-> _w2
_w1 -ReLU-> _w2
_w2 -linear-> output

//// graph: span helpers with one buffer a layer
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[] _b1 = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[16, 16];
    [XavierNormal] private readonly float[,] _w3 = new float[4, 16];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h = stackalloc float[16];
        Span<float> g = stackalloc float[16];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, g);
        Ops.LeakyRelu(g, 0.2f);
        Ops.MatVec(_w3, g, y);
        Ops.Softmax(y);
    }
}
//// edges
_b1 -tanh-> _w2
_w1 -tanh-> _w2
_w2 -leaky ReLU(0.2)-> _w3
_w3 -softmax-> output

//// graph: layer objects with an activation in a delegate
public sealed class Dense(int inputs, int outputs, Func<float, float> activation)
{
    public float[] Forward(float[,] w, float[] x)
    {
        var y = new float[outputs];
        for (int j = 0; j < outputs; j++)
        {
            float sum = 0f;
            for (int i = 0; i < inputs; i++)
            {
                sum += w[j, i] * x[i];
            }

            y[j] = activation(sum);
        }

        return y;
    }
}

public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];
    private readonly Dense _first = new(8, 16, MathF.Tanh);
    private readonly Dense _second = new(16, 4, v => 1f / (1f + MathF.Exp(-v)));

    public float[] Forward(float[] x) => _second.Forward(_w2, _first.Forward(_w1, x));
}
//// edges
_w1 -tanh-> _w2
_w2 -sigmoid-> output

//// graph: flat indexing, buffer in a field, rectifier by if
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [KaimingNormal, Shape(4, 16)] private readonly float[] _w2 = new float[64];
    private readonly float[] _h = new float[16];

    public float[] Forward(float[] x)
    {
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j * 8 + i] * x[i];
            }

            if (sum > 0f)
            {
                _h[j] = sum;
            }
            else
            {
                _h[j] = 0f;
            }
        }

        var y = new float[4];
        Ops.MatVec(_w2, _h, y);
        return y;
    }
}
//// edges
_w1 -ReLU-> _w2
_w2 -linear-> output

//// graph: jagged rows, LINQ
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][] _w1 = Enumerable.Range(0, 16).Select(_ => new float[8]).ToArray();
    [KaimingNormal] private readonly float[][] _w2 = Enumerable.Range(0, 4).Select(_ => new float[16]).ToArray();

    private static float Gelu(float x) => 0.5f * x * (1f + MathF.Tanh(MathF.Sqrt(2f / MathF.PI) * (x + 0.044715f * x * x * x)));

    public float[] Forward(float[] x)
    {
        float[] h = _w1.Select(row => Gelu(row.Zip(x, (a, b) => a * b).Sum())).ToArray();
        return _w2.Select(row => TensorPrimitives.Dot<float>(row, h)).ToArray();
    }
}
//// edges
_w1 -GELU (tanh)-> _w2
_w2 -linear-> output

//// graph: layer norm by hand, then a rectifier
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [KaimingNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
//// edges
_w1 -norm-> _w2
_w2 -linear-> output

//// graph: gates and a recurrent state
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _wz = new float[16, 8];
    [XavierNormal] private readonly float[,] _uz = new float[16, 16];
    [XavierNormal] private readonly float[,] _wn = new float[16, 8];
    private float[] _state = new float[16];

    public float[] Step(float[] x)
    {
        var next = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float z = 0f, n = 0f;
            for (int i = 0; i < 8; i++)
            {
                z += _wz[j, i] * x[i];
                n += _wn[j, i] * x[i];
            }

            for (int i = 0; i < 16; i++)
            {
                z += _uz[j, i] * _state[i];
            }

            float gate = 1f / (1f + MathF.Exp(-z));
            next[j] = (1f - gate) * _state[j] + gate * MathF.Tanh(n);
        }

        _state = next;
        return next;
    }
}
//// edges
_uz -sigmoid*+-> output
_uz -sigmoid+-> output
_wn -tanh*+-> output
_wz -sigmoid*+-> output
_wz -sigmoid+-> output

//// graph: residual branch
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 16];
    [Zeros] private readonly float[,] _w2 = new float[16, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        for (int i = 0; i < 16; i++)
        {
            y[i] += x[i];
        }

        return y;
    }
}
//// edges
_w1 -ReLU-> _w2
_w2 -linear+-> output

//// graph: attention
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _wq = new float[16, 16];
    [XavierNormal] private readonly float[,] _wk = new float[16, 16];
    [XavierNormal] private readonly float[,] _wv = new float[16, 16];
    [XavierNormal] private readonly float[,] _wo = new float[16, 16];

    public float[][] Forward(float[][] tokens)
    {
        int n = tokens.Length;
        var q = new float[n][];
        var k = new float[n][];
        var v = new float[n][];
        for (int t = 0; t < n; t++)
        {
            q[t] = new float[16];
            k[t] = new float[16];
            v[t] = new float[16];
            Ops.MatVec(_wq, tokens[t], q[t]);
            Ops.MatVec(_wk, tokens[t], k[t]);
            Ops.MatVec(_wv, tokens[t], v[t]);
        }

        var result = new float[n][];
        for (int t = 0; t < n; t++)
        {
            var scores = new float[n];
            for (int s = 0; s < n; s++)
            {
                scores[s] = TensorPrimitives.Dot<float>(q[t], k[s]) / 4f;
            }

            Ops.Softmax(scores);
            var mixed = new float[16];
            for (int s = 0; s < n; s++)
            {
                for (int d = 0; d < 16; d++)
                {
                    mixed[d] += scores[s] * v[s][d];
                }
            }

            result[t] = new float[16];
            Ops.MatVec(_wo, mixed, result[t]);
        }

        return result;
    }
}
//// edges
_wk -gate*-> _wo
_wo -linear-> output
_wq -gate*-> _wo
_wv -gate*-> _wo

//// graph: convolution loops
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,,,] _kernel = new float[8, 3, 3, 3];
    [XavierNormal] private readonly float[,] _head = new float[10, 8];

    public float[] Forward(float[,,] image)
    {
        var pooled = new float[8];
        for (int o = 0; o < 8; o++)
        {
            float best = float.MinValue;
            for (int y = 0; y < 26; y++)
            {
                for (int x = 0; x < 26; x++)
                {
                    float sum = 0f;
                    for (int c = 0; c < 3; c++)
                    {
                        for (int ky = 0; ky < 3; ky++)
                        {
                            for (int kx = 0; kx < 3; kx++)
                            {
                                sum += _kernel[o, c, ky, kx] * image[c, y + ky, x + kx];
                            }
                        }
                    }

                    best = MathF.Max(best, MathF.Max(0f, sum));
                }
            }

            pooled[o] = best;
        }

        var logits = new float[10];
        Ops.MatVec(_head, pooled, logits);
        return logits;
    }
}
//// edges
_head -linear-> output
_kernel -ReLU-> _head

//// graph: a body that contradicts its name is believed, an unseen helper is not
public static class Misnamed
{
    public static float Relu(float x) => MathF.Tanh(x);
}

public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x, Func<float[], float[]> unseen)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        for (int i = 0; i < 16; i++)
        {
            h[i] = Misnamed.Relu(h[i]);
        }

        Ops.MatVec(_w2, h, y);
        return unseen(y);
    }
}
//// edges
_w1 -tanh-> _w2
_w2 -unknown-> output

//// graph: smooth functions in every writing
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _silu = new float[16, 16];
    [KaimingNormal] private readonly float[,] _elu = new float[16, 16];
    [KaimingNormal] private readonly float[,] _softplus = new float[16, 16];
    [KaimingNormal] private readonly float[,] _hardswish = new float[16, 16];
    [KaimingNormal] private readonly float[,] _mish = new float[16, 16];
    [KaimingNormal] private readonly float[,] _selu = new float[16, 16];
    [KaimingNormal] private readonly float[,] _softsign = new float[16, 16];
    [KaimingNormal] private readonly float[,] _sine = new float[16, 16];
    [KaimingNormal] private readonly float[,] _squared = new float[16, 16];
    [KaimingNormal] private readonly float[,] _relu6 = new float[16, 16];

    private static float Sigmoid(float v) => 1f / (1f + MathF.Exp(-v));

    private static float Elu(float v)
    {
        if (v > 0f)
        {
            return v;
        }

        return MathF.Exp(v) - 1f;
    }

    private static float Selu(float v) => 1.0507009873554805f * (v > 0f ? v : 1.6732632423543772f * (MathF.Exp(v) - 1f));

    private static float Run(float[,] w, ref float[] x)
    {
        var y = new float[16];
        Ops.MatVec(w, x, y);
        x = y;
        return 0f;
    }

    public float[] Forward(float[] x)
    {
        Run(_silu, ref x);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = x[i] * Sigmoid(x[i]);
        }

        Run(_elu, ref x);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = Elu(x[i]);
        }

        Run(_softplus, ref x);
        for (int i = 0; i < x.Length; i++)
        {
            float v = x[i];
            x[i] = MathF.Log(1f + MathF.Exp(v));
        }

        Run(_hardswish, ref x);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] *= Math.Clamp(x[i] + 3f, 0f, 6f) / 6f;
        }

        Run(_mish, ref x);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] *= MathF.Tanh(MathF.Log(1f + MathF.Exp(x[i])));
        }

        Run(_selu, ref x);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = Selu(x[i]);
        }

        Run(_softsign, ref x);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = x[i] / (1f + MathF.Abs(x[i]));
        }

        Run(_sine, ref x);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = MathF.Sin(30f * x[i]);
        }

        Run(_squared, ref x);
        for (int i = 0; i < x.Length; i++)
        {
            float r = Math.Max(x[i], 0f);
            x[i] = r * r;
        }

        Run(_relu6, ref x);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = x[i] switch { < 0f => 0f, > 6f => 6f, var v => v };
        }

        return x;
    }
}
//// edges
_elu -ELU-> _softplus
_hardswish -hard swish-> _mish
_mish -Mish-> _selu
_relu6 -ReLU6-> output
_selu -SELU-> _softsign
_silu -SiLU-> _elu
_sine -sine-> _squared
_softplus -softplus-> _hardswish
_softsign -softsign-> _sine
_squared -squared ReLU-> _relu6

//// graph: packed halves are numbers of their own, and x over 1 + exp of another is no known gate
public sealed partial class Net
{
    private const int N = 8;

    [XavierNormal] private readonly float[,] _w = new float[2 * N, N];
    [XavierNormal] private readonly float[,] _down = new float[N, N];

    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> z = stackalloc float[2 * N];
        Span<float> h = stackalloc float[N];
        Ops.MatVec(_w, x, z);
        for (int j = 0; j < N; j++)
        {
            h[j] = z[j] / (1f + MathF.Exp(-z[N + j]));
        }

        Ops.MatVec(_down, h, y);
    }
}
//// edges
_down -linear-> output
_w -gate*-> _down
_w -unknown*-> _down

//// graph: a residual on an argument in place
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _up = new float[16, 16];
    [XavierNormal] private readonly float[,] _down = new float[16, 16];

    public void Forward(Span<float> x)
    {
        Span<float> h = stackalloc float[16];
        Span<float> g = stackalloc float[16];
        Ops.MatVec(_up, x, h);
        Ops.Relu(h);
        Ops.MatVec(_down, h, g);
        for (int i = 0; i < 16; i++)
        {
            x[i] += g[i];
        }
    }
}
//// edges
_down -linear+-> output
_up -ReLU-> _down

//// graph: a list of layers run in a loop
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
        for (int layer = 0; layer < _weights.Length; layer++)
        {
            var y = new float[256];
            Ops.MatVec(_weights[layer], x, y);
            Ops.Relu(y);
            x = y;
        }

        return x;
    }
}
//// edges
_weights -ReLU-> _weights
_weights -ReLU-> output

//// graph: layer objects that mark their weights
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
    [KaimingNormal] private readonly Dense _fc1 = new(128, 128);
    [XavierNormal] private readonly Dense _head = new(128, 4);

    public float[] Forward(float[] x)
    {
        float[] h = _fc1.Forward(x);
        Ops.Relu(h);
        return _head.Forward(h);
    }
}
//// edges
_fc1.B -ReLU-> _head.W
_fc1.W -ReLU-> _head.W
_head.B -linear-> output
_head.W -linear-> output
