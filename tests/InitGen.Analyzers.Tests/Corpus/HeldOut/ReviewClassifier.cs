// A bag of word vectors, a rectified layer and a softmax; the hidden layer is drawn for a linear one, its bias far too wide.
namespace Reviews;

public sealed partial class ReviewClassifier
{
    public const int Words = 20000, Dimension = 64, Hidden = 32, Stars = 5;

    [Normal(0, 1)]
    private readonly float[][] _embedding = CreateTable();

    [XavierUniform] // expect: INIT102
    private readonly float[,] _hidden = new float[Hidden, Dimension];

    [Uniform(-0.5, 0.5)] // expect: INIT119
    private readonly float[] _hiddenBias = new float[Hidden];

    [XavierUniform]
    private readonly float[,] _stars = new float[Stars, Hidden];

    [Zeros]
    private readonly float[] _starsBias = new float[Stars];

    private readonly Dictionary<string, int> _vocabulary;

    public ReviewClassifier(Dictionary<string, int> vocabulary, ulong seed)
    {
        _vocabulary = vocabulary;
        InitializeParameters(seed);
    }

    public float[] Classify(string review)
    {
        int[] ids = review.ToLowerInvariant()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => _vocabulary.GetValueOrDefault(word, -1))
            .Where(id => id >= 0)
            .ToArray();

        var mean = new float[Dimension];
        foreach (int id in ids)
        {
            for (int d = 0; d < Dimension; d++)
            {
                mean[d] += _embedding[id][d] / ids.Length;
            }
        }

        var h = new float[Hidden];
        for (int j = 0; j < Hidden; j++)
        {
            float sum = _hiddenBias[j];
            for (int d = 0; d < Dimension; d++)
            {
                sum += _hidden[j, d] * mean[d];
            }

            h[j] = Math.Max(sum, 0f);
        }

        var scores = new float[Stars];
        for (int s = 0; s < Stars; s++)
        {
            float sum = _starsBias[s];
            for (int j = 0; j < Hidden; j++)
            {
                sum += _stars[s, j] * h[j];
            }

            scores[s] = sum;
        }

        float max = scores.Max();
        float total = 0f;
        for (int s = 0; s < Stars; s++)
        {
            scores[s] = MathF.Exp(scores[s] - max);
            total += scores[s];
        }

        return Array.ConvertAll(scores, score => score / total);
    }

    private static float[][] CreateTable()
    {
        var table = new float[Words][];
        for (int i = 0; i < Words; i++)
        {
            table[i] = new float[Dimension];
        }

        return table;
    }
}
