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

//// fires: an interface and a scalar
public sealed partial class Net
{
    [Zeros] public IReadOnlyCollection<float> {|INIT002:Values|} { get; } = new float[3];

    [Ones] public float {|INIT002:Scale|};
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
