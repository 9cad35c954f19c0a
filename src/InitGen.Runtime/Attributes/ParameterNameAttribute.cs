namespace InitGen;

/// <summary>
/// The segment of a member in the paths of parameters, in place of the one made from its name: for checkpoints with names of their own, and
/// to keep a model's numbers when a member is renamed.
/// </summary>
/// <param name="name">One or more segments joined by single dots, such as <c>h.3.attn.c_attn.weight</c>.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class ParameterNameAttribute(string name) : Attribute
{
    /// <summary>The segment, or segments.</summary>
    public string Name { get; } = name;
}
