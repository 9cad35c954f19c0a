//// fires: bounds that cannot matter
public sealed partial class Net
{
    [{|INIT113:TruncatedNormal(0, 0.02, LowerSigmas = -6, UpperSigmas = 6)|}] private readonly float[,] _w = new float[16, 8];

    public float At(int j, int i) => _w[j, i];
}

//// fires: bounds above the mean
public sealed partial class Net
{
    [{|INIT113:TruncatedNormal(0, 1, LowerSigmas = 3, UpperSigmas = 6)|}, Shape(16, 8)] private readonly float[] _w = new float[128];

    public float At(int i) => _w[i];
}

//// fires: an upper bound below the mean
public sealed partial class Net
{
    [{|INIT113:TruncatedNormal(LowerSigmas = -7, UpperSigmas = -2.5)|}] public float[][] W { get; } = [new float[8], new float[8]];
}

//// silent: the default
public sealed partial class Net
{
    [TruncatedNormal(0, 0.02)] private readonly float[,] _w = new float[16, 8];

    public float At(int j, int i) => _w[j, i];
}

//// silent: one-sided
public sealed partial class Net
{
    [TruncatedNormal(0, 0.02, LowerSigmas = 0, UpperSigmas = 8), Shape(16, 8)] private readonly float[] _w = new float[128];

    public float At(int i) => _w[i];
}

//// silent: just outside
public sealed partial class Net
{
    [TruncatedNormal(0, 0.02, LowerSigmas = 1.5, UpperSigmas = 4)] public float[][] W { get; } = [new float[8], new float[8]];
}

//// fires: the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        {|INIT113:Init.TruncatedNormal<float>|}(_w1, stream.Child("w1"), 0, 0.02, -6, 6);
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fires: on the field behind a property, once
public sealed partial class Net
{
    [field: {|INIT113:TruncatedNormal(LowerSigmas = -6, UpperSigmas = 6)|}]
    public float[,] W { get; } = new float[4, 4];
}
