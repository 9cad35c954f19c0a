namespace InitGen;

/// <summary>States the weight and the bias of a layer type that cannot be edited, in place of <see cref="WeightAttribute"/> and <see cref="BiasAttribute"/>.</summary>
/// <param name="layer">The layer type; an open generic type (<c>typeof(Linear&lt;&gt;)</c>) stands for all its constructions.</param>
/// <example><code>[assembly: LayerContract(typeof(Vendor.Linear), Weight = "W", Bias = "B", Layout = ParameterLayout.InOut)]</code></example>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class LayerContractAttribute(Type layer) : Attribute
{
    /// <summary>The layer type.</summary>
    public Type Layer { get; } = layer;

    /// <summary>The name of the field or property that is the weight.</summary>
    public string? Weight { get; init; }

    /// <summary>The name of the field or property that is the bias, where there is one.</summary>
    public string? Bias { get; init; }

    /// <summary>Which axes of the weight are inputs and outputs; else the model's or the assembly's layout.</summary>
    public ParameterLayout Layout { get; init; }
}
