//// fires: in one list
public sealed partial class Net
{
    [Zeros, {|INIT004:KaimingNormal|}] private readonly float[,] _w = new float[16, 8];
}

//// fires: in two lists
public sealed partial class Net
{
    [KaimingNormal]
    [{|INIT004:XavierUniform(Gain = 2)|}]
    public float[,] W { get; } = new float[16, 8];
}

//// fires: on the field and on the property
public sealed partial class Net
{
    [Normal]
    [field: {|INIT004:Uniform(-1, 1)|}]
    public float[] B { get; } = new float[16];
}

//// fires: an initializer and a module
public sealed partial class Part
{
    [Normal] private readonly float[] _b = new float[8];
}

public sealed partial class Net
{
    [{|INIT004:Module|}, KaimingNormal] private readonly Part _part = new();
}

//// silent: one
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];
}

//// silent: with other attributes
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8), Frozen] private readonly float[] _w = new float[128];
}

//// silent: one a member
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];
    [Zeros] private readonly float[] _b = new float[16];
}

//// fix: keeps the first and the comments
public sealed partial class Net
{
    // The weight.
    [KaimingNormal] // out, in
    [{|INIT004:XavierUniform|}] // or this
    private readonly float[,] _w = new float[16, 8];

    [Zeros, {|INIT004:Ones|}] private readonly float[] _b = new float[16];
}
//// fixed
public sealed partial class Net
{
    // The weight.
    [KaimingNormal] // out, in
    // or this
    private readonly float[,] _w = new float[16, 8];

    [Zeros] private readonly float[] _b = new float[16];
}

//// fix: keeps the one that draws no warning
public sealed partial class Net
{
    [XavierUniform, {|INIT004:KaimingNormal|}] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal, {|INIT004:KaimingNormal|}] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        var y = new float[4];
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
//// fixed
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        var y = new float[4];
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fix: does not keep what cannot be
public sealed partial class Net
{
    [Zeros, {|INIT004:KaimingNormal|}] private readonly float[] _b = new float[16];
    [Identity, {|INIT004:Normal|}] private readonly float[,] _w = new float[16, 8];
}
//// fixed
public sealed partial class Net
{
    [Zeros] private readonly float[] _b = new float[16];
    [Identity] private readonly float[,] _w = new float[16, 8];
}
