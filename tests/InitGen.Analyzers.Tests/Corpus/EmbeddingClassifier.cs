// Token embeddings, averaged, then a perceptron under Xavier.
public sealed partial class TextClassifier
{
    [Normal(0, 1)] private readonly float[,] _tokens = new float[5000, 32];
    [XavierNormal] private readonly float[,] _w1 = new float[64, 32]; // expect: INIT102
    [XavierNormal] private readonly float[,] _w2 = new float[4, 64];

    public float[] Classify(int[] text)
    {
        var mean = new float[32];
        foreach (int token in text)
        {
            for (int d = 0; d < 32; d++)
            {
                mean[d] += _tokens[token, d] / text.Length;
            }
        }

        var h = new float[64];
        var y = new float[4];
        Ops.MatVec(_w1, mean, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        Ops.Softmax(y);
        return y;
    }
}
