using InitGen;

namespace AN11;

/// <summary>Actor and critic side by side, each with its own first layer.</summary>
public sealed partial class ActorCritic
{
    private static readonly Func<float, float> Selu =
        v => 1.0507009873554805f * (v > 0f ? v : 1.6732632423543772f * (MathF.Exp(v) - 1f));

    private static readonly Func<float, float> Tanh = MathF.Tanh;

    [KaimingNormal] private readonly float[,] _actor1 = new float[80, 16]; //! INIT110
    [LecunNormal] private readonly float[,] _actor2 = new float[80, 80];
    [LecunNormal] private readonly float[,] _actorOut = new float[3, 80];
    [Zeros] private readonly float[,] _critic1 = new float[60, 16]; //! INIT101
    [Zeros] private readonly float[] _criticBias = new float[60];
    [XavierNormal] private readonly float[,] _criticOut = new float[1, 60];

    public float[] Act(float[] state)
    {
        float[] h = Map(Product(_actor1, state), Selu);
        h = Map(Product(_actor2, h), Selu);
        return Product(_actorOut, h);
    }

    public float Value(float[] state)
    {
        float[] h = Product(_critic1, state);
        for (int i = 0; i < h.Length; i++)
        {
            h[i] += _criticBias[i];
        }

        return Product(_criticOut, Map(h, Tanh))[0];
    }

    private static float[] Map(float[] v, Func<float, float> f)
    {
        var r = new float[v.Length];
        for (int i = 0; i < v.Length; i++)
        {
            r[i] = f(v[i]);
        }

        return r;
    }

    private static float[] Product(float[,] m, float[] v)
    {
        int rows = m.GetLength(0), cols = m.GetLength(1);
        var r = new float[rows];
        for (int i = 0; i < rows; i++)
        {
            float s = 0f;
            for (int j = 0; j < cols; j++)
            {
                s += m[i, j] * v[j];
            }

            r[i] = s;
        }

        return r;
    }
}
