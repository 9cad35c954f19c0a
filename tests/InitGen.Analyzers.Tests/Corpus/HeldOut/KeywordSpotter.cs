// A keyword spotter that computes its rows in parallel; the softmax at the end stands on a Kaiming matrix.
namespace Audio;

public sealed partial class KeywordSpotter
{
    private const int Frames = 40, Bands = 13, Units = 144, Keywords = 12;

    [KaimingUniform] private readonly float[,] _front = new float[Units, Frames * Bands];
    [Zeros] private readonly float[] _frontBias = new float[Units];
    [KaimingUniform] private readonly float[,] _back = new float[Units, Units];
    [Zeros] private readonly float[] _backBias = new float[Units];
    [KaimingUniform] private readonly float[,] _words = new float[Keywords, Units]; // expect: INIT103
    [Zeros] private readonly float[] _wordsBias = new float[Keywords];

    public float[] Detect(float[] spectrogram)
    {
        float[] h = Rows(_front, _frontBias, spectrogram, static v => v > 0f ? v : 0f);
        h = Rows(_back, _backBias, h, static v => v > 0f ? v : 0f);
        float[] scores = Rows(_words, _wordsBias, h, static v => v);
        SoftmaxInPlace(scores);
        return scores;
    }

    private static float[] Rows(float[,] w, float[] b, float[] x, Func<float, float> activation)
    {
        var y = new float[b.Length];
        Parallel.For(0, b.Length, row =>
        {
            float sum = b[row];
            for (int i = 0; i < x.Length; i++)
            {
                sum += w[row, i] * x[i];
            }

            y[row] = activation(sum);
        });
        return y;
    }

    private static void SoftmaxInPlace(float[] scores)
    {
        float max = scores[0];
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > max)
            {
                max = scores[i];
            }
        }

        double sum = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = MathF.Exp(scores[i] - max);
            sum += scores[i];
        }

        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = (float)(scores[i] / sum);
        }
    }
}
