// Self-attention over frozen projections with adapters on Q and V. On Q both factors start at zero, on V only the second.
namespace FineTuning.Attention;

public sealed partial class LoraAttention
{
    private const int Width = 64, Rank = 8;

    [Frozen, XavierUniform] private readonly float[][] _q = Rows(Width, Width);
    [Frozen, XavierUniform] private readonly float[][] _k = Rows(Width, Width);
    [Frozen, XavierUniform] private readonly float[][] _v = Rows(Width, Width);
    [Frozen, XavierUniform] private readonly float[][] _o = Rows(Width, Width);
    [Zeros] private readonly float[][] _qDown = Rows(Rank, Width);
    [Zeros] private readonly float[][] _qUp = Rows(Width, Rank); // expect: INIT112
    [KaimingUniform(Nonlinearity.Linear)] private readonly float[][] _vDown = Rows(Rank, Width);
    [Zeros] private readonly float[][] _vUp = Rows(Width, Rank);

    public float[][] Forward(float[][] tokens)
    {
        float[][] queries = tokens.Select(t => Plus(Times(_q, t), Times(_qUp, Times(_qDown, t)))).ToArray();
        float[][] keys = tokens.Select(t => Times(_k, t)).ToArray();
        float[][] values = tokens.Select(t => Plus(Times(_v, t), Times(_vUp, Times(_vDown, t)))).ToArray();

        var result = new float[tokens.Length][];
        for (int t = 0; t < tokens.Length; t++)
        {
            float[] weights = SoftMax(keys.Take(t + 1).Select(key => Dot(queries[t], key) / MathF.Sqrt(Width)).ToArray());
            var mixed = new float[Width];
            for (int s = 0; s <= t; s++)
            {
                for (int d = 0; d < Width; d++)
                {
                    mixed[d] += weights[s] * values[s][d];
                }
            }

            result[t] = Plus(tokens[t], Times(_o, mixed));
        }

        return result;
    }

    private static float[][] Rows(int rows, int columns)
    {
        var matrix = new float[rows][];
        for (int r = 0; r < rows; r++)
        {
            matrix[r] = new float[columns];
        }

        return matrix;
    }

    private static float[] Times(float[][] w, float[] x)
    {
        var y = new float[w.Length];
        for (int r = 0; r < w.Length; r++)
        {
            y[r] = Dot(w[r], x);
        }

        return y;
    }

    private static float Dot(float[] a, float[] b)
    {
        float sum = 0f;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static float[] Plus(float[] a, float[] b)
    {
        var sum = new float[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            sum[i] = a[i] + b[i];
        }

        return sum;
    }

    private static float[] SoftMax(float[] scores)
    {
        float max = scores.Max();
        float[] exp = scores.Select(s => MathF.Exp(s - max)).ToArray();
        float total = exp.Sum();
        return exp.Select(e => e / total).ToArray();
    }
}
