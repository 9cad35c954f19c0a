//// fires: names that differ by case
public sealed partial class Net
{
    [Normal] private readonly float[] _w = new float[8];
    [Normal] public float[] {|INIT012:W|} { get; } = new float[8];
}

//// fires: an empty override
public sealed partial class Net
{
    [Normal, {|INIT012:ParameterName("")|}] private readonly float[] _w = new float[8];
}

//// fires: the path of a layer
public sealed class Linear
{
    [Weight] public float[,] W { get; } = new float[8, 4];
}

public sealed partial class Net
{
    [KaimingNormal] private readonly Linear _fc = new();
    [Normal, ParameterName("fc.w")] private readonly float[] {|INIT012:_v|} = new float[8];
}

//// fires: the path of a base
public partial class Root
{
    [Normal] private readonly float[] _w = new float[8];
}

public sealed partial class Net : Root
{
    [Normal] private readonly float[] {|INIT012:_w|} = new float[8];
}

//// silent: other names
public sealed partial class Net
{
    [Normal] private readonly float[] _w = new float[8];
    [Normal] private readonly float[] _v = new float[8];
}

//// silent: an override
public sealed partial class Net
{
    [Normal] private readonly float[] _w = new float[8];
    [Normal, ParameterName("w.hidden")] public float[] W { get; } = new float[8];
}

//// silent: parts of a model
public sealed partial class Part
{
    [Normal] private readonly float[] _b = new float[8];
}

public sealed partial class Net
{
    [Module] private readonly Part _part = new();
    [Normal] private readonly float[] _b = new float[8];
}

//// fires: a checkpoint without a name
public sealed partial class Net
{
    [Normal, {|INIT012:Pretrained("")|}] private readonly float[] _w = new float[8];
    [Normal, {|INIT012:Pretrained("  ")|}] private readonly float[] _v = new float[8];
}

//// silent: a checkpoint with a name
public sealed partial class Net
{
    [Normal, Pretrained("h.0.weight")] private readonly float[] _w = new float[8];
}
