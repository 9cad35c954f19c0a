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
