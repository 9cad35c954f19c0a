namespace InitGen;

/// <summary>
/// Marks a member that is a model itself, or an array or list of models: its parameters are initialized and visited with the model's,
/// under the member's path. Its type is one with initializers, or any other <see cref="IInitializable"/>.
/// </summary>
/// <remarks>A null module is an error, unless its type says that it may be null (<c>Tree?</c>): then it is passed over, and so ends a recursion.</remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class ModuleAttribute : Attribute;
