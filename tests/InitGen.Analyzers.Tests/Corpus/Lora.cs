// A LoRA adapter: the base frozen, one factor random, the other zero.
public sealed partial class LoraLinear
{
    [XavierNormal, Frozen] private readonly float[,] _base = new float[64, 64];
    [KaimingUniform(Nonlinearity.Linear)] private readonly float[,] _a = new float[4, 64];
    [Zeros] private readonly float[,] _b = new float[64, 4];

    public float[] Forward(float[] x)
    {
        var y = new float[64];
        var r = new float[4];
        var d = new float[64];
        Ops.MatVec(_base, x, y);
        Ops.MatVec(_a, x, r);
        Ops.MatVec(_b, r, d);
        TensorPrimitives.MultiplyAdd(d, 2f, y, y);
        return y;
    }
}
