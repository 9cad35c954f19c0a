namespace InitGen;

/// <summary>
/// Marks a member of a layer class as a bias: an initializer on a model's member of the layer's type sets it to its
/// <see cref="InitializerAttribute.Bias"/>, 0 by default.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class BiasAttribute : Attribute;
