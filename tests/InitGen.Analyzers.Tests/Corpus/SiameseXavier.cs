// A Siamese net under Xavier, its rectifier in LINQ.
public sealed partial class Siamese
{
    [XavierNormal] private readonly float[,] _w1 = new float[64, 100]; // expect: INIT102
    [XavierNormal] private readonly float[,] _w2 = new float[16, 64];

    public float Similarity(float[] left, float[] right) => TensorPrimitives.Dot<float>(Embed(left), Embed(right));

    private float[] Embed(float[] x)
    {
        var h = new float[64];
        var e = new float[16];
        Ops.MatVec(_w1, x, h);
        h = h.Select(v => Math.Max(v, 0f)).ToArray();
        Ops.MatVec(_w2, h, e);
        return e;
    }
}
