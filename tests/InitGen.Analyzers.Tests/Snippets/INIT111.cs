//// fires: gates one by one, nested loops
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _wi = new float[16, 8];
    [XavierNormal] private readonly float[,] _wf = new float[16, 8];
    [XavierNormal] private readonly float[,] _wg = new float[16, 8];
    [XavierNormal] private readonly float[,] _wo = new float[16, 8];
    [Zeros] private readonly float[] _bi = new float[16];
    [{|INIT111:Zeros|}] private readonly float[] _bf = new float[16];
    [Zeros] private readonly float[] _bg = new float[16];
    [Zeros] private readonly float[] _bo = new float[16];
    private readonly float[] _cell = new float[16];

    private static float Sigmoid(float v) => 1f / (1f + MathF.Exp(-v));

    private static float Gate(float[,] w, float[] b, float[] x, int j)
    {
        float sum = b[j];
        for (int i = 0; i < x.Length; i++)
        {
            sum += w[j, i] * x[i];
        }

        return sum;
    }

    public float[] Step(float[] x)
    {
        var h = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float input = Sigmoid(Gate(_wi, _bi, x, j));
            float forget = Sigmoid(Gate(_wf, _bf, x, j));
            float output = Sigmoid(Gate(_wo, _bo, x, j));
            _cell[j] = forget * _cell[j] + input * MathF.Tanh(Gate(_wg, _bg, x, j));
            h[j] = output * MathF.Tanh(_cell[j]);
        }

        return h;
    }
}

//// fires: packed gates, spans
public sealed partial class Net
{
    [XavierNormal(Parts = 4)] private readonly float[,] _w = new float[64, 8];
    [{|INIT111:Zeros|}] private readonly float[] _b = new float[64];

    public void Step(ReadOnlySpan<float> x, Span<float> cell, Span<float> hidden)
    {
        Span<float> z = stackalloc float[64];
        Ops.MatVec(_w, x, z);
        Ops.AddBias(z, _b);
        for (int j = 0; j < 16; j++)
        {
            float i = 1f / (1f + MathF.Exp(-z[j]));
            float f = 1f / (1f + MathF.Exp(-z[16 + j]));
            float g = MathF.Tanh(z[32 + j]);
            float o = 1f / (1f + MathF.Exp(-z[48 + j]));
            cell[j] = f * cell[j] + i * g;
            hidden[j] = o * MathF.Tanh(cell[j]);
        }
    }
}

//// fires: negative, one by one
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _wi = new float[16, 8];
    [XavierNormal] private readonly float[,] _wf = new float[16, 8];
    [XavierNormal] private readonly float[,] _wg = new float[16, 8];
    [XavierNormal] private readonly float[,] _wo = new float[16, 8];
    [Zeros] private readonly float[] _bi = new float[16];
    [{|INIT111:Constant(-1)|}] private readonly float[] _bf = new float[16];
    [Zeros] private readonly float[] _bg = new float[16];
    [Zeros] private readonly float[] _bo = new float[16];
    private readonly float[] _cell = new float[16];

    private static float Sigmoid(float v) => 1f / (1f + MathF.Exp(-v));

    private static float Gate(float[,] w, float[] b, float[] x, int j)
    {
        float sum = b[j];
        for (int i = 0; i < x.Length; i++)
        {
            sum += w[j, i] * x[i];
        }

        return sum;
    }

    public float[] Step(float[] x)
    {
        var h = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float input = Sigmoid(Gate(_wi, _bi, x, j));
            float forget = Sigmoid(Gate(_wf, _bf, x, j));
            float output = Sigmoid(Gate(_wo, _bo, x, j));
            _cell[j] = forget * _cell[j] + input * MathF.Tanh(Gate(_wg, _bg, x, j));
            h[j] = output * MathF.Tanh(_cell[j]);
        }

        return h;
    }
}

//// fires: LstmBias itself
public sealed partial class Net
{
    [{|INIT111:LstmBias(ForgetGate = 0)|}] private readonly float[] _b = new float[64];

    public float At(int i) => _b[i];
}

//// silent: ones
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _wi = new float[16, 8];
    [XavierNormal] private readonly float[,] _wf = new float[16, 8];
    [XavierNormal] private readonly float[,] _wg = new float[16, 8];
    [XavierNormal] private readonly float[,] _wo = new float[16, 8];
    [Zeros] private readonly float[] _bi = new float[16];
    [Ones] private readonly float[] _bf = new float[16];
    [Zeros] private readonly float[] _bg = new float[16];
    [Zeros] private readonly float[] _bo = new float[16];
    private readonly float[] _cell = new float[16];

    private static float Sigmoid(float v) => 1f / (1f + MathF.Exp(-v));

    private static float Gate(float[,] w, float[] b, float[] x, int j)
    {
        float sum = b[j];
        for (int i = 0; i < x.Length; i++)
        {
            sum += w[j, i] * x[i];
        }

        return sum;
    }

    public float[] Step(float[] x)
    {
        var h = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float input = Sigmoid(Gate(_wi, _bi, x, j));
            float forget = Sigmoid(Gate(_wf, _bf, x, j));
            float output = Sigmoid(Gate(_wo, _bo, x, j));
            _cell[j] = forget * _cell[j] + input * MathF.Tanh(Gate(_wg, _bg, x, j));
            h[j] = output * MathF.Tanh(_cell[j]);
        }

        return h;
    }
}

//// silent: LstmBias
public sealed partial class Net
{
    [XavierNormal(Parts = 4)] private readonly float[,] _w = new float[64, 8];
    [LstmBias] private readonly float[] _b = new float[64];

    public void Step(ReadOnlySpan<float> x, Span<float> cell, Span<float> hidden)
    {
        Span<float> z = stackalloc float[64];
        Ops.MatVec(_w, x, z);
        Ops.AddBias(z, _b);
        for (int j = 0; j < 16; j++)
        {
            float i = 1f / (1f + MathF.Exp(-z[j]));
            float f = 1f / (1f + MathF.Exp(-z[16 + j]));
            float g = MathF.Tanh(z[32 + j]);
            float o = 1f / (1f + MathF.Exp(-z[48 + j]));
            cell[j] = f * cell[j] + i * g;
            hidden[j] = o * MathF.Tanh(cell[j]);
        }
    }
}

//// silent: no LSTM
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _wz = new float[16, 8];
    [XavierNormal] private readonly float[,] _wn = new float[16, 8];
    [Zeros] private readonly float[] _bf = new float[16];

    public float[] Step(float[] x, float[] state)
    {
        var z = new float[16];
        var n = new float[16];
        Ops.MatVec(_wz, x, z);
        Ops.AddBias(z, _bf);
        Ops.Sigmoid(z);
        Ops.MatVec(_wn, x, n);
        Ops.Tanh(n);
        for (int j = 0; j < 16; j++)
        {
            z[j] = (1f - z[j]) * state[j] + z[j] * n[j];
        }

        return z;
    }
}

//// silent: LstmBias with a positive gate
public sealed partial class Net
{
    [LstmBias(ForgetGate = 2)] private readonly float[] _b = new float[64];

    public float At(int i) => _b[i];
}

//// fix: by what packs the gates
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _wi = new float[16, 8];
    [XavierNormal] private readonly float[,] _wf = new float[16, 8];
    [XavierNormal] private readonly float[,] _wg = new float[16, 8];
    [XavierNormal] private readonly float[,] _wo = new float[16, 8];
    [Zeros] private readonly float[] _bi = new float[16];
    [{|INIT111:Zeros|}] private readonly float[] _bf = new float[16];
    [Zeros] private readonly float[] _bg = new float[16];
    [Zeros] private readonly float[] _bo = new float[16];
    private readonly float[] _cell = new float[16];

    private static float Sigmoid(float v) => 1f / (1f + MathF.Exp(-v));

    private static float Gate(float[,] w, float[] b, float[] x, int j)
    {
        float sum = b[j];
        for (int i = 0; i < x.Length; i++)
        {
            sum += w[j, i] * x[i];
        }

        return sum;
    }

    public float[] Step(float[] x)
    {
        var h = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float input = Sigmoid(Gate(_wi, _bi, x, j));
            float forget = Sigmoid(Gate(_wf, _bf, x, j));
            float output = Sigmoid(Gate(_wo, _bo, x, j));
            _cell[j] = forget * _cell[j] + input * MathF.Tanh(Gate(_wg, _bg, x, j));
            h[j] = output * MathF.Tanh(_cell[j]);
        }

        return h;
    }
}

//// fixed
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _wi = new float[16, 8];
    [XavierNormal] private readonly float[,] _wf = new float[16, 8];
    [XavierNormal] private readonly float[,] _wg = new float[16, 8];
    [XavierNormal] private readonly float[,] _wo = new float[16, 8];
    [Zeros] private readonly float[] _bi = new float[16];
    [Ones] private readonly float[] _bf = new float[16];
    [Zeros] private readonly float[] _bg = new float[16];
    [Zeros] private readonly float[] _bo = new float[16];
    private readonly float[] _cell = new float[16];

    private static float Sigmoid(float v) => 1f / (1f + MathF.Exp(-v));

    private static float Gate(float[,] w, float[] b, float[] x, int j)
    {
        float sum = b[j];
        for (int i = 0; i < x.Length; i++)
        {
            sum += w[j, i] * x[i];
        }

        return sum;
    }

    public float[] Step(float[] x)
    {
        var h = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float input = Sigmoid(Gate(_wi, _bi, x, j));
            float forget = Sigmoid(Gate(_wf, _bf, x, j));
            float output = Sigmoid(Gate(_wo, _bo, x, j));
            _cell[j] = forget * _cell[j] + input * MathF.Tanh(Gate(_wg, _bg, x, j));
            h[j] = output * MathF.Tanh(_cell[j]);
        }

        return h;
    }
}

//// fires: on the field behind a property, once
public sealed partial class Net
{
    [field: {|INIT111:LstmBias(ForgetGate = -1)|}]
    public float[] Bias { get; } = new float[64];
}

//// fires: the facade
public sealed class Net
{
    private readonly float[] _bias = new float[64];

    public Net() => {|INIT111:Init.LstmBias<float>|}(_bias, 16, 0.0);

    public float At(int i) => _bias[i];
}

//// fix: a call of the facade
public sealed class Net
{
    private readonly float[] _bias = new float[64];

    public Net() => Init.LstmBias<float>(_bias, 16, 0.0);

    public float At(int i) => _bias[i];
}
//// fixed
public sealed class Net
{
    private readonly float[] _bias = new float[64];

    public Net() => Init.LstmBias<float>(_bias, 16, 1);

    public float At(int i) => _bias[i];
}

//// silent: the other bias of torch's two opens the gate
public sealed partial class Lstm
{
    private const int H = 16;
    [XavierUniform(Parts = 4)] private readonly float[,] _wi = new float[4 * H, 8];
    [Orthogonal(Parts = 4)] private readonly float[,] _wh = new float[4 * H, H];
    [LstmBias] private readonly float[] _bi = new float[4 * H];
    [Zeros] private readonly float[] _bh = new float[4 * H];

    public float[] Step(float[] x, float[] h, float[] c)
    {
        var z = new float[4 * H];
        for (int j = 0; j < 4 * H; j++)
        {
            float sum = _bi[j] + _bh[j];
            for (int i = 0; i < 8; i++)
            {
                sum += _wi[j, i] * x[i];
            }

            for (int i = 0; i < H; i++)
            {
                sum += _wh[j, i] * h[i];
            }

            z[j] = sum;
        }

        var next = new float[H];
        for (int j = 0; j < H; j++)
        {
            float input = 1f / (1f + MathF.Exp(-z[j]));
            float forget = 1f / (1f + MathF.Exp(-z[H + j]));
            float cell = MathF.Tanh(z[2 * H + j]);
            float output = 1f / (1f + MathF.Exp(-z[3 * H + j]));
            c[j] = forget * c[j] + input * cell;
            next[j] = output * MathF.Tanh(c[j]);
        }

        return next;
    }
}

//// silent: the forward pass opens the gate
public sealed partial class Lstm
{
    private const int H = 16;
    [XavierUniform(Parts = 4)] private readonly float[,] _w = new float[4 * H, 8];
    [Zeros] private readonly float[] _b = new float[4 * H];

    public float[] Step(float[] x, float[] c)
    {
        var z = new float[4 * H];
        for (int j = 0; j < 4 * H; j++)
        {
            float sum = _b[j];
            for (int i = 0; i < 8; i++)
            {
                sum += _w[j, i] * x[i];
            }

            z[j] = sum;
        }

        var next = new float[H];
        for (int j = 0; j < H; j++)
        {
            float input = 1f / (1f + MathF.Exp(-z[j]));
            float forget = 1f / (1f + MathF.Exp(-(z[H + j] + 1f)));
            float cell = MathF.Tanh(z[2 * H + j]);
            float output = 1f / (1f + MathF.Exp(-z[3 * H + j]));
            c[j] = forget * c[j] + input * cell;
            next[j] = output * MathF.Tanh(c[j]);
        }

        return next;
    }
}
