// A small convolution net with pooling.
public sealed partial class ConvNet
{
    [KaimingNormal(FanMode = FanMode.FanOut)] private readonly float[,,,] _conv = new float[8, 1, 3, 3];
    [Zeros] private readonly float[] _bias = new float[8];
    [XavierNormal] private readonly float[,] _head = new float[10, 8 * 13 * 13];

    public float[] Forward(float[,,] image)
    {
        var features = new float[8 * 13 * 13];
        for (int o = 0; o < 8; o++)
        {
            for (int y = 0; y < 13; y++)
            {
                for (int x = 0; x < 13; x++)
                {
                    float best = float.NegativeInfinity;
                    for (int dy = 0; dy < 2; dy++)
                    {
                        for (int dx = 0; dx < 2; dx++)
                        {
                            best = MathF.Max(best, Convolve(image, o, 2 * y + dy, 2 * x + dx));
                        }
                    }

                    features[(o * 13 + y) * 13 + x] = Relu(best);
                }
            }
        }

        var logits = new float[10];
        for (int j = 0; j < 10; j++)
        {
            for (int i = 0; i < features.Length; i++)
            {
                logits[j] += _head[j, i] * features[i];
            }
        }

        return logits;
    }

    private float Convolve(float[,,] image, int o, int y, int x)
    {
        float sum = _bias[o];
        for (int c = 0; c < 1; c++)
        {
            for (int ky = 0; ky < 3; ky++)
            {
                for (int kx = 0; kx < 3; kx++)
                {
                    sum += _conv[o, c, ky, kx] * image[c, y + ky, x + kx];
                }
            }
        }

        return sum;
    }

    private static float Relu(float v) => v > 0f ? v : 0f;
}
