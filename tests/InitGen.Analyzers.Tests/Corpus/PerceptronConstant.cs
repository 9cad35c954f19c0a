// One value everywhere.
public sealed partial class Mlp
{
    [Constant(0.01), Shape(128, 784)] private readonly float[] _w1 = new float[128 * 784]; // expect: INIT105
    [Zeros] private readonly float[] _b1 = new float[128];
    [XavierNormal, Shape(10, 128)] private readonly float[] _w2 = new float[10 * 128];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h = stackalloc float[128];
        Dense(_w1, _b1, x, h);
        Activate(h);
        Dense(_w2, default, h, y);
    }

    private static void Dense(ReadOnlySpan<float> w, ReadOnlySpan<float> b, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int j = 0; j < y.Length; j++)
        {
            y[j] = TensorPrimitives.Dot(w.Slice(j * x.Length, x.Length), x) + (b.IsEmpty ? 0f : b[j]);
        }
    }

    private static void Activate(Span<float> h)
    {
        for (int i = 0; i < h.Length; i++)
        {
            float v = h[i];
            h[i] = MathF.Max(0f, v);
        }
    }
}
