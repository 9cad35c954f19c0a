// An LSTM over a window of prices, gate by gate, with input and recurrent weights apart, and a linear forecast at the end.
namespace Quant.Models;

public sealed partial class LstmForecaster
{
    private readonly int _hidden;

    [XavierUniform] private readonly double[,] _wf, _wi, _wo;
    [XavierUniform(Nonlinearity.Tanh)] private readonly double[,] _wc;
    [Orthogonal] private readonly double[,] _uf, _ui, _uo, _uc;
    [Ones] private readonly double[] _bf;
    [Zeros] private readonly double[] _bi, _bo, _bc;
    [XavierUniform] private readonly double[,] _wy;
    [Zeros] private readonly double[] _by;

    public LstmForecaster(int features, int hidden)
    {
        _hidden = hidden;
        _wf = new double[hidden, features];
        _wi = new double[hidden, features];
        _wo = new double[hidden, features];
        _wc = new double[hidden, features];
        _uf = new double[hidden, hidden];
        _ui = new double[hidden, hidden];
        _uo = new double[hidden, hidden];
        _uc = new double[hidden, hidden];
        _bf = new double[hidden];
        _bi = new double[hidden];
        _bo = new double[hidden];
        _bc = new double[hidden];
        _wy = new double[1, hidden];
        _by = new double[1];
    }

    /// <summary>The next value after a window of observations.</summary>
    public double Forecast(IReadOnlyList<double[]> window)
    {
        var h = new double[_hidden];
        var c = new double[_hidden];
        foreach (double[] x in window)
        {
            double[] f = Affine(_wf, x, _uf, h, _bf);
            double[] i = Affine(_wi, x, _ui, h, _bi);
            double[] o = Affine(_wo, x, _uo, h, _bo);
            double[] g = Affine(_wc, x, _uc, h, _bc);
            for (int k = 0; k < _hidden; k++)
            {
                c[k] = Sigmoid(f[k]) * c[k] + Sigmoid(i[k]) * Math.Tanh(g[k]);
            }

            for (int k = 0; k < _hidden; k++)
            {
                h[k] = Sigmoid(o[k]) * Math.Tanh(c[k]);
            }
        }

        double y = _by[0];
        for (int k = 0; k < _hidden; k++)
        {
            y += _wy[0, k] * h[k];
        }

        return y;
    }

    private static double[] Affine(double[,] w, double[] x, double[,] u, double[] h, double[] b)
    {
        int n = b.Length;
        var z = new double[n];
        for (int r = 0; r < n; r++)
        {
            double sum = b[r];
            for (int k = 0; k < x.Length; k++)
            {
                sum += w[r, k] * x[k];
            }

            for (int k = 0; k < n; k++)
            {
                sum += u[r, k] * h[k];
            }

            z[r] = sum;
        }

        return z;
    }

    private static double Sigmoid(double v) => 1.0 / (1.0 + Math.Exp(-v));
}
