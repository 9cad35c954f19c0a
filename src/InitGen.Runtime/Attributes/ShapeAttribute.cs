namespace InitGen;

/// <summary>
/// The shape of a parameter whose storage does not tell it, such as a flat array: sizes (<c>[Shape(256, 784)]</c>) or names of
/// members that hold them (<c>[Shape(nameof(Outputs), nameof(Inputs))]</c>), read when the parameter is initialized.
/// </summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class ShapeAttribute : Attribute
{
    /// <summary>A shape of constant sizes.</summary>
    /// <param name="sizes">The sizes, first axis first; each at least 1.</param>
    public ShapeAttribute(params int[] sizes) => Sizes = [.. sizes];

    /// <summary>A shape read from members of the model.</summary>
    /// <param name="members">The names of fields or properties of type <see cref="int"/>, first axis first.</param>
    public ShapeAttribute(params string[] members) => Members = [.. members];

    /// <summary>The constant sizes; empty where members are named.</summary>
    public IReadOnlyList<int> Sizes { get; } = [];

    /// <summary>The members' names; empty where sizes are given.</summary>
    public IReadOnlyList<string> Members { get; } = [];
}
