using System;
using InitGen;

namespace CN21;

// Variational autoencoder, batches last: x[feature, sample].
public sealed partial class BatchLastVae
{
    private const int X = 100, H = 40, Z = 6;

    [KaimingNormal(Layout = ParameterLayout.InOut)] private readonly float[,] _encoder = new float[X, H];
    [Zeros] private readonly float[] _encoderBias = new float[H];
    [XavierNormal] private readonly float[,] _mean = new float[Z, H];
    [Zeros] private readonly float[,] _logVariance = new float[Z, H];
    [KaimingNormal] private readonly float[,] _decoder = new float[H, Z];
    [Zeros] private readonly float[] _decoderBias = new float[H];
    [XavierNormal(Nonlinearity.Sigmoid)] private readonly float[,] _pixels = new float[X, H];

    public BatchLastVae(ulong seed) => InitializeParameters(seed);

    public float[,] Reconstruct(float[,] x, Random random, out float divergence)
    {
        int n = x.GetLength(1);
        float[,] y = new float[X, n];
        divergence = 0f;
        for (int s = 0; s < n; s++)
        {
            float[] h = (float[])_encoderBias.Clone();
            for (int i = 0; i < X; i++)
            for (int j = 0; j < H; j++)
                h[j] += x[i, s] * _encoder[i, j];
            for (int j = 0; j < H; j++) h[j] = MathF.Max(h[j], 0f);

            float[] z = new float[Z];
            for (int k = 0; k < Z; k++)
            {
                float mu = 0f, logVar = 0f;
                for (int j = 0; j < H; j++)
                {
                    mu += _mean[k, j] * h[j];
                    logVar += _logVariance[k, j] * h[j];
                }
                z[k] = mu + MathF.Exp(0.5f * logVar) * Gaussian(random);
                divergence += 0.5f * (mu * mu + MathF.Exp(logVar) - 1f - logVar) / n;
            }

            float[] d = new float[H];
            for (int j = 0; j < H; j++)
            {
                float sum = _decoderBias[j];
                for (int k = 0; k < Z; k++) sum += _decoder[j, k] * z[k];
                d[j] = sum > 0f ? sum : 0f;
            }
            for (int i = 0; i < X; i++)
            {
                float sum = 0f;
                for (int j = 0; j < H; j++) sum += _pixels[i, j] * d[j];
                y[i, s] = 1f / (1f + MathF.Exp(-sum));
            }
        }
        return y;
    }

    private static float Gaussian(Random random)
    {
        double u = 1.0 - random.NextDouble(), v = random.NextDouble();
        return (float)(Math.Sqrt(-2.0 * Math.Log(u)) * Math.Cos(2.0 * Math.PI * v));
    }
}
