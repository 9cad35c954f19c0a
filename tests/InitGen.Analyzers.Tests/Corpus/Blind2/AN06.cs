using InitGen;

namespace AN06;

/// <summary>Position evaluation for a board game search; called a million times a move.</summary>
public sealed unsafe partial class BoardValue
{
    private const int Squares = 98, Wide = 64;

    [KaimingNormal] private readonly float[,] _first = new float[Wide, Squares];
    [Normal(0, 0.04)] private readonly float[,] _second = new float[Wide, Wide]; //! INIT107
    [Normal(0, 0.04)] private readonly float[,] _third = new float[Wide, Wide]; //! INIT107
    [XavierNormal] private readonly float[,] _value = new float[1, Wide];
    [Zeros] private readonly float[] _bias1 = new float[Wide];
    [Zeros] private readonly float[] _bias2 = new float[Wide];
    [Zeros] private readonly float[] _bias3 = new float[Wide];

    public float Evaluate(float[] board)
    {
        float* a = stackalloc float[Wide];
        float* b = stackalloc float[Wide];
        fixed (float* x = board)
        fixed (float* w1 = _first, w2 = _second, w3 = _third, wv = _value)
        fixed (float* b1 = _bias1, b2 = _bias2, b3 = _bias3)
        {
            RectifiedLayer(w1, b1, x, a, Squares, Wide);
            RectifiedLayer(w2, b2, a, b, Wide, Wide);
            RectifiedLayer(w3, b3, b, a, Wide, Wide);
            float v = 0f;
            for (int i = 0; i < Wide; i++)
            {
                v += wv[i] * a[i];
            }

            return v;
        }
    }

    private static void RectifiedLayer(float* w, float* bias, float* x, float* y, int n, int m)
    {
        for (int o = 0; o < m; o++)
        {
            float* row = w + o * n;
            float s = bias[o];
            for (int i = 0; i < n; i++)
            {
                s += row[i] * x[i];
            }

            y[o] = s > 0f ? s : 0f;
        }
    }
}
