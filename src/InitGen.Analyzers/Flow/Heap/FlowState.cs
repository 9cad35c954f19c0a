using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>A place on the heap: a field of an object, or (slot null) all elements of an array.</summary>
internal readonly record struct HeapKey(AbstractObject Object, ISymbol? Slot)
{
    public bool Equals(HeapKey other) => Object.Equals(other.Object) && SymbolEqualityComparer.Default.Equals(Slot, other.Slot);

    public override int GetHashCode() => unchecked((Object.GetHashCode() * 31) + SymbolEqualityComparer.Default.GetHashCode(Slot));
}

/// <summary>What is known at a point of the program. Immutable: branches share what they do not change.</summary>
internal sealed record FlowState(
    ImmutableDictionary<ISymbol, AbstractValue> Locals,
    ImmutableDictionary<HeapKey, AbstractValue> Heap,
    ImmutableDictionary<AbstractObject, ImmutableArray<AbstractValue>> Items)
{
    public static readonly FlowState Empty = new(
        ImmutableDictionary.Create<ISymbol, AbstractValue>(SymbolEqualityComparer.Default),
        ImmutableDictionary<HeapKey, AbstractValue>.Empty,
        ImmutableDictionary<AbstractObject, ImmutableArray<AbstractValue>>.Empty);

    /// <summary>Lists whose order is known, with parts of unknown length: what a loop has added, and what stands before and behind it.</summary>
    public ImmutableDictionary<AbstractObject, ImmutableArray<ListRun>> Runs { get; init; } =
        ImmutableDictionary<AbstractObject, ImmutableArray<ListRun>>.Empty;

    public bool SameAs(FlowState other) =>
        ReferenceEquals(this, other) || (Same(Locals, other.Locals) && Same(Heap, other.Heap));

    private static bool Same<TKey>(ImmutableDictionary<TKey, AbstractValue> left, ImmutableDictionary<TKey, AbstractValue> right)
        where TKey : notnull
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (KeyValuePair<TKey, AbstractValue> pair in left)
        {
            if (!right.TryGetValue(pair.Key, out AbstractValue? value) || !pair.Value.Equals(value))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>An element of a list, with the place in the code, and the index if there is one, by which it came there.</summary>
internal sealed record ListItem(object Site, Expr? Index, AbstractValue Value);

/// <summary>A part of a list: elements one after another, all of them repeated where a loop added them.</summary>
internal sealed record ListRun(object? Loop, ImmutableArray<ListItem> Items)
{
    public bool IsRepeated => Loop is not null;

    public bool Equals(ListRun? other) => other is not null && Equals(Loop, other.Loop) && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Length;
}
