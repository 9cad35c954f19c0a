using System;
using InitGen;

namespace CN08;

public sealed partial class HighwayLayer
{
    public const int Width = 50;

    [KaimingNormal(Nonlinearity.Relu)] private readonly float[,] _wH = new float[Width, Width];
    [Zeros] private readonly float[] _bH = new float[Width];
    [XavierNormal(Nonlinearity.Sigmoid)] private readonly float[,] _wT = new float[Width, Width];
    [Constant(-2)] private readonly float[] _bT = new float[Width];

    /// <summary>y = T(x) * H(x) + (1 - T(x)) * x, all samples of a batch in place.</summary>
    public void Apply(float[,] x)
    {
        float[] row = new float[Width];
        for (int b = 0; b < x.GetLength(0); b++)
        {
            for (int j = 0; j < Width; j++)
            {
                float h = _bH[j], t = _bT[j];
                for (int i = 0; i < Width; i++)
                {
                    h += _wH[j, i] * x[b, i];
                    t += _wT[j, i] * x[b, i];
                }
                h = MathF.Max(h, 0f);
                t = 1f / (1f + MathF.Exp(-t));
                row[j] = t * h + (1f - t) * x[b, j];
            }
            for (int j = 0; j < Width; j++) x[b, j] = row[j];
        }
    }
}

public sealed partial class HighwayNet
{
    [KaimingNormal(Nonlinearity.Relu)] private readonly float[,] _plain = new float[HighwayLayer.Width, 784];
    [Module] private readonly HighwayLayer[] _layers;
    [XavierNormal] private readonly float[,] _out = new float[10, HighwayLayer.Width];

    public HighwayNet(int depth, ulong seed)
    {
        _layers = new HighwayLayer[depth];
        for (int l = 0; l < depth; l++)
        {
            _layers[l] = new HighwayLayer();
        }
        InitializeParameters(seed);
    }

    public float[,] Forward(float[,] images)
    {
        int batch = images.GetLength(0);
        float[,] x = new float[batch, HighwayLayer.Width];
        for (int b = 0; b < batch; b++)
        for (int j = 0; j < HighwayLayer.Width; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 784; i++) sum += _plain[j, i] * images[b, i];
            x[b, j] = sum < 0f ? 0f : sum;
        }

        foreach (HighwayLayer layer in _layers) layer.Apply(x);

        float[,] logits = new float[batch, 10];
        for (int b = 0; b < batch; b++)
        for (int k = 0; k < 10; k++)
        for (int j = 0; j < HighwayLayer.Width; j++)
            logits[b, k] += _out[k, j] * x[b, j];
        return logits;
    }
}
