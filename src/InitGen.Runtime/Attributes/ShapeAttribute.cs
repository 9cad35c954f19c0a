namespace InitGen;

/// <summary>
/// The shape of a parameter whose storage does not tell it, such as a flat array: sizes (<c>[Shape(256, 784)]</c>), names of members that
/// hold them (<c>[Shape(nameof(Outputs), nameof(Inputs))]</c>), read when the parameter is initialized, or both
/// (<c>[Shape(4, nameof(Inputs))]</c>).
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

    /// <summary>A shape of which some sizes are constant and others are read from members of the model.</summary>
    /// <param name="axes">For each axis its size, at least 1, or the name of a field or property of type <see cref="int"/>, first axis first.</param>
    public ShapeAttribute(params object[] axes)
    {
        Sizes = [.. axes.Select(static axis => axis as int? ?? 0)];
        Members = [.. axes.Select(static axis => axis as string ?? "")];
    }

    /// <summary>The constant sizes; 0 where a member is named, empty where all are.</summary>
    public IReadOnlyList<int> Sizes { get; } = [];

    /// <summary>The members' names; empty text where a size is given, an empty list where all are.</summary>
    public IReadOnlyList<string> Members { get; } = [];
}
