using System;
using System.Linq;
using InitGen;

namespace BN20;

public readonly struct Signal(double[] values)
{
    public double[] Values { get; } = values;

    public static Signal operator *(double[][] w, Signal s) =>
        new(w.Select(row => row.Zip(s.Values, (a, b) => a * b).Sum()).ToArray());

    public Signal ZScore()
    {
        double m = Values.Average();
        double sd = Math.Sqrt(Values.Average(v => (v - m) * (v - m)));
        return new Signal(Values.Select(v => (v - m) / (sd + 1e-8)).ToArray());
    }

    public Signal Tanh() => new(Values.Select(Math.Tanh).ToArray());
}

/// <summary>Cross-sectional alpha: every layer is standardized before its tanh.</summary>
public sealed partial class AlphaStack
{
    [Normal(0, 0.02)] private readonly double[][] _l1 = Rows(80, 60);
    [Normal(0, 0.02)] private readonly double[][] _l2 = Rows(80, 80);
    [Normal(0, 0.02)] private readonly double[][] _l3 = Rows(80, 80);
    [KaimingNormal] private readonly double[][] _l4 = Rows(80, 80);
    [Normal(0, 0.02)] private readonly double[][] _alpha = Rows(1, 80);

    public double Alpha(double[] characteristics)
    {
        Signal s = new(characteristics);
        s = (_l1 * s).ZScore().Tanh();
        s = (_l2 * s).ZScore().Tanh();
        s = (_l3 * s).ZScore().Tanh();
        s = (_l4 * s).ZScore().Tanh();
        return (_alpha * s).Values[0];
    }

    private static double[][] Rows(int n, int m)
    {
        var rows = new double[n][];
        for (int i = 0; i < n; i++)
        {
            rows[i] = new double[m];
        }

        return rows;
    }
}
