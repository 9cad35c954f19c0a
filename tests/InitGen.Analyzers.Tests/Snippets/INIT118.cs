//// fires: nested loops
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT118:Zeros|}] private readonly float[] _b1 = new float[16];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        for (int j = 0; j < 16; j++)
        {
            float sum = _b1[j];
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h[j] = sum;
        }

        Ops.LayerNorm(h, _gain, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fires: span helpers
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT118:Zeros|}] private readonly float[] _b1 = new float[16];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.LayerNorm(h, _gain, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fires: a norm object
public sealed class Normalizer(float[] gain, float[] bias)
{
    public void Apply(Span<float> y) => Ops.LayerNorm(y, gain, bias);
}

public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT118:Zeros|}] private readonly float[] _b1 = new float[16];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];
    private readonly Normalizer _normalizer;

    public Net() => _normalizer = new Normalizer(_gain, _beta);

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        _normalizer.Apply(h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: an RMS norm keeps the mean
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[] _b1 = new float[16];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.RmsNorm(h, _gain);
        Ops.AddBias(h, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: an activation stands between
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[] _b1 = new float[16];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        for (int j = 0; j < 16; j++)
        {
            float sum = _b1[j];
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h[j] = sum;
        }

        Ops.Tanh(h);
        Ops.LayerNorm(h, _gain, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: no norm
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[] _b1 = new float[16];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.AddBias(h, _gain);
        Ops.AddBias(h, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: more than one map is added before the norm
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 16];
    [Zeros] private readonly float[] _b1 = new float[16];
    [Normal(0, 0.02)] private readonly float[] _position = new float[16];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        for (int j = 0; j < 16; j++)
        {
            h[j] += _b1[j];
            h[j] += _position[j];
        }

        Ops.LayerNorm(h, _gain, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: the sum of a residual branch
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 16];
    [Zeros] private readonly float[] _b1 = new float[16];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        for (int j = 0; j < 16; j++)
        {
            h[j] += x[j];
        }

        Ops.LayerNorm(h, _gain, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fix: removes the bias and every use of it
public sealed partial class Net
{
    // First layer.
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8]; // out, in
    [{|INIT118:Zeros|}] private readonly float[] _b1 = new float[16];

    // Norm.
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f; // starts here
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h[j] = sum + _b1[j]; // with bias
        }

        Ops.LayerNorm(h, _gain, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }

    public void Update(float[] d, float rate)
    {
        for (int j = 0; j < 16; j++)
        {
            _b1[j] -= rate * d[j];
        }
    }
}
//// fixed
public sealed partial class Net
{
    // First layer.
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8]; // out, in

    // Norm.
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f; // starts here
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h[j] = sum; // with bias
        }

        Ops.LayerNorm(h, _gain, _beta);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }

    public void Update(float[] d, float rate)
    {
    }
}

//// fires: the facade, no fix
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];
    private readonly float[] _b1 = new float[16];

    public Net(RandomStream stream)
    {
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
        {|INIT118:Init.Zeros<float>|}(_b1);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.LayerNorm(h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fires: a bias that others may read, no fix
public sealed partial class Open
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT118:Zeros|}] public float[] B1 { get; } = new float[16];
    [Ones] private readonly float[] _gain = new float[16];
    [Zeros] private readonly float[] _shift = new float[16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, B1);
        Ops.LayerNorm(h, _gain, _shift);
        Ops.Relu(h);
        return h;
    }
}

