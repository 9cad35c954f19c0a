//// fires: a flat weight
public sealed partial class Net
{
    [{|INIT003:KaimingNormal|}] private readonly float[] _w1 = new float[16 * 8];

    public float this[int i] => _w1[i];
}

//// fires: a flat weight in a property, no fix
public sealed partial class Net
{
    [{|INIT003:XavierUniform(Nonlinearity.Tanh)|}] public double[] Weights { get; } = new double[128];
}

//// fires: sizes that no member keeps, no fix
public sealed partial class Net
{
    [{|INIT003:LecunNormal|}] private readonly float[] _weight;

    public Net(int inputs, int outputs) => _weight = new float[inputs * outputs];

    public float this[int i] => _weight[i];
}

//// fires: sizes that members keep
public sealed partial class Net(int inputs, int outputs)
{
    public int Inputs { get; } = inputs;

    public int Outputs { get; } = outputs;

    [{|INIT003:LecunNormal|}] private readonly float[] _weight = new float[outputs * inputs];

    public float this[int i] => _weight[i];
}

//// fires: sizes that a constructor keeps
public sealed partial class Net
{
    private readonly int _inputs;
    private readonly int _outputs;

    [{|INIT003:KaimingUniform|}] private readonly float[] _weight;

    public Net(int inputs, int outputs)
    {
        _inputs = inputs;
        _outputs = outputs;
        _weight = new float[outputs * inputs];
        InitializeParameters(1);
    }

    public float this[int j, int i] => _outputs > 0 ? _weight[j * _inputs + i] : 0f;
}

//// fires: a member of another type, no fix
public sealed partial class Net(Sizes sizes)
{
    [{|INIT003:LecunNormal|}] private readonly float[] _weight = new float[sizes.Outputs * sizes.Inputs];

    public float this[int i] => _weight[i];
}

public sealed record Sizes(int Inputs, int Outputs);

//// silent: a shape of constants
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w1 = new float[16 * 8];

    public float this[int i] => _w1[i];
}

//// silent: a shape of members
public sealed partial class Net(int inputs, int outputs)
{
    public int Inputs { get; } = inputs;

    public int Outputs { get; } = outputs;

    [XavierNormal, Shape(nameof(Outputs), nameof(Inputs))] private readonly float[] _w1 = new float[outputs * inputs];

    public float this[int i] => _w1[i];
}

//// silent: explicit fans, or none needed
public sealed partial class Net
{
    [KaimingNormal(FanIn = 8)] private readonly float[] _w1 = new float[16 * 8];

    [Normal(0, 0.02)] private readonly float[] _w2 = new float[16 * 8];

    public float this[int i] => _w1[i] + _w2[i];
}

//// fix: a product of constants
public sealed partial class Net
{
    private const int Hidden = 16;

    // The hidden layer.
    [{|INIT003:KaimingNormal(Nonlinearity.Relu, FanMode = FanMode.FanOut)|}] // flat
    private readonly float[] _w1 = new float[16 * 8];

    [Frozen, {|INIT003:XavierNormal|}] private readonly float[] _w2 = new float[4 * (Hidden * 3)];

    public float this[int i] => _w1[i] + _w2[i];
}
//// fixed
public sealed partial class Net
{
    private const int Hidden = 16;

    // The hidden layer.
    [KaimingNormal(Nonlinearity.Relu, FanMode = FanMode.FanOut), Shape(16, 8)] // flat
    private readonly float[] _w1 = new float[16 * 8];

    [Frozen, XavierNormal, Shape(4, Hidden, 3)] private readonly float[] _w2 = new float[4 * (Hidden * 3)];

    public float this[int i] => _w1[i] + _w2[i];
}

//// fix: sizes of members
public sealed partial class Net(int inputs, int outputs)
{
    public int Inputs { get; } = inputs;

    public int Outputs { get; } = outputs;

    [{|INIT003:LecunNormal|}] private readonly float[] _weight = new float[outputs * inputs];

    public float this[int i] => _weight[i];
}
//// fixed
public sealed partial class Net(int inputs, int outputs)
{
    public int Inputs { get; } = inputs;

    public int Outputs { get; } = outputs;

    [LecunNormal, Shape(nameof(Outputs), nameof(Inputs))] private readonly float[] _weight = new float[outputs * inputs];

    public float this[int i] => _weight[i];
}

//// fires: a shape that parts do not divide, no fix
public sealed partial class Net
{
    [{|INIT003:KaimingNormal(Parts = 3)|}] private readonly float[] _w = new float[16 * 8];

    public float this[int i] => _w[i];
}

//// fires: two fields of one declaration, of different sizes, no fix
public sealed partial class Net
{
    [{|INIT003:{|INIT003:KaimingNormal|}|}] private readonly float[] _w = new float[16 * 8], _v = new float[4 * 16];

    public float this[int i] => _w[i] + _v[i];
}

//// fix: two fields of one declaration
public sealed partial class Net
{
    [{|INIT003:{|INIT003:KaimingNormal|}|}] private readonly float[] _w = new float[16 * 8], _v = new float[16 * 8];

    public float this[int i] => _w[i] + _v[i];
}
//// fixed
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w = new float[16 * 8], _v = new float[16 * 8];

    public float this[int i] => _w[i] + _v[i];
}

//// silent: a tensor, which tells its sizes
public sealed partial class Net(Tensor<float> w)
{
    [KaimingNormal] private readonly Tensor<float> _w = w;
    [XavierNormal] private readonly Tensor<float> B = w;

    public float this[int i] => _w[i] + B[i];
}
