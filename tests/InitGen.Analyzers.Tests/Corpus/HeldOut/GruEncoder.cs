// A GRU that reads a sequence of sensor frames forward and backward, and a linear read-out of both last states.
namespace Robotics.Perception;

public sealed partial class GruCell
{
    public const int Inputs = 12;
    public const int Units = 48;

    [XavierUniform] public float[,] Wz { get; } = new float[Units, Inputs];
    [XavierUniform] public float[,] Wr { get; } = new float[Units, Inputs];
    [XavierUniform(Nonlinearity.Tanh)] public float[,] Wn { get; } = new float[Units, Inputs];
    [Orthogonal] public float[,] Uz { get; } = new float[Units, Units];
    [Orthogonal] public float[,] Ur { get; } = new float[Units, Units];
    [Orthogonal] public float[,] Un { get; } = new float[Units, Units];
    [Zeros] public float[] Bz { get; } = new float[Units];
    [Zeros] public float[] Br { get; } = new float[Units];
    [Zeros] public float[] Bn { get; } = new float[Units];

    public float[] Step(float[] x, float[] h)
    {
        var z = new float[Units];
        var r = new float[Units];
        for (int j = 0; j < Units; j++)
        {
            z[j] = Logistic(Row(Wz, j, x) + Row(Uz, j, h) + Bz[j]);
            r[j] = Logistic(Row(Wr, j, x) + Row(Ur, j, h) + Br[j]);
        }

        var reset = new float[Units];
        for (int j = 0; j < Units; j++)
        {
            reset[j] = r[j] * h[j];
        }

        var next = new float[Units];
        for (int j = 0; j < Units; j++)
        {
            float candidate = MathF.Tanh(Row(Wn, j, x) + Row(Un, j, reset) + Bn[j]);
            next[j] = (1f - z[j]) * candidate + z[j] * h[j];
        }

        return next;
    }

    private static float Row(float[,] w, int row, float[] x)
    {
        float dot = 0f;
        for (int i = 0; i < x.Length; i++)
        {
            dot += w[row, i] * x[i];
        }

        return dot;
    }

    private static float Logistic(float v) => 1f / (1f + MathF.Exp(-v));
}

public sealed partial class SensorEncoder
{
    [Module] private readonly GruCell _forward = new();
    [Module] private readonly GruCell _backward = new();
    [XavierUniform] private readonly float[,] _readout = new float[6, 2 * GruCell.Units];
    [Zeros] private readonly float[] _bias = new float[6];

    public float[] Encode(float[][] frames)
    {
        var left = new float[GruCell.Units];
        var right = new float[GruCell.Units];
        for (int t = 0; t < frames.Length; t++)
        {
            left = _forward.Step(frames[t], left);
            right = _backward.Step(frames[frames.Length - 1 - t], right);
        }

        float[] both = left.Concat(right).ToArray();
        var pose = new float[6];
        for (int o = 0; o < pose.Length; o++)
        {
            float sum = _bias[o];
            for (int i = 0; i < both.Length; i++)
            {
                sum += _readout[o, i] * both[i];
            }

            pose[o] = sum;
        }

        return pose;
    }
}
