using System;
using InitGen;

namespace BN10;

/// <summary>Surrogate of a spectral radiance code: twelve residual blocks.</summary>
public sealed partial class RadianceSurrogate
{
    private const int Blocks = 12;
    private const int Width = 64;

    [XavierNormal] private readonly double[,] _stem = new double[Width, 9];
    [KaimingNormal(Nonlinearity.Relu)] private readonly double[][,] _expand = new double[Blocks][,];
    [KaimingNormal(Nonlinearity.Linear)] private readonly double[][,] _contract = new double[Blocks][,]; //! INIT115
    [TruncatedNormal(0, 0.1, LowerSigmas = -8, UpperSigmas = 8)] private readonly double[,] _bands = new double[40, Width]; //! INIT113

    public RadianceSurrogate()
    {
        for (int b = 0; b < Blocks; b++)
        {
            _expand[b] = new double[Width, Width];
            _contract[b] = new double[Width, Width];
        }
    }

    public double[] Radiances(double[] atmosphere)
    {
        double[] x = Multiply(_stem, atmosphere);
        for (int b = 0; b < Blocks; b++)
        {
            double[] inner = Multiply(_expand[b], x);
            for (int i = 0; i < inner.Length; i++)
            {
                inner[i] = Math.Max(inner[i], 0.0);
            }

            double[] branch = Multiply(_contract[b], inner);
            for (int i = 0; i < x.Length; i++)
            {
                x[i] += branch[i];
            }
        }

        return Multiply(_bands, x);
    }

    private static double[] Multiply(double[,] m, double[] v)
    {
        int rows = m.GetLength(0), cols = m.GetLength(1);
        var result = new double[rows];
        for (int r = 0; r < rows; r++)
        {
            double acc = 0.0;
            for (int c = 0; c < cols; c++)
            {
                acc += m[r, c] * v[c];
            }

            result[r] = acc;
        }

        return result;
    }
}
