using InitGen;

namespace Propagation.Networks;

// What these rules warn of is what this class is there to show.
#pragma warning disable INIT102, INIT116

/// <summary>Xavier, which counts on no rectifier, before ReLU: the second moment halves a layer.</summary>
internal sealed partial class XavierReluDeepNetwork : DeepNetwork
{
    [XavierNormal]
    private readonly float[][,] _weights = new float[Depth][,];

    public XavierReluDeepNetwork(ulong seed)
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
            signal = Layer.Relu(Layer.Linear(_weights[layer], signal));
            outputs[layer] = signal;
        }

        return outputs;
    }
}
