// A LoRA adapter whose factors are both zero: it never learns.
public sealed partial class LoraLinear
{
    [XavierNormal, Frozen] private readonly float[,] _base = new float[64, 64];
    [Zeros] private readonly float[,] _a = new float[4, 64];
    [Zeros] private readonly float[,] _b = new float[64, 4]; // expect: INIT112

    public float[] Forward(float[] x)
    {
        var y = new float[64];
        var r = new float[4];
        Ops.MatVec(_base, x, y);
        Ops.MatVec(_a, x, r);
        for (int j = 0; j < 64; j++)
        {
            for (int i = 0; i < 4; i++)
            {
                y[j] += _b[j, i] * r[i];
            }
        }

        return y;
    }
}
