//// fires: integers
public sealed partial class Net
{
    [Zeros] private readonly int[] {|INIT002:_counts|} = new int[16];

    public int Count => _counts.Length;
}

//// fires: a string
public sealed partial class Net
{
    [KaimingNormal] public string {|INIT002:Name|} { get; } = "";
}

//// fires: an interface and a number
public sealed partial class Net
{
    [Zeros] public IReadOnlyCollection<float> {|INIT002:Values|} { get; } = new float[3];

    [Ones] public int {|INIT002:Scale|};
}

//// silent: arrays of every rank
public sealed partial class Net
{
    [Zeros] public float[] B { get; } = new float[3];

    [XavierNormal] public double[,] W { get; } = new double[3, 4];

    [KaimingNormal] public Half[,,,] K { get; } = new Half[3, 4, 5, 5];

    [XavierUniform] public float[][] Rows { get; } = [new float[3], new float[3]];
}

//// silent: a type parameter of floating point
public sealed partial class Net<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    [XavierNormal] private readonly T[,] _w = new T[3, 4];

    public T this[int j, int i] => _w[j, i];
}

//// silent: a type that is still being typed
public sealed partial class Net
{
    [Zeros] private readonly float[] _b = new float[3];

    public int Size => _b.Length;
}

//// silent: floating point by way of another constraint
public sealed partial class Net<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [XavierNormal] private readonly T[,] _w = new T[3, 4];

    public T this[int j, int i] => _w[j, i];
}

//// silent: a segment of an array
public sealed partial class Net
{
    [KaimingNormal, Shape(3, 4)] private readonly ArraySegment<float> _w = new(new float[20], 4, 12);

    public float this[int i] => _w[i];
}

//// silent: sizes of every writing
[ParameterStorage(nameof(Data), nameof(Shape))]
public sealed class Array(params int[] shape)
{
    public float[] Data { get; } = new float[12];
    public int[] Shape => shape;
}

[ParameterStorage(nameof(Data), nameof(Shape))]
public sealed class Wide
{
    public float[] Data { get; } = new float[12];
    public ReadOnlySpan<nint> Shape => new nint[] { 3, 4 };
}

public readonly record struct Extent(long Rows, nint Columns);

[ParameterStorage(nameof(Data), "Extent.Rows", "Extent.Columns")]
public sealed class Dotted
{
    public float[] Data { get; } = new float[12];
    public Extent Extent => new(3, 4);
}

public sealed partial class Net
{
    [KaimingNormal] private readonly Array _a = new(3, 4);
    [KaimingNormal] private readonly Wide _w = new();
    [KaimingNormal] private readonly Dotted _d = new();
    [Zeros] private double _bias;

    public double this[int i] => _a.Data[i] + _w.Data[i] + _d.Data[i] + _bias;
}

//// fires: sizes that do not fit, and members out of reach
[ParameterStorage(nameof(Data), nameof(Rows), nameof(Columns))]
public sealed class Doubtful
{
    public float[] Data { get; } = new float[12];
    public double Rows => 3;
    public int Columns => 4;
}

[ParameterStorage("_data")]
public sealed class Hidden
{
    private readonly float[] _data = new float[12];
    public float this[int i] => _data[i];
}

public sealed partial class Net<T>
{
    [KaimingNormal] private readonly Doubtful {|INIT002:_d|} = new();
    [KaimingNormal] private readonly Hidden {|INIT002:_h|} = new();
    [KaimingNormal] private readonly T[,] {|INIT002:_t|} = new T[3, 4];
    [KaimingNormal] private readonly decimal[,] {|INIT002:_m|} = new decimal[3, 4];
    [Zeros] private readonly float[,,,,,] {|INIT002:_six|} = new float[1, 1, 1, 1, 1, 1];
    [Zeros] private readonly Random {|INIT002:_random|} = new();

    public float this[int i] => _d.Data[i] + _h[i] + (float)_m[i, i] + _six[0, 0, 0, 0, 0, 0];

    public (T, Random) At(int i) => (_t[i, i], _random);
}
