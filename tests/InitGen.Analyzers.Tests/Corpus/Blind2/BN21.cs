using System;
using InitGen;

namespace BN21;

/// <summary>Compact calendar effects, looked up by month and weekday.</summary>
public sealed partial class CalendarTable
{
    [Normal(0, 2e-5)] private readonly Half[,] _month = new Half[12, 64]; //! INIT120
    [Normal(0, 0.02)] private readonly Half[,] _weekday = new Half[7, 64];

    public double[] Lookup(DateOnly date)
    {
        var row = new double[64];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = (double)_month[date.Month - 1, i] + (double)_weekday[(int)date.DayOfWeek, i];
        }

        return row;
    }
}

public sealed partial class DemandNet
{
    private const int Depth = 30;

    [Normal(0, 1)] private readonly double[][,] _stack = new double[Depth][,]; //! INIT107|INIT116
    [XavierNormal] private readonly double[,] _demand = new double[1, 64];

    public DemandNet()
    {
        for (int l = 0; l < Depth; l++)
        {
            _stack[l] = new double[64, 64];
        }
    }

    public double Demand(double[] signal)
    {
        double[] h = signal;
        foreach (double[,] w in _stack)
        {
            h = Positive(Product(w, h));
        }

        return Product(_demand, h)[0];
    }

    private static double[] Positive(double[] v) => Array.ConvertAll(v, a => a < 0 ? 0 : a);

    private static double[] Product(double[,] w, double[] x)
    {
        var y = new double[w.GetLength(0)];
        for (int r = 0; r < y.Length; r++)
        {
            for (int c = 0; c < x.Length; c++)
            {
                y[r] += w[r, c] * x[c];
            }
        }

        return y;
    }
}
