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

