using System;
using InitGen;

namespace CN16;

// SIREN (Sitzmann et al. 2020): coordinates to colour, sine layers with frequency omega.
public sealed partial class Siren
{
    private const float Omega = 30f;
    private const int Width = 64;

    [Uniform(-0.5, 0.5)] private readonly float[,] _first = new float[Width, 2]; //? INIT107
    [Uniform(-0.0102, 0.0102)] private readonly float[,] _second = new float[Width, Width];
    [Uniform(-0.0102, 0.0102)] private readonly float[,] _third = new float[Width, Width];
    [XavierUniform] private readonly float[,] _colour = new float[3, Width];

    public Siren(ulong seed) => InitializeParameters(seed);

    public float[] At(float u, float v)
    {
        float[] x = Sine(_first, [u, v]);
        x = Sine(_second, x);
        x = Sine(_third, x);
        float[] rgb = new float[3];
        for (int c = 0; c < 3; c++)
        {
            for (int j = 0; j < Width; j++)
            {
                rgb[c] += _colour[c, j] * x[j];
            }
        }
        return rgb;
    }

    private static float[] Sine(float[,] weight, float[] x)
    {
        float[] y = new float[weight.GetLength(0)];
        for (int j = 0; j < y.Length; j++)
        {
            float sum = 0f;
            for (int i = 0; i < x.Length; i++)
            {
                sum += weight[j, i] * x[i];
            }
            y[j] = MathF.Sin(Omega * sum);
        }
        return y;
    }
}
