//// fires: nested loops
public sealed partial class Net
{
    [{|INIT102:XavierUniform|}] private readonly float[,] _w1 = new float[16, 8];
    [XavierUniform] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h[j] = MathF.Max(0f, sum);
        }

        var y = new float[4];
        for (int j = 0; j < 4; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                y[j] += _w2[j, i] * h[i];
            }
        }

        return y;
    }
}

//// fires: span helpers
public sealed partial class Net
{
    [{|INIT102:XavierNormal|}, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [Zeros] private readonly float[] _b1 = new float[16];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w2 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h = stackalloc float[16];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        TensorPrimitives.Max(h, 0f, h);
        Ops.MatVec(_w2, h, y);
    }
}

//// fires: layer objects
public sealed partial class Dense(int inputs, int outputs)
{
    [{|INIT102:XavierUniform|}] private readonly double[,] _w = new double[outputs, inputs];
    [Zeros] private readonly double[] _b = new double[outputs];

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

            y[j] = Activate(z);
        }

        return y;
    }

    private static double Activate(double z)
    {
        if (z < 0)
        {
            return 0.01 * z;
        }

        return z;
    }
}

//// fires: named in the attribute itself, or stated
public sealed partial class Net
{
    [{|INIT102:XavierUniform(Nonlinearity.Relu)|}] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT102:XavierNormal|}, Activation(Nonlinearity.LeakyRelu, Slope = 0.2)] private readonly float[,] _w2 = new float[16, 16];

    public float At(int j, int i) => _w1[j, i] + _w2[j, i];
}

//// silent: another function follows
public sealed partial class Net
{
    [XavierUniform(Nonlinearity.Tanh)] private readonly float[,] _w1 = new float[16, 8];
    [XavierUniform] private readonly float[,] _w2 = new float[16, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: a norm follows
public sealed partial class Net
{
    [XavierUniform] private readonly float[,] _w1 = new float[16, 8];
    [XavierUniform] private readonly float[,] _w2 = new float[16, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: the gain is given
public sealed partial class Net
{
    [XavierUniform(Gain = 1.4142)] private readonly float[,] _w1 = new float[16, 8];
    [XavierUniform(Nonlinearity.Relu, Gain = 1.0)] private readonly float[,] _w2 = new float[16, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        var y = new float[16];
        Ops.MatVec(_w2, h, y);
        Ops.Relu(y);
        return y;
    }
}

//// silent: used in two ways, or in a way that cannot be read
public sealed partial class Net
{
    [XavierUniform] private readonly float[,] _w1 = new float[16, 8];
    [XavierUniform] private readonly float[,] _w2 = new float[16, 16];

    public float[] Forward(float[] x, Func<float[], float[]> other)
    {
        var h = new float[16];
        Ops.MatVec(_w1, x, h);
        float[] raw = h.ToArray();
        Ops.Relu(h);
        var y = new float[16];
        Ops.MatVec(_w2, h, y);
        Ops.MatVec(_w2, raw, y);
        y = other(y);
        Ops.Relu(y);
        return y;
    }
}

//// silent: stated otherwise
public sealed partial class Net
{
    [XavierUniform, Activation(Nonlinearity.Tanh)] private readonly float[,] _w1 = new float[16, 8];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        return h;
    }
}

//// silent: the gradient's path is not the signal's
public sealed partial class Net
{
    [XavierUniform] private readonly float[,] _w1 = new float[16, 8];
    [XavierUniform] private readonly float[,] _w2 = new float[4, 16];
    private readonly float[] _h = new float[16];

    public float[] Forward(float[] x)
    {
        Ops.MatVec(_w1, x, _h);
        Ops.Tanh(_h);
        var y = new float[4];
        Ops.MatVec(_w2, _h, y);
        return y;
    }

    public void Backward(float[] x, float[] dy, float rate)
    {
        for (int i = 0; i < 16; i++)
        {
            float d = 0f;
            for (int j = 0; j < 4; j++)
            {
                d += _w2[j, i] * dy[j];
                _w2[j, i] -= rate * dy[j] * _h[i];
            }

            d = MathF.Max(0f, d);
            for (int k = 0; k < 8; k++)
            {
                _w1[i, k] -= rate * d * x[k];
            }
        }
    }
}

//// fires: a list of weights, the last layer without activation
public sealed partial class Net
{
    [{|INIT102:XavierUniform|}] private readonly float[][,] _w;
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

//// silent: a list of weights, smooth but for the last
public sealed partial class Net
{
    [XavierUniform(Nonlinearity.Tanh)] private readonly float[][,] _w;
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
                Ops.Tanh(y);
            }
            else
            {
                Ops.Softmax(y);
            }

            x = y;
        }

        return x;
    }
}

//// fix: keeps the other arguments, comments and qualification
public sealed partial class Net
{
    // First layer.
    [{|INIT102:XavierUniform(Nonlinearity.Relu, Layout = ParameterLayout.InOut, Groups = 1)|}] private readonly float[,] _w1 = new float[16, 8]; // in, out
    [{|INIT102:XavierNormal|}, Activation(Nonlinearity.LeakyRelu, Slope = 0.2)]
    private readonly float[,] _w2 = new float[16, 16];
    [{|INIT102:global::InitGen.XavierNormal|}, Activation(Nonlinearity.Relu6)] public float[,] W3 { get; } = new float[16, 16];

    public float At(int j, int i) => _w1[j, i] + _w2[j, i];
}
//// fixed
public sealed partial class Net
{
    // First layer.
    [KaimingUniform(Layout = ParameterLayout.InOut, Groups = 1)] private readonly float[,] _w1 = new float[16, 8]; // in, out
    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.2), Activation(Nonlinearity.LeakyRelu, Slope = 0.2)]
    private readonly float[,] _w2 = new float[16, 16];
    [global::InitGen.KaimingNormal(global::InitGen.Nonlinearity.Relu6), Activation(Nonlinearity.Relu6)] public float[,] W3 { get; } = new float[16, 16];

    public float At(int j, int i) => _w1[j, i] + _w2[j, i];
}

//// fix: keeps the comments among the arguments
public sealed partial class Net
{
    [{|INIT102:XavierUniform(
        Nonlinearity.Relu, // what follows
        Groups = 1 /* none */,
        Parts = 1)|}]
    private readonly float[,] _w1 = new float[16, 8];

    [{|INIT102:XavierNormal(Nonlinearity.Linear /* tuned */)|}, Activation(Nonlinearity.Relu)]
    private readonly float[,] _w2 = new float[16, 16];

    public float At(int j, int i) => Math.Max(0f, _w1[j, i] + _w2[j, i]);
}
//// fixed
public sealed partial class Net
{
    [KaimingUniform(
        // what follows
        Groups = 1 /* none */,
        Parts = 1)]
    private readonly float[,] _w1 = new float[16, 8];

    [KaimingNormal(/* tuned */), Activation(Nonlinearity.Relu)]
    private readonly float[,] _w2 = new float[16, 16];

    public float At(int j, int i) => Math.Max(0f, _w1[j, i] + _w2[j, i]);
}
