using System;
using System.Linq;
using InitGen;

namespace BN03;

public readonly record struct Posterior(double[] Mean, double[] LogVar);

/// <summary>VAE over yield curves that are scaled to [0, 1].</summary>
public sealed partial class CurveVae
{
    private const int Tenors = 30, Hidden = 64, Latent = 4;

    [KaimingNormal] private readonly double[,] _enc = new double[Hidden, Tenors];
    [Zeros] private readonly double[] _encBias = new double[Hidden];
    [XavierNormal] private readonly double[,] _mean = new double[Latent, Hidden];
    [Zeros] private readonly double[,] _logVar = new double[Latent, Hidden];
    [KaimingNormal] private readonly double[,] _dec = new double[Latent, Hidden]; //! INIT108
    [Zeros] private readonly double[] _decBias = new double[Hidden];
    [KaimingUniform] private readonly double[,] _curve = new double[Tenors, Hidden]; //! INIT103

    public Posterior Encode(double[] curve)
    {
        double[] h = Product(_enc, curve).Zip(_encBias, (a, b) => Math.Max(0.0, a + b)).ToArray();
        return new Posterior(Product(_mean, h), Product(_logVar, h));
    }

    public double[] Decode(double[] z)
    {
        var h = (double[])_decBias.Clone();
        for (int j = 0; j < Hidden; j++)
        {
            for (int i = 0; i < Latent; i++)
            {
                h[j] += z[i] * _dec[i, j];
            }

            h[j] = Math.Max(0.0, h[j]);
        }

        return Product(_curve, h).Select(v => 1.0 / (1.0 + Math.Exp(-v))).ToArray();
    }

    public double[] Reconstruct(double[] curve, Random rng)
    {
        Posterior q = Encode(curve);
        double[] z = q.Mean.Zip(q.LogVar, (m, lv) => m + Math.Exp(0.5 * lv) * Gaussian(rng)).ToArray();
        return Decode(z);
    }

    public static double Kl(Posterior q) =>
        -0.5 * q.Mean.Zip(q.LogVar, (m, lv) => 1 + lv - m * m - Math.Exp(lv)).Sum();

    private static double Gaussian(Random rng) =>
        Math.Sqrt(-2.0 * Math.Log(1.0 - rng.NextDouble())) * Math.Cos(2.0 * Math.PI * rng.NextDouble());

    private static double[] Product(double[,] w, double[] x)
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
