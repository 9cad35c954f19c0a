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

//// fires: a path within a module
public sealed partial class Part
{
    [Normal] private readonly float[] _b = new float[8];
}

public sealed partial class Net
{
    [Module] private readonly Part _part = new();
    [Normal, ParameterName("part.b")] private readonly float[] {|INIT012:_b|} = new float[8];
}

//// fires: a path within a module's module, layer and base, the module last
public sealed class Linear
{
    [Weight, ParameterName("kernel.w")] public float[,] W { get; } = new float[8, 4];
    [Bias] public float[] B { get; } = new float[8];
}

public partial class Root
{
    [Normal] private readonly float[] _gain = new float[8];
}

public partial class Inner : Root
{
    [KaimingNormal] private readonly Linear _fc = new();
}

public sealed partial class Outer
{
    [Module, ParameterName("deep.inner")] private readonly Inner _inner = new();
}

public sealed partial class First
{
    [Normal, ParameterName("outer.deep.inner.fc.kernel.w")] private readonly float[] _w = new float[8];
    [Module] private readonly Outer {|INIT012:_outer|} = new();
}

public sealed partial class Second
{
    [Module] private readonly Outer _outer = new();
    [Module, ParameterName("outer.deep")] private readonly Outer _other = new();
    [Normal, ParameterName("outer.deep.inner.gain")] private readonly float[] {|INIT012:_gain|} = new float[8];
}

//// fires: two modules and two lists under one name
public sealed partial class Part
{
    [Normal] private readonly float[] _b = new float[8];
}

public sealed partial class Net
{
    [Module] private readonly Part _part = new();
    [Module] public Part {|INIT012:Part|} { get; } = new();
    [Normal] private readonly float[][,] _list = [new float[8, 8]];
    [Normal] public float[][,] {|INIT012:List|} { get; } = [new float[8, 8]];
    [Module] private readonly IInitializable _any = new Part();
    [Module] public IInitializable {|INIT012:Any|} { get; } = new Part();
}

//// silent: names that begin alike, and modules that have other parameters
public sealed partial class Part
{
    [Normal] private readonly float[] _b = new float[8];
}

public sealed partial class Other
{
    [Normal] private readonly float[] _w = new float[8];
}

public sealed partial class Net
{
    [Module] private readonly Part _part = new();
    [Module, ParameterName("part")] private readonly Other _other = new();
    [Normal, ParameterName("part.c")] private readonly float[] _c = new float[8];
    [Normal, ParameterName("part.b.c")] private readonly float[] _d = new float[8];
    [Normal, ParameterName("par.b")] private readonly float[] _e = new float[8];
    [Normal, ParameterName("part")] private readonly float[] _f = new float[8];
}

//// silent: what only a run shows: elements of lists, modules that may be null, hand-written ones, those of other types
public partial class Part
{
    [Normal] private readonly float[] _b = new float[8];
}

public sealed partial class ByHand : IInitializable
{
    [Normal] private readonly float[] _b = new float[8];
    public void InitializeParameters(RandomStream stream) => _b[0] = 1;
}

public sealed partial class Net(Part? given)
{
    [Module] private readonly Part[] _parts = [];
    [Normal, ParameterName("parts.0.b")] private readonly float[] _first = new float[8];
    [Normal] private readonly float[][,] _list = [];
    [Normal, ParameterName("list.0")] private readonly float[] _second = new float[8];
    [Module] private readonly Part? _part = given;
    [Module, ParameterName("part")] private readonly Part? _instead = given is null ? new Part() : null;
    [Normal, ParameterName("part.b")] private readonly float[] _third = new float[8];
    [Module] private readonly ByHand _hand = new();
    [Normal, ParameterName("hand.b")] private readonly float[] _fourth = new float[8];
    [Module] private readonly IInitializable _any = new Part();
    [Normal, ParameterName("any.b")] private readonly float[] _fifth = new float[8];
}

//// silent: a tree with a dotted name
public sealed partial class Tree(int depth)
{
    [Normal, ParameterName("own.b")] private readonly float[] _b = new float[8];
    [Module] private readonly Tree[] _children = depth > 0 ? [new Tree(depth - 1)] : [];
    [Module] private readonly Tree? _left = depth > 0 ? new Tree(depth - 1) : null;
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

//// fires: line breaks in a name
public sealed partial class Net
{
    [Zeros, {|INIT012:ParameterName("w\npublic int X;")|}] private readonly float[] _a = new float[3];

    [Zeros, {|INIT012:ParameterName("w\u2028x")|}] private readonly float[] _b = new float[3];

    [Zeros, {|INIT012:ParameterName("w\u0085x")|}] private readonly float[] _c = new float[3];

    public float this[int j] => _a[j] + _b[j] + _c[j];
}
