//// fires: a flat weight
public sealed partial class Net
{
    [{|INIT003:KaimingNormal|}] private readonly float[] _w1 = new float[16 * 8];

    public float this[int i] => _w1[i];
}

//// fires: a flat weight in a property
public sealed partial class Net
{
    [{|INIT003:XavierUniform(Nonlinearity.Tanh)|}] public double[] Weights { get; } = new double[128];
}

//// fires: sizes known at run time
public sealed partial class Net
{
    [{|INIT003:LecunNormal|}] private readonly float[] _weight;

    public Net(int inputs, int outputs) => _weight = new float[inputs * outputs];

    public float this[int i] => _weight[i];
}

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
