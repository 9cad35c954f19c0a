// A net of sizes known only at run time, filled through the facade: every layer has a child stream of its own.
namespace Dynamic;

public sealed class FacadeStreams
{
    private readonly float[][] _weights;
    private readonly float[][] _biases;
    private readonly int[] _sizes;

    public FacadeStreams(int[] sizes, ulong seed)
    {
        _sizes = sizes;
        _weights = new float[sizes.Length - 1][];
        _biases = new float[sizes.Length - 1][];
        var root = new RandomStream(seed);
        for (int l = 0; l < _weights.Length; l++)
        {
            _weights[l] = new float[sizes[l + 1] * sizes[l]];
            _biases[l] = new float[sizes[l + 1]];
            RandomStream stream = root.Child("layers").Child(l);
            if (l == _weights.Length - 1)
            {
                Init.XavierUniform<float>(_weights[l], [sizes[l + 1], sizes[l]], stream.Child("weight"));
            }
            else
            {
                Init.KaimingUniform<float>(_weights[l], [sizes[l + 1], sizes[l]], stream.Child("weight"), Nonlinearity.Relu);
            }
        }
    }

    public float[] Forward(float[] input)
    {
        float[] x = input;
        for (int l = 0; l < _weights.Length; l++)
        {
            var y = (float[])_biases[l].Clone();
            for (int o = 0; o < y.Length; o++)
            {
                y[o] += TensorPrimitives.Dot<float>(_weights[l].AsSpan(o * _sizes[l], _sizes[l]), x);
                if (l < _weights.Length - 1)
                {
                    y[o] = MathF.Max(0f, y[o]);
                }
            }

            x = y;
        }

        return x;
    }

    public void Reset(ulong seed)
    {
        var root = new RandomStream(seed);
        foreach ((float[] weight, int layer) in _weights.Select((w, i) => (w, i)))
        {
            Init.Normal(weight.AsSpan(), root.Child(layer), 0, 1.0 / Math.Sqrt(_sizes[layer]));
        }
    }
}
