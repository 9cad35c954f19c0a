using InitGen;

namespace Propagation.Networks;

/// <summary>Kaiming before ReLU: the expected second moment is the same at every depth.</summary>
internal sealed partial class KaimingReluDeepNetwork : DeepNetwork
{
    [KaimingNormal(Nonlinearity.Relu)]
    private readonly float[][,] _weights = new float[Depth][,];

    public KaimingReluDeepNetwork(ulong seed)
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
