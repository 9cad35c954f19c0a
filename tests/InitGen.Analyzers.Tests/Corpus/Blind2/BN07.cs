using System;
using InitGen;

namespace BN07;

public sealed class Matrix(double[,] data)
{
    public static Vector operator *(Matrix m, Vector v)
    {
        var y = new double[m.Rows];
        for (int r = 0; r < m.Rows; r++)
        {
            for (int c = 0; c < m.Cols; c++)
            {
                y[r] += m.Data[r, c] * v[c];
            }
        }

        return new Vector(y);
    }

    public double[,] Data { get; } = data;

    public int Rows => Data.GetLength(0);

    public int Cols => Data.GetLength(1);
}

public sealed record Vector(double[] Items)
{
    public double this[int i] => Items[i];

    public static Vector operator +(Vector a, Vector b) => new(Array.ConvertAll(Range(a), i => a[i] + b[i]));

    public static Vector operator *(double k, Vector a) => new(Array.ConvertAll(a.Items, v => k * v));

    public Vector Map(Func<double, double> f) => new(Array.ConvertAll(Items, v => f(v)));

    private static int[] Range(Vector a)
    {
        var idx = new int[a.Items.Length];
        for (int i = 0; i < idx.Length; i++)
        {
            idx[i] = i;
        }

        return idx;
    }
}

/// <summary>dh/dt = W₂ tanh(W₁h + b), integrated by RK4 from the encoded state.</summary>
public sealed partial class LatentOde
{
    [XavierNormal] private readonly double[,] _encode = new double[16, 3];
    [XavierNormal(Nonlinearity.Tanh)] private readonly double[,] _field1 = new double[48, 16];
    [Zeros] private readonly double[] _fieldBias = new double[48];
    [Zeros] private readonly double[,] _field2 = new double[16, 48];
    [XavierNormal] private readonly double[,] _decode = new double[3, 16];

    public double[] Flow(double[] x0, double horizon, int steps)
    {
        double dt = horizon / steps;
        Vector h = new Matrix(_encode) * new Vector(x0);
        for (int n = 0; n < steps; n++)
        {
            Vector k1 = Field(h);
            Vector k2 = Field(h + 0.5 * dt * k1);
            Vector k3 = Field(h + 0.5 * dt * k2);
            Vector k4 = Field(h + dt * k3);
            h = h + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
        }

        return (new Matrix(_decode) * h).Items;
    }

    private Vector Field(Vector h)
    {
        Vector a = new Matrix(_field1) * h + new Vector(_fieldBias);
        return new Matrix(_field2) * a.Map(Math.Tanh);
    }
}
