// An echo state network: a random reservoir that is never trained, and a read-out that ridge regression writes.
namespace Reservoir;

public sealed partial class EchoState
{
    private readonly int _units;
    private readonly double _leak;

    [Frozen, Uniform(-0.5, 0.5)] private readonly double[,] _input;
    [Frozen, Sparse(0.9, Std = 0.28)] private readonly double[,] _reservoir;
    [Zeros] private readonly double[,] _readout;
    private double[] _state;

    public EchoState(int inputs, int units, int outputs, double leak = 0.3)
    {
        _units = units;
        _leak = leak;
        _input = new double[units, inputs];
        _reservoir = new double[units, units];
        _readout = new double[outputs, units];
        _state = new double[units];
    }

    public double[] Step(double[] u)
    {
        var next = new double[_units];
        for (int i = 0; i < _units; i++)
        {
            double sum = 0;
            for (int j = 0; j < u.Length; j++)
            {
                sum += _input[i, j] * u[j];
            }

            for (int j = 0; j < _units; j++)
            {
                sum += _reservoir[i, j] * _state[j];
            }

            next[i] = (1 - _leak) * _state[i] + _leak * Math.Tanh(sum);
        }

        _state = next;
        return next;
    }

    public double[] Predict(double[] u)
    {
        double[] state = Step(u);
        var y = new double[_readout.GetLength(0)];
        for (int o = 0; o < y.Length; o++)
        {
            for (int i = 0; i < _units; i++)
            {
                y[o] += _readout[o, i] * state[i];
            }
        }

        return y;
    }

    public void Fit(IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> targets, double ridge)
    {
        var gram = new double[_units, _units];
        var moment = new double[_readout.GetLength(0), _units];
        for (int t = 0; t < inputs.Count; t++)
        {
            double[] s = Step(inputs[t]);
            for (int i = 0; i < _units; i++)
            {
                for (int j = 0; j < _units; j++)
                {
                    gram[i, j] += s[i] * s[j];
                }

                for (int o = 0; o < moment.GetLength(0); o++)
                {
                    moment[o, i] += targets[t][o] * s[i];
                }
            }
        }

        for (int i = 0; i < _units; i++)
        {
            gram[i, i] += ridge;
        }

        for (int sweep = 0; sweep < 100; sweep++)
        {
            for (int o = 0; o < moment.GetLength(0); o++)
            {
                for (int i = 0; i < _units; i++)
                {
                    double rest = moment[o, i];
                    for (int j = 0; j < _units; j++)
                    {
                        rest -= j == i ? 0 : gram[i, j] * _readout[o, j];
                    }

                    _readout[o, i] = rest / gram[i, i];
                }
            }
        }
    }
}
