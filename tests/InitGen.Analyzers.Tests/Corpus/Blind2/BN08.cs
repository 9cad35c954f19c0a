using System;
using System.Linq;
using InitGen;

namespace BN08;

/// <summary>Affine coupling: the second half is scaled and shifted by functions of the first.</summary>
public sealed partial class Coupling(int half, int hidden)
{
    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.1)] private readonly double[,] _trunk = new double[hidden, half];
    [Zeros] private readonly double[] _trunkBias = new double[hidden];
    [Zeros] private readonly double[,] _scale = new double[half, hidden];
    [Zeros] private readonly double[,] _shift = new double[half, hidden];

    public (double[] Y, double LogDet) Forward(double[] x)
    {
        double[] a = x[..half];
        double[] b = x[half..];
        double[] h = Mul(_trunk, a).Select((v, i) => v + _trunkBias[i]).Select(v => v > 0 ? v : 0.1 * v).ToArray();
        double[] s = Mul(_scale, h).Select(Math.Tanh).ToArray();
        double[] t = Mul(_shift, h);
        double[] moved = b.Select((v, i) => v * Math.Exp(s[i]) + t[i]).ToArray();
        return (moved.Concat(a).ToArray(), s.Sum());
    }

    private static double[] Mul(double[,] w, double[] x) =>
        Enumerable.Range(0, w.GetLength(0))
            .Select(r => Enumerable.Range(0, x.Length).Sum(c => w[r, c] * x[c]))
            .ToArray();
}

public sealed partial class RealNvp
{
    private const int Dim = 6;

    [Module] private readonly Coupling _c0 = new(Dim / 2, 40);
    [Module] private readonly Coupling _c1 = new(Dim / 2, 40);
    [Module] private readonly Coupling _c2 = new(Dim / 2, 40);
    [Module] private readonly Coupling _c3 = new(Dim / 2, 40);

    public double LogDensity(double[] x)
    {
        double logDet = 0;
        double[] z = x;
        foreach (Coupling c in new[] { _c0, _c1, _c2, _c3 })
        {
            (z, double d) = c.Forward(z);
            logDet += d;
        }

        return -0.5 * z.Sum(v => v * v) - 0.5 * Dim * Math.Log(2 * Math.PI) + logDet;
    }
}
