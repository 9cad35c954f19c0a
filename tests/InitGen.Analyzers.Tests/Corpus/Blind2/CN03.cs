using System;
using InitGen;

namespace CN03;

public sealed partial class PreNormBlock
{
    private const int D = 64, Heads = 4, Dh = D / Heads;

    [XavierUniform] private readonly float[,] _inProj = new float[3 * D, D]; //! INIT109
    [XavierUniform] private readonly float[,] _outProj = new float[D, D];
    [KaimingNormal(Nonlinearity.Gelu)] private readonly float[,] _fc1 = new float[4 * D, D];
    [XavierNormal] private readonly float[,] _fc2 = new float[D, 4 * D];
    [Ones] private readonly float[] _g1 = new float[D];
    [Zeros] private readonly float[] _s1 = new float[D];
    [Ones] private readonly float[] _g2 = new float[D];
    [Zeros] private readonly float[] _s2 = new float[D];

    public float[][] Forward(float[][] x)
    {
        int n = x.Length;
        var qkv = new float[n][];
        for (int t = 0; t < n; t++) qkv[t] = Nn.Linear(_inProj, Nn.LayerNorm(x[t], _g1, _s1));
        var y = new float[n][];
        for (int t = 0; t < n; t++)
        {
            float[] mixed = new float[D];
            for (int h = 0; h < Heads; h++)
            {
                float[] a = new float[t + 1];
                for (int s = 0; s <= t; s++)
                {
                    float dot = 0f;
                    for (int c = 0; c < Dh; c++) dot += qkv[t][h * Dh + c] * qkv[s][D + h * Dh + c];
                    a[s] = dot / MathF.Sqrt(Dh);
                }
                Nn.Softmax(a);
                for (int s = 0; s <= t; s++)
                for (int c = 0; c < Dh; c++)
                    mixed[h * Dh + c] += a[s] * qkv[s][2 * D + h * Dh + c];
            }
            float[] r = Nn.Add(x[t], Nn.Linear(_outProj, mixed));
            float[] m = Nn.Linear(_fc1, Nn.LayerNorm(r, _g2, _s2));
            for (int i = 0; i < m.Length; i++) m[i] = Nn.Gelu(m[i]);
            y[t] = Nn.Add(r, Nn.Linear(_fc2, m));
        }
        return y;
    }
}

public sealed partial class TinyGpt
{
    [TruncatedNormal(0, 0.02, LowerSigmas = -5, UpperSigmas = 5)] private readonly float[,] _wte = new float[1000, 64]; //! INIT113
    [Normal(0, 0.01)] private readonly float[,] _wpe = new float[128, 64];
    [Module] private readonly PreNormBlock[] _h = [new(), new(), new(), new()];
    [Ones] private readonly float[] _lnG = new float[64];
    [Zeros] private readonly float[] _lnB = new float[64];
    [Normal(0, 0.02)] private readonly float[,] _lmHead = new float[1000, 64];

    public float[] Forward(int[] tokens)
    {
        var x = new float[tokens.Length][];
        for (int t = 0; t < tokens.Length; t++)
        {
            x[t] = new float[64];
            for (int c = 0; c < 64; c++) x[t][c] = _wte[tokens[t], c] + _wpe[t, c];
        }
        foreach (var block in _h) x = block.Forward(x);
        return Nn.Linear(_lmHead, Nn.LayerNorm(x[^1], _lnG, _lnB));
    }
}

internal static class Nn
{
    public static float[] Linear(float[,] w, float[] x)
    {
        float[] y = new float[w.GetLength(0)];
        for (int o = 0; o < y.Length; o++)
        for (int i = 0; i < x.Length; i++) y[o] += w[o, i] * x[i];
        return y;
    }

    public static float[] Add(float[] a, float[] b)
    {
        float[] y = new float[a.Length];
        for (int i = 0; i < y.Length; i++) y[i] = a[i] + b[i];
        return y;
    }

    public static float[] LayerNorm(float[] x, float[] g, float[] b)
    {
        float mean = 0f, var = 0f;
        foreach (float v in x) mean += v / x.Length;
        foreach (float v in x) var += (v - mean) * (v - mean) / x.Length;
        float[] y = new float[x.Length];
        for (int i = 0; i < y.Length; i++) y[i] = (x[i] - mean) / MathF.Sqrt(var + 1e-5f) * g[i] + b[i];
        return y;
    }

    public static float Gelu(float z) => 0.5f * z * (1f + MathF.Tanh(0.7978846f * (z + 0.044715f * z * z * z)));

    public static void Softmax(float[] a)
    {
        float max = float.MinValue, sum = 0f;
        foreach (float v in a) max = MathF.Max(max, v);
        for (int i = 0; i < a.Length; i++) sum += a[i] = MathF.Exp(a[i] - max);
        for (int i = 0; i < a.Length; i++) a[i] /= sum;
    }
}
