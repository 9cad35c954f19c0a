//// fires: a square matrix
public sealed partial class Net
{
    [{|INIT204:Orthogonal|}] private readonly float[,] _w = new float[8192, 8192];

    public float At(int j, int i) => _w[j, i];
}

//// fires: a flat array
public sealed partial class Net
{
    [{|INIT204:Orthogonal|}, Shape(4096, 16384)] private readonly float[] _w = new float[4096 * 16384];

    public float At(int i) => _w[i];
}

//// fires: a lower threshold by option [initgen.orthogonal_size = 256]
public sealed partial class Net
{
    [{|INIT204:Orthogonal(Nonlinearity.Relu)|}] public double[,] W { get; } = new double[512, 256];
}

//// silent: small
public sealed partial class Net
{
    [Orthogonal] private readonly float[,] _w = new float[1024, 1024];

    public float At(int j, int i) => _w[j, i];
}

//// silent: long and thin
public sealed partial class Net
{
    [Orthogonal, Shape(64, 65536)] private readonly float[] _w = new float[64 * 65536];

    public float At(int i) => _w[i];
}

//// silent: sizes known at run time
public sealed partial class Net(int size)
{
    [Orthogonal] public double[,] W { get; } = new double[size, size];
}

//// fires: on the field behind a property, once
public sealed partial class Net
{
    [field: {|INIT204:Orthogonal|}]
    public float[,] W { get; } = new float[8192, 8192];
}

//// fires: the facade, inputs first
public sealed class Net
{
    private readonly float[] _w = new float[3 * 3 * 1024 * 8192];

    public Net(RandomStream stream) => {|INIT204:Init.Orthogonal<float>|}(_w, [3, 3, 1024, 8192], stream, layout: ParameterLayout.InOut);

    public float At(int i) => _w[i];
}

//// silent: parts, each of which is small
public sealed partial class Net
{
    [Orthogonal(Parts = 8)] private readonly float[,] _w = new float[8192, 8192];

    public float At(int j, int i) => _w[j, i];
}
