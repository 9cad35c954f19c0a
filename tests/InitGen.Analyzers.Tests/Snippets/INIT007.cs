//// fires: groups
public sealed partial class Net
{
    [KaimingNormal({|INIT007:Groups = 3|})] private readonly float[,,,] _w = new float[16, 4, 3, 3];
}

//// fires: parts
public sealed partial class Net
{
    [XavierUniform(Nonlinearity.Linear, {|INIT007:Parts = 3|})] private readonly float[,] _qkv = new float[256, 256];
}

//// fires: gates
public sealed partial class Net
{
    [{|INIT007:LstmBias|}] private readonly float[] _b = new float[10];
}

//// fires: upscale
public sealed partial class Net
{
    [Icnr({|INIT007:3|})] private readonly float[,,,] _w = new float[12, 4, 3, 3];
}

//// silent: groups that divide
public sealed partial class Net
{
    [KaimingNormal(Groups = 4)] private readonly float[,,,] _w = new float[16, 4, 3, 3];
}

//// silent: parts on the last axis
public sealed partial class Net
{
    [XavierUniform(Parts = 3, Layout = ParameterLayout.InOut)] private readonly float[,] _qkv = new float[256, 768];
}

//// silent: sizes of run time
public sealed partial class Net
{
    [XavierUniform(Parts = 3)] private readonly float[,] _qkv;

    public Net(int n) => _qkv = new float[n, n];
}

