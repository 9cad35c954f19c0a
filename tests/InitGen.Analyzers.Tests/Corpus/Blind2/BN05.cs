using System;
using System.Collections.Generic;
using System.Linq;
using InitGen;

namespace BN05;

public sealed record CellState(double[] Hidden, double[] Cell);

/// <summary>Realized volatility by an LSTM with a small dense readout.</summary>
public sealed partial class VolatilityLstm
{
    private const int I = 5, H = 24, R = 16;

    [XavierNormal] private readonly double[,] _wForget = new double[H, I + H];
    [XavierNormal] private readonly double[,] _wInput = new double[H, I + H];
    [XavierNormal] private readonly double[,] _wOutput = new double[H, I + H];
    [XavierNormal] private readonly double[,] _wCandidate = new double[H, I + H];
    [Zeros] private readonly double[] _bForget = new double[H]; //! INIT111
    [Zeros] private readonly double[] _bInput = new double[H];
    [Zeros] private readonly double[] _bOutput = new double[H];
    [Zeros] private readonly double[] _bCandidate = new double[H];
    [Constant(0.05)] private readonly double[,] _wDense = new double[R, H]; //! INIT105
    [XavierNormal] private readonly double[,] _wVol = new double[1, R];

    public CellState Step(CellState s, double[] x)
    {
        double[] xh = x.Concat(s.Hidden).ToArray();
        double[] f = Affine(_wForget, xh, _bForget).Select(Sigmoid).ToArray();
        double[] i = Affine(_wInput, xh, _bInput).Select(Sigmoid).ToArray();
        double[] o = Affine(_wOutput, xh, _bOutput).Select(Sigmoid).ToArray();
        double[] g = Affine(_wCandidate, xh, _bCandidate).Select(Math.Tanh).ToArray();

        var cell = new double[H];
        var hidden = new double[H];
        for (int k = 0; k < H; k++)
        {
            cell[k] = f[k] * s.Cell[k] + i[k] * g[k];
            hidden[k] = o[k] * Math.Tanh(cell[k]);
        }

        return new CellState(hidden, cell);
    }

    public double Forecast(IEnumerable<double[]> path)
    {
        CellState last = path.Aggregate(new CellState(new double[H], new double[H]), Step);
        double[] dense = Affine(_wDense, last.Hidden, new double[R]).Select(Math.Tanh).ToArray();
        return Math.Exp(Affine(_wVol, dense, new double[1])[0]);
    }

    private static double Sigmoid(double z) => 1.0 / (1.0 + Math.Exp(-z));

    private static double[] Affine(double[,] w, double[] x, double[] b)
    {
        var y = new double[b.Length];
        for (int r = 0; r < y.Length; r++)
        {
            double sum = b[r];
            for (int c = 0; c < x.Length; c++)
            {
                sum += w[r, c] * x[c];
            }

            y[r] = sum;
        }

        return y;
    }
}
