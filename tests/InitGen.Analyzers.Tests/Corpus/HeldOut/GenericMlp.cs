// A perceptron for any floating-point type, with the matrix class generic too.
namespace Numerics.Learning;

[ParameterStorage(nameof(Data), nameof(Rows), nameof(Columns))]
public sealed class Matrix<T>(int rows, int columns)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public T[] Data { get; } = new T[rows * columns];

    public int Rows => rows;

    public int Columns => columns;

    public Span<T> Row(int index) => Data.AsSpan(index * columns, columns);

    public void Multiply(ReadOnlySpan<T> x, Span<T> y)
    {
        for (int r = 0; r < rows; r++)
        {
            y[r] = TensorPrimitives.Dot<T>(Row(r), x);
        }
    }
}

public sealed partial class GenericMlp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.1)]
    private readonly Matrix<T> _first = new(48, 10);

    [Zeros]
    private readonly T[] _firstBias = new T[48];

    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.1)]
    private readonly Matrix<T> _second = new(48, 48);

    [Zeros]
    private readonly T[] _secondBias = new T[48];

    [XavierNormal]
    private readonly Matrix<T> _last = new(3, 48);

    [Zeros]
    private readonly T[] _lastBias = new T[3];

    public T[] Forward(ReadOnlySpan<T> x)
    {
        var a = new T[48];
        var b = new T[48];
        var y = new T[3];
        Layer(_first, _firstBias, x, a);
        Leaky(a);
        Layer(_second, _secondBias, a, b);
        Leaky(b);
        Layer(_last, _lastBias, b, y);
        return y;
    }

    public T SquaredError(ReadOnlySpan<T> x, ReadOnlySpan<T> target)
    {
        T sum = T.Zero;
        T[] y = Forward(x);
        for (int i = 0; i < y.Length; i++)
        {
            T d = y[i] - target[i];
            sum += d * d;
        }

        return sum / T.CreateChecked(y.Length);
    }

    private static void Layer(Matrix<T> w, T[] bias, ReadOnlySpan<T> x, Span<T> y)
    {
        w.Multiply(x, y);
        TensorPrimitives.Add<T>(y, bias, y);
    }

    private static void Leaky(Span<T> values)
    {
        T slope = T.CreateChecked(0.1);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = T.IsNegative(values[i]) ? slope * values[i] : values[i];
        }
    }
}
