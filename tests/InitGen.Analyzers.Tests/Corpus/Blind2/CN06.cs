using System;
using InitGen;

namespace CN06;

// Same layout as torch.nn.GRUCell: weight_ih and weight_hh hold r | z | n.
public sealed partial class GruCell
{
    public int InputSize { get; }
    public int HiddenSize { get; }
    public int Rows => 3 * HiddenSize;

    [XavierUniform(Parts = 3), Shape(nameof(Rows), nameof(InputSize))] private readonly float[] _weightIh;
    [Orthogonal(Parts = 3), Shape(nameof(Rows), nameof(HiddenSize))] private readonly float[] _weightHh;
    [Zeros] private readonly float[] _biasIh;
    [Zeros] private readonly float[] _biasHh;

    public GruCell(int inputSize, int hiddenSize)
    {
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        _weightIh = new float[3 * hiddenSize * inputSize];
        _weightHh = new float[3 * hiddenSize * hiddenSize];
        _biasIh = new float[3 * hiddenSize];
        _biasHh = new float[3 * hiddenSize];
    }

    public float[] Forward(ReadOnlySpan<float> x, ReadOnlySpan<float> h)
    {
        int n = HiddenSize;
        float[] gi = Affine(_weightIh, _biasIh, x);
        float[] gh = Affine(_weightHh, _biasHh, h);
        float[] next = new float[n];
        for (int j = 0; j < n; j++)
        {
            float r = Sigmoid(gi[j] + gh[j]);
            float z = Sigmoid(gi[n + j] + gh[n + j]);
            float c = MathF.Tanh(gi[2 * n + j] + r * gh[2 * n + j]);
            next[j] = (1f - z) * c + z * h[j];
        }
        return next;
    }

    private static float[] Affine(float[] w, float[] b, ReadOnlySpan<float> x)
    {
        float[] y = (float[])b.Clone();
        for (int r = 0; r < y.Length; r++)
        {
            ReadOnlySpan<float> row = w.AsSpan(r * x.Length, x.Length);
            for (int i = 0; i < x.Length; i++) y[r] += row[i] * x[i];
        }
        return y;
    }

    private static float Sigmoid(float v) => 1f / (1f + MathF.Exp(-v));
}

public sealed partial class Forecaster
{
    [Module] private readonly GruCell _lower = new(8, 40);
    [Module] private readonly GruCell _upper = new(40, 40);
    [LecunNormal] private readonly float[,] _readout = new float[1, 40];
    [Zeros] private readonly float[] _readoutBias = new float[1];

    public float Forward(float[][] series)
    {
        float[] a = new float[40], b = new float[40];
        foreach (float[] x in series)
        {
            a = _lower.Forward(x, a);
            b = _upper.Forward(a, b);
        }
        float y = _readoutBias[0];
        for (int j = 0; j < 40; j++) y += _readout[0, j] * b[j];
        return y;
    }
}
