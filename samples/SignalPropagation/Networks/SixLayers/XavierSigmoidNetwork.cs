using InitGen;

namespace Propagation.Networks;

// What this rule warns of is what this class is there to show.
#pragma warning disable INIT116

/// <summary>Xavier before sigmoid: the outputs stay bell-shaped, while the gradient falls by four a layer.</summary>
internal sealed partial class XavierSigmoidNetwork : SixLayerNetwork
{
    [XavierNormal(Nonlinearity.Sigmoid)]
    private readonly float[,] _w1 = new float[Width, Width];

    [XavierNormal(Nonlinearity.Sigmoid)]
    private readonly float[,] _w2 = new float[Width, Width];

    [XavierNormal(Nonlinearity.Sigmoid)]
    private readonly float[,] _w3 = new float[Width, Width];

    [XavierNormal(Nonlinearity.Sigmoid)]
    private readonly float[,] _w4 = new float[Width, Width];

    [XavierNormal(Nonlinearity.Sigmoid)]
    private readonly float[,] _w5 = new float[Width, Width];

    [XavierNormal(Nonlinearity.Sigmoid)]
    private readonly float[,] _w6 = new float[Width, Width];

    public XavierSigmoidNetwork(ulong seed) => InitializeParameters(seed);

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
