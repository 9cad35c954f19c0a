// A small LINQ network whose hidden weights all start at one tenth.
namespace OneLiners;

public sealed partial class LinqConstant
{
    [Constant(0.1)] // expect: INIT105
    private readonly double[][] _hidden = Enumerable.Range(0, 12).Select(_ => new double[6]).ToArray();

    [Zeros]
    private readonly double[] _hiddenBias = new double[12];

    [XavierUniform]
    private readonly double[][] _output = Enumerable.Range(0, 2).Select(_ => new double[12]).ToArray();

    [Zeros]
    private readonly double[] _outputBias = new double[2];

    public LinqConstant(ulong seed) => InitializeParameters(seed);

    public double[] Predict(double[] x)
    {
        double[] hidden = _hidden
            .Select((row, j) => Math.Max(0.0, row.Zip(x, (w, v) => w * v).Sum() + _hiddenBias[j]))
            .ToArray();

        return _output
            .Select((row, o) => row.Zip(hidden, (w, v) => w * v).Sum() + _outputBias[o])
            .ToArray();
    }

    public double Loss(IEnumerable<(double[] Input, double[] Target)> samples) =>
        samples.Average(sample => Predict(sample.Input).Zip(sample.Target, (y, t) => (y - t) * (y - t)).Sum());

    public void Step((double[] Input, double[] Target) sample, double rate)
    {
        double[] hidden = _hidden
            .Select((row, j) => Math.Max(0.0, row.Zip(sample.Input, (w, v) => w * v).Sum() + _hiddenBias[j]))
            .ToArray();
        double[] error = Predict(sample.Input).Zip(sample.Target, (y, t) => y - t).ToArray();
        double[] back = hidden
            .Select((h, j) => h > 0 ? _output.Select((row, o) => row[j] * error[o]).Sum() : 0.0)
            .ToArray();

        for (int o = 0; o < error.Length; o++)
        {
            for (int j = 0; j < hidden.Length; j++)
            {
                _output[o][j] -= rate * error[o] * hidden[j];
            }

            _outputBias[o] -= rate * error[o];
        }

        for (int j = 0; j < back.Length; j++)
        {
            for (int i = 0; i < sample.Input.Length; i++)
            {
                _hidden[j][i] -= rate * back[j] * sample.Input[i];
            }

            _hiddenBias[j] -= rate * back[j];
        }
    }
}
