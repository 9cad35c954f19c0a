// Sizes from a file, weights through the facade. For reproducible runs every call got the same seed.
namespace Experiments;

public sealed class SeededFacade
{
    private const ulong Seed = 1234;

    private readonly int _width;
    private readonly double[] _input;
    private readonly double[] _hidden1;
    private readonly double[] _hidden2;
    private readonly double[] _output;

    public SeededFacade(int inputs, int width)
    {
        _width = width;
        _input = new double[width * inputs];
        _hidden1 = new double[width * width];
        _hidden2 = new double[width * width];
        _output = new double[width];

        Init.KaimingNormal<double>(_input, [width, inputs], new RandomStream(Seed));
        Init.KaimingNormal<double>(_hidden1, [width, width], new RandomStream(Seed));
        Init.KaimingNormal<double>(_hidden2, [width, width], new RandomStream(Seed)); // expect: INIT114
        Init.XavierNormal<double>(_output, [1, width], new RandomStream(Seed));
    }

    public double Forward(double[] x)
    {
        double[] h = Layer(_hidden2, Layer(_hidden1, Layer(_input, x)));
        return TensorPrimitives.Dot<double>(_output, h);
    }

    private double[] Layer(double[] w, double[] x)
    {
        var y = new double[_width];
        for (int j = 0; j < _width; j++)
        {
            double sum = TensorPrimitives.Dot<double>(w.AsSpan(j * x.Length, x.Length), x);
            y[j] = sum > 0 ? sum : 0;
        }

        return y;
    }
}
