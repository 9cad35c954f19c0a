using System;
using InitGen;

namespace CN14;

// Port of a normalizer-free residual tower: every branch is damped by 1/sqrt(2 * number of blocks).
public sealed class Linear
{
    [Weight] public float[,] Weight { get; }

    public Linear(int inFeatures, int outFeatures) => Weight = new float[outFeatures, inFeatures];

    public float[] Forward(float[] x)
    {
        float[] y = new float[Weight.GetLength(0)];
        for (int o = 0; o < y.Length; o++)
        {
            float acc = 0f;
            for (int i = 0; i < x.Length; i++) acc += Weight[o, i] * x[i];
            y[o] = acc;
        }
        return y;
    }
}

public sealed partial class NfBlock
{
    private readonly float _alpha;
    [KaimingNormal(Nonlinearity.Silu)] private readonly Linear _expand;
    [KaimingNormal(Nonlinearity.Linear)] private readonly Linear _project;

    public NfBlock(int width, int blocks)
    {
        _alpha = 1f / MathF.Sqrt(2f * blocks);
        _expand = new Linear(width, 4 * width);
        _project = new Linear(4 * width, width);
    }

    public float[] Forward(float[] x)
    {
        float[] h = _expand.Forward(x);
        for (int j = 0; j < h.Length; j++) h[j] /= 1f + MathF.Exp(-h[j]);
        float[] branch = _project.Forward(h);
        float[] y = new float[x.Length];
        for (int j = 0; j < y.Length; j++) y[j] = x[j] + _alpha * branch[j];
        return y;
    }
}

public sealed partial class NfTower
{
    [Module] private readonly NfBlock[] _blocks = new NfBlock[16];
    [KaimingNormal(Nonlinearity.Linear)] private readonly Linear _stem = new(40, 64);
    [LecunNormal] private readonly Linear _head = new(64, 5);

    public NfTower(ulong seed)
    {
        for (int i = 0; i < _blocks.Length; i++) _blocks[i] = new NfBlock(64, _blocks.Length);
        InitializeParameters(seed);
    }

    public float[] Forward(float[] x)
    {
        x = _stem.Forward(x);
        foreach (NfBlock block in _blocks) x = block.Forward(x);
        return _head.Forward(x);
    }
}
