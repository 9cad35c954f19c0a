using System;
using System.Numerics;
using InitGen;

namespace BN22;

/// <summary>Tangent-kernel parametrization: unit normal weights, the factor 1.6/√n stands in the layer.</summary>
public sealed partial class NtkRegressor<T>
    where T : IFloatingPointIeee754<T>
{
    private const int N = 256;

    [Normal(0, 1)] private readonly T[,] _w1 = new T[N, 10];
    [Normal(0, 1)] private readonly T[,] _w2 = new T[N, N];
    [Normal(0, 1)] private readonly T[,] _w3 = new T[N, N];
    [Normal(0, 1)] private readonly T[,] _w4 = new T[N, N];
    [Normal(0, 1)] private readonly T[,] _out = new T[1, N];

    public T Evaluate(T[] x)
    {
        T[] h = Layer(_w1, x, squash: true);
        h = Layer(_w2, h, squash: true);
        h = Layer(_w3, h, squash: true);
        h = Layer(_w4, h, squash: true);
        return Layer(_out, h, squash: false)[0];
    }

    public T Kernel(T[] a, T[] b, T step)
    {
        T k = T.Zero;
        for (int i = 0; i < a.Length; i++)
        {
            k += Slope(a, i, step) * Slope(b, i, step);
        }

        return k;
    }

    private T Slope(T[] x, int i, T step)
    {
        T[] up = [.. x];
        T[] down = [.. x];
        up[i] += step;
        down[i] -= step;
        return (Evaluate(up) - Evaluate(down)) / (step + step);
    }

    private static T[] Layer(T[,] w, T[] x, bool squash)
    {
        T factor = T.CreateChecked(1.6) / T.Sqrt(T.CreateChecked(x.Length));
        var y = new T[w.GetLength(0)];
        for (int j = 0; j < y.Length; j++)
        {
            T s = T.Zero;
            for (int i = 0; i < x.Length; i++)
            {
                s += w[j, i] * x[i];
            }

            y[j] = squash ? T.Tanh(factor * s) : factor * s;
        }

        return y;
    }
}
