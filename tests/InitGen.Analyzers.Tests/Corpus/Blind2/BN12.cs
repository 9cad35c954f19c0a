using System;
using System.Linq;
using InitGen;

namespace BN12;

/// <summary>Autoencoder over limit order book snapshots. The decoder is the encoder's transpose.</summary>
public sealed partial class OrderBookAutoencoder
{
    private const int Levels = 40, Outer = 24, Code = 6;

    [XavierUniform] private readonly double[,] _outer = new double[Outer, Levels];
    [XavierUniform] private readonly double[,] _inner = new double[Code, Outer];
    [Zeros] private readonly double[] _outerBias = new double[Outer];
    [Zeros] private readonly double[] _codeBias = new double[Code];
    [Zeros] private readonly double[] _outerBackBias = new double[Outer];
    [Zeros] private readonly double[] _bookBias = new double[Levels];

    public double[] Encode(double[] book)
    {
        double[] h = Relu(Add(Rows(_outer, book), _outerBias));
        return Relu(Add(Rows(_inner, h), _codeBias));
    }

    public double[] Decode(double[] code)
    {
        double[] h = Relu(Add(Columns(_inner, code), _outerBackBias));
        return Add(Columns(_outer, h), _bookBias);
    }

    public double Loss(double[] book) => Decode(Encode(book)).Zip(book, (a, b) => (a - b) * (a - b)).Average();

    private static double[] Relu(double[] v) => v.Select(a => Math.Max(a, 0.0)).ToArray();

    private static double[] Add(double[] a, double[] b) => a.Zip(b, (x, y) => x + y).ToArray();

    private static double[] Rows(double[,] w, double[] x)
    {
        var y = new double[w.GetLength(0)];
        for (int r = 0; r < w.GetLength(0); r++)
        {
            for (int c = 0; c < w.GetLength(1); c++)
            {
                y[r] += w[r, c] * x[c];
            }
        }

        return y;
    }

    private static double[] Columns(double[,] w, double[] x)
    {
        var y = new double[w.GetLength(1)];
        for (int r = 0; r < w.GetLength(0); r++)
        {
            for (int c = 0; c < w.GetLength(1); c++)
            {
                y[c] += w[r, c] * x[r];
            }
        }

        return y;
    }
}
