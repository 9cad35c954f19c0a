using System;
using System.Linq;
using InitGen;

namespace BN17;

/// <summary>Two critics over (state, action) for a hedging agent; the smaller value counts.</summary>
public sealed class TwinCritic
{
    private const int Inputs = 11, Hidden = 64;

    private readonly double[] _a1 = new double[Hidden * Inputs];
    private readonly double[] _a2 = new double[Hidden];
    private readonly double[] _b1 = new double[Hidden * Inputs];
    private readonly double[] _b2 = new double[Hidden];

    public TwinCritic(RandomStream stream)
    {
        Init.KaimingNormal<double>(_a1, [Hidden, Inputs], stream.Child("hidden")); //? INIT114
        Init.XavierNormal<double>(_a2, [1, Hidden], stream.Child("a.value"));
        Init.KaimingNormal<double>(_b1, [Hidden, Inputs], stream.Child("hidden")); //! INIT114
        Init.XavierNormal<double>(_b2, [1, Hidden], stream.Child("b.value"));
    }

    public double Value(double[] state, double hedge)
    {
        double[] x = state.Append(hedge).ToArray();
        return Math.Min(Critic(_a1, _a2, x), Critic(_b1, _b2, x));
    }

    private static double Critic(double[] w, double[] v, double[] x)
    {
        double q = 0.0;
        for (int j = 0; j < Hidden; j++)
        {
            double s = 0.0;
            for (int i = 0; i < Inputs; i++)
            {
                s += w[j * Inputs + i] * x[i];
            }

            q += v[j] * Math.Max(s, 0.0);
        }

        return q;
    }
}
