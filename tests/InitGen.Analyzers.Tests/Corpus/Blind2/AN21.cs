using InitGen;

namespace AN21;

/// <summary>Squad tactics; the middle map is kept as two thin factors to fit into the console's cache.</summary>
public sealed partial class SquadTactics
{
    private const int Facts = 60, Wide = 160, Thin = 6, Orders = 11;

    [KaimingNormal] private readonly float[,] _facts = new float[Wide, Facts];
    [Zeros] private readonly float[,] _squeeze = new float[Thin, Wide], _spread = new float[Wide, Thin]; //! INIT112|INIT101
    [XavierNormal] private readonly float[,] _orders = new float[Orders, Wide];

    public float[] Decide(float[] facts)
    {
        float[] known = Apply(_facts, facts);
        ForEach(known, static v => v < 0f ? 0f : v);
        float[] thin = Apply(_squeeze, known);
        float[] wide = Apply(_spread, thin);
        ForEach(wide, MathF.Tanh);
        return Apply(_orders, wide);
    }

    private static void ForEach(float[] v, Func<float, float> f)
    {
        for (int i = 0; i < v.Length; i++)
        {
            v[i] = f(v[i]);
        }
    }

    private static float[] Apply(float[,] w, float[] x)
    {
        int m = w.GetLength(0), n = w.GetLength(1);
        var y = new float[m];
        for (int o = 0; o < m; o++)
        {
            float acc = 0f;
            for (int i = 0; i < n; i++)
            {
                acc += w[o, i] * x[i];
            }

            y[o] = acc;
        }

        return y;
    }
}
