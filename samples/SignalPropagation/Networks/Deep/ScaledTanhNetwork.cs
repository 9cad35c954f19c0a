using InitGen;

namespace Propagation.Networks;

/// <summary>N(0, 1/256) before tanh: the slope 1 at zero is never exceeded, and the signal fades like 1/√depth.</summary>
internal sealed partial class ScaledTanhNetwork : DeepNetwork
{
    [Normal(mean: 0, std: 1.0 / 16)]
    private readonly float[][,] _weights = new float[Depth][,];

    public ScaledTanhNetwork(ulong seed)
    {
        for (int layer = 0; layer < Depth; layer++)
        {
            _weights[layer] = new float[Width, Width];
        }

        InitializeParameters(seed);
    }

    public override float[][,] Forward(float[,] input)
    {
        float[][,] outputs = new float[Depth][,];
        float[,] signal = input;
        for (int layer = 0; layer < Depth; layer++)
        {
            signal = Layer.Tanh(Layer.Linear(_weights[layer], signal));
            outputs[layer] = signal;
        }

        return outputs;
    }
}
