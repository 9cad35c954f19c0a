// A GRU with packed gates.
public sealed partial class Gru
{
    private const int N = 24;

    [XavierUniform(Parts = 3)] private readonly float[,] _w = new float[3 * N, N];
    [Zeros] private readonly float[] _b = new float[3 * N];

    public void Step(ReadOnlySpan<float> x, Span<float> state)
    {
        Span<float> z = stackalloc float[3 * N];
        Ops.MatVec(_w, x, z);
        Ops.AddBias(z, _b);
        for (int j = 0; j < N; j++)
        {
            float reset = 1f / (1f + MathF.Exp(-z[j]));
            float update = 1f / (1f + MathF.Exp(-z[N + j]));
            float candidate = MathF.Tanh(z[2 * N + j] * reset);
            state[j] = update * state[j] + (1f - update) * candidate;
        }
    }
}
