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
_uz -sigmoid×?+-> output
_wn -tanh*+-> output
_wz -sigmoid*+-> output
_wz -sigmoid×?+-> output

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

//// graph: a list of weights whose last layer has no activation
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _w;
    [Zeros] private readonly List<float[]> _b = [];

    public Net(int[] sizes)
    {
        _w = new float[sizes.Length - 1][,];
        for (int l = 0; l < sizes.Length - 1; l++)
        {
            _w[l] = new float[sizes[l + 1], sizes[l]];
            _b.Add(new float[sizes[l + 1]]);
        }
    }

    public float[] Forward(float[] x)
    {
        for (int l = 0; l < _w.Length; l++)
        {
            var y = new float[_w[l].GetLength(0)];
            Ops.MatVec(_w[l], x, y);
            Ops.AddBias(y, _b[l]);
            if (l < _w.Length - 1)
            {
                Ops.Relu(y);
            }

            x = y;
        }

        return x;
    }
}
//// edges
_b -ReLU-> _w
_b -linear-> output
_w -ReLU-> _w
_w -linear-> output

//// graph: an array of layers, rectified by the caller but for the last
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
    [XavierNormal] private readonly Dense[] _layers = [new Dense(8, 16), new Dense(16, 16), new Dense(16, 4)];

    public float[] Forward(float[] x)
    {
        for (int l = 0; l < _layers.Length; l++)
        {
            x = _layers[l].Forward(x);
            if (l != _layers.Length - 1)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    x[i] = MathF.Max(x[i], 0f);
                }
            }
        }

        return x;
    }
}
//// edges
_layers[].B -ReLU-> _layers[].W
_layers[].B -linear-> output
_layers[].W -ReLU-> _layers[].W
_layers[].W -linear-> output

//// graph: an array of layers that know from the constructor which is the last
public sealed class Dense(int inputs, int outputs, bool relu)
{
    [Weight] public float[,] W { get; } = new float[outputs, inputs];
    [Bias] public float[] B { get; } = new float[outputs];

    public float[] Forward(float[] x)
    {
        var y = new float[W.GetLength(0)];
        Ops.MatVec(W, x, y);
        Ops.AddBias(y, B);
        if (relu)
        {
            Ops.Relu(y);
        }

        return y;
    }
}

public sealed partial class Net
{
    [XavierNormal] private readonly Dense[] _layers;

    public Net(int[] sizes)
    {
        _layers = new Dense[sizes.Length - 1];
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i] = new Dense(sizes[i], sizes[i + 1], i < _layers.Length - 1);
        }
    }

    public float[] Forward(float[] x)
    {
        foreach (Dense layer in _layers)
        {
            x = layer.Forward(x);
        }

        return x;
    }
}
//// edges
_layers[].B -ReLU-> _layers[].W
_layers[].B -linear-> output
_layers[].W -ReLU-> _layers[].W
_layers[].W -linear-> output

//// graph: a training method with the forward pass inline
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float Train(float[] x, float[] t, float rate)
    {
        var h = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h[j] = sum > 0f ? sum : 0f;
        }

        var y = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[j, i] * h[i];
            }

            y[j] = sum;
        }

        float loss = 0f;
        var dy = new float[4];
        for (int j = 0; j < 4; j++)
        {
            dy[j] = y[j] - t[j];
            loss += dy[j] * dy[j];
        }

        var dh = new float[16];
        for (int j = 0; j < 16; j++)
        {
            for (int k = 0; k < 4; k++)
            {
                dh[j] += _w2[k, j] * dy[k];
            }

            if (h[j] <= 0f)
            {
                dh[j] = 0f;
            }
        }

        for (int k = 0; k < 4; k++)
        {
            for (int j = 0; j < 16; j++)
            {
                _w2[k, j] -= rate * dy[k] * h[j];
            }
        }

        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 8; i++)
            {
                _w1[j, i] -= rate * dh[j] * x[i];
            }
        }

        return loss;
    }
}
//// edges
_w1 -ReLU-> _w2
_w2 -linear-> output

//// graph: jagged lists, the last layer by a ternary
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][][] _w;
    [Zeros] private readonly float[][] _b;
    private readonly float[][] _a;

    public Net(params int[] sizes)
    {
        int n = sizes.Length - 1;
        _w = new float[n][][];
        _b = new float[n][];
        _a = new float[n + 1][];
        _a[0] = new float[sizes[0]];
        for (int l = 0; l < n; l++)
        {
            _b[l] = new float[sizes[l + 1]];
            _a[l + 1] = new float[sizes[l + 1]];
            _w[l] = new float[sizes[l + 1]][];
            for (int j = 0; j < sizes[l + 1]; j++)
            {
                _w[l][j] = new float[sizes[l]];
            }
        }
    }

    public float[] Forward(float[] x)
    {
        _a[0] = x;
        int last = _w.Length - 1;
        for (int l = 0; l <= last; l++)
        {
            for (int j = 0; j < _w[l].Length; j++)
            {
                float sum = _b[l][j];
                for (int i = 0; i < _w[l][j].Length; i++)
                {
                    sum += _w[l][j][i] * _a[l][i];
                }

                _a[l + 1][j] = l == last ? sum : MathF.Max(0f, sum);
            }
        }

        return _a[last + 1];
    }
}
//// edges
_b -ReLU-> _w
_b -ReLU-> output
_b -linear-> output
_w -ReLU-> _w
_w -ReLU-> output
_w -linear-> output

//// graph: a list of buffers, written in place
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _w;
    private readonly float[][] _a;

    public Net(params int[] sizes)
    {
        _w = new float[sizes.Length - 1][,];
        _a = new float[sizes.Length][];
        for (int l = 0; l < sizes.Length; l++)
        {
            _a[l] = new float[sizes[l]];
        }

        for (int l = 0; l < sizes.Length - 1; l++)
        {
            _w[l] = new float[sizes[l + 1], sizes[l]];
        }
    }

    public ReadOnlySpan<float> Predict(ReadOnlySpan<float> x)
    {
        x.CopyTo(_a[0]);
        for (int l = 0; l < _w.Length; l++)
        {
            Ops.MatVec(_w[l], _a[l], _a[l + 1]);
            if (l != _w.Length - 1)
            {
                Ops.Tanh(_a[l + 1]);
            }
            else
            {
                Ops.Softmax(_a[l + 1]);
            }
        }

        return _a[^1];
    }
}
//// edges
_w -softmax-> output
_w -tanh-> _w
_w -tanh-> output

//// graph: a loop that stops before the head
public sealed partial class Net
{
    [XavierNormal] private readonly List<float[,]> _w = [];

    public Net(params int[] sizes)
    {
        for (int l = 0; l + 1 < sizes.Length; l++)
        {
            _w.Add(new float[sizes[l + 1], sizes[l]]);
        }
    }

    public float[] Forward(float[] x)
    {
        float[] h = x;
        for (int l = 0; l < _w.Count - 1; l++)
        {
            var next = new float[_w[l].GetLength(0)];
            Ops.MatVec(_w[l], h, next);
            Ops.Relu(next);
            h = next;
        }

        var y = new float[_w[^1].GetLength(0)];
        Ops.MatVec(_w[_w.Count - 1], h, y);
        return y;
    }
}
//// edges
_w -ReLU-> _w
_w -linear-> output

//// graph: layers with an activation of their own, listed by the constructor
public enum Act { None, Relu, Tanh }

public sealed class Layer
{
    [Weight] public readonly double[,] W;
    [Bias] public readonly double[] B;
    private readonly Act _act;

    public Layer(int inputs, int outputs, Act act)
    {
        W = new double[outputs, inputs];
        B = new double[outputs];
        _act = act;
    }

    public double[] Forward(double[] x)
    {
        var y = new double[B.Length];
        for (int j = 0; j < y.Length; j++)
        {
            double z = B[j];
            for (int i = 0; i < x.Length; i++)
            {
                z += W[j, i] * x[i];
            }

            y[j] = Apply(z);
        }

        return y;
    }

    private double Apply(double z) => _act switch
    {
        Act.Relu => Math.Max(0, z),
        Act.Tanh => Math.Tanh(z),
        _ => z,
    };
}

public sealed partial class Net
{
    [XavierUniform] private readonly List<Layer> _layers = new();

    public Net(int inputs, int hidden, int depth, int outputs)
    {
        _layers.Add(new Layer(inputs, hidden, Act.Relu));
        for (int i = 1; i < depth; i++)
        {
            _layers.Add(new Layer(hidden, hidden, Act.Relu));
        }

        _layers.Add(new Layer(hidden, outputs, Act.None));
    }

    public double[] Forward(double[] x)
    {
        foreach (var layer in _layers)
        {
            x = layer.Forward(x);
        }

        return x;
    }
}
//// edges
_layers[].B -ReLU-> _layers[].W
_layers[].B -linear-> output
_layers[].W -ReLU-> _layers[].W
_layers[].W -linear-> output

//// graph: a loop over layers that asks for the last one
public sealed class Dense(int inputs, int outputs)
{
    [Weight] public float[,] W { get; } = new float[outputs, inputs];

    public float[] Forward(float[] x)
    {
        var y = new float[W.GetLength(0)];
        Ops.MatVec(W, x, y);
        return y;
    }
}

public sealed partial class Net
{
    [KaimingNormal] private readonly Dense[] _layers;

    public Net(int width, int depth)
    {
        _layers = new Dense[depth];
        for (int i = 0; i < depth; i++)
        {
            _layers[i] = new Dense(width, i == depth - 1 ? 1 : width);
        }
    }

    public float[] Forward(float[] x)
    {
        foreach (Dense layer in _layers)
        {
            x = layer.Forward(x);
            if (layer != _layers[^1])
            {
                for (int i = 0; i < x.Length; i++)
                {
                    x[i] = x[i] > 0f ? x[i] : 0f;
                }
            }
        }

        return x;
    }
}
//// edges
_layers[].W -ReLU-> _layers[].W
_layers[].W -linear-> output

//// graph: the activation before every weight but the first
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _w = new float[5][,];

    public Net()
    {
        for (int l = 0; l < 5; l++)
        {
            _w[l] = new float[64, 64];
        }
    }

    public float[] Forward(float[] x)
    {
        for (int l = 0; l < _w.Length; l++)
        {
            if (l > 0)
            {
                Ops.Relu(x);
            }

            var y = new float[64];
            Ops.MatVec(_w[l], x, y);
            x = y;
        }

        return x;
    }
}
//// edges
_w -ReLU-> _w
_w -linear-> output

//// graph: delegates by a flag of the round
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _w;
    private readonly Func<float, float> _hidden = v => v > 0 ? v : 0.01f * v;
    private readonly Func<float, float> _output = v => 1f / (1f + MathF.Exp(-v));

    public Net(int[] sizes)
    {
        _w = new float[sizes.Length - 1][,];
        for (int l = 0; l < _w.Length; l++)
        {
            _w[l] = new float[sizes[l + 1], sizes[l]];
        }
    }

    public float[] Forward(float[] x)
    {
        for (int l = 0; l < _w.Length; l++)
        {
            bool last = l == _w.Length - 1;
            var act = last ? _output : _hidden;
            int rows = _w[l].GetLength(0), cols = _w[l].GetLength(1);
            var y = new float[rows];
            for (int j = 0; j < rows; j++)
            {
                float s = 0;
                for (int i = 0; i < cols; i++)
                {
                    s += _w[l][j, i] * x[i];
                }

                y[j] = act(s);
            }

            x = y;
        }

        return x;
    }
}
//// edges
_w -leaky ReLU(0.01)-> _w
_w -sigmoid-> output

//// graph: residual branches of two lists
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _up = new float[24][,];
    [XavierNormal] private readonly float[][,] _down = new float[24][,];

    public Net()
    {
        for (int l = 0; l < 24; l++)
        {
            _up[l] = new float[64, 64];
            _down[l] = new float[64, 64];
        }
    }

    public float[] Forward(float[] x)
    {
        for (int l = 0; l < _up.Length; l++)
        {
            var h = new float[64];
            var g = new float[64];
            Ops.MatVec(_up[l], x, h);
            Ops.Relu(h);
            Ops.MatVec(_down[l], h, g);
            for (int i = 0; i < 64; i++)
            {
                x[i] += g[i];
            }
        }

        return x;
    }
}
//// edges
_down -linear+-> _up
_down -linear+-> output
_up -ReLU-> _down

//// graph: two buffers that change places
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _w = new float[4][,];
    [Zeros] private readonly float[][] _b = new float[4][];
    private float[] _cur = new float[64];
    private float[] _next = new float[64];

    public Net()
    {
        for (int l = 0; l < 4; l++)
        {
            _w[l] = new float[64, 64];
            _b[l] = new float[64];
        }
    }

    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        x.CopyTo(_cur);
        for (int l = 0; l < _w.Length; l++)
        {
            Ops.MatVec(_w[l], _cur, _next);
            Ops.AddBias(_next, _b[l]);
            if (l + 1 < _w.Length)
            {
                Ops.Relu(_next);
            }

            (_cur, _next) = (_next, _cur);
        }

        _cur.CopyTo(y);
    }
}
//// edges
_b -ReLU-> _w
_b -ReLU-> output
_b -linear-> output
_w -ReLU-> _w
_w -ReLU-> output
_w -linear-> output

//// graph: training over samples and epochs
public sealed partial class Net
{
    private const int In = 2, Hid = 8, Out = 1;
    [XavierUniform] private readonly double[,] _wih = new double[Hid, In];
    [XavierUniform] private readonly double[,] _who = new double[Out, Hid];
    [Zeros] private readonly double[] _bh = new double[Hid];
    [Zeros] private readonly double[] _bo = new double[Out];

    public void Train(double[][] inputs, double[][] targets, int epochs, double lr)
    {
        var hidden = new double[Hid];
        var output = new double[Out];
        for (int e = 0; e < epochs; e++)
        {
            for (int s = 0; s < inputs.Length; s++)
            {
                double[] x = inputs[s];
                for (int j = 0; j < Hid; j++)
                {
                    double z = _bh[j];
                    for (int i = 0; i < In; i++)
                    {
                        z += _wih[j, i] * x[i];
                    }

                    hidden[j] = Math.Max(0, z);
                }

                for (int k = 0; k < Out; k++)
                {
                    double z = _bo[k];
                    for (int j = 0; j < Hid; j++)
                    {
                        z += _who[k, j] * hidden[j];
                    }

                    output[k] = 1 / (1 + Math.Exp(-z));
                }

                var dOut = new double[Out];
                for (int k = 0; k < Out; k++)
                {
                    dOut[k] = (output[k] - targets[s][k]) * output[k] * (1 - output[k]);
                }

                var dHid = new double[Hid];
                for (int j = 0; j < Hid; j++)
                {
                    double error = 0;
                    for (int k = 0; k < Out; k++)
                    {
                        error += dOut[k] * _who[k, j];
                    }

                    dHid[j] = hidden[j] > 0 ? error : 0;
                }

                for (int k = 0; k < Out; k++)
                {
                    for (int j = 0; j < Hid; j++)
                    {
                        _who[k, j] -= lr * dOut[k] * hidden[j];
                    }

                    _bo[k] -= lr * dOut[k];
                }

                for (int j = 0; j < Hid; j++)
                {
                    for (int i = 0; i < In; i++)
                    {
                        _wih[j, i] -= lr * dHid[j] * x[i];
                    }

                    _bh[j] -= lr * dHid[j];
                }
            }
        }
    }
}
//// edges
_bh -ReLU-> _who
_bo -sigmoid-> output
_who -sigmoid-> output
_wih -ReLU-> _who

//// graph: a step of training over lists, forward and backward by loops
public sealed partial class Net
{
    [XavierNormal] private readonly float[][,] _w;
    [Zeros] private readonly float[][] _b;
    private readonly float[][] _a;
    private readonly float[][] _d;

    public Net(params int[] sizes)
    {
        int n = sizes.Length - 1;
        _w = new float[n][,];
        _b = new float[n][];
        _a = new float[n + 1][];
        _d = new float[n + 1][];
        for (int l = 0; l <= n; l++)
        {
            _a[l] = new float[sizes[l]];
            _d[l] = new float[sizes[l]];
        }

        for (int l = 0; l < n; l++)
        {
            _w[l] = new float[sizes[l + 1], sizes[l]];
            _b[l] = new float[sizes[l + 1]];
        }
    }

    public float Step(float[] x, float[] t, float rate)
    {
        int n = _w.Length;
        x.CopyTo(_a[0], 0);
        for (int l = 0; l < n; l++)
        {
            for (int j = 0; j < _a[l + 1].Length; j++)
            {
                float z = _b[l][j];
                for (int i = 0; i < _a[l].Length; i++)
                {
                    z += _w[l][j, i] * _a[l][i];
                }

                _a[l + 1][j] = l < n - 1 && z < 0 ? 0 : z;
            }
        }

        float loss = 0;
        for (int j = 0; j < t.Length; j++)
        {
            _d[n][j] = _a[n][j] - t[j];
            loss += _d[n][j] * _d[n][j];
        }

        for (int l = n - 1; l >= 0; l--)
        {
            for (int i = 0; i < _a[l].Length; i++)
            {
                float sum = 0;
                for (int j = 0; j < _a[l + 1].Length; j++)
                {
                    sum += _w[l][j, i] * _d[l + 1][j];
                }

                _d[l][i] = _a[l][i] > 0 ? sum : 0;
            }

            for (int j = 0; j < _a[l + 1].Length; j++)
            {
                for (int i = 0; i < _a[l].Length; i++)
                {
                    _w[l][j, i] -= rate * _d[l + 1][j] * _a[l][i];
                }
            }
        }

        return loss;
    }
}
//// edges
_b -ReLU-> _w
_w -ReLU-> _w

//// graph: a backward pass alone is no forward pass
public sealed partial class Net
{
    [KaimingNormal(Nonlinearity.Relu)] private readonly float[,] _w1 = new float[16, 8];
    [KaimingNormal(Nonlinearity.Relu)] private readonly float[,] _w2 = new float[16, 16];
    [XavierNormal] private readonly float[,] _w3 = new float[4, 16];

    public void Train(float[] x, float[] h1, float[] h2, float[] y, float[] t, float rate)
    {
        var d3 = new float[4];
        var d2 = new float[16];
        var d1 = new float[16];
        for (int k = 0; k < 4; k++) d3[k] = y[k] - t[k];
        for (int j = 0; j < 16; j++)
        {
            for (int k = 0; k < 4; k++) d2[j] += _w3[k, j] * d3[k];
            if (h2[j] <= 0) d2[j] = 0;
        }

        for (int j = 0; j < 16; j++)
        {
            for (int k = 0; k < 16; k++) d1[j] += _w2[k, j] * d2[k];
            if (h1[j] <= 0) d1[j] = 0;
        }

        for (int k = 0; k < 4; k++) for (int j = 0; j < 16; j++) _w3[k, j] -= rate * d3[k] * h2[j];
        for (int k = 0; k < 16; k++) for (int j = 0; j < 16; j++) _w2[k, j] -= rate * d2[k] * h1[j];
        for (int k = 0; k < 16; k++) for (int j = 0; j < 8; j++) _w1[k, j] -= rate * d1[k] * x[j];
    }
}
//// edges

//// graph: weights that override abstract and virtual properties
public abstract class Base
{
    protected abstract float[,] W1 { get; }

    protected virtual float[,] W2 => throw new NotSupportedException();

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        Ops.MatVec(W1, x, h);
        Ops.Relu(h);
        var y = new float[4];
        Ops.MatVec(W2, h, y);
        return y;
    }
}

public sealed partial class Net : Base
{
    [XavierNormal] protected override float[,] W1 { get; } = new float[16, 8];
    [XavierNormal] protected override float[,] W2 { get; } = new float[4, 16];
}
//// edges
W1 -ReLU-> W2
W2 -linear-> output

//// graph: a list of matrices, one by one
public sealed partial class Net
{
    [KaimingNormal] private readonly List<float[,]> _w = new();
    public Net(int n) { for (int i = 0; i < n; i++) _w.Add(new float[32, 32]); }
    public float[] Forward(float[] x)
    {
        foreach (var w in _w)
        {
            var y = new float[32];
            Ops.MatVec(w, x, y);
            Ops.Relu(y);
            x = y;
        }
        return x;
    }
}
//// edges
_w -ReLU-> _w
_w -ReLU-> output

//// graph: a method for one layer, given its number
public sealed partial class Net
{
    [XavierNormal] private readonly float[][,] _w = new float[6][,];
    [Zeros] private readonly float[][] _b = new float[6][];
    public Net() { for (int i = 0; i < 6; i++) { _w[i] = new float[32, 32]; _b[i] = new float[32]; } }
    private float[] Layer(int l, float[] x)
    {
        var y = new float[32];
        Ops.MatVec(_w[l], x, y);
        Ops.AddBias(y, _b[l]);
        if (l < _w.Length - 1)
        {
            Ops.Relu(y);
        }
        return y;
    }
    public float[] Forward(float[] x)
    {
        for (int l = 0; l < _w.Length; l++)
        {
            x = Layer(l, x);
        }
        return x;
    }
}
//// edges
_b -ReLU-> _w
_b -linear-> output
_w -ReLU-> _w
_w -linear-> output

//// graph: an autoencoder of two lists, each run in a loop
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _enc = new float[3][,];
    [KaimingNormal] private readonly float[][,] _dec = new float[3][,];
    public Net() { for (int i = 0; i < 3; i++) { _enc[i] = new float[32, 32]; _dec[i] = new float[32, 32]; } }
    public float[] Forward(float[] x)
    {
        float[] h = x;
        for (int l = 0; l < _enc.Length; l++)
        {
            var y = new float[32];
            Ops.MatVec(_enc[l], h, y);
            Ops.Relu(y);
            h = y;
        }
        for (int l = 0; l < _dec.Length; l++)
        {
            var y = new float[32];
            Ops.MatVec(_dec[l], h, y);
            if (l == _dec.Length - 1) Ops.Sigmoid(y); else Ops.Relu(y);
            h = y;
        }
        return h;
    }
}
//// edges
_dec -ReLU-> _dec
_dec -sigmoid-> output
_enc -ReLU-> _dec
_enc -ReLU-> _enc

//// graph: recurrent layers in lists, over time
public sealed partial class Net
{
    [XavierNormal] private readonly float[][,] _wx = new float[2][,];
    [Orthogonal] private readonly float[][,] _wh = new float[2][,];
    private readonly float[][] _h = new float[2][];
    public Net() { for (int i = 0; i < 2; i++) { _wx[i] = new float[32, 32]; _wh[i] = new float[32, 32]; _h[i] = new float[32]; } }
    public float[] Forward(float[][] xs)
    {
        float[] top = _h[1];
        foreach (float[] x in xs)
        {
            float[] input = x;
            for (int l = 0; l < 2; l++)
            {
                var next = new float[32];
                for (int j = 0; j < 32; j++)
                {
                    float z = 0;
                    for (int i = 0; i < 32; i++) z += _wx[l][j, i] * input[i] + _wh[l][j, i] * _h[l][i];
                    next[j] = MathF.Tanh(z);
                }
                _h[l] = next;
                input = next;
            }
            top = input;
        }
        return top;
    }
}
//// edges
_wh -tanh+-> _wh
_wh -tanh+-> _wx
_wh -tanh+-> output
_wx -tanh+-> _wh
_wx -tanh+-> _wx
_wx -tanh+-> output

//// graph: a list by constant numbers
public sealed partial class Net
{
    [XavierNormal] private readonly float[][,] _w = new float[3][,];
    public Net() { for (int i = 0; i < 3; i++) _w[i] = new float[32, 32]; }
    private static float[] Lin(float[,] w, float[] x) { var y = new float[32]; Ops.MatVec(w, x, y); return y; }
    private static float[] Relu(float[] x) => x.Select(v => Math.Max(0, v)).ToArray();
    public float[] Forward(float[] x) => Lin(_w[2], Relu(Lin(_w[1], Relu(Lin(_w[0], x)))));
}
//// edges
_w -ReLU-> _w
_w -linear-> output

//// graph: running statistics are no training
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [Zeros, Frozen] private readonly float[] _mean = new float[16];
    [Zeros] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x, bool training)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        if (training)
        {
            for (int j = 0; j < 16; j++) _mean[j] = 0.9f * _mean[j] + 0.1f * h[j];
        }

        Ops.LayerNorm(h, _gain, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
//// edges
_beta -ReLU-> _w2
_gain -ReLU-> _w2
_w1 -norm-> _w2
_w2 -linear-> output

//// graph: a step that trains says nothing, the pass that it calls does
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];
    private readonly float[] _h = new float[16];
    private readonly float[] _y = new float[4];

    public float[] Predict(float[] x)
    {
        Ops.MatVec(_w1, x, _h);
        Ops.Relu(_h);
        Ops.MatVec(_w2, _h, _y);
        return _y;
    }

    public void Step(float[] x, float[] t)
    {
        float[] y = Predict(x);
        for (int k = 0; k < 4; k++)
            for (int j = 0; j < 16; j++)
                _w2[k, j] -= 0.1f * (y[k] - t[k]) * _h[j];
    }
}
//// edges
_w1 -ReLU-> _w2
_w2 -linear-> output
