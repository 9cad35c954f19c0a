using System;
using InitGen;

namespace CN15;

// "Deep learning in C#, from zero": let's stack it deeper!
public partial class DeepSigmoidNet
{
    [XavierNormal(Nonlinearity.Sigmoid)] private readonly float[][,] layers = new float[14][,]; //! INIT116
    [XavierNormal] private readonly float[,] last = new float[10, 100];

    private readonly float[][] activations = new float[15][];

    public DeepSigmoidNet()
    {
        for (int l = 0; l < 14; l++)
            layers[l] = new float[100, 100];
        InitializeParameters(seed: 1);
    }

    private static float[] Dot(float[,] w, float[] x)
    {
        var y = new float[w.GetLength(0)];
        for (int i = 0; i < w.GetLength(0); i++)
        {
            float s = 0;
            for (int j = 0; j < w.GetLength(1); j++)
                s += w[i, j] * x[j];
            y[i] = s;
        }
        return y;
    }

    private static float[] Sigmoid(float[] z)
    {
        var a = new float[z.Length];
        for (int i = 0; i < z.Length; i++)
            a[i] = 1.0f / (1.0f + MathF.Exp(-z[i]));
        return a;
    }

    public float[] Predict(float[] x)
    {
        float[] a = x;
        foreach (var w in layers)
            a = Sigmoid(Dot(w, a));
        return Dot(last, a);
    }
}
