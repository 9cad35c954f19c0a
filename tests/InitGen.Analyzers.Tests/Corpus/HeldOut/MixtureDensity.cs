// A mixture density network for returns: weights by softmax, means linear, spreads by exp, all in one head.
namespace Quant.Density;

public readonly record struct Mixture(double[] Weights, double[] Means, double[] Sigmas)
{
    public double Density(double y)
    {
        double p = 0;
        for (int k = 0; k < Weights.Length; k++)
        {
            double d = (y - Means[k]) / Sigmas[k];
            p += Weights[k] * Math.Exp(-0.5 * d * d) / (Sigmas[k] * Math.Sqrt(2 * Math.PI));
        }

        return p;
    }
}

public sealed partial record MixtureDensityNetwork
{
    public const int Components = 5;

    [XavierNormal(Nonlinearity.Tanh)]
    private readonly double[,] _hidden1 = new double[32, 20];

    [BiasUniform(nameof(_hidden1))]
    private readonly double[] _bias1 = new double[32];

    [XavierNormal(Nonlinearity.Tanh)]
    private readonly double[,] _hidden2 = new double[32, 32];

    [BiasUniform(nameof(_hidden2))]
    private readonly double[] _bias2 = new double[32];

    [XavierNormal(FanOut = Components)]
    private readonly double[,] _head = new double[3 * Components, 32];

    [Zeros]
    private readonly double[] _headBias = new double[3 * Components];

    public Mixture Evaluate(ReadOnlySpan<double> features)
    {
        Span<double> h1 = stackalloc double[32];
        Span<double> h2 = stackalloc double[32];
        Span<double> raw = stackalloc double[3 * Components];
        Affine(_hidden1, _bias1, features, h1);
        TensorPrimitives.Tanh(h1, h1);
        Affine(_hidden2, _bias2, h1, h2);
        TensorPrimitives.Tanh(h2, h2);
        Affine(_head, _headBias, h2, raw);

        var weights = new double[Components];
        var means = new double[Components];
        var sigmas = new double[Components];
        double max = TensorPrimitives.Max<double>(raw[..Components]);
        double total = 0;
        for (int k = 0; k < Components; k++)
        {
            weights[k] = Math.Exp(raw[k] - max);
            total += weights[k];
            means[k] = raw[Components + k];
            sigmas[k] = Math.Exp(Math.Clamp(raw[2 * Components + k], -5, 5));
        }

        for (int k = 0; k < Components; k++)
        {
            weights[k] /= total;
        }

        return new Mixture(weights, means, sigmas);
    }

    private static void Affine(double[,] w, ReadOnlySpan<double> b, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int j = 0; j < y.Length; j++)
        {
            y[j] = b[j];
            for (int i = 0; i < x.Length; i++)
            {
                y[j] += w[j, i] * x[i];
            }
        }
    }
}
