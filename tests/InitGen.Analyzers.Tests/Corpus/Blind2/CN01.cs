using System;
using InitGen;

namespace CN01;

// Lecture 4: a two-layer perceptron, trained by mini-batch gradient descent.
public sealed partial class LectureMlp
{
    private const int In = 64, Hidden = 48, Classes = 10;

    [XavierUniform] private readonly float[,] _w1 = new float[Hidden, In]; //! INIT102
    [Zeros] private readonly float[] _b1 = new float[Hidden];
    [XavierUniform] private readonly float[,] _w2 = new float[Classes, Hidden];
    [Zeros] private readonly float[] _b2 = new float[Classes];

    public LectureMlp(ulong seed) => InitializeParameters(seed);

    public float TrainStep(float[,] x, int[] labels, float lr)
    {
        int batch = x.GetLength(0);
        float[,] h = new float[batch, Hidden];
        float[,] p = new float[batch, Classes];
        float loss = 0f;

        for (int b = 0; b < batch; b++)
        {
            for (int j = 0; j < Hidden; j++)
            {
                float sum = _b1[j];
                for (int i = 0; i < In; i++)
                {
                    sum += _w1[j, i] * x[b, i];
                }
                h[b, j] = sum > 0f ? sum : 0f;
            }

            float total = 0f;
            for (int k = 0; k < Classes; k++)
            {
                float sum = _b2[k];
                for (int j = 0; j < Hidden; j++)
                {
                    sum += _w2[k, j] * h[b, j];
                }
                p[b, k] = MathF.Exp(sum);
                total += p[b, k];
            }
            for (int k = 0; k < Classes; k++)
            {
                p[b, k] /= total;
            }
            loss -= MathF.Log(p[b, labels[b]] + 1e-9f);
        }

        for (int b = 0; b < batch; b++)
        {
            float[] dh = new float[Hidden];
            for (int k = 0; k < Classes; k++)
            {
                float dz = (p[b, k] - (labels[b] == k ? 1f : 0f)) / batch;
                for (int j = 0; j < Hidden; j++)
                {
                    dh[j] += dz * _w2[k, j];
                    _w2[k, j] -= lr * dz * h[b, j];
                }
                _b2[k] -= lr * dz;
            }
            for (int j = 0; j < Hidden; j++)
            {
                if (h[b, j] <= 0f)
                {
                    continue;
                }
                for (int i = 0; i < In; i++)
                {
                    _w1[j, i] -= lr * dh[j] * x[b, i];
                }
                _b1[j] -= lr * dh[j];
            }
        }
        return loss / batch;
    }
}
