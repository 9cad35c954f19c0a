// A post-norm transformer encoder block over whole sequences: Q, K and V packed, a rectifier between the two wide maps.
namespace Translation;

public sealed partial class EncoderBlock
{
    private const int Width = 48, Heads = 4, Head = Width / Heads, Inner = 192;

    [XavierUniform] private readonly float[,] _qkv = new float[3 * Width, Width]; // expect: INIT109
    [XavierUniform] private readonly float[,] _merge = new float[Width, Width];
    [XavierUniform] private readonly float[,] _wide = new float[Inner, Width]; // expect: INIT102
    [Zeros] private readonly float[] _wideBias = new float[Inner];
    [XavierUniform] private readonly float[,] _narrow = new float[Width, Inner];
    [Ones] private readonly float[] _gain1 = new float[Width], _gain2 = new float[Width];
    [Zeros] private readonly float[] _shift1 = new float[Width], _shift2 = new float[Width];

    public float[][] Forward(float[][] sequence)
    {
        int length = sequence.Length;
        var q = new float[length][];
        var k = new float[length][];
        var v = new float[length][];
        for (int t = 0; t < length; t++)
        {
            float[] packed = Multiply(_qkv, sequence[t]);
            q[t] = packed[..Width];
            k[t] = packed[Width..(2 * Width)];
            v[t] = packed[(2 * Width)..];
        }

        var output = new float[length][];
        for (int t = 0; t < length; t++)
        {
            float[] attended = Attend(q[t], k, v);
            float[] x = Normalize(Sum(sequence[t], Multiply(_merge, attended)), _gain1, _shift1);
            float[] inner = Multiply(_wide, x);
            for (int i = 0; i < Inner; i++)
            {
                inner[i] = MathF.Max(0f, inner[i] + _wideBias[i]);
            }

            output[t] = Normalize(Sum(x, Multiply(_narrow, inner)), _gain2, _shift2);
        }

        return output;
    }

    private static float[] Attend(float[] query, float[][] keys, float[][] values)
    {
        var mixed = new float[Width];
        var scores = new float[keys.Length];
        for (int h = 0; h < Heads; h++)
        {
            int offset = h * Head;
            float max = float.NegativeInfinity;
            for (int t = 0; t < keys.Length; t++)
            {
                float dot = 0f;
                for (int d = 0; d < Head; d++)
                {
                    dot += query[offset + d] * keys[t][offset + d];
                }

                scores[t] = dot / MathF.Sqrt(Head);
                max = MathF.Max(max, scores[t]);
            }

            float total = 0f;
            for (int t = 0; t < scores.Length; t++)
            {
                scores[t] = MathF.Exp(scores[t] - max);
                total += scores[t];
            }

            for (int t = 0; t < scores.Length; t++)
            {
                for (int d = 0; d < Head; d++)
                {
                    mixed[offset + d] += scores[t] / total * values[t][offset + d];
                }
            }
        }

        return mixed;
    }

    private static float[] Multiply(float[,] w, float[] x)
    {
        var y = new float[w.GetLength(0)];
        for (int o = 0; o < y.Length; o++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[o] += w[o, i] * x[i];
            }
        }

        return y;
    }

    private static float[] Sum(float[] a, float[] b) => a.Zip(b, (x, y) => x + y).ToArray();

    private static float[] Normalize(float[] x, float[] gain, float[] shift)
    {
        float mean = x.Average();
        float deviation = MathF.Sqrt(x.Select(v => (v - mean) * (v - mean)).Average() + 1e-6f);
        return x.Select((v, i) => (v - mean) / deviation * gain[i] + shift[i]).ToArray();
    }
}
