//// fires: static
public sealed partial class Net
{
    [KaimingNormal] private static readonly float[,] {|INIT011:s_w|} = new float[8, 4];
}

//// fires: computed
public sealed partial class Net
{
    [Normal] public float[] {|INIT011:B|} => new float[8];
}

//// fires: a layer with a private weight
public sealed class Linear
{
    [Weight] private readonly float[,] _w = new float[8, 4];

    public float this[int j, int i] => _w[j, i];
}

public sealed partial class Net
{
    [KaimingNormal] private readonly Linear {|INIT011:_fc|} = new();
}

//// silent: get-only property
public sealed partial class Net
{
    [KaimingNormal] public float[,] W { get; } = new float[8, 4];
}

//// silent: property that returns its field
public sealed partial class Net
{
    [NotAParameter] private readonly float[] _b = new float[8];

    [Normal] public float[] B => _b;
}

//// silent: a layer
public sealed class Linear
{
    [Weight] public float[,] W { get; } = new float[8, 4];
}

public sealed partial class Net
{
    [KaimingNormal] private readonly Linear _fc = new();
}


//// fires: storage that gives a copy
[ParameterStorage(nameof(ToArray), nameof(Rows), nameof(Columns))]
public sealed class Copied(int rows, int columns)
{
    private readonly float[] _data = new float[rows * columns];
    public float[] ToArray() => _data.ToArray();
    public int Rows => rows;
    public int Columns => columns;
}

[ParameterStorage(nameof(Data))]
public sealed class Cloned(int n)
{
    private readonly float[] _data = new float[n];
    public float[] Data { get { return (float[])_data.Clone(); } }
}

public sealed class Fresh
{
    public Span<float> AsSpan() => new float[3];
}

[ParameterStorage(nameof(Values))]
public sealed class Spread
{
    private readonly float[] _data = new float[3];
    public float[] Values => [.. _data];
}

public sealed class Layer
{
    [Weight] public Copied W { get; } = new(3, 4);
}

public sealed partial class Net
{
    [KaimingNormal] private readonly Copied {|INIT011:_w|} = new(3, 4);
    [Normal] private readonly Cloned {|INIT011:_c|} = new(3);
    [Normal] private readonly Fresh {|INIT011:_f|} = new();
    [Normal] private readonly Spread {|INIT011:_s|} = new();
    [Normal] private readonly Layer {|INIT011:_layer|} = new();

    public float this[int i] => _w.ToArray()[i] + _c.Data[i] + _f.AsSpan()[i] + _s.Values[i] + _layer.W.ToArray()[i];
}

//// silent: storage that gives itself, or may
[ParameterStorage(nameof(Data), nameof(Rows), nameof(Columns))]
public sealed class Matrix(int rows, int columns)
{
    private readonly float[] _data = new float[rows * columns];
    public float[] Data => _data;
    public int Rows => rows;
    public int Columns => columns;
}

[ParameterStorage(nameof(Data))]
public sealed class Lent
{
    private readonly float[] _data = new float[3];
    public float[] Data => Find();
    private float[] Find() => _data;
}

public sealed partial class Net
{
    [KaimingNormal] private readonly Matrix _w = new(3, 4);
    [Normal] private readonly Lent _l = new();

    public float this[int i] => _w.Data[i] + _l.Data[i];
}
