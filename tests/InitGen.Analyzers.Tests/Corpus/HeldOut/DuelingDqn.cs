// A dueling Q-network: one trunk, a value head and an advantage head, joined at the end.
namespace Arcade;

public partial record class DuelingDqn
{
    [KaimingNormal(Nonlinearity.Relu)] private float[,] Trunk1 { get; init; } = new float[128, 32];
    [Zeros] private float[] TrunkBias1 { get; init; } = new float[128];
    [KaimingNormal(Nonlinearity.Relu)] private float[,] Trunk2 { get; init; } = new float[128, 128];
    [Zeros] private float[] TrunkBias2 { get; init; } = new float[128];
    [XavierNormal] private float[,] ValueHead { get; init; } = new float[1, 128];
    [XavierNormal] private float[,] AdvantageHead { get; init; } = new float[6, 128];

    public float[] Forward(ReadOnlySpan<float> screen)
    {
        Span<float> a = stackalloc float[128];
        Span<float> b = stackalloc float[128];
        Rectified(Trunk1, TrunkBias1, screen, a);
        Rectified(Trunk2, TrunkBias2, a, b);

        float value = 0f;
        for (int i = 0; i < 128; i++)
        {
            value += ValueHead[0, i] * b[i];
        }

        var advantage = new float[6];
        float mean = 0f;
        for (int action = 0; action < 6; action++)
        {
            for (int i = 0; i < 128; i++)
            {
                advantage[action] += AdvantageHead[action, i] * b[i];
            }

            mean += advantage[action] / 6f;
        }

        return Array.ConvertAll(advantage, v => value + v - mean);
    }

    private static void Rectified(float[,] w, float[] bias, ReadOnlySpan<float> x, Span<float> y)
    {
        bias.CopyTo(y);
        for (int i = 0; i < x.Length; i++)
        {
            float v = x[i];
            if (v == 0f)
            {
                continue;
            }

            for (int j = 0; j < y.Length; j++)
            {
                y[j] += w[j, i] * v;
            }
        }

        for (int j = 0; j < y.Length; j++)
        {
            y[j] = y[j] >= 0f ? y[j] : 0f;
        }
    }
}
