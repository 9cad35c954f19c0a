// A convolution net with im2col, batch norm behind each convolution (hence no bias there), average pooling and a dense head.
namespace Vision;

public sealed partial class BatchNormConvNet
{
    private const int C1 = 16, C2 = 32, K = 3;

    [KaimingNormal, Shape(C1, 3, K, K)] private readonly float[] _conv1 = new float[C1 * 3 * K * K];
    [Ones] private readonly float[] _gamma1 = new float[C1];
    [Zeros] private readonly float[] _beta1 = new float[C1];
    [KaimingNormal, Shape(C2, C1, K, K)] private readonly float[] _conv2 = new float[C2 * C1 * K * K];
    [Ones] private readonly float[] _gamma2 = new float[C2];
    [Zeros] private readonly float[] _beta2 = new float[C2];
    [XavierNormal] private readonly float[,] _fc = new float[10, C2];
    [Zeros] private readonly float[] _fcBias = new float[10];

    public float[] Forward(float[] image, int size)
    {
        float[] columns = Im2Col(image, 3, size);
        float[] maps = Multiply(_conv1, columns, C1, 3 * K * K, size * size);
        BatchNorm(maps, _gamma1, _beta1, size * size);
        Relu(maps);

        columns = Im2Col(maps, C1, size);
        maps = Multiply(_conv2, columns, C2, C1 * K * K, size * size);
        BatchNorm(maps, _gamma2, _beta2, size * size);
        Relu(maps);

        var pooled = new float[C2];
        for (int c = 0; c < C2; c++)
        {
            for (int p = 0; p < size * size; p++)
            {
                pooled[c] += maps[c * size * size + p] / (size * size);
            }
        }

        var logits = new float[10];
        for (int o = 0; o < 10; o++)
        {
            logits[o] = _fcBias[o];
            for (int c = 0; c < C2; c++)
            {
                logits[o] += _fc[o, c] * pooled[c];
            }
        }

        return logits;
    }

    private static float[] Im2Col(float[] maps, int channels, int size)
    {
        var columns = new float[channels * K * K * size * size];
        int row = 0;
        for (int c = 0; c < channels; c++)
        {
            for (int ky = -1; ky <= 1; ky++)
            {
                for (int kx = -1; kx <= 1; kx++, row++)
                {
                    for (int y = 0; y < size; y++)
                    {
                        for (int x = 0; x < size; x++)
                        {
                            bool inside = y + ky >= 0 && y + ky < size && x + kx >= 0 && x + kx < size;
                            columns[row * size * size + y * size + x] = inside ? maps[(c * size + y + ky) * size + x + kx] : 0f;
                        }
                    }
                }
            }
        }

        return columns;
    }

    private static float[] Multiply(float[] a, float[] b, int m, int k, int n)
    {
        var c = new float[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int p = 0; p < k; p++)
            {
                float value = a[i * k + p];
                for (int j = 0; j < n; j++)
                {
                    c[i * n + j] += value * b[p * n + j];
                }
            }
        }

        return c;
    }

    private static void BatchNorm(float[] maps, float[] gamma, float[] beta, int area)
    {
        for (int c = 0; c < gamma.Length; c++)
        {
            Span<float> map = maps.AsSpan(c * area, area);
            float mean = TensorPrimitives.Sum<float>(map) / area;
            float variance = 0f;
            foreach (float v in map)
            {
                variance += (v - mean) * (v - mean);
            }

            float inverse = 1f / MathF.Sqrt(variance / area + 1e-5f);
            for (int i = 0; i < area; i++)
            {
                map[i] = gamma[c] * (map[i] - mean) * inverse + beta[c];
            }
        }
    }

    private static void Relu(float[] maps)
    {
        for (int i = 0; i < maps.Length; i++)
        {
            maps[i] = Math.Max(maps[i], 0f);
        }
    }
}
