//// fires: softmax
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [Zeros] private readonly float[] _bw1 = new float[16];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w2 = new float[64];
    [{|INIT205:Zeros|}] private readonly float[] _bw2 = new float[4];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.AddBias(h1, _bw1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, y);
        Ops.AddBias(y, _bw2);
        Ops.Softmax(y);
    }
}

//// fires: sigmoid
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[] _bw1 = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[1, 16];
    [{|INIT205:Zeros|}] private readonly float[] _bw2 = new float[1];

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

        var h2 = new float[1];
        for (int j = 0; j < 1; j++)
        {
            float sum = _bw2[j];
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = 1f / (1f + MathF.Exp(-sum));
        }

        return h2;
    }
}

//// fires: one layer
public sealed partial class Net
{
    [XavierNormal, Shape(4, 8)] private readonly float[] _w1 = new float[32];
    [{|INIT205:Zeros|}] private readonly float[] _bw1 = new float[4];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Ops.MatVec(_w1, x, y);
        Ops.AddBias(y, _bw1);
        Ops.Softmax(y);
    }
}

//// silent: a hidden layer
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[] _bw1 = new float[16];
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

            h1[j] = 1f / (1f + MathF.Exp(-sum));
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

//// silent: set
public sealed partial class Net
{
    [XavierNormal, Shape(4, 8)] private readonly float[] _w1 = new float[32];
    [Constant(-4.6)] private readonly float[] _bw1 = new float[4];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Ops.MatVec(_w1, x, y);
        Ops.AddBias(y, _bw1);
        Ops.Softmax(y);
    }
}

//// silent: a regression
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[] _bw1 = new float[16];

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

            h1[j] = sum;
        }

        return h1;
    }
}

//// fires: the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];
    private readonly float[] _b2 = new float[4];

    public Net(RandomStream stream)
    {
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
        {|INIT205:Init.Zeros<float>|}(_b2);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        Ops.AddBias(y, _b2);
        Ops.Softmax(y);
        return y;
    }
}
