// A frozen linear map with a low-rank adapter, as a layer of its own, and a classifier on two of them.
namespace FineTuning;

public sealed partial class AdaptedLinear(int inputs, int outputs, int rank, float alpha)
{
    [XavierUniform, Frozen] private readonly float[,] _weight = new float[outputs, inputs];
    [Zeros, Frozen] private readonly float[] _bias = new float[outputs];
    [KaimingUniform(Nonlinearity.Linear)] private readonly float[,] _a = new float[rank, inputs];
    [Zeros] private readonly float[,] _b = new float[outputs, rank];

    private readonly float _scale = alpha / rank;

    public float[] Forward(ReadOnlySpan<float> x)
    {
        var low = new float[rank];
        for (int r = 0; r < rank; r++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                low[r] += _a[r, i] * x[i];
            }
        }

        var y = new float[outputs];
        for (int o = 0; o < outputs; o++)
        {
            float sum = _bias[o];
            for (int i = 0; i < x.Length; i++)
            {
                sum += _weight[o, i] * x[i];
            }

            float delta = 0f;
            for (int r = 0; r < rank; r++)
            {
                delta += _b[o, r] * low[r];
            }

            y[o] = sum + _scale * delta;
        }

        return y;
    }

    /// <summary>Adds the adapter into the weight, before the model is shipped.</summary>
    public void Merge()
    {
        for (int o = 0; o < outputs; o++)
        {
            for (int r = 0; r < rank; r++)
            {
                float factor = _scale * _b[o, r];
                for (int i = 0; i < inputs; i++)
                {
                    _weight[o, i] += factor * _a[r, i];
                }
            }
        }
    }
}

public sealed partial class AdaptedClassifier
{
    [Module] private readonly AdaptedLinear _hidden = new(128, 64, 4, 8f);
    [Module] private readonly AdaptedLinear _head = new(64, 5, 4, 8f);

    public float[] Predict(float[] features)
    {
        float[] h = _hidden.Forward(features);
        for (int i = 0; i < h.Length; i++)
        {
            h[i] = MathF.Tanh(h[i]);
        }

        float[] scores = _head.Forward(h);
        TensorPrimitives.SoftMax<float>(scores, scores);
        return scores;
    }
}
