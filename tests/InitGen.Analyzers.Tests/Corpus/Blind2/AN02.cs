using InitGen;

namespace AN02;

public enum Squash { Identity, Relu, Tanh, Sigmoid, Sine }

/// <summary>Creature brain of which the designer picks the activation in the inspector.</summary>
public sealed partial class CreatureBrain
{
    [XavierUniform] private readonly float[,] _w1 = new float[32, 14];
    [Zeros] private readonly float[] _b1 = new float[32];
    [XavierUniform] private readonly float[,] _w2 = new float[32, 32];
    [Zeros] private readonly float[] _b2 = new float[32];
    [XavierUniform] private readonly float[,] _motor = new float[6, 32];

    public CreatureBrain(Squash hidden, ulong seed)
    {
        Hidden = hidden;
        InitializeParameters(seed);
    }

    public Squash Hidden { get; set; }

    public float[] Think(float[] senses)
    {
        float[] a = Layer(_w1, _b1, senses, Hidden);
        float[] b = Layer(_w2, _b2, a, Hidden);
        return Layer(_motor, null, b, Squash.Tanh);
    }

    private static float[] Layer(float[,] w, float[]? b, float[] x, Squash squash)
    {
        var y = new float[w.GetLength(0)];
        for (int o = 0; o < y.Length; o++)
        {
            float s = b is null ? 0f : b[o];
            for (int i = 0; i < x.Length; i++)
            {
                s += w[o, i] * x[i];
            }

            y[o] = Apply(squash, s);
        }

        return y;
    }

    private static float Apply(Squash squash, float s) => squash switch
    {
        Squash.Relu => MathF.Max(0f, s),
        Squash.Tanh => MathF.Tanh(s),
        Squash.Sigmoid => 1f / (1f + MathF.Exp(-s)),
        Squash.Sine => MathF.Sin(s),
        _ => s,
    };
}
