using System;
using InitGen;

namespace CN13;

public sealed partial class ResidualMlp
{
    private const int Depth = 10, Width = 96;

    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _input = new float[Width, 24];
    [KaimingNormal(Nonlinearity.Relu)] private readonly float[][,] _up = new float[Depth][,];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[][,] _down = new float[Depth][,]; //! INIT115
    [XavierNormal] private readonly float[,] _output = new float[2, Width];

    public ResidualMlp(ulong seed)
    {
        for (int l = 0; l < Depth; l++)
        {
            _up[l] = new float[Width, Width];
            _down[l] = new float[Width, Width];
        }
        InitializeParameters(seed);
    }

    public float[] Forward(float[] features)
    {
        float[] x = MatVec(_input, features);
        for (int l = 0; l < Depth; l++)
        {
            float[] h = MatVec(_up[l], x);
            for (int j = 0; j < h.Length; j++)
            {
                h[j] = MathF.Max(0f, h[j]);
            }
            float[] branch = MatVec(_down[l], h);
            for (int j = 0; j < x.Length; j++)
            {
                x[j] += branch[j];
            }
        }
        return MatVec(_output, x);
    }

    private static float[] MatVec(float[,] w, float[] x)
    {
        float[] y = new float[w.GetLength(0)];
        for (int i = 0; i < y.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                y[i] += w[i, j] * x[j];
            }
        }
        return y;
    }
}
