using InitGen;

namespace Propagation.Networks;

// What this rule warns of is what this class is there to show.
#pragma warning disable INIT116

/// <summary>N(0, 1), no nonlinearity: the standard deviation is multiplied by √256 = 16 a layer.</summary>
internal sealed partial class UnitNormalNetwork : DeepNetwork
{
    [Normal(mean: 0, std: 1)]
    private readonly float[][,] _weights = new float[Depth][,];

    public UnitNormalNetwork(ulong seed)
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
