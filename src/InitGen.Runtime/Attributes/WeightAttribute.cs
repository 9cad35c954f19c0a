namespace InitGen;

/// <summary>
/// Marks a member of a layer class as a weight: an initializer on a model's member of the layer's type applies to it.
/// </summary>
/// <example>
/// <code>
/// public sealed class Linear(int inputs, int outputs)
/// {
///     [Weight] public float[,] W { get; } = new float[outputs, inputs];
///     [Bias]   public float[]  B { get; } = new float[outputs];
/// }
///
/// public sealed partial class Net
/// {
///     [KaimingNormal(Nonlinearity.Relu)] private readonly Linear _fc1 = new(784, 256);   // fc1.w, fc1.b
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class WeightAttribute : Attribute;
