using System.Buffers;
using InitGen;

namespace AN17;

/// <summary>Dialogue mood of an NPC. RMS norm with a gain that is kept as its distance from one.</summary>
public sealed partial class MoodNet
{
    private const int Tags = 30, Width = 56, Moods = 7;

    [Normal(0, 0.02)] private readonly float[,] _tagVectors = new float[Tags, Width];
    [Normal(0, 0.5)] private readonly float[,] _w1 = new float[Width, Width];
    [Zeros] private readonly float[] _b1 = new float[Width];
    [Zeros] private readonly float[] _g1 = new float[Width];
    [XavierUniform] private readonly float[,] _w2 = new float[Width, Width];
    [Zeros] private readonly float[] _g2 = new float[Width];
    [XavierNormal] private readonly float[,] _moods = new float[Moods, Width];

    public void Score(ReadOnlySpan<int> tags, Span<float> moods)
    {
        float[] a = ArrayPool<float>.Shared.Rent(Width);
        float[] b = ArrayPool<float>.Shared.Rent(Width);
        try
        {
            Span<float> x = a.AsSpan(0, Width), y = b.AsSpan(0, Width);
            x.Clear();
            foreach (int tag in tags)
            {
                for (int i = 0; i < Width; i++)
                {
                    x[i] += _tagVectors[tag, i];
                }
            }

            Map(_w1, x, y);
            for (int i = 0; i < Width; i++)
            {
                y[i] += _b1[i];
            }

            RmsNorm(y, _g1);
            Gate(y);
            Map(_w2, y, x);
            RmsNorm(x, _g2);
            Gate(x);
            Map(_moods, x, moods);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(a);
            ArrayPool<float>.Shared.Return(b);
        }
    }

    private static void Gate(Span<float> v)
    {
        for (int i = 0; i < v.Length; i++)
        {
            v[i] = Math.Max(v[i], 0f);
        }
    }

    private static void RmsNorm(Span<float> v, ReadOnlySpan<float> gain)
    {
        float square = 0f;
        foreach (float e in v)
        {
            square += e * e;
        }

        float inverse = 1f / MathF.Sqrt(square / v.Length + 1e-6f);
        for (int i = 0; i < v.Length; i++)
        {
            v[i] *= inverse * (1f + gain[i]);
        }
    }

    private static void Map(float[,] w, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int o = 0; o < y.Length; o++)
        {
            float sum = 0f;
            for (int i = 0; i < x.Length; i++)
            {
                sum += w[o, i] * x[i];
            }

            y[o] = sum;
        }
    }
}
