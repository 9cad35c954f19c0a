// Six tanh layers.
public sealed partial class DeepTanh
{
    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _w1 = new float[256, 256];
    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _w2 = new float[256, 256];
    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _w3 = new float[256, 256];
    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _w4 = new float[256, 256];
    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _w5 = new float[256, 256];
    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _w6 = new float[256, 256];
    [XavierNormal] private readonly float[,] _out = new float[10, 256];

    public float[] Forward(float[] x)
    {
        float[] h = x;
        foreach (float[,] w in new[] { _w1, _w2, _w3, _w4, _w5, _w6 })
        {
            h = Layer(w, h);
        }

        var y = new float[10];
        Ops.MatVec(_out, h, y);
        return y;
    }

    private static float[] Layer(float[,] w, float[] x)
    {
        var y = new float[x.Length];
        Ops.MatVec(w, x, y);
        Ops.Tanh(y);
        return y;
    }
}
