using System;
using InitGen;

namespace BN15;

/// <summary>Sine network for the wave field of the Helmholtz equation, sin(ω₀ Wx) throughout.</summary>
public sealed partial class HelmholtzSiren
{
    private const int Width = 64;
    private const double Omega = 30.0;
    private const double Bound = 0.306186217847897 / Omega;

    [Uniform(-0.5, 0.5)] private readonly double[,] _w0 = new double[Width, 2]; //? INIT107
    [Uniform(-Bound, Bound)] private readonly double[,] _w1 = new double[Width, Width];
    [Uniform(-Bound, Bound)] private readonly double[,] _w2 = new double[Width, Width];
    [Uniform(-Bound, Bound)] private readonly double[,] _w3 = new double[Width, Width];
    [Uniform(-Bound, Bound)] private readonly double[,] _field = new double[1, Width];

    public double Field(double x, double y)
    {
        double[] h = SineLayer(_w0, new[] { x, y });
        h = SineLayer(_w1, h);
        h = SineLayer(_w2, h);
        h = SineLayer(_w3, h);
        double u = 0;
        for (int i = 0; i < Width; i++)
        {
            u += _field[0, i] * h[i];
        }

        return u;
    }

    public double Residual(double x, double y, double k, double eps = 1e-3)
    {
        double u = Field(x, y);
        double laplacian = (Field(x + eps, y) + Field(x - eps, y) + Field(x, y + eps) + Field(x, y - eps) - 4 * u) / (eps * eps);
        return laplacian + k * k * u;
    }

    private static double[] SineLayer(double[,] w, double[] x)
    {
        var y = new double[w.GetLength(0)];
        for (int j = 0; j < y.Length; j++)
        {
            double s = 0;
            for (int i = 0; i < x.Length; i++)
            {
                s += w[j, i] * x[i];
            }

            y[j] = Math.Sin(Omega * s);
        }

        return y;
    }
}
