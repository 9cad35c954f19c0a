using System;
using System.Linq;
using InitGen;

namespace BN04;

/// <summary>One attention layer over a window of returns, read out at the last step.</summary>
public sealed partial class ReturnAttention
{
    private const int D = 32;
    private const int Features = 6;

    [XavierNormal] private readonly double[,] _embed = new double[D, Features];
    [XavierUniform] private readonly double[,] _qkv = new double[3 * D, D]; //! INIT109
    [Zeros] private readonly double[] _gain = new double[D]; //! INIT117
    [Zeros] private readonly double[] _shift = new double[D];
    [XavierNormal] private readonly double[,] _readout = new double[1, D];

    public double Predict(double[][] window)
    {
        double[][] packed = window.Select(x => Mul(_qkv, Mul(_embed, x))).ToArray();
        double[][] keys = packed.Select(p => p[D..(2 * D)]).ToArray();
        double[][] values = packed.Select(p => p[(2 * D)..(3 * D)]).ToArray();
        double[] query = packed[^1][..D];

        double[] scores = keys.Select(k => Dot(query, k) / Math.Sqrt(D)).ToArray();
        double max = scores.Max();
        double[] weights = scores.Select(s => Math.Exp(s - max)).ToArray();
        double total = weights.Sum();

        var context = new double[D];
        for (int t = 0; t < values.Length; t++)
        {
            for (int d = 0; d < D; d++)
            {
                context[d] += weights[t] / total * values[t][d];
            }
        }

        return Mul(_readout, LayerNorm(context))[0];
    }

    private double[] LayerNorm(double[] v)
    {
        double mean = v.Average();
        double variance = v.Sum(a => (a - mean) * (a - mean)) / v.Length;
        double inverse = 1.0 / Math.Sqrt(variance + 1e-6);
        return v.Select((a, i) => (a - mean) * inverse * _gain[i] + _shift[i]).ToArray();
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double[] Mul(double[,] w, double[] x)
    {
        var y = new double[w.GetLength(0)];
        for (int j = 0; j < y.Length; j++)
        {
            double s = 0.0;
            for (int i = 0; i < x.Length; i++)
            {
                s += w[j, i] * x[i];
            }

            y[j] = s;
        }

        return y;
    }
}
