using System.Numerics.Tensors;
using InitGen;

namespace AN20;

/// <summary>Terrain style function: a deep and narrow map from a coordinate code to material weights.</summary>
public sealed partial class TerrainStyle
{
    private const int Width = 64;

    [KaimingUniform] private readonly float[,] _code = new float[Width, 12];
    [KaimingUniform(Nonlinearity.Relu, Gain = 2.5)] private readonly float[][,] _layers = new float[20][,]; //! INIT116
    [XavierUniform] private readonly float[,] _materials = new float[5, Width];

    public TerrainStyle(ulong seed)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i] = new float[Width, Width];
        }

        InitializeParameters(seed);
    }

    public float[] Sample(float[] code)
    {
        float[] x = Rectified(_code, code);
        foreach (float[,] layer in _layers)
        {
            x = Rectified(layer, x);
        }

        float[] y = Linear(_materials, x);
        TensorPrimitives.SoftMax(y, y);
        return y;
    }

    private static float[] Rectified(float[,] w, float[] x)
    {
        float[] y = Linear(w, x);
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = MathF.Max(y[i], 0f);
        }

        return y;
    }

    private static float[] Linear(float[,] w, float[] x)
    {
        var y = new float[w.GetLength(0)];
        for (int r = 0; r < y.Length; r++)
        {
            for (int c = 0; c < x.Length; c++)
            {
                y[r] += w[r, c] * x[c];
            }
        }

        return y;
    }
}
