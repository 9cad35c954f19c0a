using System.Numerics.Tensors;

namespace Gpt2.Arithmetic;

/// <summary>Attention to the tokens before (Vaswani et al. 2017).</summary>
internal static class CausalAttention
{
    /// <summary>For each token and head the mean of the values so far, weighted by how query and keys agree.</summary>
    /// <param name="qkv">Queries, keys and values of each token side by side: rows of 3 · width.</param>
    /// <param name="tokens">The number of tokens.</param>
    /// <param name="width">The width of the network.</param>
    /// <param name="heads">The number of heads, a divisor of the width.</param>
    /// <param name="attended">One row a token: the heads side by side.</param>
    public static void Attend(float[] qkv, int tokens, int width, int heads, float[] attended)
    {
        int size = width / heads;
        float scale = 1f / MathF.Sqrt(size);
        Parallel.For(0, heads, head =>
        {
            float[] weights = new float[tokens];
            for (int t = 0; t < tokens; t++)
            {
                ReadOnlySpan<float> query = qkv.AsSpan(t * 3 * width + head * size, size);
                Span<float> seen = weights.AsSpan(0, t + 1);
                for (int s = 0; s <= t; s++)
                {
                    seen[s] = scale * TensorPrimitives.Dot(query, qkv.AsSpan(s * 3 * width + width + head * size, size));
                }

                SoftMax.Apply(seen);
                Span<float> mean = attended.AsSpan(t * width + head * size, size);
                mean.Clear();
                for (int s = 0; s <= t; s++)
                {
                    ReadOnlySpan<float> value = qkv.AsSpan(s * 3 * width + 2 * width + head * size, size);
                    TensorPrimitives.MultiplyAdd(value, seen[s], mean, mean);
                }
            }
        });
    }
}
