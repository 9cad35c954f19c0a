namespace InitGen;

/// <summary>
/// Says how a parameter gets its first values. On a field, or on a property with a field behind it, of a <c>partial</c> type, for
/// which the generator then writes <c>InitializeParameters</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public abstract class InitializerAttribute : Attribute
{
    private protected InitializerAttribute()
    {
    }

    /// <summary>Where the member is a layer: what every element of its biases is set to.</summary>
    public double Bias { get; init; }
}
