//// fires: a perceptron
public sealed partial class {|INIT202:Net|}
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fires: layers in a list
public sealed partial class {|INIT202:Net|}
{
    [KaimingNormal] private readonly float[][,] _weights = new float[20][,];

    public Net(ulong seed)
    {
        for (int i = 0; i < 20; i++)
        {
            _weights[i] = new float[64, 64];
        }

        InitializeParameters(seed);
    }

    public float[] Forward(float[] x)
    {
        foreach (float[,] w in _weights)
        {
            var y = new float[64];
            Ops.MatVec(w, x, y);
            Ops.Relu(y);
            x = y;
        }

        return x;
    }
}

//// fires: no forward pass in sight
public sealed partial class {|INIT202:Net|}
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
}

//// silent: no model
public sealed class Net
{
    private readonly float[,] _w1 = new float[16, 8];
}

//// silent: an initializer of another library
namespace Other
{
    public sealed class KaimingNormalAttribute : System.Attribute;

    public sealed class Net
    {
        [Other.KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
    }
}

//// fires: parameters by the facade
public sealed class {|INIT202:Net|}
{
    private readonly float[] _w1 = new float[128];

    public Net(ulong seed) => Init.KaimingNormal<float>(_w1, [16, 8], new RandomStream(seed), Nonlinearity.Relu);
}

//// silent: arrays that hold no model's weights
public sealed class Noise
{
    public float[] Draw(ulong seed)
    {
        var values = new float[128];
        Init.Normal<float>(values, new RandomStream(seed));
        return values;
    }
}
