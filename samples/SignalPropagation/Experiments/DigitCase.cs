using InitGen;
using Mnist.Networks;
using Propagation.Networks;

namespace Propagation.Experiments;

/// <summary>A way to start the network that reads digits.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Create">Makes the network from a seed.</param>
/// <param name="Parameters">What the generator knows of its parameters.</param>
internal sealed record DigitCase(string Name, Func<ulong, Mlp> Create, IReadOnlyList<ParameterInfo> Parameters)
{
    public static DigitCase Zeros { get; } = new("zeros", seed => new ZerosMlp(seed), ZerosMlp.Parameters);

    public static DigitCase Constant { get; } = new("constant 0.05", seed => new ConstantMlp(seed), ConstantMlp.Parameters);

    public static DigitCase Uniform { get; } = new("uniform [−1, 1]", seed => new UniformMlp(seed), UniformMlp.Parameters);

    public static DigitCase SmallNormal { get; } = new("N(0, 0.01²)", seed => new NormalMlp(seed), NormalMlp.Parameters);

    public static DigitCase Xavier { get; } = new("Xavier", seed => new XavierMlp(seed), XavierMlp.Parameters);

    public static DigitCase Kaiming { get; } = new("Kaiming", seed => new KaimingMlp(seed), KaimingMlp.Parameters);

    public static DigitCase SmallBias { get; } = new("Kaiming, biases 0.01", seed => new SmallBiasMlp(seed), SmallBiasMlp.Parameters);

    public static DigitCase NegativeBias { get; } = new("Kaiming, biases −2", seed => new NegativeBiasMlp(seed), NegativeBiasMlp.Parameters);

    /// <summary>The signal by depth, from the manifest; standardized pixels have the second moment 1.</summary>
    public SignalPrediction Predict() => SignalPropagation.Predict(Parameters, hidden: Nonlinearity.Relu);
}
