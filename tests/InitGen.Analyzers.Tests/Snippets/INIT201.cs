//// fires: nested loops
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    private readonly float[,] {|INIT201:_w2|} = new float[4, 16];

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

//// fires: span helpers, trained but never filled
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    private readonly float[,] {|INIT201:_w2|} = new float[4, 16];
    private readonly float[,] _gradient = new float[4, 16];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h = stackalloc float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
    }

    public void Update(float rate)
    {
        for (int j = 0; j < 4; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                _w2[j, i] -= rate * _gradient[j, i];
            }
        }
    }
}

//// fires: layer objects
public sealed class Layer(double[,] w)
{
    public double[] Forward(double[] x)
    {
        var y = new double[w.GetLength(0)];
        for (int j = 0; j < y.Length; j++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[j] += w[j, i] * x[i];
            }
        }

        return y;
    }
}

public sealed partial class Net
{
    [XavierNormal] private readonly double[,] _w1 = new double[16, 8];
    private readonly double[,] {|INIT201:_w2|} = new double[4, 16];
    private readonly Layer _first, _second;

    public Net()
    {
        _first = new Layer(_w1);
        _second = new Layer(_w2);
    }

    public double[] Forward(double[] x) => _second.Forward(_first.Forward(x));
}

//// silent: filled by the constructor
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    private readonly float[,] _w2 = new float[4, 16];

    public Net(Random random)
    {
        for (int j = 0; j < 4; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                _w2[j, i] = (float)random.NextDouble();
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

//// silent: filled by a loader
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    private float[,] _w2 = new float[4, 16];

    public void Load(string path) => _w2 = Parse(File.ReadAllText(path));

    private static float[,] Parse(string text) => new float[text.Length, 16];

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

//// silent: gradients, moments and buffers
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    private readonly float[,] _gradient = new float[16, 8];
    private readonly float[,] _moment = new float[16, 8];
    private readonly float[,] _batch = new float[32, 16];

    public float[,] Forward(float[,] x)
    {
        for (int n = 0; n < 32; n++)
        {
            for (int j = 0; j < 16; j++)
            {
                float sum = 0f;
                for (int i = 0; i < 8; i++)
                {
                    sum += _w1[j, i] * x[n, i];
                }

                _batch[n, j] = MathF.Max(0f, sum);
            }
        }

        return _batch;
    }

    public void Update(float rate)
    {
        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 8; i++)
            {
                _moment[j, i] = 0.9f * _moment[j, i] + _gradient[j, i];
                _w1[j, i] -= rate * _moment[j, i];
            }
        }
    }
}

//// silent: said to be no parameter
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w = new float[8, 8];
    [NotAParameter] private readonly float[,] _mask = new float[8, 8];
    [NotAParameter] private readonly float[][] _mixing = new float[8][];

    public float[] Forward(float[] x)
    {
        var h = new float[8];
        var y = new float[8];
        Ops.MatVec(_w, x, h);
        Ops.MatVec(_mask, h, y);
        return y;
    }
}

//// fires: beside the facade
public sealed class Net
{
    private readonly float[,] {|INIT201:_w1|} = new float[16, 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream) => Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));

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
