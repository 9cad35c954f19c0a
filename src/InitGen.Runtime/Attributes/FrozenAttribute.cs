namespace InitGen;

/// <summary>States that a parameter is not trained. It changes no number, and silences the rules about training.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class FrozenAttribute : Attribute;
