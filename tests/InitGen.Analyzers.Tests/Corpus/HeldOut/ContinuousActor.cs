// An actor-critic for continuous control. Someone read that weights should be small, and made all of the actor's 0.01.
namespace Arm;

public sealed partial class ContinuousActor
{
    private const int Joints = 6, State = 24, Width = 128;

    [Normal(0, 0.01)] private readonly float[,] _actor1 = new float[Width, State]; // expect: INIT107
    [Zeros] private readonly float[] _actorBias1 = new float[Width];
    [Normal(0, 0.01)] private readonly float[,] _actor2 = new float[Width, Width]; // expect: INIT107
    [Zeros] private readonly float[] _actorBias2 = new float[Width];
    [Normal(0, 0.01)] private readonly float[,] _mean = new float[Joints, Width];

    [XavierUniform(Nonlinearity.Tanh)] private readonly float[,] _critic1 = new float[Width, State];
    [Zeros] private readonly float[] _criticBias1 = new float[Width];
    [XavierUniform] private readonly float[,] _value = new float[1, Width];

    public float[] Policy(float[] state)
    {
        float[] h = Hidden(_actor1, _actorBias1, state);
        h = Hidden(_actor2, _actorBias2, h);
        return Affine(_mean, null, h);
    }

    public float Value(float[] state) => Affine(_value, null, Hidden(_critic1, _criticBias1, state))[0];

    public float[] Sample(float[] state, float sigma, Random random)
    {
        float[] action = Policy(state);
        for (int j = 0; j < action.Length; j++)
        {
            double noise = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Sin(Math.Tau * random.NextDouble());
            action[j] += sigma * (float)noise;
        }

        return action;
    }

    private static float[] Hidden(float[,] w, float[] b, float[] x)
    {
        float[] y = Affine(w, b, x);
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = MathF.Tanh(y[i]);
        }

        return y;
    }

    private static float[] Affine(float[,] w, float[]? b, float[] x)
    {
        var y = new float[w.GetLength(0)];
        for (int o = 0; o < y.Length; o++)
        {
            float sum = b is null ? 0f : b[o];
            for (int i = 0; i < x.Length; i++)
            {
                sum += w[o, i] * x[i];
            }

            y[o] = sum;
        }

        return y;
    }
}
