//// fires: a negative constant, nested loops
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT119:Constant(-0.5)|}] private readonly float[] _bw1 = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];
    [Zeros] private readonly float[] _bw2 = new float[4];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = _bw1[j];
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = _bw2[j];
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// fires: a wide range, span helpers
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [{|INIT119:Uniform(-1, 1)|}] private readonly float[] _bw1 = new float[16];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w2 = new float[64];
    [Zeros] private readonly float[] _bw2 = new float[4];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.AddBias(h1, _bw1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, y);
        Ops.AddBias(y, _bw2);
    }
}

//// fires: a wide normal, nested loops
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT119:Normal(0, 1)|}] private readonly float[] _bw1 = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];
    [Zeros] private readonly float[] _bw2 = new float[4];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = _bw1[j];
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = _bw2[j];
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// silent: zeros and a small positive constant
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Constant(0.01)] private readonly float[] _bw1 = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];
    [Zeros] private readonly float[] _bw2 = new float[4];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = _bw1[j];
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = _bw2[j];
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// silent: within 1/√fan_in
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [Uniform(-0.35, 0.35)] private readonly float[] _bw1 = new float[16];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w2 = new float[64];
    [Zeros] private readonly float[] _bw2 = new float[4];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.AddBias(h1, _bw1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, y);
        Ops.AddBias(y, _bw2);
    }
}

//// silent: another function
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[16, 8];
    [Uniform(-1, 1)] private readonly float[] _bw1 = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];
    [Constant(-2.2)] private readonly float[] _bw2 = new float[4];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = _bw1[j];
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Tanh(sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = _bw2[j];
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// silent: gates, and the prior of an output
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _wg = new float[16, 8];
    [Constant(-2)] private readonly float[] _bg = new float[16];
    [XavierNormal] private readonly float[,] _wv = new float[16, 8];
    [XavierNormal] private readonly float[,] _head = new float[2, 16];
    [Constant(-4.6)] private readonly float[] _prior = new float[2];

    public float[] Forward(float[] x)
    {
        var g = new float[16];
        var v = new float[16];
        Ops.MatVec(_wg, x, g);
        Ops.AddBias(g, _bg);
        Ops.Sigmoid(g);
        Ops.MatVec(_wv, x, v);
        for (int j = 0; j < 16; j++)
        {
            v[j] *= g[j];
        }

        var y = new float[2];
        Ops.MatVec(_head, v, y);
        Ops.AddBias(y, _prior);
        Ops.Sigmoid(y);
        return y;
    }
}

//// fires: a negative constant, a layer object
public sealed partial class Dense(int inputs, int outputs)
{
    [KaimingNormal] private readonly double[,] _w = new double[outputs, inputs];
    [{|INIT119:Constant(-0.5)|}] private readonly double[] _b = new double[outputs];

    public double[] Forward(double[] x)
    {
        var y = new double[_b.Length];
        for (int j = 0; j < y.Length; j++)
        {
            double z = _b[j];
            for (int i = 0; i < x.Length; i++)
            {
                z += _w[j, i] * x[i];
            }

            y[j] = Math.Max(z, 0);
        }

        return y;
    }
}

//// fix: zeros
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [{|INIT119:Constant(-1)|}] private readonly float[] _bw1 = new float[16];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w2 = new float[64];
    [Zeros] private readonly float[] _bw2 = new float[4];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.AddBias(h1, _bw1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, y);
        Ops.AddBias(y, _bw2);
    }
}

//// fixed
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [Zeros] private readonly float[] _bw1 = new float[16];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w2 = new float[64];
    [Zeros] private readonly float[] _bw2 = new float[4];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.AddBias(h1, _bw1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, y);
        Ops.AddBias(y, _bw2);
    }
}

//// fires: the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];
    private readonly float[] _b1 = new float[16];

    public Net(RandomStream stream)
    {
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
        {|INIT119:Init.Constant<float>|}(_b1, -1.0);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fix: a call of the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];
    private readonly float[] _b1 = new float[16];

    public Net(RandomStream stream)
    {
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
        Init.Normal<float>(_b1, stream.Child("b1"), std: 3.0);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
//// fixed
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];
    private readonly float[] _b1 = new float[16];

    public Net(RandomStream stream)
    {
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
        Init.Zeros<float>(_b1);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: wide beside 1/√fan_in, narrow beside the sum
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 4096];
    [Normal(0, 0.02)] private readonly float[] _b1 = new float[64];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 64];

    public float[] Forward(float[] x)
    {
        var h = new float[64];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
