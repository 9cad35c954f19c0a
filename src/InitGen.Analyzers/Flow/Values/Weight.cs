using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>A parameter as the flow sees it: a member with an initializer, or a layer's weight below such a member.</summary>
/// <param name="Path">Its name in the graph: <c>_w1</c>, <c>_fc1.W</c>.</param>
/// <param name="Member">The member that carries the initializer attribute.</param>
/// <param name="Rank">The rank of its shape: 1 for biases and gains.</param>
internal sealed record Weight(string Path, ISymbol Member, int Rank)
{
    public bool IsMatrix => Rank >= 2;

    /// <summary>Whether it stands for every weight of a list.</summary>
    public bool IsList { get; init; }

    public bool Equals(Weight? other) => other is not null && Path == other.Path;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Path);

    public override string ToString() => Path;
}
