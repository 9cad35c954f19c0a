using System;
using InitGen;

namespace BN06;

/// <summary>Mean-field Bayesian regression: w = μ + softplus(ρ)·ε.</summary>
public sealed partial class BayesByBackprop
{
    private const int Inputs = 10, Units = 32;

    [KaimingNormal] private readonly double[,] _mu1 = new double[Units, Inputs];
    [Constant(-4)] private readonly double[,] _rho1 = new double[Units, Inputs];
    [Zeros] private readonly double[] _bias1 = new double[Units];
    [XavierNormal] private readonly double[,] _mu2 = new double[1, Units];
    [Constant(-4)] private readonly double[,] _rho2 = new double[1, Units];

    private readonly Random _noise = new(7);

    public double Sample(double[] x)
    {
        double[,] w1 = Draw(_mu1, _rho1);
        var h = new double[Units];
        for (int j = 0; j < Units; j++)
        {
            double s = _bias1[j];
            for (int i = 0; i < Inputs; i++)
            {
                s += w1[j, i] * x[i];
            }

            h[j] = s > 0 ? s : 0;
        }

        double[,] w2 = Draw(_mu2, _rho2);
        double y = 0;
        for (int j = 0; j < Units; j++)
        {
            y += w2[0, j] * h[j];
        }

        return y;
    }

    public (double Mean, double Std) Predict(double[] x, int draws = 64)
    {
        double sum = 0, squares = 0;
        for (int n = 0; n < draws; n++)
        {
            double y = Sample(x);
            sum += y;
            squares += y * y;
        }

        double mean = sum / draws;
        return (mean, Math.Sqrt(Math.Max(0, squares / draws - mean * mean)));
    }

    private double[,] Draw(double[,] mu, double[,] rho)
    {
        var w = new double[mu.GetLength(0), mu.GetLength(1)];
        for (int r = 0; r < w.GetLength(0); r++)
        {
            for (int c = 0; c < w.GetLength(1); c++)
            {
                double sigma = Math.Log(1 + Math.Exp(rho[r, c]));
                double eps = Math.Sqrt(-2 * Math.Log(1 - _noise.NextDouble())) * Math.Cos(2 * Math.PI * _noise.NextDouble());
                w[r, c] = mu[r, c] + sigma * eps;
            }
        }

        return w;
    }
}
