// A norm whose gain starts at zero with no way around it, and a bias that the norm cancels.
public sealed partial class NormNet
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 32];
    [Zeros] private readonly float[] _b1 = new float[64]; // expect: INIT118
    [Zeros] private readonly float[] _gamma = new float[64]; // expect: INIT117
    [Zeros] private readonly float[] _beta = new float[64];
    [XavierNormal] private readonly float[,] _head = new float[4, 64];

    public float[] Forward(float[] x)
    {
        var h = new float[64];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.AddBias(h, _b1);
        Ops.LayerNorm(h, _gamma, _beta);
        Ops.Relu(h);
        Ops.MatVec(_head, h, y);
        return y;
    }
}
