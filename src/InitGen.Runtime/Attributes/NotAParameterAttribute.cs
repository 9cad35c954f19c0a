namespace InitGen;

/// <summary>States that an array is no parameter, though it looks like one: a buffer, a table, a cache. It changes no number, and silences the rules.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class NotAParameterAttribute : Attribute;
