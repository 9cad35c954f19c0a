// Layers behind an interface, run in a list.
public interface ILayer
{
    float[] Forward(float[] x);
}

public sealed class Linear(float[,] w) : ILayer
{
    public float[] Forward(float[] x)
    {
        var y = new float[w.GetLength(0)];
        Ops.MatVec(w, x, y);
        return y;
    }
}

public sealed class ReLU : ILayer
{
    public float[] Forward(float[] x) => [.. x.Select(v => Math.Max(0f, v))];
}

public sealed class Tanh : ILayer
{
    public float[] Forward(float[] x) => Array.ConvertAll(x, MathF.Tanh);
}

public sealed partial class Sequential
{
    [XavierNormal] private readonly float[,] _w1 = new float[64, 100]; // expect: INIT102
    [KaimingNormal] private readonly float[,] _w2 = new float[64, 64]; // expect: INIT103
    [XavierNormal] private readonly float[,] _w3 = new float[4, 64];
    private readonly List<ILayer> _layers;

    public Sequential() => _layers = [new Linear(_w1), new ReLU(), new Linear(_w2), new Tanh(), new Linear(_w3)];

    public float[] Forward(float[] x)
    {
        foreach (ILayer layer in _layers)
        {
            x = layer.Forward(x);
        }

        return x;
    }
}
