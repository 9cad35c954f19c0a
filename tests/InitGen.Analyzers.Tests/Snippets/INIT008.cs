//// fires: a negative standard deviation
public sealed partial class Net
{
    [Normal(0, {|INIT008:-0.1|})] private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

//// fires: bounds the wrong way round, and infinity
public sealed partial class Net
{
    [Uniform(1, {|INIT008:-1|})] private readonly float[,] _w = new float[16, 8];

    [Constant({|INIT008:double.PositiveInfinity|})] private readonly float[] _b = new float[16];

    public float this[int j, int i] => _w[j, i] + _b[j];
}

//// fires: a named argument
public sealed partial class Net
{
    [KaimingNormal(Nonlinearity.LeakyRelu, {|INIT008:Slope = -0.2|})] private readonly float[,] _w = new float[16, 8];

    [XavierNormal({|INIT008:Gain = double.NaN|})] private readonly float[,] _v = new float[16, 8];

    public float this[int j, int i] => _w[j, i] + _v[j, i];
}

//// fires: an enlargement whose square is no size
public sealed partial class Net
{
    [Icnr({|INIT008:50000|})] private readonly float[,,,] _w;
    public Net(int n) => _w = new float[n, n, 3, 3];
}

//// silent: arguments in range
public sealed partial class Net
{
    [Normal(std: 0.1)] private readonly float[,] _w = new float[16, 8];

    [Uniform(-0.5, 0.5)] private readonly float[,] _v = new float[16, 8];

    public float this[int j, int i] => _w[j, i] + _v[j, i];
}

//// silent: zero spread
public sealed partial class Net
{
    [Normal(0.5, 0)] private readonly float[] _b = new float[16];

    public float this[int j] => _b[j];
}

//// silent: the whole range of double
public sealed partial class Net
{
    [Constant(1e300)] private readonly double[] _b = new double[16];

    [VarianceScaling(2.0, FanMode.FanIn, Distribution.Uniform)] private readonly double[,] _w = new double[16, 8];

    public double this[int j] => _b[j] + _w[j, 0];
}

//// fires: bounds with nothing between them in the element type
public sealed partial class Net
{
    [Uniform(0, {|INIT008:1e-50|})] private readonly float[,] _w = new float[16, 8];

    [Uniform(1, {|INIT008:1.0000001|})] private readonly float[] _v = new float[16];

    [Uniform(1, {|INIT008:1.0005|})] private readonly Half[] _h = new Half[16];

    public float this[int j, int i] => _w[j, i] + _v[j] + (float)_h[j];
}

//// silent: close bounds with a number between them
public sealed partial class Net
{
    [Uniform(0, 1e-50)] private readonly double[,] _w = new double[16, 8];

    [Uniform(1, 1.0000004)] private readonly float[] _v = new float[16];

    [Uniform(-1, -0.9993)] private readonly Half[] _h = new Half[16];

    [Uniform(-1e-44, 1e-44)] private readonly float[] _u = new float[16];

    public double this[int j, int i] => _w[j, i] + _v[j] + (float)_h[j] + _u[i];
}

//// fires: sizes of zero
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] {|INIT008:_w|} = new float[0, 5];

    [Zeros] private readonly float[] {|INIT008:_b|} = new float[0];

    [XavierNormal, Shape({|INIT008:0|}, 4)] private readonly float[] _v = new float[4];

    public float this[int j, int i] => _w[j, i] + _b[j] + _v[i];
}

//// fires: more elements than a span reaches
public sealed partial class Net
{
    [Normal, Shape(50000, 50000)] private readonly float[] {|INIT008:_w|};

    [Zeros] private readonly float[,] {|INIT008:_v|} = new float[100_000, 100_000];

    public Net(float[] w) => _w = w;

    public float this[int j, int i] => _w[j] + _v[j, i];
}

//// silent: rows that are more elements than one span reaches
public sealed partial class Net
{
    [Normal, Shape(50000, 50000)] private readonly float[][] _w;

    public Net(float[][] w) => _w = w;

    public float this[int j, int i] => _w[j][i];
}

//// fires: gains that leave the element type's range
public sealed partial class Net
{
    [XavierNormal({|INIT008:Gain = 1e40|})] private readonly float[,] _w = new float[16, 8];

    [XavierUniform({|INIT008:Gain = 1e-50|})] private readonly float[,] _v = new float[16, 8];

    [KaimingNormal({|INIT008:Gain = 1e6|})] private readonly Half[,] _h = new Half[16, 8];

    [VarianceScaling({|INIT008:1e90|}, FanMode.FanIn, Distribution.Normal)] private readonly float[,] _s = new float[16, 8];

    [DeltaOrthogonal({|INIT008:Gain = 1e40|})] private readonly float[,,,] _d = new float[16, 8, 3, 3];

    public float this[int j, int i] => _w[j, i] + _v[j, i] + (float)_h[j, i] + _s[j, i] + _d[j, i, 0, 0];
}

//// silent: the same gains in double
public sealed partial class Net
{
    [XavierNormal(Gain = 1e40)] private readonly double[,] _w = new double[16, 8];

    [XavierUniform(Gain = 1e-50)] private readonly double[,] _v = new double[16, 8];

    public double this[int j, int i] => _w[j, i] + _v[j, i];
}

//// fires: the bias of a layer
public sealed class Linear
{
    [Weight] public double[,] W { get; } = new double[16, 8];

    [Bias] public float[] B { get; } = new float[16];
}

public sealed class Shift
{
    [Bias] public float[] B { get; } = new float[16];
}

public sealed partial class Net
{
    [KaimingNormal({|INIT008:Bias = double.NaN|})] private readonly Linear _fc1 = new();

    [KaimingNormal({|INIT008:Bias = 1e39|})] private readonly Linear _fc2 = new();

    [Normal({|INIT008:Bias = 1e39|})] private readonly Shift _shift = new();

    public double this[int j, int i] => _fc1.W[j, i] + _fc1.B[j] + _fc2.W[j, i] + _fc2.B[j] + _shift.B[j];
}

//// silent: the bias of a layer in range
public sealed class Linear
{
    [Weight] public float[,] W { get; } = new float[16, 8];

    [Bias] public double[] B { get; } = new double[16];
}

public sealed partial class Net
{
    [KaimingNormal(Bias = 0.1)] private readonly Linear _fc1 = new();

    public double this[int j, int i] => _fc1.W[j, i] + _fc1.B[j];
}

//// fires: a size that is no int
public sealed partial class Net
{
    [Zeros, Shape({|INIT008:2L|}, nameof(N))] private readonly float[] _v = new float[16];

    public int N => 8;

    public float this[int j] => _v[j];
}

//// fires: an argument of the field behind a property
public sealed partial class Net
{
    [field: Normal(0, {|INIT008:-0.1|})] public float[,] W { get; } = new float[16, 8];

    [field: KaimingNormal] [field: Shape({|INIT008:0|}, 3)] public float[] V { get; } = new float[16];
}

//// fires: an argument on a record's parameter
public sealed partial record Net([field: Normal(0, {|INIT008:-0.1|})] float[,] W, [property: Normal(0, {|INIT008:-0.2|})] float[,] V)
{
    [field: Normal({|INIT008:double.NaN|}, 1)] public required float[] B { get; init; } = new float[3];
}

//// fires: an argument on a partial property
public sealed partial class Net
{
    [Normal(0, {|INIT008:-0.1|})] public partial float[,] W { get; }

    private readonly float[,] _w = new float[3, 3];

    public partial float[,] W => _w;
}
