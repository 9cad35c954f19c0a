using InitGen;

namespace AN13;

/// <summary>Online and target network for DQN; the target starts as a twin and is blended in later.</summary>
public sealed class DqnPair
{
    private readonly float[] _online1 = new float[50 * 12], _target1 = new float[50 * 12];
    private readonly float[] _online2 = new float[4 * 50], _target2 = new float[4 * 50];

    public DqnPair(ulong seed)
    {
        RandomStream stream = new(seed);
        Init.KaimingUniform<float>(_online1, [50, 12], stream.Child("tied.first"));
        Init.KaimingUniform<float>(_target1, [50, 12], stream.Child("tied.first"));
        Init.XavierUniform<float>(_online2, [4, 50], stream.Child("second"));
        _online2.CopyTo(_target2.AsSpan());
    }

    public void Online(ReadOnlySpan<float> s, Span<float> q) => Run(_online1, _online2, s, q);

    public void Target(ReadOnlySpan<float> s, Span<float> q) => Run(_target1, _target2, s, q);

    public void Blend(float tau)
    {
        for (int i = 0; i < _online1.Length; i++)
        {
            _target1[i] += tau * (_online1[i] - _target1[i]);
        }

        for (int i = 0; i < _online2.Length; i++)
        {
            _target2[i] += tau * (_online2[i] - _target2[i]);
        }
    }

    private static void Run(float[] w1, float[] w2, ReadOnlySpan<float> s, Span<float> q)
    {
        Span<float> h = stackalloc float[50];
        for (int o = 0; o < h.Length; o++)
        {
            float a = 0f;
            for (int i = 0; i < s.Length; i++)
            {
                a += w1[o * s.Length + i] * s[i];
            }

            h[o] = a < 0f ? 0f : a;
        }

        for (int o = 0; o < q.Length; o++)
        {
            float a = 0f;
            for (int i = 0; i < h.Length; i++)
            {
                a += w2[o * h.Length + i] * h[i];
            }

            q[o] = a;
        }
    }
}
