// A gated feed-forward block.
public sealed partial class SwiGlu
{
    [Zeros] private readonly float[,] _gate = new float[64, 32];
    [Zeros] private readonly float[,] _value = new float[64, 32]; // expect: INIT112
    [XavierNormal] private readonly float[,] _down = new float[32, 64];

    public float[] Forward(float[] x)
    {
        var g = new float[64];
        var v = new float[64];
        var y = new float[32];
        Ops.MatVec(_gate, x, g);
        Ops.MatVec(_value, x, v);
        for (int j = 0; j < 64; j++)
        {
            v[j] *= g[j] / (1f + MathF.Exp(-g[j]));
        }

        Ops.MatVec(_down, v, y);
        return y;
    }
}
