using InitGen;

namespace AN14;

/// <summary>Race line predictor: a stack of ten two-layer blocks on one stream of 96 values.</summary>
public sealed partial class RaceLine
{
    private const int Width = 96;

    [KaimingNormal] private readonly float[,] _embed = new float[Width, 40];
    [KaimingNormal] private readonly float[][,] _lift = new float[10][,];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[][,] _lower = new float[10][,]; //! INIT115
    [XavierNormal] private readonly float[,] _steer = new float[2, Width];

    public RaceLine(ulong seed)
    {
        for (int b = 0; b < 10; b++)
        {
            _lift[b] = new float[Width, Width];
            _lower[b] = new float[Width, Width];
        }

        InitializeParameters(seed);
    }

    public float[] Forward(float[] track)
    {
        float[] x = Relu(Multiply(_embed, track));
        for (int b = 0; b < _lift.Length; b++)
        {
            float[] inner = Relu(Multiply(_lift[b], x));
            float[] branch = Multiply(_lower[b], inner);
            for (int i = 0; i < x.Length; i++)
            {
                x[i] += branch[i];
            }
        }

        return Multiply(_steer, x);
    }

    private static float[] Relu(float[] v)
    {
        for (int i = 0; i < v.Length; i++)
        {
            v[i] = MathF.Max(0f, v[i]);
        }

        return v;
    }

    private static float[] Multiply(float[,] w, float[] x)
    {
        var y = new float[w.GetLength(0)];
        for (int o = 0; o < y.Length; o++)
        {
            float sum = 0f;
            for (int i = 0; i < x.Length; i++)
            {
                sum += w[o, i] * x[i];
            }

            y[o] = sum;
        }

        return y;
    }
}
