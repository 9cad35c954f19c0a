using System.Numerics;
using System.Runtime.InteropServices;
using InitGen;

namespace AN10;

/// <summary>Dueling Q-network with SIMD dot products.</summary>
public sealed partial class DuelingQ
{
    public const int Observations = 32, Hidden = 128, Actions = 9;

    [KaimingNormal, Shape(Hidden, Observations)] private readonly float[] _trunk = new float[Hidden * Observations];
    [KaimingNormal, Shape(Hidden, Hidden)] private readonly float[] _deep = new float[Hidden * Hidden];
    [KaimingUniform(Gain = 1), Shape(1, Hidden)] private readonly float[] _value = new float[Hidden];
    [KaimingUniform(Gain = 1), Shape(Actions, Hidden)] private readonly float[] _advantage = new float[Actions * Hidden];

    public void Q(ReadOnlySpan<float> observation, Span<float> q)
    {
        Span<float> a = stackalloc float[Hidden];
        Span<float> b = stackalloc float[Hidden];
        Rows(_trunk, observation, a);
        ClampBelow(a);
        Rows(_deep, a, b);
        ClampBelow(b);

        float value = Dot(_value, b);
        Rows(_advantage, b, q);
        float mean = 0f;
        foreach (float x in q)
        {
            mean += x;
        }

        mean /= q.Length;
        for (int i = 0; i < q.Length; i++)
        {
            q[i] = value + q[i] - mean;
        }
    }

    private static void Rows(ReadOnlySpan<float> matrix, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int r = 0; r < y.Length; r++)
        {
            y[r] = Dot(matrix.Slice(r * x.Length, x.Length), x);
        }
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> va = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> vb = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> acc = Vector<float>.Zero;
        for (int i = 0; i < va.Length; i++)
        {
            acc += va[i] * vb[i];
        }

        float sum = Vector.Sum(acc);
        for (int i = va.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void ClampBelow(Span<float> v)
    {
        Span<Vector<float>> lanes = MemoryMarshal.Cast<float, Vector<float>>(v);
        for (int i = 0; i < lanes.Length; i++)
        {
            lanes[i] = Vector.Max(lanes[i], Vector<float>.Zero);
        }
    }
}
