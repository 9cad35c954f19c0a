using System;
using InitGen;

namespace CN05;

public sealed partial class LstmCell
{
    private const int Input = 32, H = 64;

    [XavierUniform(Parts = 4)] private readonly float[,] _wx = new float[4 * H, Input];
    [Orthogonal(Parts = 4)] private readonly float[,] _wh = new float[4 * H, H];
    [Zeros] private readonly float[] _bias = new float[4 * H]; //! INIT111

    public void Step(float[] x, float[] h, float[] c)
    {
        float[] z = new float[4 * H];
        for (int r = 0; r < 4 * H; r++)
        {
            float sum = _bias[r];
            for (int i = 0; i < Input; i++) sum += _wx[r, i] * x[i];
            for (int i = 0; i < H; i++) sum += _wh[r, i] * h[i];
            z[r] = sum;
        }

        // torch order: i, f, g, o
        for (int j = 0; j < H; j++)
        {
            float inGate = Sigmoid(z[j]);
            float forget = Sigmoid(z[H + j]);
            float cand = MathF.Tanh(z[2 * H + j]);
            float outGate = Sigmoid(z[3 * H + j]);
            c[j] = forget * c[j] + inGate * cand;
            h[j] = outGate * MathF.Tanh(c[j]);
        }
    }

    private static float Sigmoid(float z) => 1f / (1f + MathF.Exp(-z));
}

public sealed partial class SequenceTagger
{
    [Normal] private readonly float[,] _embedding = new float[500, 32];
    [Module] private readonly LstmCell _cell = new();
    [XavierNormal] private readonly float[,] _tag = new float[12, 64];
    [Zeros] private readonly float[] _tagBias = new float[12];

    public SequenceTagger(ulong seed) => InitializeParameters(seed);

    public int[] Predict(int[] tokens)
    {
        float[] h = new float[64], c = new float[64], x = new float[32];
        int[] tags = new int[tokens.Length];
        for (int t = 0; t < tokens.Length; t++)
        {
            for (int i = 0; i < 32; i++) x[i] = _embedding[tokens[t], i];
            _cell.Step(x, h, c);
            float best = float.NegativeInfinity;
            for (int k = 0; k < 12; k++)
            {
                float score = _tagBias[k];
                for (int j = 0; j < 64; j++) score += _tag[k, j] * h[j];
                if (score > best)
                {
                    best = score;
                    tags[t] = k;
                }
            }
        }
        return tags;
    }
}
