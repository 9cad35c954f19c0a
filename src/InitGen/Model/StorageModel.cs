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
}

/// <summary>Where and how a parameter is stored.</summary>
/// <param name="Kind">How its values lie in memory.</param>
/// <param name="Rank">The rank that the storage itself shows: 1 for a vector, 2 for a jagged matrix.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="ElementName">The element type as written in C#: <c>float</c>, <c>global::System.Half</c>, <c>T</c>.</param>
internal sealed record StorageModel(StorageKind Kind, int Rank, ElementType Element, string ElementName);
