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
