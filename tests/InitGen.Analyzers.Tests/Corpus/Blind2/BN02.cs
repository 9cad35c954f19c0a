using System;
using System.Numerics;
using InitGen;

namespace BN02;

public static class LinearAlgebra
{
    public static T[] Apply<T>(T[,] w, ReadOnlySpan<T> x, ReadOnlySpan<T> bias)
        where T : INumber<T>
    {
        int rows = w.GetLength(0);
        int cols = w.GetLength(1);
        var y = new T[rows];
        for (int r = 0; r < rows; r++)
        {
            T acc = bias[r];
            for (int c = 0; c < cols; c++)
            {
                acc += w[r, c] * x[c];
            }

            y[r] = acc;
        }

        return y;
    }

    public static T[] Rectify<T>(T[] v)
        where T : INumber<T>
    {
        for (int i = 0; i < v.Length; i++)
        {
            v[i] = T.Max(T.Zero, v[i]);
        }

        return v;
    }
}

/// <summary>Probability of default from balance sheet ratios, in any IEEE type.</summary>
public sealed partial class CreditModel<T>
    where T : IFloatingPointIeee754<T>
{
    [XavierUniform] private readonly T[,] _ratios = new T[48, 12]; //! INIT102
    [Zeros] private readonly T[] _ratioBias = new T[48];
    [KaimingNormal(Nonlinearity.Relu)] private readonly T[,] _interactions = new T[32, 48];
    [Uniform(-0.8, 0.8)] private readonly T[] _interactionBias = new T[32]; //! INIT119
    [XavierUniform] private readonly T[,] _score = new T[1, 32];
    [Zeros] private readonly T[] _scoreBias = new T[1];

    public T ProbabilityOfDefault(ReadOnlySpan<T> ratios)
    {
        T[] a = LinearAlgebra.Rectify(LinearAlgebra.Apply(_ratios, ratios, _ratioBias));
        T[] b = LinearAlgebra.Rectify(LinearAlgebra.Apply<T>(_interactions, a, _interactionBias));
        T z = LinearAlgebra.Apply<T>(_score, b, _scoreBias)[0];
        return T.One / (T.One + T.Exp(-z));
    }
}
