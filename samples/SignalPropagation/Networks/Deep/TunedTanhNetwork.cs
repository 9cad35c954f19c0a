using InitGen;

namespace Propagation.Networks;

/// <summary>Xavier with the gain 5/3 before tanh: the signal settles where the loss to saturation balances the gain.</summary>
internal sealed partial class TunedTanhNetwork : DeepNetwork
{
    [XavierUniform(Nonlinearity.Tanh)]
    private readonly float[][,] _weights = new float[Depth][,];

    public TunedTanhNetwork(ulong seed)
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
