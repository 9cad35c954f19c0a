// Skip-gram: small random vectors in, zeros out, as word2vec has them.
public sealed partial class SkipGram
{
    [Uniform(-0.005, 0.005)] private readonly float[,] _input = new float[10000, 100];
    [Zeros] private readonly float[,] _output = new float[10000, 100];

    public float Score(int word, int context)
    {
        float sum = 0f;
        for (int d = 0; d < 100; d++)
        {
            sum += _input[word, d] * _output[context, d];
        }

        return 1f / (1f + MathF.Exp(-sum));
    }
}
