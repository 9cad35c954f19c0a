//// fires: a class
public sealed class {|INIT001:Net|}
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

//// fires: a containing class
public static class {|INIT001:Models|}
{
    public sealed partial class Net
    {
        [KaimingNormal] private readonly float[,] _w = new float[16, 8];

        public float this[int j, int i] => _w[j, i];
    }
}

//// fires: a record struct and its container
public class {|INIT001:Outer|}
{
    public readonly record struct {|INIT001:Net|}()
    {
        [Zeros] public float[] Bias { get; } = new float[16];
    }
}

//// silent: partial
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

//// silent: one of several parts
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];
}

public partial class Net
{
    public float this[int j, int i] => _w[j, i];
}

//// silent: no initializers
public sealed class Net
{
    private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

//// fix: keeps comments and modifiers
// The network.
class {|INIT001:Net|} // small
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

/// <summary>Others.</summary>
internal static class {|INIT001:Others|}
{
    public struct {|INIT001:Other|}
    {
        [Zeros] private readonly float[] _b;

        public Other() => _b = new float[3];
    }
}
//// fixed
// The network.
partial class Net // small
{
    [KaimingNormal] private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

/// <summary>Others.</summary>
internal static partial class Others
{
    public partial struct Other
    {
        [Zeros] private readonly float[] _b;

        public Other() => _b = new float[3];
    }
}

//// fires: a type that is local to its file
file sealed partial class {|INIT001:Net|}
{
    [Zeros] private readonly float[] _b = new float[16];

    public float this[int j] => _b[j];
}

//// fires: a type within one that is local to its file and not partial
file static class {|INIT001:Models|}
{
    public sealed partial class Net
    {
        [Zeros] private readonly float[] _b = new float[16];

        public float this[int j] => _b[j];
    }
}

//// fires: a type that is local to its file, of another's name, no fix
file sealed partial class {|INIT001:Ops|}
{
    [Zeros] private readonly float[] _b = new float[16];

    public float this[int j] => _b[j];
}

//// silent: a type that is local to its file and no model
file sealed class Table
{
    private readonly float[,] _w = new float[16, 8];

    public float this[int j, int i] => _w[j, i];
}

//// fix: makes a type internal that is local to its file
// Small.
file sealed partial class {|INIT001:Net|}
{
    [Zeros] private readonly float[] _b = new float[16];

    public float this[int j] => _b[j];
}

file class {|INIT001:Other|}
{
    [Zeros] private readonly float[] _b = new float[16];

    public float this[int j] => _b[j];
}
//// fixed
// Small.
internal sealed partial class Net
{
    [Zeros] private readonly float[] _b = new float[16];

    public float this[int j] => _b[j];
}

internal partial class Other
{
    [Zeros] private readonly float[] _b = new float[16];

    public float this[int j] => _b[j];
}
