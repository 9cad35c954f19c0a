// Sixteen rectified layers in a list, each with a gain of three that someone chose by eye.
namespace Simulation.Surrogate;

public sealed class Dense(int inputs, int outputs)
{
    [Weight] public float[,] Weights { get; } = new float[outputs, inputs];

    [Bias] public float[] Biases { get; } = new float[outputs];

    public float[] Apply(float[] x)
    {
        var y = new float[Biases.Length];
        for (int o = 0; o < y.Length; o++)
        {
            float sum = Biases[o];
            for (int i = 0; i < x.Length; i++)
            {
                sum += Weights[o, i] * x[i];
            }

            y[o] = sum;
        }

        return y;
    }
}

public sealed partial class GainStack
{
    private const int Depth = 16;

    [KaimingNormal] private readonly Dense _first = new(12, 96);
    [KaimingNormal(Gain = 3)] private readonly Dense[] _stack = new Dense[Depth]; // expect: INIT116
    [XavierNormal] private readonly Dense _last = new(96, 4);

    public GainStack(ulong seed)
    {
        for (int i = 0; i < Depth; i++)
        {
            _stack[i] = new Dense(96, 96);
        }

        InitializeParameters(seed);
    }

    public float[] Forward(float[] x)
    {
        float[] h = Relu(_first.Apply(x));
        foreach (Dense layer in _stack)
        {
            h = Relu(layer.Apply(h));
        }

        return _last.Apply(h);
    }

    private static float[] Relu(float[] x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = Math.Max(x[i], 0f);
        }

        return x;
    }
}
