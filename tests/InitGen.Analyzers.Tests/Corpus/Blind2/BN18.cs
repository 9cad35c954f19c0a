using System;
using InitGen;

namespace BN18;

public sealed partial class Highway
{
    private readonly int _n;

    [KaimingNormal(Nonlinearity.Relu)] private readonly double[,] _transform;
    [Zeros] private readonly double[] _transformBias;
    [XavierNormal(Nonlinearity.Sigmoid)] private readonly double[,] _carry;
    [Constant(-2)] private readonly double[] _carryBias;

    public Highway(int n)
    {
        _n = n;
        _transform = new double[n, n];
        _transformBias = new double[n];
        _carry = new double[n, n];
        _carryBias = new double[n];
    }

    public double[] Forward(double[] x)
    {
        var y = new double[_n];
        for (int j = 0; j < _n; j++)
        {
            double h = _transformBias[j];
            double g = _carryBias[j];
            for (int i = 0; i < _n; i++)
            {
                h += _transform[j, i] * x[i];
                g += _carry[j, i] * x[i];
            }

            double t = 1.0 / (1.0 + Math.Exp(-g));
            y[j] = t * Math.Max(h, 0.0) + (1.0 - t) * x[j];
        }

        return y;
    }
}

/// <summary>Load forecast: projection, two highway layers, a quantile head.</summary>
public sealed partial class LoadForecaster
{
    [XavierNormal] private readonly double[,] _project = new double[36, 50];
    [Module] private readonly Highway _first = new(36);
    [Module] private readonly Highway _second = new(36);
    [XavierNormal] private readonly double[,] _quantiles = new double[3, 36];
    [Uniform(-1, 1)] private readonly double[] _spread = new double[3];

    public (double Low, double Median, double High) Forecast(double[] history)
    {
        double[] h = _second.Forward(_first.Forward(Dense(_project, history)));
        double[] q = Dense(_quantiles, h);
        return (q[0] + _spread[0], q[1] + _spread[1], q[2] + _spread[2]);
    }

    private static double[] Dense(double[,] w, double[] x)
    {
        var y = new double[w.GetLength(0)];
        for (int r = 0; r < y.Length; r++)
        {
            for (int c = 0; c < x.Length; c++)
            {
                y[r] += w[r, c] * x[c];
            }
        }

        return y;
    }
}
