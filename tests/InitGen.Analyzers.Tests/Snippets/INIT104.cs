//// fires: the slope, nested loops
public sealed partial class Net
{
    [{|INIT104:KaimingNormal(Nonlinearity.LeakyRelu)|}] private readonly float[,] _w1 = new float[16, 8];
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

            h1[j] = sum > 0f ? sum : 0.2f * sum;
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

//// fires: the slope, span helpers
public sealed partial class Net
{
    [{|INIT104:KaimingNormal(Nonlinearity.LeakyRelu)|}, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w2 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.LeakyRelu(h1, 0.2f);
        Ops.MatVec(_w2, h1, y);
    }
}

//// fires: the slope, layer objects
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
    [{|INIT104:KaimingNormal(Nonlinearity.LeakyRelu)|}] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];
    private readonly Layer _w1Layer;
    private readonly Layer _w2Layer;

    public Net()
    {
        _w1Layer = new Layer(_w1, v => v > 0f ? v : 0.2f * v);
        _w2Layer = new Layer(_w2, v => v);
    }

    public float[] Forward(float[] x) => _w2Layer.Forward(_w1Layer.Forward(x));
}

//// fires: tanh is named, a rectifier applied
public sealed partial class Net
{
    [{|INIT104:KaimingNormal(Nonlinearity.Tanh)|}] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT104:XavierUniform(Nonlinearity.Tanh)|}] private readonly float[,] _w2 = new float[16, 16];
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

            h2[j] = sum / (1f + MathF.Exp(-sum));
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

//// fires: no function between two weights
public sealed partial class Net
{
    [{|INIT104:XavierNormal(Nonlinearity.Tanh)|}, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [XavierNormal(Nonlinearity.Tanh), Shape(16, 16)] private readonly float[] _w2 = new float[256];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w3 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Span<float> h2 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.MatVec(_w2, h1, h2);
        Ops.Tanh(h2);
        Ops.MatVec(_w3, h2, y);
    }
}

//// silent: the function that is applied, nested loops
public sealed partial class Net
{
    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.2)] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _w2 = new float[16, 16];
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

            h1[j] = sum > 0f ? sum : 0.2f * sum;
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

//// silent: the function that is applied, span helpers
public sealed partial class Net
{
    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.2), Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [XavierNormal(Nonlinearity.Tanh), Shape(16, 16)] private readonly float[] _w2 = new float[256];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w3 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Span<float> h2 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.LeakyRelu(h1, 0.2f);
        Ops.MatVec(_w2, h1, h2);
        Ops.Tanh(h2);
        Ops.MatVec(_w3, h2, y);
    }
}

//// silent: the function that is applied, layer objects
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
    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.2)] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _w2 = new float[16, 16];
    [XavierNormal] private readonly float[,] _w3 = new float[4, 16];
    private readonly Layer _w1Layer;
    private readonly Layer _w2Layer;
    private readonly Layer _w3Layer;

    public Net()
    {
        _w1Layer = new Layer(_w1, v => v > 0f ? v : 0.2f * v);
        _w2Layer = new Layer(_w2, v => MathF.Tanh(v));
        _w3Layer = new Layer(_w3, v => v);
    }

    public float[] Forward(float[] x) => _w3Layer.Forward(_w2Layer.Forward(_w1Layer.Forward(x)));
}

//// silent: the default names nothing
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [KaimingNormal] private readonly float[,] _w2 = new float[16, 16];
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

            h1[j] = sum / (1f + MathF.Exp(-sum));
        }

        var h2 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = sum > 0f ? sum : MathF.Exp(sum) - 1f;
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

//// silent: the result may meet its function outside
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
    [KaimingNormal(Nonlinearity.Relu)] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _w2 = new float[4, 16];
    private readonly Layer _w1Layer;
    private readonly Layer _w2Layer;

    public Net()
    {
        _w1Layer = new Layer(_w1, v => MathF.Max(0f, v));
        _w2Layer = new Layer(_w2, v => v);
    }

    public float[] Forward(float[] x) => _w2Layer.Forward(_w1Layer.Forward(x));
}

//// silent: unknown, a norm, a given gain
public sealed partial class Net
{
    [KaimingNormal(Nonlinearity.Relu), Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [KaimingNormal(Nonlinearity.Relu, Gain = 1.2), Shape(16, 16)] private readonly float[] _w2 = new float[256];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w3 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Span<float> h2 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.LayerNorm(h1);
        Ops.MatVec(_w2, h1, h2);
        Ops.Tanh(h2);
        Ops.MatVec(_w3, h2, y);
    }
}

//// fires: a list of weights, another function in the hidden layers
public sealed partial class Net
{
    [{|INIT104:KaimingNormal(Nonlinearity.Gelu)|}] private readonly float[][,] _w;
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

//// silent: a list of weights, the function of the hidden layers
public sealed partial class Net
{
    [KaimingNormal(Nonlinearity.Elu)] private readonly float[][,] _w;
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
                Ops.Elu(y);
            }

            x = y;
        }

        return x;
    }
}

//// fix: the function that is applied
public sealed partial class Net
{
    [{|INIT104:KaimingUniform(Nonlinearity.Tanh, FanMode = FanMode.FanOut)|}, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w2 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.LeakyRelu(h1, 0.2f);
        Ops.MatVec(_w2, h1, y);
    }
}

//// fixed
public sealed partial class Net
{
    [KaimingUniform(Nonlinearity.LeakyRelu, Slope = 0.2, FanMode = FanMode.FanOut), Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w2 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.LeakyRelu(h1, 0.2f);
        Ops.MatVec(_w2, h1, y);
    }
}

//// fires: the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        {|INIT104:Init.KaimingNormal<float>|}(_w1, [16, 8], stream.Child("w1"), Nonlinearity.Silu);
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LeakyRelu(h, 0.3f);
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
        Init.KaimingNormal<float>(_w1, [16, 8], stream.Child("w1"), Nonlinearity.Silu);
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LeakyRelu(h, 0.3f);
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
        Init.KaimingNormal<float>(_w1, [16, 8], stream.Child("w1"), nonlinearity: Nonlinearity.LeakyRelu, slope: 0.3);
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LeakyRelu(h, 0.3f);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: the facade, by default
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        Init.KaimingNormal<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Silu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: the forward pass scales the sum
public sealed partial class Net
{
    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.3)] private readonly float[,] _w1 = new float[64, 64];
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
        
            h[j] = MathF.Max(0f, sum);
        }
        
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fires: Xavier named for ReLU before a linear map is one mistake
public sealed partial class Net
{
    [{|INIT104:XavierNormal(Nonlinearity.Relu)|}] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
