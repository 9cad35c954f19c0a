using System;
using System.Collections.Generic;
using InitGen;

namespace CN17;

public sealed class Dense
{
    [Weight] public float[,] Kernel { get; }
    [Bias] public float[] Bias { get; }

    public Dense(int inputs, int units)
    {
        Kernel = new float[units, inputs];
        Bias = new float[units];
    }

    public float[] Call(float[] x)
    {
        float[] y = new float[Bias.Length];
        for (int j = 0; j < y.Length; j++)
        {
            float z = Bias[j];
            for (int i = 0; i < x.Length; i++)
            {
                z += Kernel[j, i] * x[i];
            }
            y[j] = z;
        }
        return y;
    }
}

public sealed partial class SelfNormalizingNet
{
    [KaimingNormal] private readonly List<Dense> _hidden = []; //! INIT110
    [LecunNormal] private readonly Dense _output;

    public SelfNormalizingNet(int inputs, int[] widths, int outputs)
    {
        int previous = inputs;
        foreach (int width in widths)
        {
            _hidden.Add(new Dense(previous, width));
            previous = width;
        }
        _output = new Dense(previous, outputs);
    }

    public float[] Forward(float[] x)
    {
        foreach (Dense layer in _hidden)
        {
            x = layer.Call(x);
            for (int j = 0; j < x.Length; j++)
            {
                x[j] = Selu(x[j]);
            }
        }
        return _output.Call(x);
    }

    private static float Selu(float z)
        => 1.0507010f * (z > 0f ? z : 1.6732632f * (MathF.Exp(z) - 1f));
}
