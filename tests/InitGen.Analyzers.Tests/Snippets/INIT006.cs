//// fires: orthogonal on a vector
public sealed partial class Net
{
    [{|INIT006:Orthogonal|}, Shape(12)] private readonly float[] _w = new float[12];
}

//// fires: identity on a kernel
public sealed partial class Net
{
    [{|INIT006:Identity|}] private readonly float[,,] _w = new float[4, 4, 3];
}

//// fires: Dirac on a matrix
public sealed partial class Net
{
    [{|INIT006:Dirac|}] private readonly double[,] _w = new double[4, 4];
}

//// fires: delta-orthogonal with too few outputs
public sealed partial class Net
{
    [{|INIT006:DeltaOrthogonal|}] private readonly float[,,] _w = new float[4, 8, 3];
}

//// silent: orthogonal matrix
public sealed partial class Net
{
    [Orthogonal] private readonly float[,] _w = new float[8, 8];
}

//// silent: sparse rows
public sealed partial class Net
{
    [Sparse(0.5)] private readonly float[][] _w = [new float[8], new float[8]];
}

//// silent: kernels
public sealed partial class Net
{
    [Dirac] private readonly float[,,,] _w = new float[8, 8, 3, 3];
    [DeltaOrthogonal] private readonly float[,,] _v = new float[8, 4, 3];
}

