//// fires: one stream, two weights of a class
public sealed class Net
{
    private readonly float[] _w1 = new float[256];
    private readonly float[] _w2 = new float[256];

    public Net(ulong seed)
    {
        var stream = new RandomStream(seed);
        Init.KaimingNormal<float>(_w1, [16, 16], stream);
        Init.KaimingNormal<float>(_w2, [16, 16], {|INIT114:stream|});
    }

    public float At(int i) => _w1[i] + _w2[i];
}

//// fires: the same constant seed
public static class Network
{
    public static (float[], float[]) Create()
    {
        var first = new float[128];
        var second = new float[128];
        Init.Normal(first.AsSpan(), new RandomStream(42), 0, 0.1);
        Init.Normal(second.AsSpan(), {|INIT114:new RandomStream(42)|}, 0, 0.1);
        return (first, second);
    }
}

//// fires: new Random of a constant
public sealed class Net
{
    private readonly float[] _query = new float[256];
    private readonly float[] _key = new float[256];

    public void Reset()
    {
        Sampler.Uniform(_query.AsSpan(), RandomStream.From(new Random(7)), -0.1, 0.1);
        Sampler.Uniform(_key.AsSpan(), {|INIT114:RandomStream.From(new Random(7))|}, -0.1, 0.1);
    }

    public float At(int i) => _query[i] + _key[i];
}

//// fires: arrays with shapes of their own, by the facade's other name
public sealed class Net
{
    private readonly float[,] _w1 = new float[16, 16];
    private readonly float[,] _w2 = new float[16, 16];

    public void Init(RandomStream stream)
    {
        ParameterInit.KaimingNormal(_w1, stream);
        ParameterInit.KaimingNormal(_w2, {|INIT114:stream|});
    }

    public float At(int i) => _w1[i, 0] + _w2[i, 0];
}

//// silent: child streams
public sealed class Net
{
    private readonly float[] _w1 = new float[256];
    private readonly float[] _w2 = new float[256];

    public Net(ulong seed)
    {
        var stream = new RandomStream(seed);
        Init.KaimingNormal<float>(_w1, [16, 16], stream.Child("w1"));
        Init.KaimingNormal<float>(_w2, [16, 16], stream.Child("w2"));
    }

    public float At(int i) => _w1[i] + _w2[i];
}

//// silent: other shapes, other seeds, a tie by one array
public static class Network
{
    public static float[][] Create()
    {
        var first = new float[128];
        var second = new float[128];
        var third = new float[64];
        Init.Normal(first.AsSpan(), new RandomStream(1), 0, 0.1);
        Init.Normal(second.AsSpan(), new RandomStream(2), 0, 0.1);
        Init.Normal(third.AsSpan(), new RandomStream(1), 0, 0.1);
        Init.Normal(first.AsSpan(), new RandomStream(1), 0, 0.1);
        return [first, second, third, first];
    }
}

//// silent: two pieces of one stream
public sealed class Net
{
    private readonly float[] _left = new float[256];
    private readonly float[] _right = new float[256];

    public void Reset(RandomStream stream)
    {
        Init.Normal(_left.AsSpan(), stream, std: 0.1, offset: 0);
        Init.Normal(_right.AsSpan(), stream, std: 0.1, offset: 256);
    }

    public float At(int i) => _left[i] + _right[i];
}

//// fires: the facade's own shapes are the same, sizes known at run time
public sealed class Net
{
    private readonly double[] _first;
    private readonly double[] _second;

    public Net(int width, RandomStream stream)
    {
        _first = new double[width * width];
        _second = new double[width * width];
        Init.XavierNormal<double>(_first, [width, width], stream);
        Init.XavierNormal<double>(_second, [width, width], {|INIT114:stream|});
    }

    public double At(int i) => _first[i] + _second[i];
}

//// silent: shapes that differ, or that change in between
public sealed class Net
{
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _third;

    public Net(int width, int inputs, RandomStream stream)
    {
        _first = new double[width * inputs];
        _second = new double[width * width];
        Init.XavierNormal<double>(_first, [width, inputs], stream);
        Init.XavierNormal<double>(_second, [width, width], stream);
        width *= 2;
        _third = new double[width * width];
        Init.XavierNormal<double>(_third, [width, width], stream);
    }

    public double At(int i) => _first[i] + _second[i] + _third[i];
}

//// silent: a deliberate tie, marked by the stream's name
public sealed class Net
{
    private readonly float[] _online = new float[256];
    private readonly float[] _target = new float[256];
    private readonly float[] _left = new float[64];
    private readonly float[] _right = new float[64];

    public Net(ulong seed)
    {
        var stream = new RandomStream(seed);
        Init.KaimingNormal<float>(_online, [16, 16], stream.Child("tied.network"));
        Init.KaimingNormal<float>(_target, [16, 16], stream.Child("tied.network"));
        RandomStream tied = stream.Child("tied");
        Init.XavierUniform<float>(_left, [8, 8], tied);
        Init.XavierUniform<float>(_right, [8, 8], tied);
    }

    public float At(int i) => _online[i] + _target[i] + _left[i] + _right[i];
}

//// fires: a child of one name twice is no mark
public sealed class Net
{
    private readonly float[] _w1 = new float[256];
    private readonly float[] _w2 = new float[256];

    public Net(RandomStream stream)
    {
        Init.KaimingNormal<float>(_w1, [16, 16], stream.Child("w1"));
        Init.KaimingNormal<float>(_w2, [16, 16], {|INIT114:stream.Child("w1")|});
    }

    public float At(int i) => _w1[i] + _w2[i];
}

//// fires: one seed, two streams
public sealed class Net
{
    private readonly float[] _w1 = new float[256];
    private readonly float[] _w2 = new float[256];

    public Net(ulong seed)
    {
        Init.KaimingNormal<float>(_w1, [16, 16], new RandomStream(seed));
        Init.KaimingNormal<float>(_w2, [16, 16], {|INIT114:new RandomStream(seed)|});
    }

    public float At(int i) => _w1[i] + _w2[i];
}

//// silent: a seed that is counted, and a generator that advances
public sealed class Net
{
    private readonly float[] _w1 = new float[256];
    private readonly float[] _w2 = new float[256];
    private readonly float[] _w3 = new float[256];
    private readonly float[] _w4 = new float[256];

    public Net(ulong seed, Random random)
    {
        Init.KaimingNormal<float>(_w1, [16, 16], new RandomStream(seed++));
        Init.KaimingNormal<float>(_w2, [16, 16], new RandomStream(seed++));
        Init.KaimingNormal<float>(_w3, [16, 16], RandomStream.From(random));
        Init.KaimingNormal<float>(_w4, [16, 16], RandomStream.From(random));
    }

    public float At(int i) => _w1[i] + _w2[i] + _w3[i] + _w4[i];
}

//// fires: one stream in a loop over layers
public sealed class Net
{
    private readonly float[][] _w = [new float[256], new float[256]];

    public Net(RandomStream stream)
    {
        for (int l = 0; l < _w.Length; l++)
        {
            Init.LecunNormal<float>(_w[l], [16, 16], {|INIT114:stream|});
        }

        foreach (float[] w in _w)
        {
            Init.LecunUniform<float>(w, [16, 16], {|INIT114:stream.Child("layer")|});
        }
    }

    public float At(int i) => _w[0][i];
}

//// silent: a loop with a stream, or a shape, of its own for each round, or over one array
public sealed class Net
{
    private readonly float[][] _w = [new float[256], new float[256]];
    private readonly float[] _v = new float[64];
    private readonly int[] _sizes = [16, 16, 16];

    public Net(RandomStream stream)
    {
        for (int l = 0; l < _w.Length; l++)
        {
            Init.LecunNormal<float>(_w[l], [16, 16], stream.Child(l));
            Init.LecunNormal<float>(_w[l], [_sizes[l + 1], _sizes[l]], stream);
            RandomStream own = stream.Child("w").Child(l);
            Init.LecunNormal<float>(_w[l], [16, 16], own);
        }

        for (int trial = 0; trial < 3; trial++)
        {
            Init.LecunNormal<float>(_v, [8, 8], stream);
            var scratch = new float[64];
            Init.LecunNormal<float>(scratch, [8, 8], stream);
        }
    }

    public float At(int i) => _w[0][i] + _v[i];
}

//// fires: arrays that a helper fills
public sealed class Net
{
    private readonly float[] _w1 = new float[256];
    private readonly float[] _w2 = new float[256];

    public Net(RandomStream stream)
    {
        Fill(_w1, 16, stream);
        Fill(_w2, 16, {|INIT114:stream|});
    }

    private static void Fill(float[] w, int width, RandomStream stream) => Init.KaimingNormal<float>(w, [width, width], stream.Child("weight"));

    public float At(int i) => _w1[i] + _w2[i];
}

//// silent: arrays that a helper fills from streams of their own
public sealed class Net
{
    private readonly float[] _w1 = new float[256];
    private readonly float[] _w2 = new float[256];
    private readonly RandomStream _stream = new(7);

    public Net()
    {
        Fill(_w1, "w1");
        Fill(_w2, "w2");
    }

    private void Fill(float[] w, string name) => Init.KaimingNormal<float>(w, [16, 16], _stream.Child(name));

    public float At(int i) => _w1[i] + _w2[i];
}

//// silent: streams of one name that are two
public sealed class Source(ulong seed)
{
    public readonly RandomStream Stream = new(seed);
}

public sealed class Net
{
    private readonly float[] _w1 = new float[256];
    private readonly float[] _w2 = new float[256];
    private readonly float[] _w3 = new float[256];
    private readonly float[] _w4 = new float[256];

    public Net(Source a, Source b)
    {
        Init.KaimingNormal<float>(_w1, [16, 16], a.Stream);
        Init.KaimingNormal<float>(_w2, [16, 16], b.Stream);
        {
            RandomStream s = a.Stream.Child("third");
            Init.KaimingNormal<float>(_w3, [16, 16], s);
        }

        {
            RandomStream s = a.Stream.Child("fourth");
            Init.KaimingNormal<float>(_w4, [16, 16], s);
        }
    }

    public float At(int i) => _w1[i] + _w2[i] + _w3[i] + _w4[i];
}

//// fires: two arrays of one list
public sealed class Net
{
    private readonly float[][] _w = [new float[256], new float[256]];

    public Net(RandomStream stream)
    {
        Init.KaimingNormal<float>(_w[0], [16, 16], stream);
        Init.KaimingNormal<float>(_w[1], [16, 16], {|INIT114:stream|});
    }

    public float At(int i) => _w[0][i] + _w[1][i];
}
