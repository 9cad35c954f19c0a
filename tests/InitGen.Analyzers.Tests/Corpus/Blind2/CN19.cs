using System;
using InitGen;

namespace CN19;

// Bottleneck adapter in half precision storage on top of a frozen feature map.
public sealed partial class AdapterRanker
{
    private const int Features = 64, Rank = 4;

    [Frozen, KaimingNormal] private readonly float[,] _features = new float[Features, 32];
    [Zeros] private readonly float[,] _down = new float[Rank, Features]; //! INIT112
    [Zeros] private readonly float[,] _up = new float[Features, Rank]; //! INIT112
    [Normal(0, 2e-5)] private readonly Half[,] _score = new Half[1, Features]; //! INIT120

    public float Score(float[] x)
    {
        float[] h = new float[Features];
        for (int j = 0; j < Features; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 32; i++) sum += _features[j, i] * x[i];
            h[j] = MathF.Max(0f, sum);
        }

        float[] low = new float[Rank];
        for (int r = 0; r < Rank; r++)
        for (int j = 0; j < Features; j++)
            low[r] += _down[r, j] * h[j];

        float score = 0f;
        for (int j = 0; j < Features; j++)
        {
            float delta = 0f;
            for (int r = 0; r < Rank; r++) delta += _up[j, r] * low[r];
            score += (float)_score[0, j] * (h[j] + delta);
        }
        return score;
    }
}
