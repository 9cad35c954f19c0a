// A variational autoencoder that is trained in the same class: encoder, two heads, a sample, decoder, and the gradients by hand.
namespace Research.Vae;

public sealed partial class VaeTrainer
{
    private const int X = 196, H = 64, Z = 4;

    [XavierUniform(Nonlinearity.Tanh)] private readonly double[,] _enc = new double[H, X];
    [Zeros] private readonly double[] _encBias = new double[H];
    [XavierUniform] private readonly double[,] _mu = new double[Z, H];
    [XavierUniform] private readonly double[,] _logVar = new double[Z, H];
    [XavierUniform(Nonlinearity.Tanh)] private readonly double[,] _dec = new double[H, Z];
    [Zeros] private readonly double[] _decBias = new double[H];
    [XavierUniform] private readonly double[,] _out = new double[X, H];
    [Zeros] private readonly double[] _outBias = new double[X];

    private readonly double[] _h = new double[H], _m = new double[Z], _lv = new double[Z], _eps = new double[Z], _z = new double[Z];
    private readonly double[] _g = new double[H], _y = new double[X];
    private readonly Random _random = new(3);

    public ReadOnlySpan<double> Forward(double[] x)
    {
        for (int j = 0; j < H; j++)
        {
            _h[j] = Math.Tanh(Dot(_enc, j, x) + _encBias[j]);
        }

        for (int k = 0; k < Z; k++)
        {
            _m[k] = Dot(_mu, k, _h);
            _lv[k] = Dot(_logVar, k, _h);
            _eps[k] = Gaussian();
            _z[k] = _m[k] + Math.Exp(0.5 * _lv[k]) * _eps[k];
        }

        for (int j = 0; j < H; j++)
        {
            _g[j] = Math.Tanh(Dot(_dec, j, _z) + _decBias[j]);
        }

        for (int i = 0; i < X; i++)
        {
            _y[i] = 1 / (1 + Math.Exp(-(Dot(_out, i, _g) + _outBias[i])));
        }

        return _y;
    }

    public void Train(double[] x, double rate)
    {
        Forward(x);
        var dg = new double[H];
        for (int i = 0; i < X; i++)
        {
            double d = _y[i] - x[i];
            for (int j = 0; j < H; j++)
            {
                dg[j] += d * _out[i, j];
                _out[i, j] -= rate * d * _g[j];
            }

            _outBias[i] -= rate * d;
        }

        var dz = new double[Z];
        for (int j = 0; j < H; j++)
        {
            double d = dg[j] * (1 - _g[j] * _g[j]);
            for (int k = 0; k < Z; k++)
            {
                dz[k] += d * _dec[j, k];
                _dec[j, k] -= rate * d * _z[k];
            }

            _decBias[j] -= rate * d;
        }

        var dh = new double[H];
        for (int k = 0; k < Z; k++)
        {
            double dm = dz[k] + _m[k];
            double dv = dz[k] * 0.5 * Math.Exp(0.5 * _lv[k]) * _eps[k] + 0.5 * (Math.Exp(_lv[k]) - 1);
            for (int j = 0; j < H; j++)
            {
                dh[j] += dm * _mu[k, j] + dv * _logVar[k, j];
                _mu[k, j] -= rate * dm * _h[j];
                _logVar[k, j] -= rate * dv * _h[j];
            }
        }

        for (int j = 0; j < H; j++)
        {
            double d = dh[j] * (1 - _h[j] * _h[j]);
            for (int i = 0; i < X; i++)
            {
                _enc[j, i] -= rate * d * x[i];
            }

            _encBias[j] -= rate * d;
        }
    }

    private static double Dot(double[,] w, int row, double[] x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += w[row, i] * x[i];
        }

        return sum;
    }

    private double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
