using InitGen;

namespace AN08;

/// <summary>Footstep planner over a height map: fixed edge filters, then a grouped filter per map.</summary>
public sealed partial class FootstepNet
{
    private const int N = 12;

    [Constant(0.0625), Frozen] private readonly float[,] _blur = new float[4, 4];
    [KaimingUniform(Groups = 6)] private readonly float[,,,] _depthwise = new float[6, 1, 3, 3];
    [Ones] private readonly float[,] _reachable = new float[N, N];
    [XavierUniform(Layout = ParameterLayout.InOut)] private readonly float[,] _step = new float[6, 3];
    [Zeros] private readonly float[] _stepBias = new float[3];

    public void SetReachable(int y, int x, bool value) => _reachable[y, x] = value ? 1f : 0f;

    public (float Dx, float Dy, float Yaw) Plan(float[,] heights)
    {
        float[,] smooth = Blur(heights);
        Span<float> features = stackalloc float[6];
        for (int c = 0; c < 6; c++)
        {
            float total = 0f;
            for (int y = 0; y + 2 < N; y++)
            {
                for (int x = 0; x + 2 < N; x++)
                {
                    float s = 0f;
                    for (int v = 0; v < 3; v++)
                    {
                        for (int u = 0; u < 3; u++)
                        {
                            s += _depthwise[c, 0, v, u] * smooth[y + v, x + u];
                        }
                    }

                    total += _reachable[y, x] * (s > 0f ? s : 0f);
                }
            }

            features[c] = total / (N * N);
        }

        Span<float> step = stackalloc float[3];
        _stepBias.CopyTo(step);
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                step[j] += features[i] * _step[i, j];
            }
        }

        return (step[0], step[1], MathF.Tanh(step[2]));
    }

    private float[,] Blur(float[,] h)
    {
        var result = new float[N, N];
        for (int y = 0; y < N; y++)
        {
            for (int x = 0; x < N; x++)
            {
                for (int v = 0; v < 4; v++)
                {
                    for (int u = 0; u < 4; u++)
                    {
                        result[y, x] += _blur[v, u] * h[Math.Min(N - 1, y + v), Math.Min(N - 1, x + u)];
                    }
                }
            }
        }

        return result;
    }
}
