namespace InitGen;

/// <summary>The layout of all weights of a type or an assembly that do not state their own.</summary>
/// <param name="layout">Which axes are inputs and outputs.</param>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ParameterLayoutAttribute(ParameterLayout layout) : Attribute
{
    /// <summary>Which axes are inputs and outputs.</summary>
    public ParameterLayout Layout { get; } = layout;
}
