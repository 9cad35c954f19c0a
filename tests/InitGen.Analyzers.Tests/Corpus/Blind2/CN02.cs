using System;
using InitGen;

namespace CN02;

public static class Ops
{
    // x: [C, H*W] -> columns [C*9, H*W], stride 1, padding 1
    public static float[,] Im2Col(float[,] x, int size)
    {
        int channels = x.GetLength(0);
        float[,] columns = new float[channels * 9, size * size];
        for (int c = 0; c < channels; c++)
        for (int ky = 0; ky < 3; ky++)
        for (int kx = 0; kx < 3; kx++)
        for (int y = 0; y < size; y++)
        for (int xx = 0; xx < size; xx++)
        {
            int sy = y + ky - 1, sx = xx + kx - 1;
            bool inside = sy >= 0 && sy < size && sx >= 0 && sx < size;
            columns[(c * 9) + (ky * 3) + kx, (y * size) + xx] = inside ? x[c, (sy * size) + sx] : 0f;
        }
        return columns;
    }

    public static float[,] MatMul(float[,] a, float[,] b)
    {
        float[,] y = new float[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < y.GetLength(0); i++)
        for (int k = 0; k < a.GetLength(1); k++)
        for (int j = 0; j < y.GetLength(1); j++)
            y[i, j] += a[i, k] * b[k, j];
        return y;
    }

    public static void BatchNorm(float[,] x, float[] gamma, float[] beta)
    {
        int n = x.GetLength(1);
        for (int c = 0; c < x.GetLength(0); c++)
        {
            float mean = 0f, variance = 0f;
            for (int i = 0; i < n; i++) mean += x[c, i] / n;
            for (int i = 0; i < n; i++) variance += (x[c, i] - mean) * (x[c, i] - mean) / n;
            float inv = 1f / MathF.Sqrt(variance + 1e-5f);
            for (int i = 0; i < n; i++) x[c, i] = (x[c, i] - mean) * inv * gamma[c] + beta[c];
        }
    }

    public static void Relu(float[,] x)
    {
        for (int c = 0; c < x.GetLength(0); c++)
        for (int i = 0; i < x.GetLength(1); i++)
            x[c, i] = MathF.Max(0f, x[c, i]);
    }
}

public sealed partial class BasicBlock
{
    [KaimingNormal] private readonly float[,] _conv1 = new float[16, 16 * 9];
    [Ones] private readonly float[] _gamma1 = new float[16];
    [Zeros] private readonly float[] _beta1 = new float[16];
    [KaimingNormal] private readonly float[,] _conv2 = new float[16, 16 * 9];
    [Zeros] private readonly float[] _gamma2 = new float[16];
    [Zeros] private readonly float[] _beta2 = new float[16];

    public float[,] Forward(float[,] x, int size)
    {
        float[,] y = Ops.MatMul(_conv1, Ops.Im2Col(x, size));
        Ops.BatchNorm(y, _gamma1, _beta1);
        Ops.Relu(y);
        y = Ops.MatMul(_conv2, Ops.Im2Col(y, size));
        Ops.BatchNorm(y, _gamma2, _beta2);
        for (int c = 0; c < 16; c++)
        for (int i = 0; i < size * size; i++)
            y[c, i] += x[c, i];
        Ops.Relu(y);
        return y;
    }
}

public sealed partial class SmallResNet
{
    [KaimingNormal] private readonly float[,] _stem = new float[16, 3 * 9];
    [Ones] private readonly float[] _gamma = new float[16];
    [Zeros] private readonly float[] _beta = new float[16];
    [Module] private readonly BasicBlock[] _blocks = [new(), new(), new(), new(), new(), new(), new(), new(), new()];
    [XavierNormal] private readonly float[,] _fc = new float[10, 16];

    public float[] Forward(float[,] image, int size)
    {
        float[,] x = Ops.MatMul(_stem, Ops.Im2Col(image, size));
        Ops.BatchNorm(x, _gamma, _beta);
        Ops.Relu(x);
        foreach (BasicBlock block in _blocks)
        {
            x = block.Forward(x, size);
        }
        float[] logits = new float[10];
        for (int k = 0; k < 10; k++)
        for (int c = 0; c < 16; c++)
        {
            float pooled = 0f;
            for (int i = 0; i < size * size; i++) pooled += x[c, i];
            logits[k] += _fc[k, c] * pooled / (size * size);
        }
        return logits;
    }
}
