//// fires: nested loops, sigmoid by hand
public sealed partial class Net
{
    [{|INIT103:KaimingNormal|}] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h[j] = 1f / (1f + MathF.Exp(-sum));
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

//// fires: span helpers, tanh and softmax
public sealed partial class Net
{
    [{|INIT103:KaimingUniform|}] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT103:KaimingUniform(Nonlinearity.LeakyRelu)|}] private readonly float[,] _w2 = new float[4, 16];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h = stackalloc float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, y);
        TensorPrimitives.SoftMax(y, y);
    }
}

//// fires: layer objects, the activation a delegate
public sealed partial class Layer
{
    [{|INIT103:KaimingNormal|}] public float[,] W { get; } = new float[16, 8];

    private readonly Func<float, float> _activation = MathF.Tanh;

    public float[] Forward(float[] x)
    {
        var y = new float[16];
        Ops.MatVec(W, x, y);
        for (int j = 0; j < y.Length; j++)
        {
            y[j] = _activation(y[j]);
        }

        return y;
    }
}

//// silent: a rectifier follows
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.1)] private readonly float[,] _w2 = new float[16, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var g = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.LeakyRelu(g, 0.1f);
        return g;
    }
}

//// silent: tanh's own gain
public sealed partial class Net
{
    [KaimingNormal(Nonlinearity.Tanh)] private readonly float[,] _w1 = new float[16, 8];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        return h;
    }
}

//// silent: a norm follows, or the gain is given
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [KaimingNormal(Gain = 1)] private readonly float[,] _w2 = new float[16, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var g = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, g);
        Ops.Sigmoid(g);
        return g;
    }
}

//// silent: the activation is chosen at run time
public sealed partial class Net(Func<float, float> activation)
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        Ops.MatVec(_w1, x, h);
        return Array.ConvertAll(h, v => activation(v));
    }
}

//// fires: a list of weights, tanh but for the last
public sealed partial class Net
{
    [{|INIT103:KaimingNormal|}] private readonly float[][,] _w;
    [Zeros] private readonly float[][] _b;

    public Net(params int[] sizes)
    {
        _w = new float[sizes.Length - 1][,];
        _b = new float[sizes.Length - 1][];
        for (int l = 0; l < _w.Length; l++)
        {
            _w[l] = new float[sizes[l + 1], sizes[l]];
            _b[l] = new float[sizes[l + 1]];
        }
    }

    public float[] Forward(float[] x)
    {
        for (int l = 0; l < _w.Length; l++)
        {
            var y = new float[_b[l].Length];
            Ops.MatVec(_w[l], x, y);
            Ops.AddBias(y, _b[l]);
            if (l < _w.Length - 1)
            {
                Ops.Tanh(y);
            }

            x = y;
        }

        return x;
    }
}

//// silent: a list of weights, a softmax behind rectified layers only
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _w;
    [Zeros] private readonly float[][] _b;

    public Net(params int[] sizes)
    {
        _w = new float[sizes.Length - 1][,];
        _b = new float[sizes.Length - 1][];
        for (int l = 0; l < _w.Length; l++)
        {
            _w[l] = new float[sizes[l + 1], sizes[l]];
            _b[l] = new float[sizes[l + 1]];
        }
    }

    public float[] Forward(float[] x)
    {
        for (int l = 0; l < _w.Length; l++)
        {
            var y = new float[_b[l].Length];
            Ops.MatVec(_w[l], x, y);
            Ops.AddBias(y, _b[l]);
            if (l < _w.Length - 1)
            {
                Ops.Relu(y);
            }
            else
            {
                Ops.Softmax(y);
            }

            x = y;
        }

        return x;
    }
}

//// fix: Xavier with the function's gain
public sealed partial class Net
{
    [{|INIT103:KaimingNormal(FanMode = FanMode.FanOut, Parts = 2)|}] private readonly float[,] _w1 = new float[16, 8]; /* tanh */
    [{|INIT103:KaimingUniformAttribute(Nonlinearity.Relu)|}] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, y);
        Ops.Softmax(y);
        return y;
    }
}
//// fixed
public sealed partial class Net
{
    [XavierNormal(Nonlinearity.Tanh, Parts = 2)] private readonly float[,] _w1 = new float[16, 8]; /* tanh */
    [XavierUniformAttribute] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, y);
        Ops.Softmax(y);
        return y;
    }
}

//// fires: the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        {|INIT103:Init.KaimingUniform<float>|}(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fix: a call of the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"), Nonlinearity.Relu, residualBranches: 2);
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
//// fixed
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        Init.XavierUniform<float>(_w1, [16, 8], stream.Child("w1"), nonlinearity: Nonlinearity.Tanh, residualBranches: 2);
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: the facade, for a function known at run time
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"), Enum.Parse<Nonlinearity>(Environment.MachineName));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: the forward pass scales the sum
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 64];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 64];

    public float[] Forward(float[] x)
    {
        var h = new float[64];
        var y = new float[4];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += 0.5f * _w1[j, i] * x[i];
            }
        
            h[j] = MathF.Tanh(sum);
        }
        
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
