// A residual block with norms; the last gain closes the branch.
public sealed partial class ResidualBlock
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 64];
    [Ones] private readonly float[] _gamma1 = new float[64];
    [Zeros] private readonly float[] _beta1 = new float[64];
    [KaimingNormal] private readonly float[,] _w2 = new float[64, 64];
    [Ones] private readonly float[] _gamma2 = new float[64];
    [Zeros] private readonly float[] _beta2 = new float[64];

    public float[] Forward(float[] x)
    {
        var h = new float[64];
        var g = new float[64];
        Ops.MatVec(_w1, x, h);
        Ops.LayerNorm(h, _gamma1, _beta1);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.LayerNorm(g, _gamma2, _beta2);
        for (int i = 0; i < 64; i++)
        {
            g[i] = MathF.Max(g[i] + x[i], 0f);
        }

        return g;
    }
}
