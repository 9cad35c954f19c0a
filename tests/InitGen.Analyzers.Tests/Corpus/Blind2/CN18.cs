using System;
using InitGen;

namespace CN18;

// Post-norm encoder with the masked-token head tied to the token table.
public sealed partial class EncoderLayer
{
    private const int D = 48;

    [XavierUniform(Parts = 3)] private readonly float[,] _qkv = new float[3 * D, D];
    [Zeros] private readonly float[] _qkvBias = new float[3 * D];
    [XavierUniform] private readonly float[,] _out = new float[D, D];
    [KaimingNormal(Nonlinearity.Gelu)] private readonly float[,] _fc1 = new float[4 * D, D];
    [Zeros] private readonly float[] _fc1Bias = new float[4 * D];
    [XavierNormal] private readonly float[,] _fc2 = new float[D, 4 * D];
    [Zeros] private readonly float[] _fc2Bias = new float[D];
    [Ones] private readonly float[] _gain1 = new float[D];
    [Zeros] private readonly float[] _shift1 = new float[D];
    [Ones] private readonly float[] _gain2 = new float[D];
    [Zeros] private readonly float[] _shift2 = new float[D];

    public float[][] Forward(float[][] x)
    {
        int n = x.Length;
        float[][] p = Array.ConvertAll(x, row => Math2.Affine(_qkv, _qkvBias, row));
        float[][] y = new float[n][];
        for (int t = 0; t < n; t++)
        {
            float[] score = new float[n], mix = new float[D];
            float total = 0f;
            for (int s = 0; s < n; s++)
            {
                for (int c = 0; c < D; c++) score[s] += p[t][c] * p[s][D + c];
                total += score[s] = MathF.Exp(score[s] / MathF.Sqrt(D));
            }
            for (int s = 0; s < n; s++)
            for (int c = 0; c < D; c++)
                mix[c] += score[s] / total * p[s][2 * D + c];

            float[] a = Math2.Affine(_out, null, mix);
            for (int c = 0; c < D; c++) a[c] += x[t][c];
            a = Math2.LayerNorm(a, _gain1, _shift1);

            float[] h = Math2.Affine(_fc1, _fc1Bias, a);
            for (int j = 0; j < h.Length; j++)
                h[j] = 0.5f * h[j] * (1f + MathF.Tanh(0.7978846f * (h[j] + 0.044715f * h[j] * h[j] * h[j])));
            float[] f = Math2.Affine(_fc2, _fc2Bias, h);
            for (int c = 0; c < D; c++) f[c] += a[c];
            y[t] = Math2.LayerNorm(f, _gain2, _shift2);
        }
        return y;
    }
}

public sealed partial class MaskedLm
{
    [Normal(0, 0.02)] private readonly float[,] _tokens = new float[300, 48];
    [Zeros] private readonly float[,] _positions = new float[64, 48];
    [Module] private readonly EncoderLayer[] _layers = [new(), new(), new()];
    [Zeros] private readonly float[] _vocabBias = new float[300];

    public float[] Forward(int[] ids, int masked)
    {
        float[][] x = new float[ids.Length][];
        for (int t = 0; t < ids.Length; t++)
        {
            x[t] = new float[48];
            for (int c = 0; c < 48; c++) x[t][c] = _tokens[ids[t], c] + _positions[t, c];
        }
        foreach (EncoderLayer layer in _layers) x = layer.Forward(x);
        return Math2.Affine(_tokens, _vocabBias, x[masked]);
    }
}

internal static class Math2
{
    public static float[] Affine(float[,] w, float[]? b, float[] x)
    {
        float[] y = new float[w.GetLength(0)];
        for (int o = 0; o < y.Length; o++)
        {
            y[o] = b is null ? 0f : b[o];
            for (int i = 0; i < x.Length; i++) y[o] += w[o, i] * x[i];
        }
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
}
