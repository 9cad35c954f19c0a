using System;
using System.Linq;
using InitGen;

namespace BN11;

/// <summary>Deep residual pricer; the branches are damped by 1/√depth.</summary>
public sealed partial class ResidualPricer
{
    private const int Depth = 24;
    private const int N = 48;

    private static readonly double Damping = 1.0 / Math.Sqrt(Depth);

    [KaimingNormal(Nonlinearity.Linear)] private readonly double[,] _lift = new double[N, 7];
    [KaimingNormal(Nonlinearity.Silu)] private readonly double[][,] _inner = new double[Depth][,];
    [KaimingNormal(Nonlinearity.Linear)] private readonly double[][,] _outer = new double[Depth][,];
    [LecunNormal] private readonly double[,] _price = new double[1, N];

    public ResidualPricer()
    {
        foreach (int d in Enumerable.Range(0, Depth))
        {
            (_inner[d], _outer[d]) = (new double[N, N], new double[N, N]);
        }
    }

    public double Price(double[] contract)
    {
        double[] state = Enumerable.Range(0, Depth).Aggregate(
            Apply(_lift, contract),
            (x, d) => Combine(x, Apply(_outer[d], Apply(_inner[d], x).Select(Silu).ToArray())));
        return Apply(_price, state)[0];
    }

    private static double[] Combine(double[] x, double[] branch) =>
        x.Zip(branch, (a, b) => a + Damping * b).ToArray();

    private static double Silu(double z) => z / (1.0 + Math.Exp(-z));

    private static double[] Apply(double[,] w, double[] x)
    {
        var y = new double[w.GetLength(0)];
        for (int j = 0; j < y.Length; j++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[j] += w[j, i] * x[i];
            }
        }

        return y;
    }
}
