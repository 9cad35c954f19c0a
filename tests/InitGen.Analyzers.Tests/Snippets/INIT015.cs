//// fires: a field that the derived constructor creates
public partial class Body
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];

    public Body(ulong seed) => InitializeParameters(seed);

    public float At(int j, int i) => _w1[j, i];
}

public sealed partial class Net : Body
{
    [XavierNormal] private readonly float[,] {|INIT015:_w2|};

    public Net(int n, ulong seed) : base(seed) => _w2 = new float[n, 16];

    public float this[int j, int i] => _w2[j, i];
}

//// fires: a property, by a chain of constructors
public partial class Body
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];

    public Body() : this(3) { }

    public Body(ulong seed) { this.InitializeParameters(seed); }

    public float At(int j, int i) => _w1[j, i];
}

public partial class Middle : Body
{
    [Zeros] private readonly float[] _b = new float[3];

    public float At(int j) => _b[j];
}

public sealed partial class Net : Middle
{
    [XavierNormal] public float[,] {|INIT015:W|} { get; }

    public Net(int n) => W = new float[n, 16];
}

//// fires: a module
public sealed partial class Head(int n)
{
    [XavierNormal] private readonly float[,] _w = new float[n, 16];

    public float this[int j, int i] => _w[j, i];
}

public abstract partial class Body
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];

    protected Body() => InitializeParameters(3UL);

    public float At(int j, int i) => _w1[j, i];
}

public sealed partial class Net : Body
{
    [Module] private readonly Head {|INIT015:_head|};

    public Net(int n) => _head = new Head(n);

    public float this[int j, int i] => _head[j, i];
}

//// silent: fields created in their declaration
public partial class Body
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];

    public Body(ulong seed) => InitializeParameters(seed);

    public float At(int j, int i) => _w1[j, i];
}

public sealed partial class Net(int n, ulong seed) : Body(seed)
{
    [XavierNormal] private readonly float[,] _w2 = new float[n, 16];

    public float this[int j, int i] => _w2[j, i];
}

//// silent: only the last constructor initializes
public partial class Body
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];

    public Body() { }

    public Body(ulong seed) => InitializeParameters(seed);

    public float At(int j, int i) => _w1[j, i];
}

public sealed partial class Net : Body
{
    [XavierNormal] private readonly float[,] _w2;

    public Net(int n)
    {
        _w2 = new float[n, 16];
        InitializeParameters(3UL);
    }

    public float this[int j, int i] => _w2[j, i];
}

//// silent: the base initializes something else
public partial class Body
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];

    public Body(Body? other) => other?.InitializeParameters(3UL);

    public float At(int j, int i) => _w1[j, i];
}

public sealed partial class Net : Body
{
    [XavierNormal] private readonly float[,] _w2;

    public Net(int n) : base(null) => _w2 = new float[n, 16];

    public float this[int j, int i] => _w2[j, i];
}
