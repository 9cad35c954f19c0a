using InitGen;
using Propagation.Measurement;
using Propagation.Networks;

namespace Propagation.Experiments;

/// <summary>A hundred-layer network, its prediction, and what torch.nn.init 1.13 was seen to do.</summary>
/// <param name="Name">Its initializer and activation.</param>
/// <param name="Create">Makes the network from a seed.</param>
/// <param name="Parameters">What the generator knows of its parameters.</param>
/// <param name="Activation">What the output of every layer passes.</param>
/// <param name="InTorch">The figures measured with torch.</param>
internal sealed record DepthCase(
    string Name, Func<ulong, DeepNetwork> Create, IReadOnlyList<ParameterInfo> Parameters, ActivationStep Activation, string InTorch)
{
    /// <summary>The inputs of one draw.</summary>
    public const int Batch = 16;

    public static DepthCase UnitNormal { get; } = new(
        "N(0, 1), no activation",
        seed => new UnitNormalNetwork(seed),
        UnitNormalNetwork.Parameters,
        new(Nonlinearity.Linear),
        "16.0, 256, 4107 …; finite for 31, 31, 32, 31, 31 layers");

    public static DepthCase ScaledNormal { get; } = new(
        "N(0, 1/256), no activation",
        seed => new ScaledNormalNetwork(seed),
        ScaledNormalNetwork.Parameters,
        new(Nonlinearity.Linear),
        "0.93 to 2.0 at layer 100");

    public static DepthCase ScaledTanh { get; } = new(
        "N(0, 1/256), tanh",
        seed => new ScaledTanhNetwork(seed),
        ScaledTanhNetwork.Parameters,
        new(Nonlinearity.Tanh),
        "0.63, 0.49, 0.41 … 0.07 to 0.10 at layer 100");

    public static DepthCase TunedTanh { get; } = new(
        "Xavier uniform, gain 5/3, tanh",
        seed => new TunedTanhNetwork(seed),
        TunedTanhNetwork.Parameters,
        new(Nonlinearity.Tanh),
        "0.76, 0.69, 0.66 … 0.64 to 0.66 at layer 100");

    public static DepthCase XavierRelu { get; } = new(
        "Xavier normal, ReLU",
        seed => new XavierReluDeepNetwork(seed),
        XavierReluDeepNetwork.Parameters,
        new(Nonlinearity.Relu),
        "2e-16 to 5e-16 at layer 100");

    public static DepthCase KaimingRelu { get; } = new(
        "Kaiming normal, ReLU",
        seed => new KaimingReluDeepNetwork(seed),
        KaimingReluDeepNetwork.Parameters,
        new(Nonlinearity.Relu),
        "0.15 to 0.58 at layer 100");

    public static DepthCase UnitNormalRelu { get; } = new(
        "N(0, 1), ReLU",
        seed => new UnitNormalReluNetwork(seed),
        UnitNormalReluNetwork.Parameters,
        new(Nonlinearity.Relu),
        "finite for 36 or 37 layers");

    /// <summary>The signal by depth, from the manifest.</summary>
    public SignalPrediction Predict()
    {
        WeightStep layer = SignalPropagation.StepOf(Parameters[0]);
        return SignalPropagation.Predict(
            [.. Enumerable.Range(0, DeepNetwork.Depth).SelectMany(_ => (SignalStep[])[layer, Activation])]);
    }

    /// <summary>Draws a network and runs it on inputs of N(0, 1).</summary>
    /// <returns>The standard deviation of every layer's outputs; not a number from the first layer on that is not finite.</returns>
    public double[] Measure(ulong seed)
    {
        float[,] input = Signals.Normal(Batch, DeepNetwork.Width, new RandomStream(seed).Child("input"));
        return [.. Create(seed).Forward(input).Select(output => Moments.Of(output).Std)];
    }
}
