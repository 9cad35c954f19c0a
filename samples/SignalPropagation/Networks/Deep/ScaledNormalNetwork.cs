using InitGen;

namespace Propagation.Networks;

/// <summary>N(0, 1/256), no nonlinearity: every layer keeps the variance it is given.</summary>
internal sealed partial class ScaledNormalNetwork : DeepNetwork
{
    [Normal(mean: 0, std: 1.0 / 16)]
    private readonly float[][,] _weights = new float[Depth][,];

    public ScaledNormalNetwork(ulong seed)
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
            signal = Layer.Linear(_weights[layer], signal);
            outputs[layer] = signal;
        }

        return outputs;
    }
}
