namespace InitGen.Model;

/// <summary>How a parameter's values lie in memory.</summary>
internal enum StorageKind
{
    /// <summary>T[]: a vector, or a flat tensor with a <c>[Shape]</c>.</summary>
    Vector,

    /// <summary>T[,] to T[,,,,]: one block, last axis contiguous.</summary>
    Rectangular,

    /// <summary>T[][]: the rows of one matrix.</summary>
    Jagged,

    /// <summary>A span, memory or list, or what gives one: one block, of one axis unless sizes are stated.</summary>
    Block,

    /// <summary>A tensor of System.Numerics.Tensors.</summary>
    Tensor,

    /// <summary>A struct with <c>[InlineArray]</c>.</summary>
    InlineArray,

    /// <summary>A fixed buffer in an unsafe struct.</summary>
    FixedBuffer,

    /// <summary>A pointer to the first element.</summary>
    Pointer,

    /// <summary>A field that is one element, such as the bias of a single output.</summary>
    Scalar,
}

/// <summary>A member that holds one size.</summary>
/// <param name="Path">What to write after the owner's dot: <c>Rows</c>, <c>Shape.Rows</c>.</param>
/// <param name="IsWide">Whether it is a long or nint, to be converted.</param>
internal readonly record struct SizeMember(string Path, bool IsWide);

/// <summary>Where and how a parameter is stored.</summary>
/// <param name="Kind">How its values lie in memory.</param>
/// <param name="Rank">The rank that the storage itself shows: 1 where it shows none, 2 for a jagged matrix.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="ElementName">The element type as written in C#: <c>float</c>, <c>global::System.Half</c>, <c>T</c>.</param>
internal sealed record StorageModel(StorageKind Kind, int Rank, ElementType Element, string ElementName)
{
    /// <summary>What to write after the member to reach the elements: <c>.Data</c>, <c>.AsSpan()</c>; mostly nothing.</summary>
    public string Access { get; init; } = "";

    /// <summary>The type to convert the member to first; null where no conversion is needed.</summary>
    public string? Conversion { get; init; }

    /// <summary>Whether the member is an object that holds the elements, and may be null.</summary>
    public bool HasOwner { get; init; }

    /// <summary>The owner's members that hold the sizes, where it has such.</summary>
    public EquatableArray<SizeMember> SizeMembers { get; init; } = EquatableArray<SizeMember>.Empty;

    /// <summary>What to write after the owner to reach all sizes at once, which tell the rank at run time too: <c>.Lengths</c>; null elsewhere.</summary>
    public string? AllSizes { get; init; }

    /// <summary>Whether the elements come from code that is not seen, and so are taken twice to find a copy.</summary>
    public bool IsTakenTwice { get; init; }

    /// <summary>The member that gives a copy of the elements, so that nothing can be written in place; null elsewhere.</summary>
    public string? CopyFrom { get; init; }

    /// <summary>The number of elements that the type declares: of inline arrays and fixed buffers.</summary>
    public int? Length { get; init; }

    /// <summary>The type of an inline array as written in C#.</summary>
    public string? BufferType { get; init; }

    /// <summary>Whether the rows of a jagged array may turn out to differ in length, and are parameters of their own then.</summary>
    public bool MayHaveUnequalRows { get; init; }

    /// <summary>Whether the storage does not tell the parameter's rank, so that a <c>[Shape]</c> of any rank fits it.</summary>
    public bool IsFlat => Kind is not (StorageKind.Rectangular or StorageKind.Jagged) && SizeMembers.Count == 0;

    /// <summary>Whether the elements lie within the member itself, so that a copy of it would be written instead.</summary>
    public bool LiesInMember => Kind is StorageKind.InlineArray or StorageKind.FixedBuffer or StorageKind.Scalar;

    /// <summary>Whether code that reaches the elements is unsafe.</summary>
    public bool IsUnsafe => Kind is StorageKind.FixedBuffer or StorageKind.Pointer;
}
