using System;
using System.Linq;
using System.Numerics.Tensors;
using InitGen;

namespace BN09;

public sealed record Mixture(double[] Weights, double[] Means, double[] Sigmas)
{
    public double Density(double y) =>
        Enumerable.Range(0, Weights.Length)
            .Sum(k => Weights[k] * Math.Exp(-0.5 * Math.Pow((y - Means[k]) / Sigmas[k], 2)) / (Sigmas[k] * Math.Sqrt(2 * Math.PI)));
}

public sealed partial class MixtureDensityNetwork
{
    private const int Inputs = 8, Hidden = 50, K = 5;

    [XavierNormal(Nonlinearity.Sigmoid)] private readonly double[][] _hidden = NewRows(Hidden, Inputs); //! INIT104
    [Zeros] private readonly double[] _hiddenBias = new double[Hidden];
    [XavierNormal] private readonly double[][] _logits = NewRows(K, Hidden);
    [KaimingNormal] private readonly double[][] _means = NewRows(K, Hidden); //! INIT106
    [Uniform(-1, 1)] private readonly double[] _meanBias = new double[K];
    [XavierNormal] private readonly double[][] _logSigma = NewRows(K, Hidden);

    public Mixture Forward(double[] x)
    {
        var h = new double[Hidden];
        for (int j = 0; j < Hidden; j++)
        {
            h[j] = Math.Tanh(TensorPrimitives.Dot<double>(_hidden[j], x) + _hiddenBias[j]);
        }

        var pi = new double[K];
        var mu = new double[K];
        var sigma = new double[K];
        for (int k = 0; k < K; k++)
        {
            pi[k] = TensorPrimitives.Dot<double>(_logits[k], h);
            mu[k] = TensorPrimitives.Dot<double>(_means[k], h) + _meanBias[k];
            sigma[k] = Math.Exp(TensorPrimitives.Dot<double>(_logSigma[k], h));
        }

        TensorPrimitives.SoftMax<double>(pi, pi);
        return new Mixture(pi, mu, sigma);
    }

    private static double[][] NewRows(int rows, int cols) =>
        Enumerable.Range(0, rows).Select(_ => new double[cols]).ToArray();
}
