using System;
using InitGen;

namespace CN04;

// peft.LoraLayer, merged = false
public sealed partial class LoraLinear
{
    private readonly int _in, _out, _rank;
    private readonly float _scaling;

    [Frozen, XavierUniform, Shape(nameof(_out), nameof(_in))] private readonly float[] _base;
    [KaimingUniform(Nonlinearity.Linear), Shape(nameof(_rank), nameof(_in))] private readonly float[] _loraA;
    [Zeros, Shape(nameof(_out), nameof(_rank))] private readonly float[] _loraB;

    public LoraLinear(int inFeatures, int outFeatures, int rank, float alpha)
    {
        _in = inFeatures;
        _out = outFeatures;
        _rank = rank;
        _scaling = alpha / rank;
        _base = new float[outFeatures * inFeatures];
        _loraA = new float[rank * inFeatures];
        _loraB = new float[outFeatures * rank];
    }

    public float[] Forward(ReadOnlySpan<float> x)
    {
        Span<float> low = stackalloc float[_rank];
        for (int r = 0; r < _rank; r++)
        {
            float acc = 0f;
            for (int i = 0; i < _in; i++)
            {
                acc += _loraA[r * _in + i] * x[i];
            }
            low[r] = acc;
        }

        float[] y = new float[_out];
        for (int o = 0; o < _out; o++)
        {
            float acc = 0f;
            for (int i = 0; i < _in; i++)
            {
                acc += _base[o * _in + i] * x[i];
            }
            float delta = 0f;
            for (int r = 0; r < _rank; r++)
            {
                delta += _loraB[o * _rank + r] * low[r];
            }
            y[o] = acc + _scaling * delta;
        }
        return y;
    }
}

public sealed partial class AdaptedClassifier
{
    [Module] private readonly LoraLinear _query = new(128, 128, 8, 16f);
    [Module] private readonly LoraLinear _value = new(128, 128, 8, 16f);
    [Zeros] private readonly float[,] _classifier = new float[4, 128];
    [Zeros] private readonly float[] _classifierBias = new float[4];

    public AdaptedClassifier(ulong seed) => InitializeParameters(seed);

    public float[] Forward(float[] x)
    {
        float[] q = _query.Forward(x);
        float[] v = _value.Forward(x);
        float gate = 0f;
        for (int i = 0; i < 128; i++) gate += q[i] * x[i];
        gate = 1f / (1f + MathF.Exp(-gate / MathF.Sqrt(128f)));

        float[] logits = new float[4];
        for (int k = 0; k < 4; k++)
        {
            logits[k] = _classifierBias[k];
            for (int i = 0; i < 128; i++) logits[k] += _classifier[k, i] * gate * v[i];
        }
        return logits;
    }
}
