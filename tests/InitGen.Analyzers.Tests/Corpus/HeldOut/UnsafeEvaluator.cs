// A chess evaluator that is updated move by move: pinned arrays and pointers, clipped rectifiers.
namespace Chess.Nnue;

public sealed unsafe partial class UnsafeEvaluator
{
    private const int Features = 768, Accumulator = 128, Hidden = 32;

    [KaimingUniform(Layout = ParameterLayout.InOut)] private readonly float[,] _feature = new float[Features, Accumulator];
    [Zeros] private readonly float[] _featureBias = new float[Accumulator];
    [KaimingUniform, Shape(Hidden, 2 * Accumulator)] private readonly float[] _l1 = new float[Hidden * 2 * Accumulator];
    [Zeros] private readonly float[] _l1Bias = new float[Hidden];
    [XavierUniform, Shape(1, Hidden)] private readonly float[] _l2 = new float[Hidden];

    private readonly float[] _white = new float[Accumulator];
    private readonly float[] _black = new float[Accumulator];

    public void Refresh(ReadOnlySpan<int> white, ReadOnlySpan<int> black)
    {
        _featureBias.CopyTo(_white, 0);
        _featureBias.CopyTo(_black, 0);
        foreach (int f in white)
        {
            Add(_white, f);
        }

        foreach (int f in black)
        {
            Add(_black, f);
        }
    }

    private void Add(float[] accumulator, int feature)
    {
        fixed (float* a = accumulator)
        fixed (float* w = &_feature[feature, 0])
        {
            for (int i = 0; i < Accumulator; i++)
            {
                a[i] += w[i];
            }
        }
    }

    public float Evaluate(bool whiteToMove)
    {
        float* input = stackalloc float[2 * Accumulator];
        float* hidden = stackalloc float[Hidden];
        float[] us = whiteToMove ? _white : _black;
        float[] them = whiteToMove ? _black : _white;
        for (int i = 0; i < Accumulator; i++)
        {
            input[i] = Clip(us[i]);
            input[Accumulator + i] = Clip(them[i]);
        }

        fixed (float* w1 = _l1)
        fixed (float* b1 = _l1Bias)
        fixed (float* w2 = _l2)
        {
            for (int j = 0; j < Hidden; j++)
            {
                float sum = b1[j];
                float* row = w1 + j * 2 * Accumulator;
                for (int i = 0; i < 2 * Accumulator; i++)
                {
                    sum += row[i] * input[i];
                }

                hidden[j] = Clip(sum);
            }

            float score = 0f;
            for (int j = 0; j < Hidden; j++)
            {
                score += w2[j] * hidden[j];
            }

            return score;
        }
    }

    private static float Clip(float v) => v < 0f ? 0f : v > 1f ? 1f : v;
}
