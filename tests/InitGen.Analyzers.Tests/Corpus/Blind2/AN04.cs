using InitGen;

namespace AN04;

/// <summary>GRU pilot for a racing drone. The thrust head is zero, so an untrained pilot hovers.</summary>
public sealed partial class DronePilot
{
    private const int In = 18, H = 40;

    [XavierUniform(Parts = 3)] private readonly float[,] _wx = new float[3 * H, In];
    [Orthogonal(Parts = 3)] private readonly float[,] _wh = new float[3 * H, H];
    [Zeros] private readonly float[] _bx = new float[3 * H];
    [Zeros] private readonly float[] _bh = new float[3 * H];
    [Zeros] private readonly float[,] _thrust = new float[4, H];

    public DronePilot(ulong seed) => InitializeParameters(seed);

    public float[] State { get; private set; } = new float[H];

    public float[] Fly(float[] imu)
    {
        float[] gx = Affine(_wx, _bx, imu);
        float[] gh = Affine(_wh, _bh, State);
        var next = new float[H];
        for (int k = 0; k < H; k++)
        {
            float r = Sigmoid(gx[k] + gh[k]);
            float z = Sigmoid(gx[H + k] + gh[H + k]);
            float n = MathF.Tanh(gx[2 * H + k] + r * gh[2 * H + k]);
            next[k] = (1f - z) * n + z * State[k];
        }

        State = next;

        var rotors = new float[4];
        for (int m = 0; m < 4; m++)
        {
            float sum = 0f;
            for (int k = 0; k < H; k++)
            {
                sum += _thrust[m, k] * next[k];
            }

            rotors[m] = Sigmoid(sum);
        }

        return rotors;
    }

    private static float[] Affine(float[,] w, float[] b, float[] x)
    {
        var y = (float[])b.Clone();
        for (int o = 0; o < y.Length; o++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[o] += w[o, i] * x[i];
            }
        }

        return y;
    }

    private static float Sigmoid(float v) => 1f / (1f + MathF.Exp(-v));
}
