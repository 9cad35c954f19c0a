//// fires: a size of another type
public sealed partial class Net
{
    [KaimingNormal, Shape({|INIT009:nameof(Name)|}, nameof(Inputs))] private readonly float[] _w = new float[32];

    public int Inputs => 4;

    public string Name => "net";
}

//// fires: a bias of no weight
public sealed partial class Net
{
    [BiasUniform({|INIT009:"_missing"|})] private readonly float[] _b = new float[8];
}

//// fires: no nonlinearity
public sealed partial class Net
{
    [KaimingNormal({|INIT009:NonlinearityFrom = nameof(Width)|})] private readonly float[,] _w = new float[8, 4];

    public int Width => 8;
}

//// fires: a private size of the base
public class Sized
{
    private readonly int _n = 2;

    public int N => _n;
}

public sealed partial class Net : Sized
{
    [LecunNormal, Shape({|INIT009:"_n"|}, "_n")] private readonly float[] _w = new float[4];
}

//// silent: sizes
public sealed partial class Net
{
    [KaimingNormal, Shape(nameof(Outputs), nameof(Inputs))] private readonly float[] _w = new float[32];

    public int Inputs => 4;

    public const int Outputs = 8;
}

//// silent: a weight
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w = new float[8, 4];
    [BiasUniform(nameof(_w))] private readonly float[] _b = new float[8];
}

//// silent: a nonlinearity
public sealed partial class Net
{
    [KaimingNormal(NonlinearityFrom = nameof(Activation))] private readonly float[,] _w = new float[8, 4];

    public Nonlinearity Activation { get; init; } = Nonlinearity.Relu;
}


//// fires: no weight and no size
public sealed partial class Net
{
    [BiasUniform({|INIT009:null!|})] private readonly float[] _b = new float[16];

    [Zeros, Shape(2, {|INIT009:nameof(Rows)|})] private readonly float[] _w = new float[16];

    public double Rows => 8;

    public float this[int j] => _b[j] + _w[j];
}

//// fires: numbers of another type, and out of reach
public class Body
{
    private readonly double _sigma = 0.1;

    public double Sigma => _sigma;
}

public sealed partial class Net : Body
{
    [Normal({|INIT009:StdFrom = "_sigma"|})] private readonly float[,] _a = new float[8, 4];
    [XavierNormal({|INIT009:GainFrom = nameof(Name)|})] private readonly float[,] _b = new float[8, 4];
    [Constant({|INIT009:ValueFrom = nameof(Count)|})] private readonly float[] _c = new float[8];
    [KaimingNormal({|INIT009:ResidualBranchesFrom = nameof(Sigma)|})] private readonly float[,] _d = new float[8, 4];

    public string Name => "";

    public int Count => 3;

    public float this[int j, int i] => _a[j, i] + _b[j, i] + _c[j] + _d[j, i];
}

//// silent: numbers that members hold
public sealed partial class Net
{
    [Normal(StdFrom = nameof(Sigma))] private readonly float[,] _a = new float[8, 4];
    [XavierNormal(GainFrom = nameof(Gain))] private readonly float[,] _b = new float[8, 4];
    [KaimingNormal(ResidualBranchesFrom = nameof(Count))] private readonly float[,] _d = new float[8, 4];

    public double Sigma { get; init; } = 0.1;

    public float Gain { get; init; } = 2f;

    public int Count { get; init; } = 3;

    public float this[int j, int i] => _a[j, i] + _b[j, i] + _d[j, i];
}
