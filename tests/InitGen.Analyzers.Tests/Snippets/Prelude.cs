// Beside every snippet: what a file of a project usually imports, and helpers over spans as people write them.
global using System;
global using System.Collections.Generic;
global using System.IO;
global using System.Linq;
global using System.Numerics;
global using System.Numerics.Tensors;
global using System.Threading.Tasks;
global using InitGen;

internal static class Ops
{
    public static void MatVec(float[,] w, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int j = 0; j < w.GetLength(0); j++)
        {
            float sum = 0f;
            for (int i = 0; i < w.GetLength(1); i++)
            {
                sum += w[j, i] * x[i];
            }

            y[j] = sum;
        }
    }

    public static void MatVec(ReadOnlySpan<float> w, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int j = 0; j < y.Length; j++)
        {
            y[j] = TensorPrimitives.Dot(w.Slice(j * x.Length, x.Length), x);
        }
    }

    public static void AddBias(Span<float> y, ReadOnlySpan<float> b)
    {
        for (int j = 0; j < y.Length; j++)
        {
            y[j] += b[j];
        }
    }

    public static void Relu(Span<float> y)
    {
        for (int j = 0; j < y.Length; j++)
        {
            if (y[j] < 0f)
            {
                y[j] = 0f;
            }
        }
    }

    public static void LeakyRelu(Span<float> y, float slope)
    {
        for (int j = 0; j < y.Length; j++)
        {
            y[j] = y[j] > 0f ? y[j] : slope * y[j];
        }
    }

    public static void Tanh(Span<float> y) => TensorPrimitives.Tanh(y, y);

    public static void Sigmoid(Span<float> y)
    {
        foreach (ref float v in y)
        {
            v = 1f / (1f + MathF.Exp(-v));
        }
    }

    public static void Silu(Span<float> y)
    {
        for (int j = 0; j < y.Length; j++)
        {
            y[j] = y[j] / (1f + MathF.Exp(-y[j]));
        }
    }

    public static void Elu(Span<float> y)
    {
        for (int j = 0; j < y.Length; j++)
        {
            y[j] = y[j] > 0f ? y[j] : MathF.Exp(y[j]) - 1f;
        }
    }

    public static void Selu(Span<float> y)
    {
        const float alpha = 1.6732632423543772f, scale = 1.0507009873554805f;
        for (int j = 0; j < y.Length; j++)
        {
            float v = y[j];
            y[j] = v > 0f ? scale * v : scale * alpha * (MathF.Exp(v) - 1f);
        }
    }

    public static void Softmax(Span<float> y)
    {
        float max = float.NegativeInfinity;
        foreach (float v in y)
        {
            max = MathF.Max(max, v);
        }

        float sum = 0f;
        for (int j = 0; j < y.Length; j++)
        {
            y[j] = MathF.Exp(y[j] - max);
            sum += y[j];
        }

        for (int j = 0; j < y.Length; j++)
        {
            y[j] /= sum;
        }
    }

    public static void RmsNorm(Span<float> y, ReadOnlySpan<float> gain)
    {
        float scale = 1f / MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(y) / y.Length + 1e-6f);
        for (int j = 0; j < y.Length; j++)
        {
            y[j] = y[j] * scale * gain[j];
        }
    }

    public static void LayerNorm(Span<float> y, ReadOnlySpan<float> gain, ReadOnlySpan<float> bias)
    {
        LayerNorm(y);
        for (int j = 0; j < y.Length; j++)
        {
            y[j] = y[j] * gain[j] + bias[j];
        }
    }

    public static void LayerNorm(Span<float> y)
    {
        float mean = 0f;
        foreach (float v in y)
        {
            mean += v;
        }

        mean /= y.Length;
        float variance = 0f;
        foreach (float v in y)
        {
            variance += (v - mean) * (v - mean);
        }

        float scale = 1f / MathF.Sqrt(variance / y.Length + 1e-5f);
        for (int j = 0; j < y.Length; j++)
        {
            y[j] = (y[j] - mean) * scale;
        }
    }
}
