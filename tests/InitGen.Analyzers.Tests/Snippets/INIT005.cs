//// fires: a bias under Kaiming
public sealed partial class Net
{
    [{|INIT005:KaimingNormal|}] private readonly float[] _bias = new float[16];

    public float this[int i] => _bias[i];
}

//// fires: biases under Xavier
public sealed partial class Net
{
    [{|INIT005:XavierUniform|}] private readonly float[] _b1 = new float[16];

    [{|INIT005:XavierNormal(Nonlinearity.Tanh)|}] public double[] OutputBias { get; } = new double[4];

    public float this[int i] => _b1[i];
}

//// fires: a vector with a shape of rank 1
public sealed partial class Net
{
    [{|INIT005:LecunUniform|}, Shape(16)] private readonly float[] _scale = new float[16];

    public float this[int i] => _scale[i];
}

//// silent: constants
public sealed partial class Net
{
    [Zeros] private readonly float[] _bias = new float[16];

    [Ones] private readonly float[] _gain = new float[16];

    public float this[int i] => _bias[i] + _gain[i];
}

//// silent: explicit fans
public sealed partial class Net
{
    [KaimingUniform(FanIn = 8)] private readonly float[] _bias = new float[16];

    public float this[int i] => _bias[i];
}

//// silent: fixed spreads
public sealed partial class Net
{
    [Uniform(-0.1, 0.1)] private readonly float[] _bias = new float[16];

    [Normal(0, 0.01)] private readonly float[] _other = new float[16];

    public float this[int i] => _bias[i] + _other[i];
}

//// fix: a bias
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8]; // out, in

    /* The bias. */
    [{|INIT005:KaimingNormal(FanMode = FanMode.FanOut)|}] private readonly float[] _b = new float[16]; // one an output

    public float this[int i] => _w[i, 0] + _b[i];
}
//// fixed
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8]; // out, in

    /* The bias. */
    [Zeros] private readonly float[] _b = new float[16]; // one an output

    public float this[int i] => _w[i, 0] + _b[i];
}

//// fix: a gain starts at one
public sealed partial class Net
{
    [{|INIT005:XavierUniform|}, ParameterName("ln.weight")] private readonly float[] _normGain = new float[16];

    public float this[int i] => _normGain[i];
}
//// fixed
public sealed partial class Net
{
    [Ones, ParameterName("ln.weight")] private readonly float[] _normGain = new float[16];

    public float this[int i] => _normGain[i];
}

//// fix: a bias starts at zero
public sealed partial class Net
{
    // First layer.
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT005:KaimingNormal(FanMode = FanMode.FanOut)|}, Pretrained("b1")] private readonly float[] _b1 = new float[16]; // out
    [{|INIT005:InitGen.XavierUniform(InitGen.Nonlinearity.Tanh)|}] public double[] B2 { get; } = new double[4];

    public float At(int j, int i) => _w1[j, i] + _b1[j];
}
//// fixed
public sealed partial class Net
{
    // First layer.
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [Zeros, Pretrained("b1")] private readonly float[] _b1 = new float[16]; // out
    [InitGen.Zeros] public double[] B2 { get; } = new double[4];

    public float At(int j, int i) => _w1[j, i] + _b1[j];
}

//// fires: a gain and a bias of one declaration, no fix
public sealed partial class Net
{
    [{|INIT005:{|INIT005:KaimingNormal|}|}] private readonly float[] _gain = new float[16], _bias = new float[16];

    public float this[int i] => _gain[i] + _bias[i];
}

//// fix: biases of several layers, whose weight is none of these
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];

    [{|INIT005:KaimingNormal|}] private readonly List<float[]> _biases = [new float[16], new float[4]];

    public float this[int i] => _w[i, i] + _biases[0][i];
}
//// fixed
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];

    [Zeros] private readonly List<float[]> _biases = [new float[16], new float[4]];

    public float this[int i] => _w[i, i] + _biases[0][i];
}
