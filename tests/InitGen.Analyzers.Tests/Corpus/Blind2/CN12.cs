using System;
using InitGen;

namespace CN12;

// Homework 3: a small convolutional net with batch statistics over positions.
public sealed partial class ConvHomework
{
    private const int C1 = 8, K = 3, Size = 28, Out = Size - K + 1, Classes = 10, Dense = 32;

    [KaimingUniform] private readonly float[,,,] _kernel = new float[C1, 1, K, K];
    [Zeros] private readonly float[] _kernelBias = new float[C1]; //! INIT118
    [Ones] private readonly float[] _gamma1 = new float[C1];
    [Zeros] private readonly float[] _beta1 = new float[C1];
    [KaimingUniform] private readonly float[,] _dense = new float[Dense, C1];
    [Zeros] private readonly float[] _gamma2 = new float[Dense]; //! INIT117
    [Zeros] private readonly float[] _beta2 = new float[Dense];
    [XavierUniform] private readonly float[,] _head = new float[Classes, Dense];
    [Zeros] private readonly float[] _headBias = new float[Classes];

    public float[] Forward(float[,] image)
    {
        float[] pooled = new float[C1];
        for (int c = 0; c < C1; c++)
        {
            float[] map = new float[Out * Out];
            for (int y = 0; y < Out; y++)
            for (int x = 0; x < Out; x++)
            {
                float sum = _kernelBias[c];
                for (int ky = 0; ky < K; ky++)
                for (int kx = 0; kx < K; kx++)
                    sum += _kernel[c, 0, ky, kx] * image[y + ky, x + kx];
                map[y * Out + x] = sum;
            }

            (float mean, float deviation) = Moments(map);
            for (int i = 0; i < map.Length; i++)
            {
                float n = (map[i] - mean) / deviation * _gamma1[c] + _beta1[c];
                pooled[c] += MathF.Max(0f, n) / map.Length;
            }
        }

        float[] h = new float[Dense];
        for (int j = 0; j < Dense; j++)
        for (int c = 0; c < C1; c++)
            h[j] += _dense[j, c] * pooled[c];

        (float m, float s) = Moments(h);
        for (int j = 0; j < Dense; j++)
        {
            h[j] = MathF.Max(0f, (h[j] - m) / s * _gamma2[j] + _beta2[j]);
        }

        float[] logits = new float[Classes];
        for (int k = 0; k < Classes; k++)
        {
            logits[k] = _headBias[k];
            for (int j = 0; j < Dense; j++) logits[k] += _head[k, j] * h[j];
        }
        return logits;
    }

    private static (float Mean, float Deviation) Moments(float[] values)
    {
        float mean = 0f, variance = 0f;
        foreach (float v in values) mean += v;
        mean /= values.Length;
        foreach (float v in values) variance += (v - mean) * (v - mean);
        return (mean, MathF.Sqrt(variance / values.Length + 1e-5f));
    }
}
