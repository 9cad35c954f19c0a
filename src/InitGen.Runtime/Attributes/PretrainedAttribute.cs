namespace InitGen;

/// <summary>States the name that a parameter has in a checkpoint. It changes no number.</summary>
/// <param name="name">The name in the checkpoint.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class PretrainedAttribute(string name) : Attribute
{
    /// <summary>The name in the checkpoint.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the checkpoint stores the matrix with its axes exchanged.</summary>
    public bool Transpose { get; init; }
}
