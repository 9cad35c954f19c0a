// Biases all over the place before ReLU.
public sealed partial class Biased
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 100];
    [Uniform(-2, 2)] private readonly float[] _b1 = new float[64]; // expect: INIT119
    [KaimingNormal] private readonly float[,] _w2 = new float[64, 64];
    [Constant(-0.5)] private readonly float[] _b2 = new float[64]; // expect: INIT119
    [XavierNormal] private readonly float[,] _w3 = new float[4, 64];
    [Constant(-2.2)] private readonly float[] _b3 = new float[4];

    public float[] Forward(float[] x)
    {
        var h = new float[64];
        var g = new float[64];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.AddBias(g, _b2);
        Ops.Relu(g);
        Ops.MatVec(_w3, g, y);
        Ops.AddBias(y, _b3);
        return y;
    }
}
