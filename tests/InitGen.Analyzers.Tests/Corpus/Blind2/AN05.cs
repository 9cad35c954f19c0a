using InitGen;

namespace AN05;

/// <summary>A genome of the NEAT kind: starts unconnected, and grows connections by mutation.</summary>
public sealed partial class Genome
{
    [Zeros] private readonly float[,] _toHidden = new float[20, 8];
    [Zeros] private readonly float[,] _toMuscles = new float[4, 20];
    private readonly bool[,] _enabled = new bool[20, 8];

    public Genome() => InitializeParameters(0);

    public float Fitness { get; set; }

    public Genome Offspring(Random dice, float rate)
    {
        var child = new Genome();
        child.Inherit(this);
        child.Mutate(dice, rate);
        return child;
    }

    public void Mutate(Random dice, float rate)
    {
        for (int o = 0; o < 20; o++)
        {
            for (int i = 0; i < 8; i++)
            {
                if (dice.NextSingle() < rate)
                {
                    _enabled[o, i] = true;
                    _toHidden[o, i] += Jitter(dice);
                }
            }
        }

        for (int m = 0; m < 4; m++)
        {
            for (int o = 0; o < 20; o++)
            {
                if (dice.NextSingle() < rate)
                {
                    _toMuscles[m, o] += Jitter(dice);
                }
            }
        }
    }

    public void Run(ReadOnlySpan<float> senses, Span<float> muscles)
    {
        Span<float> hidden = stackalloc float[20];
        for (int o = 0; o < 20; o++)
        {
            float s = 0f;
            for (int i = 0; i < 8; i++)
            {
                s += _enabled[o, i] ? _toHidden[o, i] * senses[i] : 0f;
            }

            hidden[o] = MathF.Tanh(s);
        }

        for (int m = 0; m < 4; m++)
        {
            float s = 0f;
            for (int o = 0; o < 20; o++)
            {
                s += _toMuscles[m, o] * hidden[o];
            }

            muscles[m] = MathF.Tanh(s);
        }
    }

    private void Inherit(Genome parent)
    {
        Array.Copy(parent._toHidden, _toHidden, _toHidden.Length);
        Array.Copy(parent._toMuscles, _toMuscles, _toMuscles.Length);
        Array.Copy(parent._enabled, _enabled, _enabled.Length);
    }

    private static float Jitter(Random dice) =>
        MathF.Sqrt(-2f * MathF.Log(1f - dice.NextSingle())) * MathF.Cos(MathF.Tau * dice.NextSingle());
}
