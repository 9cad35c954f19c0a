using System;
using InitGen;

namespace CN22;

public sealed class Linear
{
    [Weight] public float[,] Weight { get; }
    [Bias] public float[] Bias { get; }

    public Linear(int inFeatures, int outFeatures)
    {
        Weight = new float[outFeatures, inFeatures];
        Bias = new float[outFeatures];
    }

    public float[] Forward(float[] x)
    {
        float[] y = new float[Bias.Length];
        for (int o = 0; o < y.Length; o++)
        {
            y[o] = Bias[o];
            for (int i = 0; i < x.Length; i++) y[o] += Weight[o, i] * x[i];
        }
        return y;
    }
}

// Gemma's convention: the stored gain is an offset from one.
public sealed partial class RmsNorm
{
    [Zeros] private readonly float[] _gain;

    public RmsNorm(int width) => _gain = new float[width];

    public float[] Forward(float[] x)
    {
        float square = 0f;
        foreach (float v in x) square += v * v;
        float inverse = 1f / MathF.Sqrt(square / x.Length + 1e-6f);
        float[] y = new float[x.Length];
        for (int i = 0; i < y.Length; i++) y[i] = x[i] * inverse * (1f + _gain[i]);
        return y;
    }
}

public sealed partial class ConfigurableMlp
{
    private readonly Func<float, float> _activation;

    [XavierUniform] private readonly Linear _in;
    [Module] private readonly RmsNorm _norm;
    [XavierUniform] private readonly Linear _middle;
    [XavierUniform] private readonly Linear _out;

    public ConfigurableMlp(int inputs, int width, int outputs, string activation)
    {
        _in = new Linear(inputs, width);
        _norm = new RmsNorm(width);
        _middle = new Linear(width, width);
        _out = new Linear(width, outputs);
        _activation = activation switch
        {
            "relu" => static z => MathF.Max(z, 0f),
            "tanh" => MathF.Tanh,
            "silu" => static z => z / (1f + MathF.Exp(-z)),
            _ => throw new ArgumentException($"Unknown activation '{activation}'.", nameof(activation)),
        };
    }

    public float[] Forward(float[] x)
    {
        float[] h = _norm.Forward(_in.Forward(x));
        h = Array.ConvertAll(h, v => _activation(v));
        h = Array.ConvertAll(_middle.Forward(h), v => _activation(v));
        return _out.Forward(h);
    }
}
