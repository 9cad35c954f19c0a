//// fires: a low-rank pair, nested loops
public sealed partial class Net
{
    [XavierNormal, Frozen] private readonly float[,] _base = new float[16, 16];
    [Zeros] private readonly float[,] _down = new float[2, 16];
    [{|INIT112:Zeros|}] private readonly float[,] _up = new float[16, 2];

    public float[] Forward(float[] x)
    {
        var r = new float[2];
        for (int j = 0; j < 2; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                r[j] += _down[j, i] * x[i];
            }
        }

        var y = new float[16];
        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                y[j] += _base[j, i] * x[i];
            }

            for (int i = 0; i < 2; i++)
            {
                y[j] += _up[j, i] * r[i];
            }
        }

        return y;
    }
}

//// fires: a low-rank pair, span helpers
public sealed partial class Net
{
    [Zeros, Shape(2, 16)] private readonly float[] _a = new float[32];
    [{|INIT112:Zeros|}, Shape(16, 2)] private readonly float[] _b = new float[32];

    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> r = stackalloc float[2];
        Ops.MatVec(_a, x, r);
        Ops.MatVec(_b, r, y);
        for (int i = 0; i < 16; i++)
        {
            y[i] += x[i];
        }
    }
}

//// fires: a gate and its value
public sealed partial class Net
{
    [Zeros] private readonly float[,] _gate = new float[16, 8];
    [{|INIT112:Zeros|}] private readonly float[,] _value = new float[16, 8];
    [XavierNormal] private readonly float[,] _out = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var g = new float[16];
        var v = new float[16];
        Ops.MatVec(_gate, x, g);
        Ops.Silu(g);
        Ops.MatVec(_value, x, v);
        for (int j = 0; j < 16; j++)
        {
            v[j] *= g[j];
        }

        var y = new float[4];
        Ops.MatVec(_out, v, y);
        return y;
    }
}

//// silent: one factor is random
public sealed partial class Net
{
    [KaimingNormal(Nonlinearity.Linear), Shape(2, 16)] private readonly float[] _a = new float[32];
    [Zeros, Shape(16, 2)] private readonly float[] _b = new float[32];

    public void Apply(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> r = stackalloc float[2];
        Ops.MatVec(_a, x, r);
        Ops.MatVec(_b, r, y);
        for (int i = 0; i < 16; i++)
        {
            y[i] += x[i];
        }
    }
}

//// silent: the other factor is random
public sealed partial class Net
{
    [Zeros] private readonly float[,] _down = new float[2, 16];
    [XavierNormal] private readonly float[,] _up = new float[16, 2];

    public float[] Forward(float[] x)
    {
        var r = new float[2];
        var y = new float[16];
        for (int j = 0; j < 2; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                r[j] += _down[j, i] * x[i];
            }
        }

        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 2; i++)
            {
                y[j] += _up[j, i] * r[i];
            }
        }

        return y;
    }
}

//// silent: overwritten, frozen
public sealed partial class Net
{
    [Zeros, Frozen] private readonly float[,] _a = new float[2, 16];
    [Zeros] private readonly float[,] _b = new float[16, 2];

    public void Load(BinaryReader reader)
    {
        for (int j = 0; j < 16; j++)
        {
            _b[j, 0] = reader.ReadSingle();
        }
    }

    public float[] Forward(float[] x)
    {
        var r = new float[2];
        var y = new float[16];
        Ops.MatVec(_a, x, r);
        Ops.MatVec(_b, r, y);
        return y;
    }
}

//// fires: a low-rank pair, layer objects
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
    [Zeros] private readonly Dense _down = new(64, 4);
    [{|INIT112:Zeros|}] private readonly Dense _up = new(4, 64);

    public float[] Forward(float[] x) => _up.Forward(_down.Forward(x));
}

//// silent: beside each zero map stands another one
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _a = new float[16, 16];
    [XavierNormal] private readonly float[,] _b = new float[16, 16];
    [Zeros] private readonly float[,] _extraA = new float[16, 16];
    [Zeros] private readonly float[,] _extraB = new float[16, 16];

    public float[] Forward(float[] x)
    {
        var y = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float a = 0f, b = 0f;
            for (int i = 0; i < 16; i++)
            {
                a += _a[j, i] * x[i] + _extraA[j, i] * x[i];
                b += _b[j, i] * x[i] + _extraB[j, i] * x[i];
            }

            y[j] = a * b;
        }

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
        Init.Zeros<float>(_w1);
        {|INIT112:Sampler.Zeros<float>|}(_w2);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
