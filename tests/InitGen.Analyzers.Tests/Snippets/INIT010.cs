//// fires: too few elements, no fix
public sealed partial class Net
{
    [KaimingNormal, {|INIT010:Shape(16, 8)|}] private readonly float[] _w = new float[100];

    public float this[int i] => _w[i];
}

//// fires: the order of the axes
public sealed partial class Net
{
    [KaimingNormal, {|INIT010:Shape(8, 16)|}] private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

//// fires: rank
public sealed partial class Net
{
    [KaimingNormal, {|INIT010:Shape(16, 3, 3)|}] private readonly float[,] _w;

    public Net() => _w = new float[16, 9];

    public float this[int j, int i] => _w[j, i];
}

//// fires: a flat array of another product
public sealed partial class Net
{
    [KaimingNormal, {|INIT010:Shape(8, 8)|}] private readonly float[] _w = new float[16 * 8];

    public float this[int i] => _w[i];
}

//// silent: the array that is created
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

//// silent: a flat array of the product
public sealed partial class Net
{
    private const int Hidden = 16;

    [KaimingNormal, Shape(Hidden, 8)] private readonly float[] _w = new float[Hidden * 8];

    public float this[int i] => _w[i];
}

//// silent: sizes that are not known
public sealed partial class Net
{
    [KaimingNormal, Shape(16, 8)] private readonly float[] _w;

    public Net(int size) => _w = new float[size];

    public float this[int i] => _w[i];
}

//// fix: takes the array's
public sealed partial class Net
{
    // out, in
    [KaimingNormal, {|INIT010:Shape(8, 16)|}] private readonly float[,] _w = new float[16, 8];

    [{|INIT010:Shape(3, 3, 3)|}] // rows
    [XavierNormal]
    private readonly double[][] _rows = [new double[4], new double[4]];

    [LecunNormal, {|INIT010:Shape(4, 4)|}] private readonly float[] _flat = new float[16 * 8];

    public float this[int j, int i] => _w[j, i] + _flat[i] + (float)_rows[j][i];
}
//// fixed
public sealed partial class Net
{
    // out, in
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];

    // rows
    [XavierNormal]
    private readonly double[][] _rows = [new double[4], new double[4]];

    [LecunNormal, Shape(16, 8)] private readonly float[] _flat = new float[16 * 8];

    public float this[int j, int i] => _w[j, i] + _flat[i] + (float)_rows[j][i];
}

//// fires: rows of several lengths under an initializer with fans, no fix
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][] {|INIT010:_w|} = [new float[784 * 300], new float[300 * 100], new float[100 * 10]];

    public float this[int l, int i] => _w[l][i];
}

//// silent: rows of several lengths that are biases
public sealed partial class Net
{
    [Zeros] private readonly float[][] _biases = [new float[300], new float[100], new float[10]];

    [Normal(0, 0.1)] private readonly float[][] _noise = new float[2][];

    public Net()
    {
        _noise[0] = new float[3];
        _noise[1] = new float[4];
    }

    public float this[int l, int i] => _biases[l][i] + _noise[l][i];
}

//// fix: keeps the comments of a shape
public sealed partial class Net
{
    [KaimingNormal, {|INIT010:Shape(16 /* out */, /* in */ 9)|}] private readonly float[] _w = new float[16 * 8];

    public float this[int i] => _w[i];
}
//// fixed
public sealed partial class Net
{
    [KaimingNormal, Shape(16 /* out */, /* in */ 8)] private readonly float[] _w = new float[16 * 8];

    public float this[int i] => _w[i];
}
