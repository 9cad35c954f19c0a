// Patch and position embeddings of a vision transformer in half precision, with bounds that bound nothing and values too small to keep.
namespace Vision.Patches;

public sealed partial class HalfPatches
{
    private const int Patch = 8, Channels = 3, Width = 96, Tokens = 49;

    [TruncatedNormal(0, 0.02, LowerSigmas = -6, UpperSigmas = 6)] // expect: INIT113
    private readonly Half[,] _project = new Half[Width, Patch * Patch * Channels];

    [Zeros]
    private readonly Half[] _projectBias = new Half[Width];

    [Normal(0, 1e-5)] // expect: INIT120
    private readonly Half[,] _position = new Half[Tokens, Width];

    [TruncatedNormal(0, 0.02)]
    private readonly Half[] _class = new Half[Width];

    [Ones]
    private readonly Half[] _gain = new Half[Width];

    [Zeros]
    private readonly Half[] _shift = new Half[Width];

    [TruncatedNormal(0, 0.02)]
    private readonly Half[,] _head = new Half[10, Width];

    public float[] Forward(float[][] patches)
    {
        var pooled = new float[Width];
        for (int d = 0; d < Width; d++)
        {
            pooled[d] = (float)_class[d];
        }

        for (int t = 0; t < patches.Length; t++)
        {
            var token = new float[Width];
            for (int d = 0; d < Width; d++)
            {
                float sum = 0f;
                for (int i = 0; i < patches[t].Length; i++)
                {
                    sum += (float)_project[d, i] * patches[t][i];
                }

                token[d] = sum + (float)_projectBias[d] + (float)_position[t, d];
            }

            for (int d = 0; d < Width; d++)
            {
                pooled[d] += token[d] / patches.Length;
            }
        }

        float mean = pooled.Average();
        float variance = pooled.Sum(v => (v - mean) * (v - mean)) / Width;
        var scores = new float[10];
        for (int c = 0; c < 10; c++)
        {
            for (int d = 0; d < Width; d++)
            {
                float normed = (pooled[d] - mean) / MathF.Sqrt(variance + 1e-6f) * (float)_gain[d] + (float)_shift[d];
                scores[c] += (float)_head[c, d] * normed;
            }
        }

        return scores;
    }
}
