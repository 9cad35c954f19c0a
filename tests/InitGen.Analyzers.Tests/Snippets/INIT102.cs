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

//// fires: the facade, on flat arrays
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        {|INIT102:Init.XavierUniform<float>|}(_w1, [16, 8], stream.Child("w1"));
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

//// fires: the facade, on a span over a matrix, beside attributes
using System.Runtime.InteropServices;

public sealed partial class Net
{
    private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[] _b1 = new float[16];
    [XavierUniform] private readonly float[,] _w2 = new float[4, 16];

    public void Reset(ulong seed)
    {
        InitializeParameters(seed);
        Span<float> w1 = MemoryMarshal.CreateSpan(ref _w1[0, 0], _w1.Length);
        {|INIT102:Init.XavierNormal|}(w1, [_w1.GetLength(0), _w1.GetLength(1)], new RandomStream(seed).Child("w1"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fires: the facade, through a helper that passes the array, no fix
public sealed class Net
{
    private const int Inputs = 8;
    private readonly int _hidden = 16;
    private readonly double[] _w1;
    private readonly double[] _w2;

    public Net(ulong seed)
    {
        _w1 = new double[_hidden * Inputs];
        _w2 = new double[4 * _hidden];
        var root = new RandomStream(seed);
        {|INIT102:Fill|}(_w1, _hidden, Inputs, root.Child("w1"));
        Fill(_w2, 4, _hidden, root.Child("w2"));
    }

    private static void Fill(double[] weights, int outputs, int inputs, RandomStream stream) =>
        Init.XavierUniform(weights.AsSpan(), [outputs, inputs], stream);

    public double[] Forward(double[] x)
    {
        var h = new double[16];
        for (int j = 0; j < 16; j++)
        {
            double sum = 0;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j * 8 + i] * x[i];
            }

            h[j] = Math.Max(0, sum);
        }

        var y = new double[4];
        for (int k = 0; k < 4; k++)
        {
            for (int j = 0; j < 16; j++)
            {
                y[k] += _w2[k * 16 + j] * h[j];
            }
        }

        return y;
    }
}

//// fires: the facade, in a method that makes the array, no fix
public sealed class Net(RandomStream stream)
{
    private readonly float[] _w1 = {|INIT102:Create|}(16, 8, stream.Child("w1"));
    private readonly float[] _w2 = Create(4, 16, stream.Child("w2"));

    private static float[] Create(int outputs, int inputs, RandomStream stream)
    {
        var weights = new float[outputs * inputs];
        Init.XavierNormal<float>(weights, [outputs, inputs], stream);
        return weights;
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

//// fires: the facade, in a loop over layers
public sealed class Net
{
    private readonly float[][] _w = [new float[256], new float[256], new float[256]];

    public Net(RandomStream stream)
    {
        for (int l = 0; l < _w.Length; l++)
        {
            {|INIT102:Init.XavierUniform<float>|}(_w[l], [16, 16], stream.Child(l));
        }
    }

    public float[] Forward(float[] x)
    {
        foreach (float[] w in _w)
        {
            var h = new float[16];
            Ops.MatVec(w, x, h);
            Ops.Relu(h);
            x = h;
        }

        return x;
    }
}

//// fires: the facade, over a list of the weights
public sealed class Net
{
    private readonly float[] _w1 = new float[256];
    private readonly float[] _w2 = new float[256];

    public Net(RandomStream stream)
    {
        int layer = 0;
        foreach (float[] w in new[] { _w1, _w2 })
        {
            {|INIT102:{|INIT102:Init.XavierUniform<float>|}|}(w, [16, 16], stream.Child(layer++));
        }
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        Ops.Relu(y);
        return y;
    }
}

//// silent: the facade with Kaiming, and before tanh
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"), Nonlinearity.Tanh);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        Ops.Tanh(y);
        return y;
    }
}

//// silent: the facade, which of two calls starts the weight is not known
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream, bool kaiming)
    {
        if (kaiming)
        {
            Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        }
        else
        {
            Init.XavierUniform<float>(_w1, [16, 8], stream.Child("w1"));
        }

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

//// silent: the facade on a part of the array, with a gain, or changed afterwards
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[16 * 16];
    private readonly float[] _w3 = new float[16 * 16];

    public Net(RandomStream stream, double gain)
    {
        Init.XavierUniform(_w1.AsSpan(0, 64), [8, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [16, 16], stream.Child("w2"), gain: gain);
        Init.XavierUniform<float>(_w3, [16, 16], stream.Child("w3"));
        for (int i = 0; i < _w3.Length; i++)
        {
            _w3[i] *= 1.4142f;
        }
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[16];
        var z = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        Ops.Relu(y);
        Ops.MatVec(_w3, y, z);
        Ops.Relu(z);
        return z;
    }
}

//// silent: loaded in the constructor, which initializes nothing
public sealed partial class Net
{
    [XavierUniform] private readonly float[,] _w1 = new float[16, 8];
    [XavierUniform] private readonly float[,] _w2 = new float[4, 16];

    public Net(BinaryReader reader)
    {
        Read(reader, _w1);
        Read(reader, _w2);
    }

    private static void Read(BinaryReader reader, float[,] w)
    {
        for (int j = 0; j < w.GetLength(0); j++)
        {
            for (int i = 0; i < w.GetLength(1); i++)
            {
                w[j, i] = reader.ReadSingle();
            }
        }
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

//// fires: a model that is initialized, and can be loaded too
public sealed partial class Net
{
    [{|INIT102:XavierUniform|}] private readonly float[,] _w1 = new float[16, 8];
    [XavierUniform] private readonly float[,] _w2 = new float[4, 16];

    public Net(ulong seed) => InitializeParameters(seed);

    public void Load(BinaryReader reader)
    {
        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 8; i++)
            {
                _w1[j, i] = reader.ReadSingle();
            }
        }
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
    private readonly float[] _w2 = new float[16 * 16];

    public Net(RandomStream stream)
    {
        // The first layer.
        Init.XavierUniform<float>(_w1, [16, 8], stream.Child("w1"), layout: ParameterLayout.OutIn);
        InitGen.Init.XavierNormal<float>(_w2, [16, 16], stream.Child("w2"), Nonlinearity.Linear); // the second
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.LeakyRelu(h, 0.2f);
        Ops.MatVec(_w2, h, y);
        Ops.Relu(y);
        return y;
    }
}
//// fixed
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[16 * 16];

    public Net(RandomStream stream)
    {
        // The first layer.
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"), nonlinearity: Nonlinearity.LeakyRelu, slope: 0.2, layout: ParameterLayout.OutIn);
        InitGen.Init.KaimingNormal<float>(_w2, [16, 16], stream.Child("w2")); // the second
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.LeakyRelu(h, 0.2f);
        Ops.MatVec(_w2, h, y);
        Ops.Relu(y);
        return y;
    }
}

//// fix: both calls that start a weight
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        Init.XavierUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public void Reset(RandomStream stream) => Init.XavierUniform<float>(_w1, [16, 8], stream.Child("w1"));

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
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public void Reset(RandomStream stream) => Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));

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

//// fix: where the methods are imported
using static InitGen.Init;

public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        XavierUniform<float>(_w1, [16, 8], stream.Child("w1"));
        XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LeakyRelu(h, 0.2f);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
//// fixed
using static InitGen.Init;

public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"), nonlinearity: Nonlinearity.LeakyRelu, slope: 0.2);
        XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.LeakyRelu(h, 0.2f);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: the forward pass scales inside the sum
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[64, 64];
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
                sum += 0.125f * _w1[j, i] * x[i];
            }
        
            h[j] = MathF.Max(0f, sum);
        }
        
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: the forward pass scales the sum
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[64, 64];
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
                sum += _w1[j, i] * x[i];
            }
        
            h[j] = MathF.Max(0f, 1.4142f * sum);
        }
        
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: the absolute value loses nothing
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[64, 64];
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
                sum += _w1[j, i] * x[i];
            }
        
            h[j] = MathF.Abs(sum);
        }
        
        Ops.MatVec(_w2, h, y);
        return y;
    }
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
