//// fires: C# 12 where visitors are ref structs [LangVersion = 12]
public sealed partial class {|INIT014:Net|}
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

//// fires: C# 11, once for two models [LangVersion = 11]
public sealed partial class {|INIT014:Net|}
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

public partial struct Head
{
    [Zeros] private readonly float[] _b;

    public Head() => _b = new float[3];
}

//// fires: C# 10, at the first model [LangVersion = 10]
public sealed class Plain
{
    public float[] Values { get; } = new float[3];
}

public sealed partial class {|INIT014:Net|}
{
    [Zeros] private readonly float[] _b = new float[3];

    public float this[int j] => _b[j];
}

//// silent: C# 13 [LangVersion = 13]
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

//// silent: the newest language [LangVersion = latest]
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

//// silent: an old language without a model [LangVersion = 10]
public sealed class Net
{
    private readonly float[,] _w = new float[16, 8];

    public Net(ulong seed) => Init.KaimingNormal<float>(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w[0, 0], 128), new[] { 16, 8 }, new RandomStream(seed));

    public float this[int j, int i] => _w[j, i];
}
