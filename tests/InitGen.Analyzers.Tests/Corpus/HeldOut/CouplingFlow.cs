// A normalizing flow of affine couplings; each starts as the identity, its last map being zero.
namespace Density;

public sealed partial class Coupling
{
    private readonly int _half;
    private readonly bool _swap;

    [KaimingUniform] private readonly double[,] _in;
    [Zeros] private readonly double[] _inBias;
    [Zeros] private readonly double[,] _out;
    [Zeros] private readonly double[] _outBias;

    public Coupling(int dimension, int hidden, bool swap)
    {
        _half = dimension / 2;
        _swap = swap;
        _in = new double[hidden, _half];
        _inBias = new double[hidden];
        _out = new double[2 * _half, hidden];
        _outBias = new double[2 * _half];
    }

    public double Forward(double[] x)
    {
        int kept = _swap ? _half : 0;
        int changed = _swap ? 0 : _half;
        double[] net = Network(x.AsSpan(kept, _half));
        double logDet = 0;
        for (int i = 0; i < _half; i++)
        {
            double scale = Math.Tanh(net[i]);
            x[changed + i] = x[changed + i] * Math.Exp(scale) + net[_half + i];
            logDet += scale;
        }

        return logDet;
    }

    public void Inverse(double[] y)
    {
        int kept = _swap ? _half : 0;
        int changed = _swap ? 0 : _half;
        double[] net = Network(y.AsSpan(kept, _half));
        for (int i = 0; i < _half; i++)
        {
            y[changed + i] = (y[changed + i] - net[_half + i]) * Math.Exp(-Math.Tanh(net[i]));
        }
    }

    private double[] Network(ReadOnlySpan<double> x)
    {
        var hidden = new double[_inBias.Length];
        for (int j = 0; j < hidden.Length; j++)
        {
            double sum = _inBias[j];
            for (int i = 0; i < x.Length; i++)
            {
                sum += _in[j, i] * x[i];
            }

            hidden[j] = Math.Max(sum, 0);
        }

        var result = new double[_outBias.Length];
        for (int k = 0; k < result.Length; k++)
        {
            double sum = _outBias[k];
            for (int j = 0; j < hidden.Length; j++)
            {
                sum += _out[k, j] * hidden[j];
            }

            result[k] = sum;
        }

        return result;
    }
}

public sealed partial class CouplingFlow
{
    [Module] private readonly List<Coupling> _steps = [];

    public CouplingFlow(int dimension, int steps, ulong seed)
    {
        for (int s = 0; s < steps; s++)
        {
            _steps.Add(new Coupling(dimension, 32, s % 2 == 1));
        }

        InitializeParameters(seed);
    }

    public double LogProbability(double[] x)
    {
        var z = (double[])x.Clone();
        double logDet = _steps.Sum(step => step.Forward(z));
        return logDet - 0.5 * z.Sum(v => v * v + Math.Log(2 * Math.PI));
    }

    public double[] Sample(Random random, int dimension)
    {
        double[] z = Enumerable.Range(0, dimension).Select(_ => Math.Sqrt(-2 * Math.Log(random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble())).ToArray();
        for (int s = _steps.Count - 1; s >= 0; s--)
        {
            _steps[s].Inverse(z);
        }

        return z;
    }
}
