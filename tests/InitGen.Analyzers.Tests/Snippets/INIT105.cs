//// fires: one value in a hidden layer, nested loops
public sealed partial class Net
{
    [{|INIT105:Constant(0.1)|}] private readonly float[,] _w1 = new float[16, 8];
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

//// fires: one value in a hidden layer, span helpers
public sealed partial class Net
{
    [{|INIT105:Constant(0.1)|}, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w2 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, y);
    }
}

//// fires: one value in a hidden layer, layer objects
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
    [{|INIT105:Constant(0.1)|}] private readonly float[,] _w1 = new float[16, 8];
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

//// fires: ones, and no spread
public sealed partial class Net
{
    [{|INIT105:Ones|}] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT105:Normal(0.5, 0)|}] private readonly float[,] _w2 = new float[16, 16];
    [XavierNormal] private readonly float[,] _w3 = new float[4, 16];

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

            h1[j] = MathF.Tanh(sum);
        }

        var h2 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = MathF.Tanh(sum);
        }

        var h3 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w3[j, i] * h2[i];
            }

            h3[j] = sum;
        }

        return h3;
    }
}

//// silent: an output head on layers that differ, nested loops
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Constant(0.1)] private readonly float[,] _w2 = new float[4, 16];

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

//// silent: an output head on layers that differ, span helpers
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [Constant(0.1), Shape(4, 16)] private readonly float[] _w2 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, y);
    }
}

//// silent: an output head on layers that differ, layer objects
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
    [Constant(0.1)] private readonly float[,] _w2 = new float[4, 16];
    private readonly Layer _w1Layer;
    private readonly Layer _w2Layer;

    public Net()
    {
        _w1Layer = new Layer(_w1, v => MathF.Max(0f, v));
        _w2Layer = new Layer(_w2, v => v);
    }

    public float[] Forward(float[] x) => _w2Layer.Forward(_w1Layer.Forward(x));
}

//// silent: frozen, no forward pass, a vector
public sealed partial class Net
{
    [Ones, Frozen] private readonly float[,] _box = new float[3, 3];
    [Ones] private readonly float[,] _other = new float[3, 3];
    [Ones] private readonly float[] _gain = new float[16];

    public float At(int i) => _box[i, i] + _other[i, i] + _gain[i];
}

//// silent: a fixed filter, the last map of a residual branch, and values from a file
public sealed partial class Net
{
    [Constant(0.111), Frozen] private readonly float[,,,] _blur = new float[8, 1, 3, 3];
    [KaimingNormal] private readonly float[,] _up = new float[16, 8];
    [Constant(0.01)] private readonly float[,] _down = new float[8, 16];
    [Constant(0.5)] private readonly float[,] _loaded = new float[8, 8];

    public void Load(float[] values)
    {
        for (int i = 0; i < 64; i++)
        {
            _loaded[i / 8, i % 8] = values[i];
        }
    }

    public float[] Forward(float[,,] image)
    {
        var x = new float[8];
        for (int o = 0; o < 8; o++)
        {
            for (int ky = 0; ky < 3; ky++)
            {
                for (int kx = 0; kx < 3; kx++)
                {
                    x[o] += _blur[o, 0, ky, kx] * image[0, ky, kx];
                }
            }
        }

        var h = new float[16];
        var g = new float[8];
        Ops.MatVec(_up, x, h);
        Ops.Relu(h);
        Ops.MatVec(_down, h, g);
        for (int i = 0; i < 8; i++)
        {
            g[i] += x[i];
        }

        var y = new float[8];
        Ops.MatVec(_loaded, g, y);
        Ops.Relu(y);
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
        {|INIT105:Init.Constant|}(_w1.AsSpan(), 0.1);
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
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

//// silent: the facade, on a vector
public sealed class Net
{
    private readonly float[] _g = new float[16];
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        Init.Constant(_g.AsSpan(), 0.1);
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _g);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: a mask over a weight
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Ones] private readonly float[,] _mask = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * _mask[j, i] * x[i];
            }
        
            h[j] = MathF.Max(0f, sum);
        }
        
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
