// A policy for a physics bot, vectorized by hand with Vector<float>; Xavier where rectifiers follow.
using System.Runtime.InteropServices;

namespace Physics.Bots;

public sealed partial class SimdPolicy
{
    private const int Inputs = 64, Hidden = 128, Outputs = 16;

    [XavierUniform, Shape(Hidden, Inputs)] private readonly float[] _w1 = new float[Hidden * Inputs]; // expect: INIT102
    [Zeros] private readonly float[] _b1 = new float[Hidden];
    [XavierUniform, Shape(Hidden, Hidden)] private readonly float[] _w2 = new float[Hidden * Hidden]; // expect: INIT102
    [Zeros] private readonly float[] _b2 = new float[Hidden];
    [XavierUniform, Shape(Outputs, Hidden)] private readonly float[] _w3 = new float[Outputs * Hidden];
    [Zeros] private readonly float[] _b3 = new float[Outputs];

    private readonly float[] _h1 = new float[Hidden];
    private readonly float[] _h2 = new float[Hidden];

    public void Evaluate(ReadOnlySpan<float> observation, Span<float> action)
    {
        Dense(_w1, _b1, observation, _h1);
        Rectify(_h1);
        Dense(_w2, _b2, _h1, _h2);
        Rectify(_h2);
        Dense(_w3, _b3, _h2, action);
    }

    private static void Dense(ReadOnlySpan<float> w, ReadOnlySpan<float> b, ReadOnlySpan<float> x, Span<float> y)
    {
        ReadOnlySpan<Vector<float>> vx = MemoryMarshal.Cast<float, Vector<float>>(x);
        for (int o = 0; o < y.Length; o++)
        {
            ReadOnlySpan<Vector<float>> row = MemoryMarshal.Cast<float, Vector<float>>(w.Slice(o * x.Length, x.Length));
            Vector<float> sum = Vector<float>.Zero;
            for (int i = 0; i < vx.Length; i++)
            {
                sum += row[i] * vx[i];
            }

            y[o] = Vector.Sum(sum) + b[o];
        }
    }

    private static void Rectify(Span<float> h)
    {
        Span<Vector<float>> v = MemoryMarshal.Cast<float, Vector<float>>(h);
        for (int i = 0; i < v.Length; i++)
        {
            v[i] = Vector.Max(v[i], Vector<float>.Zero);
        }
    }
}
