// A PPO policy and value net with orthogonal weights and the gains of the well-known implementations.
namespace Locomotion;

public sealed partial class PpoPolicy
{
    private const int Observations = 27, Actions = 8, Width = 64;

    [Orthogonal(Gain = 1.4142135623730951)] private readonly float[,] _pi1 = new float[Width, Observations];
    [Orthogonal(Gain = 1.4142135623730951)] private readonly float[,] _pi2 = new float[Width, Width];
    [Orthogonal(Gain = 0.01)] private readonly float[,] _mean = new float[Actions, Width];
    [Zeros] private readonly float[] _pb1 = new float[Width], _pb2 = new float[Width], _pm = new float[Actions];
    [Constant(-0.5)] private readonly float[] _logStd = new float[Actions];

    [Orthogonal(Gain = 1.4142135623730951)] private readonly float[,] _v1 = new float[Width, Observations];
    [Orthogonal(Gain = 1.4142135623730951)] private readonly float[,] _v2 = new float[Width, Width];
    [Orthogonal] private readonly float[,] _value = new float[1, Width];
    [Zeros] private readonly float[] _vb1 = new float[Width], _vb2 = new float[Width], _vo = new float[1];

    private readonly float[] _runningMean = new float[Observations];
    private readonly float[] _runningVar = Enumerable.Repeat(1f, Observations).ToArray();
    private int _count;

    public (float[] Action, float LogProbability) Act(float[] observation, Random random)
    {
        float[] mean = Mean(Whiten(observation));
        var action = new float[Actions];
        float logProbability = 0f;
        for (int a = 0; a < Actions; a++)
        {
            float std = MathF.Exp(_logStd[a]);
            float noise = MathF.Sqrt(-2f * MathF.Log(1f - random.NextSingle())) * MathF.Cos(MathF.Tau * random.NextSingle());
            action[a] = mean[a] + std * noise;
            logProbability -= 0.5f * noise * noise + _logStd[a] + 0.9189385f;
        }

        return (action, logProbability);
    }

    public float Value(float[] observation)
    {
        float[] h = Dense(_v1, _vb1, Whiten(observation));
        Squash(h);
        h = Dense(_v2, _vb2, h);
        Squash(h);
        return Dense(_value, _vo, h)[0];
    }

    private float[] Mean(float[] x)
    {
        float[] h = Dense(_pi1, _pb1, x);
        Squash(h);
        h = Dense(_pi2, _pb2, h);
        Squash(h);
        return Dense(_mean, _pm, h);
    }

    private float[] Whiten(float[] observation)
    {
        _count++;
        var x = new float[observation.Length];
        for (int i = 0; i < x.Length; i++)
        {
            float delta = observation[i] - _runningMean[i];
            _runningMean[i] += delta / _count;
            _runningVar[i] += (delta * (observation[i] - _runningMean[i]) - _runningVar[i]) / _count;
            x[i] = Math.Clamp((observation[i] - _runningMean[i]) / MathF.Sqrt(_runningVar[i] + 1e-8f), -10f, 10f);
        }

        return x;
    }

    private static void Squash(float[] h)
    {
        for (int i = 0; i < h.Length; i++)
        {
            h[i] = MathF.Tanh(h[i]);
        }
    }

    private static float[] Dense(float[,] w, float[] b, float[] x)
    {
        var y = new float[b.Length];
        for (int o = 0; o < b.Length; o++)
        {
            y[o] = b[o];
            for (int i = 0; i < x.Length; i++)
            {
                y[o] += w[o, i] * x[i];
            }
        }

        return y;
    }
}
