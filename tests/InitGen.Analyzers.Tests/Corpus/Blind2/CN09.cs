using System;
using InitGen;

namespace CN09;

internal sealed partial class Generator
{
    private const int Z = 16, H = 128, Pixels = 784;

    [KaimingNormal] private readonly float[,] _fc1 = new float[H, Z];
    [Zeros] private readonly float[] _b1 = new float[H];
    [KaimingNormal] private readonly float[,] _fc2 = new float[Pixels, H]; //! INIT103
    [Zeros] private readonly float[] _b2 = new float[Pixels];

    public float[] Sample(Random random)
    {
        float[] z = new float[Z];
        for (int i = 0; i < Z; i++)
        {
            z[i] = (float)(random.NextDouble() * 2 - 1);
        }

        float[] h = new float[H];
        for (int j = 0; j < H; j++)
        {
            float sum = _b1[j];
            for (int i = 0; i < Z; i++) sum += _fc1[j, i] * z[i];
            h[j] = Math.Max(0f, sum);
        }

        float[] image = new float[Pixels];
        for (int p = 0; p < Pixels; p++)
        {
            float sum = _b2[p];
            for (int j = 0; j < H; j++) sum += _fc2[p, j] * h[j];
            image[p] = MathF.Tanh(sum);
        }
        return image;
    }
}

internal sealed partial class Discriminator
{
    private const float Alpha = 0.2f;

    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.2)] private readonly float[,] _fc1 = new float[128, 784];
    [Zeros] private readonly float[] _b1 = new float[128];
    [KaimingNormal] private readonly float[,] _fc2 = new float[1, 128]; //! INIT106
    [Zeros] private readonly float[] _b2 = new float[1];

    public float Logit(float[] image)
    {
        float logit = _b2[0];
        for (int j = 0; j < 128; j++)
        {
            float sum = _b1[j];
            for (int i = 0; i < image.Length; i++) sum += _fc1[j, i] * image[i];
            float a = sum >= 0f ? sum : Alpha * sum;
            logit += _fc2[0, j] * a;
        }
        return logit;
    }
}
