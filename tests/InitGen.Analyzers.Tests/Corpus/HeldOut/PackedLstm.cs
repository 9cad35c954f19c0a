// An LSTM with the four gates in one matrix, input and state joined; the bias starts at zero for all of them.
namespace Speech;

public sealed partial class PackedLstm
{
    private readonly int _inputs, _units;

    [XavierUniform] // expect: INIT109
    [Shape(nameof(GateCount), nameof(JoinedCount))]
    private readonly float[] _kernel;

    [Zeros] // expect: INIT111
    private readonly float[] _bias;

    private float[] _h, _c;

    public PackedLstm(int inputs, int units)
    {
        _inputs = inputs;
        _units = units;
        _kernel = new float[4 * units * (inputs + units)];
        _bias = new float[4 * units];
        _h = new float[units];
        _c = new float[units];
    }

    private int GateCount => 4 * _units;

    private int JoinedCount => _inputs + _units;

    public void Reset()
    {
        Array.Clear(_h);
        Array.Clear(_c);
    }

    public float[] Step(ReadOnlySpan<float> x)
    {
        var joined = new float[_inputs + _units];
        x.CopyTo(joined);
        _h.CopyTo(joined, _inputs);

        var gates = new float[4 * _units];
        for (int g = 0; g < gates.Length; g++)
        {
            float sum = _bias[g];
            for (int k = 0; k < joined.Length; k++)
            {
                sum += _kernel[g * joined.Length + k] * joined[k];
            }

            gates[g] = sum;
        }

        var c = new float[_units];
        var h = new float[_units];
        for (int u = 0; u < _units; u++)
        {
            float input = Sigmoid(gates[u]);
            float forget = Sigmoid(gates[_units + u]);
            float candidate = MathF.Tanh(gates[2 * _units + u]);
            float output = Sigmoid(gates[3 * _units + u]);
            c[u] = forget * _c[u] + input * candidate;
            h[u] = output * MathF.Tanh(c[u]);
        }

        _c = c;
        _h = h;
        return h;
    }

    public float[] Run(IEnumerable<float[]> sequence)
    {
        Reset();
        foreach (float[] x in sequence)
        {
            Step(x);
        }

        return _h;
    }

    private static float Sigmoid(float x) => 1f / (1f + MathF.Exp(-x));
}
