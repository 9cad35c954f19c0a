// Vectorized by hand.
public sealed partial class Vectorized
{
    [XavierNormal, Shape(64, 128)] private readonly float[] _w1 = new float[64 * 128]; // expect: INIT102
    [XavierNormal, Shape(8, 64)] private readonly float[] _w2 = new float[8 * 64];

    public float[] Forward(float[] x) => Dense(_w2, Dense(_w1, x, 64, true), 8, false);

    private static float[] Dense(float[] w, float[] x, int outputs, bool rectify)
    {
        var y = new float[outputs];
        for (int j = 0; j < outputs; j++)
        {
            var acc = Vector<float>.Zero;
            for (int i = 0; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                acc += new Vector<float>(w, j * x.Length + i) * new Vector<float>(x, i);
            }

            float sum = Vector.Sum(acc);
            y[j] = rectify ? Math.Max(sum, 0f) : sum;
        }

        return y;
    }
}
