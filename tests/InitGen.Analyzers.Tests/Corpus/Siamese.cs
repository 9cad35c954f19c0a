// A Siamese net: both inputs through one weight.
public sealed partial class Siamese
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 100];
    [XavierNormal] private readonly float[,] _w2 = new float[16, 64];

    public float Distance(float[] left, float[] right)
    {
        float[] a = Embed(left), b = Embed(right);
        float sum = 0f;
        for (int i = 0; i < a.Length; i++)
        {
            float d = a[i] - b[i];
            sum += d * d;
        }

        return MathF.Sqrt(sum);
    }

    private float[] Embed(float[] x)
    {
        var h = new float[64];
        var e = new float[16];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, e);
        return e;
    }
}
