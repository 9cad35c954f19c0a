//// fires: averaged fans
public sealed partial class Net
{
    [{|INIT203:XavierNormal|}] private readonly float[,] _w1 = new float[64, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[8, 8];

    public float[] Forward(float[] x)
    {
        var h1 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = sum;
        }

        var h2 = new float[8];
        for (int j = 0; j < 8; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// fires: sigmoid by the gain of torch
public sealed partial class Net
{
    [{|INIT203:XavierNormal(Nonlinearity.Sigmoid)|}, Shape(16, 16)] private readonly float[] _w1 = new float[256];
    [XavierNormal, Shape(16, 16)] private readonly float[] _w2 = new float[256];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.Sigmoid(h1);
        Ops.MatVec(_w2, h1, y);
    }
}

//// fires: fan-out
public sealed class Layer(float[,] w, Func<float, float> activation)
{
    public float[] Forward(float[] x)
    {
        var y = new float[w.GetLength(0)];
        for (int j = 0; j < y.Length; j++)
        {
            float sum = 0f;
            for (int i = 0; i < x.Length; i++)
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
    [{|INIT203:KaimingNormal(FanMode = FanMode.FanOut)|}] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[16, 16];
    private readonly Layer _w1Layer;
    private readonly Layer _w2Layer;

    public Net()
    {
        _w1Layer = new Layer(_w1, v => MathF.Max(0f, v));
        _w2Layer = new Layer(_w2, v => v);
    }

    public float[] Forward(float[] x) => _w2Layer.Forward(_w1Layer.Forward(x));
}

//// silent: Kaiming on fan-in
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[16, 16];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// silent: tanh, within 5 %
public sealed partial class Net
{
    [XavierNormal(Nonlinearity.Tanh), Shape(16, 16)] private readonly float[] _w1 = new float[256];
    [XavierNormal, Shape(16, 16)] private readonly float[] _w2 = new float[256];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.Tanh(h1);
        Ops.MatVec(_w2, h1, y);
    }
}

//// silent: a wider tolerance by option [initgen.gain_tolerance = 0.5]
public sealed class Layer(float[,] w, Func<float, float> activation)
{
    public float[] Forward(float[] x)
    {
        var y = new float[w.GetLength(0)];
        for (int j = 0; j < y.Length; j++)
        {
            float sum = 0f;
            for (int i = 0; i < x.Length; i++)
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
    [KaimingNormal(FanMode = FanMode.FanOut)] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[16, 16];
    private readonly Layer _w1Layer;
    private readonly Layer _w2Layer;

    public Net()
    {
        _w1Layer = new Layer(_w1, v => MathF.Max(0f, v));
        _w2Layer = new Layer(_w2, v => v);
    }

    public float[] Forward(float[] x) => _w2Layer.Forward(_w1Layer.Forward(x));
}

//// fires: the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        {|INIT203:Init.XavierUniform<float>|}(_w1, [16, 8], stream.Child("w1"), Nonlinearity.Tanh);
        Init.VarianceScaling<float>(_w2, [4, 16], stream.Child("w2"));
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
