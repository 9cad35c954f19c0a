namespace InitGen;

/// <summary>
/// Xavier (Glorot) normal: N(0, σ²) with σ = gain · √(2 / (fan_in + fan_out)). For linear layers and those before tanh, sigmoid or
/// softmax.
/// </summary>
/// <param name="nonlinearity">The function that the weight's output passes.</param>
/// <remarks>Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010.</remarks>
public sealed class XavierNormalAttribute(Nonlinearity nonlinearity = Nonlinearity.Linear) : GainInitializerAttribute(nonlinearity);
