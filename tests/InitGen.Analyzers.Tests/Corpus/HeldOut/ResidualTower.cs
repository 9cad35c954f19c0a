// A value net for a board game: a tower of twelve residual blocks, no norm, nothing that keeps the sum small.
namespace Board;

public sealed partial class ResidualTower
{
    private const int Blocks = 12, Width = 128, Planes = 162;

    [XavierUniform] private readonly float[,] _stem = new float[Width, Planes];
    [KaimingUniform] private readonly float[][,] _up = new float[Blocks][,];
    [KaimingUniform(Nonlinearity.Linear)] private readonly float[][,] _down = new float[Blocks][,]; // expect: INIT115
    [XavierUniform] private readonly float[,] _value = new float[1, Width];

    public ResidualTower(ulong seed)
    {
        for (int b = 0; b < Blocks; b++)
        {
            _up[b] = new float[Width, Width];
            _down[b] = new float[Width, Width];
        }

        InitializeParameters(seed);
    }

    public float Evaluate(float[] planes)
    {
        float[] trunk = Apply(_stem, planes);
        for (int b = 0; b < Blocks; b++)
        {
            float[] h = Apply(_up[b], trunk);
            for (int i = 0; i < Width; i++)
            {
                if (h[i] < 0)
                {
                    h[i] = 0;
                }
            }

            float[] delta = Apply(_down[b], h);
            for (int i = 0; i < Width; i++)
            {
                trunk[i] += delta[i];
            }
        }

        return MathF.Tanh(Apply(_value, trunk)[0]);
    }

    private static float[] Apply(float[,] w, float[] x)
    {
        var y = new float[w.GetLength(0)];
        for (int o = 0; o < w.GetLength(0); o++)
        {
            float sum = 0;
            for (int i = 0; i < w.GetLength(1); i++)
            {
                sum += w[o, i] * x[i];
            }

            y[o] = sum;
        }

        return y;
    }
}
