using System;
using InitGen;

namespace BN13;

/// <summary>Factor model with a regime table, learned element-wise masks and a low-rank correction of the loadings.</summary>
public sealed partial class FactorModel
{
    private const int Assets = 120, Factors = 15, Rank = 3, Regimes = 4;

    [XavierNormal] private readonly double[,] _loadings = new double[Assets, Factors];
    [Zeros] private readonly double[,] _left = new double[Assets, Rank];
    [Normal(0, 0.25)] private readonly double[,] _right = new double[Rank, Factors];
    [Zeros] private readonly double[,] _regimeAlpha = new double[Regimes, Assets];
    [Ones] private readonly double[,] _sectorMask = new double[Regimes, Factors];
    [NotAParameter] private readonly double[,] _ewma = new double[Factors, Factors];

    public double[] ExpectedReturns(double[] factorReturns, int regime)
    {
        var f = new double[Factors];
        for (int k = 0; k < Factors; k++)
        {
            f[k] = factorReturns[k] * _sectorMask[regime, k];
        }

        double[] low = Times(_right, f);
        double[] correction = Times(_left, low);
        double[] systematic = Times(_loadings, f);
        var r = new double[Assets];
        for (int a = 0; a < Assets; a++)
        {
            r[a] = systematic[a] + correction[a] + _regimeAlpha[regime, a];
        }

        return r;
    }

    public void Observe(double[] factorReturns, double decay = 0.97)
    {
        for (int i = 0; i < Factors; i++)
        {
            for (int j = 0; j < Factors; j++)
            {
                _ewma[i, j] = decay * _ewma[i, j] + (1 - decay) * factorReturns[i] * factorReturns[j];
            }
        }
    }

    public double Variance(double[] exposures)
    {
        double v = 0;
        for (int i = 0; i < Factors; i++)
        {
            for (int j = 0; j < Factors; j++)
            {
                v += exposures[i] * _ewma[i, j] * exposures[j];
            }
        }

        return v;
    }

    private static double[] Times(double[,] m, double[] x)
    {
        var y = new double[m.GetLength(0)];
        for (int i = 0; i < y.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                y[i] += m[i, j] * x[j];
            }
        }

        return y;
    }
}
