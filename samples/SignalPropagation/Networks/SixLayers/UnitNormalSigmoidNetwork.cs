using InitGen;

namespace Propagation.Networks;

/// <summary>N(0, 1) before sigmoid: every unit is driven to 0 or 1.</summary>
internal sealed partial class UnitNormalSigmoidNetwork : SixLayerNetwork
{
    [Normal(mean: 0, std: 1)]
    private readonly float[,] _w1 = new float[Width, Width];

    [Normal(mean: 0, std: 1)]
    private readonly float[,] _w2 = new float[Width, Width];

    [Normal(mean: 0, std: 1)]
    private readonly float[,] _w3 = new float[Width, Width];

    [Normal(mean: 0, std: 1)]
    private readonly float[,] _w4 = new float[Width, Width];

    [Normal(mean: 0, std: 1)]
    private readonly float[,] _w5 = new float[Width, Width];

    [Normal(mean: 0, std: 1)]
    private readonly float[,] _w6 = new float[Width, Width];

    public UnitNormalSigmoidNetwork(ulong seed) => InitializeParameters(seed);

    public override float[][,] Forward(float[,] input)
    {
        float[,] h1 = Layer.Sigmoid(Layer.Linear(_w1, input));
        float[,] h2 = Layer.Sigmoid(Layer.Linear(_w2, h1));
        float[,] h3 = Layer.Sigmoid(Layer.Linear(_w3, h2));
        float[,] h4 = Layer.Sigmoid(Layer.Linear(_w4, h3));
        float[,] h5 = Layer.Sigmoid(Layer.Linear(_w5, h4));
        float[,] h6 = Layer.Sigmoid(Layer.Linear(_w6, h5));
        return [h1, h2, h3, h4, h5, h6];
    }
}
