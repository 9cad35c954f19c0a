// Softmax regression by rows.
public sealed partial class SoftmaxRegression
{
    [Zeros] private readonly float[][] _rows = [.. Enumerable.Range(0, 10).Select(_ => new float[784])];

    public float[] Predict(float[] x)
    {
        float[] logits = [.. _rows.Select(row => TensorPrimitives.Dot<float>(row, x))];
        var p = new float[10];
        TensorPrimitives.SoftMax<float>(logits, p);
        return p;
    }
}
