//// fires: a linear output, nested loops
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT106:KaimingNormal|}] private readonly float[,] _w2 = new float[4, 16];

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

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
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

//// fires: a linear output, span helpers
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [{|INIT106:KaimingNormal|}, Shape(4, 16)] private readonly float[] _w2 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, y);
    }
}

//// fires: a linear output, layer objects
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
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT106:KaimingNormal|}] private readonly float[,] _w2 = new float[4, 16];
    private readonly Layer _w1Layer;
    private readonly Layer _w2Layer;

    public Net()
    {
        _w1Layer = new Layer(_w1, v => MathF.Max(0f, v));
        _w2Layer = new Layer(_w2, v => v);
    }

    public float[] Forward(float[] x) => _w2Layer.Forward(_w1Layer.Forward(x));
}

//// silent: Xavier on the output, nested loops
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

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

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
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

//// silent: Xavier on the output, span helpers
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w2 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, y);
    }
}

//// silent: Xavier on the output, layer objects
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
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];
    private readonly Layer _w1Layer;
    private readonly Layer _w2Layer;

    public Net()
    {
        _w1Layer = new Layer(_w1, v => MathF.Max(0f, v));
        _w2Layer = new Layer(_w2, v => v);
    }

    public float[] Forward(float[] x) => _w2Layer.Forward(_w1Layer.Forward(x));
}

//// silent: a rectifier at the output, a given gain
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [KaimingNormal(Gain = 1.0), Shape(16, 16)] private readonly float[] _w2 = new float[256];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, y);
    }
}

//// silent: a layer of its own
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];

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

            h1[j] = sum;
        }

        return h1;
    }
}

//// silent: a block of another network
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [KaimingNormal, Shape(8, 16)] private readonly float[] _w2 = new float[128];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, y);
    }
}

public sealed class Tower(Net[] blocks)
{
    public void Forward(float[] x, float[] y)
    {
        foreach (Net block in blocks)
        {
            block.Predict(x, y);
            Ops.Relu(y);
            y.CopyTo(x, 0);
        }
    }
}

//// silent: a list of weights whose hidden layers are rectified
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

            x = y;
        }

        return x;
    }
}

//// fix: Xavier of the same distribution
public sealed partial class Net
{
    [KaimingUniform] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT106:KaimingUniform(FanMode = FanMode.FanOut, Layout = ParameterLayout.OutIn)|}] private readonly float[,] _w2 = new float[4, 16];

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

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
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

//// fixed
public sealed partial class Net
{
    [KaimingUniform] private readonly float[,] _w1 = new float[16, 8];
    [XavierUniform(Layout = ParameterLayout.OutIn)] private readonly float[,] _w2 = new float[4, 16];

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

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
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

//// fires: the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        Init.KaimingNormal<float>(_w1, [16, 8], stream.Child("w1"));
        {|INIT106:Init.KaimingNormal<float>|}(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
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

    public Net(RandomStream stream)
    {
        Init.KaimingNormal<float>(_w1, [16, 8], stream.Child("w1"));
        Init.KaimingNormal<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
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

    public Net(RandomStream stream)
    {
        Init.KaimingNormal<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierNormal<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: the output is scaled
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 64];
    [KaimingNormal] private readonly float[,] _w2 = new float[4, 64];

    public float[] Forward(float[] x)
    {
        var h = new float[64];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        for (int k = 0; k < y.Length; k++)
        {
            y[k] *= 0.1f;
        }
        
        return y;
    }
}

//// fires: two heads
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 8];
    [{|INIT106:KaimingNormal|}] private readonly float[,] _policy = new float[4, 64];
    [{|INIT106:KaimingNormal|}] private readonly float[,] _value = new float[1, 64];

    public (float[] Policy, float Value) Forward(float[] x)
    {
        var h = new float[64];
        var policy = new float[4];
        var value = new float[1];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_policy, h, policy);
        Ops.MatVec(_value, h, value);
        return (policy, value[0]);
    }
}

//// silent: a part of a model that holds it in a plain field
public sealed partial class Encoder
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 8];
    [KaimingNormal] private readonly float[,] _w2 = new float[16, 64];

    public float[] Forward(float[] x)
    {
        var h = new float[64];
        var y = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

public sealed class Agent(Encoder encoder)
{
    private readonly Encoder _encoder = encoder;

    public float[] Act(float[] observation)
    {
        float[] y = _encoder.Forward(observation);
        Ops.Relu(y);
        return y;
    }
}
