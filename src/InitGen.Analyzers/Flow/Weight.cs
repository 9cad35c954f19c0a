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

/// <summary>A weight whose output is in a value, and what has happened to it on the way.</summary>
/// <param name="Weight">The weight.</param>
/// <param name="Fate">What its output has passed; Linear: nothing yet.</param>
/// <param name="IsRaw">The value holds the weight's own numbers, not yet multiplied with the signal.</param>
/// <param name="IsSummed">Its output has been added to another path of the signal, as at the end of a residual branch.</param>
/// <param name="IsGated">Its output, or what it passed, has been multiplied with another part of the signal.</param>
internal readonly record struct FlowAtom(Weight Weight, Fate Fate, bool IsRaw = false, bool IsSummed = false, bool IsGated = false)
{
    /// <summary>Whether the next nonlinearity is still to come.</summary>
    public bool IsOpen => !IsRaw && Fate.Kind == FateKind.Linear;
}
