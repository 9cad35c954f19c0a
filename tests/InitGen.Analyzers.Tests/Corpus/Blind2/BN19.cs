using System;
using System.Linq;
using InitGen;

namespace BN19;

/// <summary>Default intensity from macro series; batch statistics are taken over the panel.</summary>
public sealed partial class MacroPanelNet
{
    private const int Series = 20, Units = 40, Deep = 24;

    [KaimingNormal] private readonly double[,] _macro = new double[Units, Series];
    [Zeros] private readonly double[] _macroBias = new double[Units]; //! INIT118
    [Ones] private readonly double[] _gamma = new double[Units];
    [Zeros] private readonly double[] _beta = new double[Units];
    [Zeros] private readonly double[,] _deep = new double[Deep, Units]; //! INIT101
    [Zeros] private readonly double[] _deepBias = new double[Deep];
    [XavierUniform] private readonly double[,] _intensity = new double[1, Deep];

    public double[] Forward(double[][] panel)
    {
        var pre = new double[panel.Length][];
        for (int n = 0; n < panel.Length; n++)
        {
            pre[n] = new double[Units];
            for (int j = 0; j < Units; j++)
            {
                double s = _macroBias[j];
                for (int i = 0; i < Series; i++)
                {
                    s += _macro[j, i] * panel[n][i];
                }

                pre[n][j] = s;
            }
        }

        BatchNorm(pre);
        return pre.Select(Head).ToArray();
    }

    private double Head(double[] row)
    {
        double[] h = row.Select(v => Math.Max(0.0, v)).ToArray();
        double z = 0.0;
        for (int j = 0; j < Deep; j++)
        {
            double s = _deepBias[j];
            for (int i = 0; i < Units; i++)
            {
                s += _deep[j, i] * h[i];
            }

            z += _intensity[0, j] * Math.Tanh(s);
        }

        return z;
    }

    private void BatchNorm(double[][] rows)
    {
        for (int j = 0; j < Units; j++)
        {
            double mean = rows.Average(r => r[j]);
            double variance = rows.Average(r => (r[j] - mean) * (r[j] - mean));
            foreach (double[] r in rows)
            {
                r[j] = _gamma[j] * (r[j] - mean) / Math.Sqrt(variance + 1e-5) + _beta[j];
            }
        }
    }
}
