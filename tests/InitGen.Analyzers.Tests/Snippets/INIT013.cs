//// fires: a layer
public sealed class Linear
{
    [Weight] public float[,] W { get; } = new float[8, 4];
}

public sealed partial class Net
{
    [{|INIT013:Module|}] private readonly Linear _fc = new();
}

//// fires: an array
public sealed partial class Net
{
    [{|INIT013:Module|}] private readonly float[] _w = new float[8];
}

//// fires: a list of strings
public sealed partial class Net
{
    [{|INIT013:Module|}] private readonly List<string> _names = [];
}

//// silent: a model
public sealed partial class Part
{
    [Normal] private readonly float[] _b = new float[8];
}

public sealed partial class Net
{
    [Module] private readonly Part _part = new();
}

//// silent: by hand
public sealed class Part : IInitializable
{
    public void InitializeParameters(RandomStream stream)
    {
    }
}

public sealed partial class Net
{
    [Module] private readonly List<Part> _parts = [];
}

//// silent: itself
public sealed partial class Net
{
    [Normal] private readonly float[] _b = new float[8];
    [Module] private readonly Net? _next;

    public Net(Net? next) => _next = next;
}

