// A transformer block, pre-norm, one head, over cached keys and values.
public sealed partial class TransformerBlock
{
    private const int D = 32;

    [Normal(0, 0.02)] private readonly float[,] _wq = new float[D, D];
    [Normal(0, 0.02)] private readonly float[,] _wk = new float[D, D];
    [Normal(0, 0.02)] private readonly float[,] _wv = new float[D, D];
    [Normal(0, 0.02)] private readonly float[,] _wo = new float[D, D];
    [KaimingNormal(Nonlinearity.GeluTanh)] private readonly float[,] _up = new float[4 * D, D];
    [Normal(0, 0.02)] private readonly float[,] _down = new float[D, 4 * D];
    [Ones] private readonly float[] _g1 = new float[D];
    [Zeros] private readonly float[] _b1 = new float[D];
    [Ones] private readonly float[] _g2 = new float[D];
    [Zeros] private readonly float[] _b2 = new float[D];

    public void Forward(Span<float> x, float[][] keys, float[][] values, int position)
    {
        Span<float> n = stackalloc float[D];
        Span<float> q = stackalloc float[D];
        Span<float> mixed = stackalloc float[D];
        Span<float> h = stackalloc float[4 * D];
        x.CopyTo(n);
        Ops.LayerNorm(n, _g1, _b1);
        Ops.MatVec(_wq, n, q);
        Ops.MatVec(_wk, n, keys[position]);
        Ops.MatVec(_wv, n, values[position]);
        var scores = new float[position + 1];
        for (int t = 0; t <= position; t++)
        {
            scores[t] = TensorPrimitives.Dot<float>(q, keys[t]) / MathF.Sqrt(D);
        }

        Ops.Softmax(scores);
        mixed.Clear();
        for (int t = 0; t <= position; t++)
        {
            for (int d = 0; d < D; d++)
            {
                mixed[d] += scores[t] * values[t][d];
            }
        }

        Ops.MatVec(_wo, mixed, q);
        for (int d = 0; d < D; d++)
        {
            x[d] += q[d];
        }

        x.CopyTo(n);
        Ops.LayerNorm(n, _g2, _b2);
        Ops.MatVec(_up, n, h);
        for (int j = 0; j < h.Length; j++)
        {
            h[j] = Gelu(h[j]);
        }

        Ops.MatVec(_down, h, q);
        for (int d = 0; d < D; d++)
        {
            x[d] += q[d];
        }
    }

    private static float Gelu(float v) => 0.5f * v * (1f + MathF.Tanh(0.7978845608f * (v + 0.044715f * v * v * v)));
}
