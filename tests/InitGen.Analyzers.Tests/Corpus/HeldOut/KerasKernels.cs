// A convolution net ported from Keras: the kernels are height, width, input, output, and the declared layout is the default one.
namespace Ported;

public sealed partial class KerasKernels
{
    [KaimingUniform] private readonly float[,,,] _conv1 = new float[5, 5, 1, 12]; // expect: INIT108
    [Zeros] private readonly float[] _bias1 = new float[12];
    [KaimingUniform] private readonly float[,,,] _conv2 = new float[3, 3, 12, 24]; // expect: INIT108
    [Zeros] private readonly float[] _bias2 = new float[24];
    [XavierUniform(Layout = ParameterLayout.InOut)] private readonly float[,] _dense = new float[24, 10];
    [Zeros] private readonly float[] _denseBias = new float[10];

    public float[] Predict(float[,,] image)
    {
        float[,,] x = MaxPool(Convolve(image, _conv1, _bias1));
        x = Convolve(x, _conv2, _bias2);

        int height = x.GetLength(0), width = x.GetLength(1), channels = x.GetLength(2);
        var pooled = new float[channels];
        for (int h = 0; h < height; h++)
        {
            for (int w = 0; w < width; w++)
            {
                for (int c = 0; c < channels; c++)
                {
                    pooled[c] += x[h, w, c];
                }
            }
        }

        var scores = (float[])_denseBias.Clone();
        for (int c = 0; c < channels; c++)
        {
            for (int o = 0; o < 10; o++)
            {
                scores[o] += pooled[c] / (height * width) * _dense[c, o];
            }
        }

        TensorPrimitives.SoftMax<float>(scores, scores);
        return scores;
    }

    private static float[,,] Convolve(float[,,] input, float[,,,] kernel, float[] bias)
    {
        int kh = kernel.GetLength(0), kw = kernel.GetLength(1), inputs = kernel.GetLength(2), outputs = kernel.GetLength(3);
        int height = input.GetLength(0) - kh + 1, width = input.GetLength(1) - kw + 1;
        var result = new float[height, width, outputs];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int o = 0; o < outputs; o++)
                {
                    float sum = bias[o];
                    for (int dy = 0; dy < kh; dy++)
                    {
                        for (int dx = 0; dx < kw; dx++)
                        {
                            for (int c = 0; c < inputs; c++)
                            {
                                sum += input[y + dy, x + dx, c] * kernel[dy, dx, c, o];
                            }
                        }
                    }

                    result[y, x, o] = Math.Max(0f, sum);
                }
            }
        }

        return result;
    }

    private static float[,,] MaxPool(float[,,] input)
    {
        var result = new float[input.GetLength(0) / 2, input.GetLength(1) / 2, input.GetLength(2)];
        for (int y = 0; y < result.GetLength(0); y++)
        {
            for (int x = 0; x < result.GetLength(1); x++)
            {
                for (int c = 0; c < result.GetLength(2); c++)
                {
                    result[y, x, c] = Math.Max(
                        Math.Max(input[2 * y, 2 * x, c], input[2 * y, 2 * x + 1, c]),
                        Math.Max(input[2 * y + 1, 2 * x, c], input[2 * y + 1, 2 * x + 1, c]));
                }
            }
        }

        return result;
    }
}
