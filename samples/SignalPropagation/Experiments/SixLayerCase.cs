using InitGen;
using Propagation.Measurement;
using Propagation.Networks;

namespace Propagation.Experiments;

/// <summary>A six-layer network and its prediction.</summary>
/// <param name="Name">Its initializer and activation.</param>
/// <param name="Caption">What to see in its histograms.</param>
/// <param name="Create">Makes the network from a seed.</param>
/// <param name="Parameters">What the generator knows of its parameters.</param>
/// <param name="Activation">What the output of every layer passes.</param>
/// <param name="Low">The lower end of the histograms' axis.</param>
/// <param name="High">The upper end of the histograms' axis.</param>
internal sealed record SixLayerCase(
    string Name,
    string Caption,
    Func<ulong, SixLayerNetwork> Create,
    IReadOnlyList<ParameterInfo> Parameters,
    Nonlinearity Activation,
    double Low,
    double High)
{
    /// <summary>The inputs of one draw.</summary>
    public const int Batch = 64;

    public static SixLayerCase UnitNormalSigmoid { get; } = new(
        "N(0, 1), sigmoid",
        "Piled up at 0 and 1: saturated, the gradient finds no slope.",
        seed => new UnitNormalSigmoidNetwork(seed),
        UnitNormalSigmoidNetwork.Parameters,
        Nonlinearity.Sigmoid,
        0,
        1);

    public static SixLayerCase XavierSigmoid { get; } = new(
        "Xavier, sigmoid",
        "Bell-shaped about ½ in every layer.",
        seed => new XavierSigmoidNetwork(seed),
        XavierSigmoidNetwork.Parameters,
        Nonlinearity.Sigmoid,
        0,
        1);

    public static SixLayerCase XavierRelu { get; } = new(
        "Xavier, ReLU",
        "Drifts to 0: each layer halves the second moment.",
        seed => new XavierReluNetwork(seed),
        XavierReluNetwork.Parameters,
        Nonlinearity.Relu,
        0,
        3);

    public static SixLayerCase KaimingRelu { get; } = new(
        "Kaiming, ReLU",
        "Holds its spread: the last layer looks like the first.",
        seed => new KaimingReluNetwork(seed),
        KaimingReluNetwork.Parameters,
        Nonlinearity.Relu,
        0,
        3);

    /// <summary>The signal by depth, from the manifest.</summary>
    public SignalPrediction Predict() => SignalPropagation.Predict(Parameters, hidden: Activation, output: Activation);

    /// <summary>Draws a network and runs it on inputs of N(0, 1).</summary>
    /// <returns>The output of every layer.</returns>
    public float[][,] Run(ulong seed) =>
        Create(seed).Forward(Signals.Normal(Batch, SixLayerNetwork.Width, new RandomStream(seed).Child("input")));
}
