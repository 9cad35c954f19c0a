using InitGen;

namespace AN01;

public interface ILayer
{
    int Outputs { get; }
    void Forward(ReadOnlySpan<float> x, Span<float> y);
}

public sealed class Dense : ILayer
{
    public Dense(int inputs, int outputs)
    {
        Weights = new float[outputs, inputs];
        Offsets = new float[outputs];
    }

    [Weight] public float[,] Weights { get; }
    [Bias] public float[] Offsets { get; }
    public int Outputs => Offsets.Length;

    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int o = 0; o < y.Length; o++)
        {
            float sum = Offsets[o];
            for (int i = 0; i < x.Length; i++)
            {
                sum += Weights[o, i] * x[i];
            }

            y[o] = sum;
        }
    }
}

/// <summary>Guard behaviour: 24 ray casts in, scores of five moves out.</summary>
public sealed partial class PatrolPolicy
{
    [XavierUniform] private readonly Dense _sense = new(24, 96); //! INIT102
    [KaimingNormal] private readonly Dense _plan = new(96, 64);
    [KaimingNormal] private readonly Dense _scores = new(64, 5); //! INIT106

    private readonly float[] _h1 = new float[96];
    private readonly float[] _h2 = new float[64];

    public PatrolPolicy(ulong seed) => InitializeParameters(seed);

    public void Forward(ReadOnlySpan<float> rays, Span<float> moves)
    {
        _sense.Forward(rays, _h1);
        Rectify(_h1);
        _plan.Forward(_h1, _h2);
        Rectify(_h2);
        _scores.Forward(_h2, moves);
    }

    public int Best(ReadOnlySpan<float> rays)
    {
        Span<float> moves = stackalloc float[5];
        Forward(rays, moves);
        int best = 0;
        for (int i = 1; i < moves.Length; i++)
        {
            if (moves[i] > moves[best])
            {
                best = i;
            }
        }

        return best;
    }

    private static void Rectify(Span<float> v)
    {
        foreach (ref float a in v)
        {
            if (a < 0f)
            {
                a = 0f;
            }
        }
    }
}
