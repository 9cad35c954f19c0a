// Twelve residual blocks over a window of demand figures; the branches are scaled for their number.
namespace Demand;

public sealed partial class ResidualBlock
{
    [KaimingNormal] private readonly double[][] _up;
    [Zeros] private readonly double[] _upBias;
    [KaimingNormal(Nonlinearity.Linear, ResidualBranches = ResidualForecaster.Blocks)] private readonly double[][] _down;

    public ResidualBlock(int width, int inner)
    {
        _up = new double[inner][];
        for (int i = 0; i < inner; i++)
        {
            _up[i] = new double[width];
        }

        _upBias = new double[inner];
        _down = new double[width][];
        for (int i = 0; i < width; i++)
        {
            _down[i] = new double[inner];
        }
    }

    public void Apply(double[] stream)
    {
        var inner = new double[_up.Length];
        for (int i = 0; i < inner.Length; i++)
        {
            inner[i] = Math.Max(0.0, Dot(_up[i], stream) + _upBias[i]);
        }

        for (int i = 0; i < stream.Length; i++)
        {
            stream[i] += Dot(_down[i], inner);
        }
    }

    internal static double Dot(double[] a, double[] b)
    {
        double sum = 0.0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}

public sealed partial class ResidualForecaster
{
    public const int Blocks = 12;
    private const int Window = 56, Width = 96, Horizon = 7;

    [XavierNormal] private readonly double[][] _embed = Jagged(Width, Window);
    [Module] private readonly ResidualBlock[] _blocks = new ResidualBlock[Blocks];
    [XavierNormal] private readonly double[][] _head = Jagged(Horizon, Width);
    [Zeros] private readonly double[] _headBias = new double[Horizon];

    public ResidualForecaster()
    {
        for (int i = 0; i < Blocks; i++)
        {
            _blocks[i] = new ResidualBlock(Width, 2 * Width);
        }
    }

    public double[] Forecast(double[] window)
    {
        var stream = new double[Width];
        for (int i = 0; i < Width; i++)
        {
            stream[i] = ResidualBlock.Dot(_embed[i], window);
        }

        foreach (ResidualBlock block in _blocks)
        {
            block.Apply(stream);
        }

        var forecast = new double[Horizon];
        for (int h = 0; h < Horizon; h++)
        {
            forecast[h] = ResidualBlock.Dot(_head[h], stream) + _headBias[h];
        }

        return forecast;
    }

    private static double[][] Jagged(int rows, int columns)
    {
        var result = new double[rows][];
        for (int i = 0; i < rows; i++)
        {
            result[i] = new double[columns];
        }

        return result;
    }
}
