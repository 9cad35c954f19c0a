// A classifier on a matrix class of its own, with operators and a map over the elements.
namespace MatrixNets;

[ParameterStorage(nameof(Values), nameof(Rows), nameof(Columns))]
public sealed class Matrix
{
    public Matrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        Values = new double[rows * columns];
    }

    public int Rows { get; }

    public int Columns { get; }

    public double[] Values { get; }

    public double this[int row, int column]
    {
        get => Values[row * Columns + column];
        set => Values[row * Columns + column] = value;
    }

    public static Matrix operator *(Matrix a, Matrix b)
    {
        if (a.Columns != b.Rows)
        {
            throw new ArgumentException($"{a.Rows}x{a.Columns} times {b.Rows}x{b.Columns}");
        }

        var product = new Matrix(a.Rows, b.Columns);
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < b.Columns; j++)
            {
                double sum = 0;
                for (int k = 0; k < a.Columns; k++)
                {
                    sum += a[i, k] * b[k, j];
                }

                product[i, j] = sum;
            }
        }

        return product;
    }

    public static Matrix operator +(Matrix a, Matrix b)
    {
        var sum = new Matrix(a.Rows, a.Columns);
        for (int i = 0; i < a.Values.Length; i++)
        {
            sum.Values[i] = a.Values[i] + b.Values[i];
        }

        return sum;
    }

    public Matrix Map(Func<double, double> function)
    {
        var result = new Matrix(Rows, Columns);
        for (int i = 0; i < Values.Length; i++)
        {
            result.Values[i] = function(Values[i]);
        }

        return result;
    }

    public static Matrix Column(double[] values)
    {
        var column = new Matrix(values.Length, 1);
        values.CopyTo(column.Values, 0);
        return column;
    }
}

public sealed partial class IrisClassifier
{
    [KaimingNormal(Nonlinearity.Relu)] private readonly Matrix w1 = new(16, 4);
    [Zeros] private readonly Matrix b1 = new(16, 1);
    [KaimingNormal(Nonlinearity.Relu)] private readonly Matrix w2 = new(16, 16);
    [Zeros] private readonly Matrix b2 = new(16, 1);
    [XavierNormal] private readonly Matrix w3 = new(3, 16);
    [Zeros] private readonly Matrix b3 = new(3, 1);

    public double[] Predict(params double[] features)
    {
        Matrix x = Matrix.Column(features);
        Matrix h1 = (w1 * x + b1).Map(v => Math.Max(0, v));
        Matrix h2 = (w2 * h1 + b2).Map(v => Math.Max(0, v));
        return Softmax(w3 * h2 + b3).Values;
    }

    private static Matrix Softmax(Matrix logits)
    {
        double max = logits.Values.Max();
        Matrix exp = logits.Map(v => Math.Exp(v - max));
        double sum = exp.Values.Sum();
        return exp.Map(v => v / sum);
    }
}
