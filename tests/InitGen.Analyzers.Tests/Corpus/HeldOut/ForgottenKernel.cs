// A digit net with momentum buffers; the second kernel was added later, and its attribute forgotten.
namespace Digits;

public sealed partial class ForgottenKernel
{
    private const int Size = 16, Filters1 = 6, Filters2 = 12, Kernel = 3;
    private const int Inner1 = Size - Kernel + 1, Inner2 = Inner1 - Kernel + 1;

    [KaimingNormal] private readonly float[,,,] _kernel1 = new float[Filters1, 1, Kernel, Kernel];
    private readonly float[,,,] _kernel2 = new float[Filters2, Filters1, Kernel, Kernel]; // expect: INIT201
    [XavierNormal] private readonly float[,] _dense = new float[10, Filters2];
    [Zeros] private readonly float[] _denseBias = new float[10];

    private readonly float[,,,] _velocity1 = new float[Filters1, 1, Kernel, Kernel];
    private readonly float[,,,] _velocity2 = new float[Filters2, Filters1, Kernel, Kernel];
    private readonly float[,] _velocityDense = new float[10, Filters2];

    public float[] Forward(float[,,] image)
    {
        float[,,] a = Convolve(image, _kernel1, Inner1);
        float[,,] b = Convolve(a, _kernel2, Inner2);
        var logits = new float[10];
        for (int o = 0; o < 10; o++)
        {
            logits[o] = _denseBias[o];
            for (int c = 0; c < Filters2; c++)
            {
                float mean = 0f;
                for (int y = 0; y < Inner2; y++)
                {
                    for (int x = 0; x < Inner2; x++)
                    {
                        mean += b[c, y, x];
                    }
                }

                logits[o] += _dense[o, c] * (mean / (Inner2 * Inner2));
            }
        }

        return logits;
    }

    private static float[,,] Convolve(float[,,] input, float[,,,] kernel, int size)
    {
        var output = new float[kernel.GetLength(0), size, size];
        for (int o = 0; o < kernel.GetLength(0); o++)
        {
            for (int y = 0; y < size; y++)
            {
                for (int x = 0; x < size; x++)
                {
                    float sum = 0f;
                    for (int i = 0; i < kernel.GetLength(1); i++)
                    {
                        for (int ky = 0; ky < Kernel; ky++)
                        {
                            for (int kx = 0; kx < Kernel; kx++)
                            {
                                sum += kernel[o, i, ky, kx] * input[i, y + ky, x + kx];
                            }
                        }
                    }

                    output[o, y, x] = sum > 0f ? sum : 0f;
                }
            }
        }

        return output;
    }

    public void Momentum(float[,,,] gradient1, float[,] gradientDense, float rate, float beta)
    {
        for (int o = 0; o < Filters1; o++)
        {
            for (int ky = 0; ky < Kernel; ky++)
            {
                for (int kx = 0; kx < Kernel; kx++)
                {
                    _velocity1[o, 0, ky, kx] = beta * _velocity1[o, 0, ky, kx] + gradient1[o, 0, ky, kx];
                    _kernel1[o, 0, ky, kx] -= rate * _velocity1[o, 0, ky, kx];
                }
            }
        }

        for (int o = 0; o < 10; o++)
        {
            for (int c = 0; c < Filters2; c++)
            {
                _velocityDense[o, c] = beta * _velocityDense[o, c] + gradientDense[o, c];
                _dense[o, c] -= rate * _velocityDense[o, c];
            }
        }

        Array.Clear(_velocity2);
    }
}
