// Deep Q-learning with a target network: both are modules, the target starts as a copy.
namespace Lander;

public sealed partial class QNetwork
{
    private readonly int _actions;

    [KaimingUniform] private readonly float[,] _fc1;
    [Zeros] private readonly float[] _b1;
    [KaimingUniform] private readonly float[,] _fc2;
    [Zeros] private readonly float[] _b2;
    [XavierUniform] private readonly float[,] _q;
    [Zeros] private readonly float[] _bq;

    public QNetwork(int observations, int actions, int width = 64)
    {
        _actions = actions;
        _fc1 = new float[width, observations];
        _b1 = new float[width];
        _fc2 = new float[width, width];
        _b2 = new float[width];
        _q = new float[actions, width];
        _bq = new float[actions];
    }

    public float[] Forward(float[] observation)
    {
        float[] h = Dense(_fc1, _b1, observation, relu: true);
        h = Dense(_fc2, _b2, h, relu: true);
        return Dense(_q, _bq, h, relu: false);
    }

    public int Greedy(float[] observation)
    {
        float[] q = Forward(observation);
        int best = 0;
        for (int a = 1; a < _actions; a++)
        {
            if (q[a] > q[best])
            {
                best = a;
            }
        }

        return best;
    }

    public void CopyFrom(QNetwork other)
    {
        Array.Copy(other._fc1, _fc1, _fc1.Length);
        Array.Copy(other._b1, _b1, _b1.Length);
        Array.Copy(other._fc2, _fc2, _fc2.Length);
        Array.Copy(other._b2, _b2, _b2.Length);
        Array.Copy(other._q, _q, _q.Length);
        Array.Copy(other._bq, _bq, _bq.Length);
    }

    private static float[] Dense(float[,] w, float[] b, float[] x, bool relu)
    {
        var y = new float[b.Length];
        for (int o = 0; o < y.Length; o++)
        {
            float sum = b[o];
            for (int i = 0; i < x.Length; i++)
            {
                sum += w[o, i] * x[i];
            }

            y[o] = relu && sum < 0f ? 0f : sum;
        }

        return y;
    }
}

public sealed partial class Agent
{
    [Module] private readonly QNetwork _online = new(8, 4);
    [Module] private readonly QNetwork _target = new(8, 4);
    private readonly Random _random = new();
    private int _steps;

    public Agent(ulong seed)
    {
        InitializeParameters(seed);
        _target.CopyFrom(_online);
    }

    public int Act(float[] observation, double epsilon) =>
        _random.NextDouble() < epsilon ? _random.Next(4) : _online.Greedy(observation);

    public float Target(float reward, float[] next, bool done, float gamma)
    {
        if (++_steps % 1000 == 0)
        {
            _target.CopyFrom(_online);
        }

        return done ? reward : reward + gamma * _target.Forward(next).Max();
    }
}
