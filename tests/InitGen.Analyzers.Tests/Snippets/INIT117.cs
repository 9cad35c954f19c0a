//// fires: a helper
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT117:Zeros|}] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h, _gain, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fires: nested loops
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT117:Zeros|}] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 8; i++)
            {
                h[j] += _w1[j, i] * x[i];
            }
        }

        float mean = 0f, square = 0f;
        for (int j = 0; j < 16; j++)
        {
            mean += h[j] / 16f;
        }

        for (int j = 0; j < 16; j++)
        {
            float d = h[j] - mean;
            square += d * d / 16f;
        }

        for (int j = 0; j < 16; j++)
        {
            h[j] = _gain[j] * (h[j] - mean) / MathF.Sqrt(square + 1e-5f) + _beta[j];
        }

        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fires: a norm object
public sealed class LayerNorm(float[] gain, float[] bias)
{
    public float[] Forward(float[] x)
    {
        float mean = x.Average();
        float deviation = MathF.Sqrt(x.Select(v => (v - mean) * (v - mean)).Average() + 1e-5f);
        return [.. x.Select((v, i) => (v - mean) / deviation * gain[i] + bias[i])];
    }
}

public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT117:Zeros|}] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];
    private readonly LayerNorm _norm;

    public Net() => _norm = new LayerNorm(_gain, _beta);

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        h = _norm.Forward(h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: ones, a helper
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h, _gain, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: ones, a norm object
public sealed class LayerNorm(float[] gain, float[] bias)
{
    public float[] Forward(float[] x)
    {
        float mean = x.Average();
        float deviation = MathF.Sqrt(x.Select(v => (v - mean) * (v - mean)).Average() + 1e-5f);
        return [.. x.Select((v, i) => (v - mean) / deviation * gain[i] + bias[i])];
    }
}

public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];
    private readonly LayerNorm _norm;

    public Net() => _norm = new LayerNorm(_gain, _beta);

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        h = _norm.Forward(h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: the last of a residual branch
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 16];
    [Zeros] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h, _gain, _beta);
        for (int i = 0; i < 16; i++)
        {
            h[i] = MathF.Max(0f, h[i] + x[i]);
        }

        return h;
    }
}

//// silent: frozen
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros, Frozen] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 8; i++)
            {
                h[j] += _w1[j, i] * x[i];
            }
        }

        float mean = 0f, square = 0f;
        for (int j = 0; j < 16; j++)
        {
            mean += h[j] / 16f;
        }

        for (int j = 0; j < 16; j++)
        {
            float d = h[j] - mean;
            square += d * d / 16f;
        }

        for (int j = 0; j < 16; j++)
        {
            h[j] = _gain[j] * (h[j] - mean) / MathF.Sqrt(square + 1e-5f) + _beta[j];
        }

        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fix: ones
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT117:Zeros|}] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h, _gain, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fixed
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h, _gain, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fires: the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];
    private readonly float[] _gain = new float[16];
    private readonly float[] _shift = new float[16];

    public Net(RandomStream stream)
    {
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
        {|INIT117:Init.Zeros<float>|}(_gain);
        Init.Zeros<float>(_shift);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h, _gain, _shift);
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
    private readonly float[] _gain = new float[16];
    private readonly float[] _shift = new float[16];

    public Net(RandomStream stream)
    {
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
        Init.Zeros<float>(_gain);
        Init.Zeros<float>(_shift);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h, _gain, _shift);
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
    private readonly float[] _gain = new float[16];
    private readonly float[] _shift = new float[16];

    public Net(RandomStream stream)
    {
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
        Init.Ones<float>(_gain);
        Init.Zeros<float>(_shift);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h, _gain, _shift);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: a gain written as one plus a parameter
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[] _gain = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h);
        for (int j = 0; j < 16; j++)
        {
            h[j] = MathF.Max(0f, (1f + _gain[j]) * h[j]);
        }
        
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: a gain written as an exponential
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[] _gain = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h);
        for (int j = 0; j < 16; j++)
        {
            h[j] = MathF.Max(0f, MathF.Exp(_gain[j]) * h[j]);
        }
        
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
