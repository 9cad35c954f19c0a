//// fires: no forward pass at all
public sealed partial class Net
{
    [{|INIT101:Zeros|}] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[] _b1 = new float[16];

    public (float, float) Peek(int j) => (_w1[j, 0], _b1[j]);
}

//// fires: nested loops, a hidden layer
public sealed partial class Net
{
    [{|INIT101:Zeros|}] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

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

            h[j] = sum > 0f ? sum : 0f;
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

//// fires: span helpers, all layers zero
public sealed partial class Net
{
    [{|INIT101:Zeros|}, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [{|INIT101:Constant(0)|}, Shape(4, 16)] private readonly float[] _w2 = new float[64];

    public float[] Predict(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fires: layer objects
public sealed partial class Dense
{
    [{|INIT101:Zeros|}] public float[,] W { get; } = new float[16, 8];

    public float[] Forward(float[] x)
    {
        var y = new float[16];
        Ops.MatVec(W, x, y);
        Ops.Relu(y);
        return y;
    }
}

//// silent: the one weight of a linear model
public sealed partial class Net
{
    [Zeros] private readonly float[,] _w = new float[10, 784];
    [Zeros] private readonly float[] _b = new float[10];

    public float[] Predict(float[] x)
    {
        var y = new float[10];
        Ops.MatVec(_w, x, y);
        Ops.AddBias(y, _b);
        Ops.Softmax(y);
        return y;
    }
}

//// silent: the last map of a residual branch
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 16];
    [Zeros] private readonly float[,] _w2 = new float[16, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = (float[])x.Clone();
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                y[j] += _w2[j, i] * h[i];
            }
        }

        return y;
    }
}

//// silent: an output head on top of layers that are not zero
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][] _w1 = [new float[8], new float[8], new float[8]];
    [Zeros] private readonly float[][] _head = [new float[3], new float[3]];

    private static float Relu(float x) => x > 0 ? x : 0;

    public float[] Forward(float[] x)
    {
        float[] h = _w1.Select(row => Relu(row.Zip(x, (a, b) => a * b).Sum())).ToArray();
        return _head.Select(row => row.Zip(h, (a, b) => a * b).Sum()).ToArray();
    }
}

//// silent: one factor of a low-rank pair
public sealed partial class Net
{
    [Normal(0, 0.02), Frozen] private readonly float[,] _base = new float[16, 16];
    [KaimingNormal] private readonly float[,] _down = new float[2, 16];
    [Zeros] private readonly float[,] _up = new float[16, 2];

    public float[] Forward(float[] x)
    {
        var y = new float[16];
        var r = new float[2];
        Ops.MatVec(_base, x, y);
        Ops.MatVec(_down, x, r);
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 2; i++)
            {
                sum += _up[j, i] * r[i];
            }

            y[j] += 0.5f * sum;
        }

        return y;
    }
}

//// silent: overwritten by hand
public sealed partial class Net
{
    [Zeros] private readonly float[,] _sobel = new float[3, 3];

    public Net()
    {
        for (int i = 0; i < 3; i++)
        {
            _sobel[i, 0] = -1f;
            _sobel[i, 2] = 1f;
        }
    }

    public float At(int j, int i) => _sobel[j, i];
}

//// silent: overwritten by a loader
public sealed partial class Net
{
    [Zeros, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [Zeros] private readonly float[,] _w2 = new float[4, 16];

    public void Load(BinaryReader reader)
    {
        for (int i = 0; i < _w1.Length; i++)
        {
            _w1[i] = reader.ReadSingle();
        }

        Read(reader, _w2);
    }

    private static void Read(BinaryReader reader, float[,] into)
    {
        for (int j = 0; j < into.GetLength(0); j++)
        {
            for (int i = 0; i < into.GetLength(1); i++)
            {
                into[j, i] = reader.ReadSingle();
            }
        }
    }
}

//// silent: an evolution strategy
public sealed partial class Net
{
    [Zeros] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[,] _w2 = new float[4, 16];

    public void Mutate(Random random, float sigma)
    {
        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 8; i++)
            {
                _w1[j, i] += sigma * (float)(random.NextDouble() - 0.5);
            }
        }

        for (int j = 0; j < 4; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                _w2[j, i] = sigma * (float)random.NextDouble();
            }
        }
    }
}

//// silent: frozen, a bias, and a vector
public sealed partial class Net
{
    [Zeros, Frozen] private readonly float[,] _mask = new float[16, 16];
    [Zeros] private readonly float[] _b = new float[16];

    public float At(int i) => _mask[i, i] + _b[i];
}

//// fires: a list of weights
public sealed partial class Net
{
    [{|INIT101:Zeros|}] private readonly float[][,] _w;
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

//// silent: biases of all layers in one array, and a column
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];
    [XavierNormal] private readonly float[,] _v = new float[16, 16];
    [Zeros] private readonly float[,] _b = new float[2, 16];
    [Zeros] private readonly float[,] _column = new float[16, 1];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[16];
        Ops.MatVec(_w, x, h);
        for (int j = 0; j < 16; j++)
        {
            h[j] = MathF.Max(0f, h[j] + _b[0, j]);
        }

        Ops.MatVec(_v, h, y);
        for (int j = 0; j < 16; j++)
        {
            y[j] += _b[1, j] + _column[j, 0];
        }

        return y;
    }
}

//// fix: by what follows, until what is left is a head on layers that are not zero
public sealed partial class Net
{
    [{|INIT101:InitGen.ZerosAttribute|}] private readonly float[,] _w1 = new float[16, 8]; // hidden
    [{|INIT101:Zeros|}, Shape(16, 16)] private readonly float[] _w2 = new float[256];
    [{|INIT101:Zeros|}] private readonly float[,] _w3 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var g = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, g);
        Ops.LeakyRelu(g, 0.2f);
        Ops.MatVec(_w3, g, y);
        return y;
    }
}
//// fixed
public sealed partial class Net
{
    [InitGen.XavierNormalAttribute(InitGen.Nonlinearity.Tanh)] private readonly float[,] _w1 = new float[16, 8]; // hidden
    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.2), Shape(16, 16)] private readonly float[] _w2 = new float[256];
    [Zeros] private readonly float[,] _w3 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var g = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, g);
        Ops.LeakyRelu(g, 0.2f);
        Ops.MatVec(_w3, g, y);
        return y;
    }
}

//// fires: the facade, no fix
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        {|INIT101:Init.Zeros|}(_w1.AsSpan());
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

//// silent: the facade, on an output head
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        Init.KaimingUniform<float>(_w1, [16, 8], stream.Child("w1"));
        Init.Zeros(_w2.AsSpan());
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

//// silent: a helper adds noise
public sealed partial class Net
{
    [Zeros] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }

    public void Jitter(Random random) => Jitter(_w1, random);

    private static void Jitter(float[,] w, Random random)
    {
        for (int j = 0; j < w.GetLength(0); j++)
        {
            for (int i = 0; i < w.GetLength(1); i++)
            {
                w[j, i] += 0.1f * (random.NextSingle() - 0.5f);
            }
        }
    }
}

//// silent: noise over a list of the weights
public sealed partial class Net
{
    [Zeros] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }

    public void Mutate(Random random)
    {
        foreach (float[,] w in new[] { _w1, _w2 })
        {
            w[random.Next(4), random.Next(8)] += random.NextSingle();
        }
    }
}

//// silent: noise over an iterator of the weights
public sealed partial class Net
{
    [Zeros] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }

    private IEnumerable<float[,]> Weights()
    {
        yield return _w1;
        yield return _w2;
    }

    public void Mutate(Random random)
    {
        foreach (float[,] w in Weights())
        {
            w[random.Next(4), random.Next(8)] += random.NextSingle();
        }
    }
}

//// silent: the model's own factory loads it
public sealed partial class Net
{
    [Zeros] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }

    public static Net Load(string path)
    {
        var net = new Net();
        net.LoadParameters(path);
        return net;
    }
}

//// silent: a head whose exponential is taken
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        for (int k = 0; k < 4; k++)
        {
            y[k] = MathF.Exp(y[k]);
        }
        
        return y;
    }
}
