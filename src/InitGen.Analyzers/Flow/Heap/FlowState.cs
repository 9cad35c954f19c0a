using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>What is known at a point of the program. Immutable: branches share what they do not change.</summary>
internal sealed record FlowState(ImmutableDictionary<ISymbol, AbstractValue> Locals, ImmutableDictionary<AbstractObject, HeapObject> Heap)
{
    public static readonly FlowState Empty = new(
        ImmutableDictionary.Create<ISymbol, AbstractValue>(SymbolEqualityComparer.Default),
        ImmutableDictionary<AbstractObject, HeapObject>.Empty);

    /// <summary>The rounds of the loops that are being run in parts.</summary>
    public Rounds Rounds { get; init; } = Rounds.None;

    /// <summary>Buffers that stand for one of several while a round lasts.</summary>
    public ImmutableDictionary<AbstractObject, Cell> Cells { get; init; } = ImmutableDictionary<AbstractObject, Cell>.Empty;

    /// <summary>How much there is to compare or to join: what the budget counts.</summary>
    public int Size => Locals.Count + Heap.Count;

    /// <summary>What is known of an object; nothing, where it has not been written to.</summary>
    public HeapObject this[AbstractObject key] => Heap.TryGetValue(key, out HeapObject? found) ? found : HeapObject.Empty;

    public FlowState With(AbstractObject key, HeapObject value) => this with { Heap = Heap.SetItem(key, value) };

    public bool Equals(FlowState? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Maps.Same(Locals, other.Locals) && Maps.Same(Heap, other.Heap) && Rounds.Equals(other.Rounds) && Maps.Same(Cells, other.Cells));

    public override int GetHashCode() => Size;
}

/// <summary>What is known of one object: of its elements, its members and its order.</summary>
internal sealed record HeapObject
{
    public static readonly HeapObject Empty = new();

    /// <summary>What any element of an array or list may be; null where nothing is known to have been stored.</summary>
    public AbstractValue? Content { get; init; }

    /// <summary>The values of its fields and properties.</summary>
    public ImmutableDictionary<ISymbol, AbstractValue> Slots { get; init; } =
        ImmutableDictionary.Create<ISymbol, AbstractValue>(SymbolEqualityComparer.Default);

    /// <summary>The elements one by one, where all are known; default where not.</summary>
    public ImmutableArray<AbstractValue> Items { get; init; }

    /// <summary>The order of a list with parts of unknown length: what a loop has added, and what stands before and behind it; default where it is not known.</summary>
    public ImmutableArray<ListRun> Runs { get; init; }

    /// <summary>How many elements there are; null where <see cref="HasLength"/> tells that several lengths are possible.</summary>
    public Expr? Length { get; init; }

    /// <summary>Whether a length was seen at all.</summary>
    public bool HasLength { get; init; }

    /// <summary>The index by which it was last written to: at a join under a condition, the element that the condition is about.</summary>
    public Expr? Written { get; init; }

    /// <summary>All that is stored in its elements and members.</summary>
    public IEnumerable<AbstractValue> Values => Content is null ? Slots.Values : Slots.Values.Prepend(Content);

    public bool Equals(HeapObject? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Equals(Content, other.Content) && HasLength == other.HasLength && Equals(Length, other.Length)
            && Equals(Written, other.Written) && Maps.Same(Slots, other.Slots) && Same(Items, other.Items) && Same(Runs, other.Runs));

    public override int GetHashCode() => Slots.Count;

    private static bool Same<T>(ImmutableArray<T> left, ImmutableArray<T> right) =>
        left.IsDefault ? right.IsDefault : !right.IsDefault && left.SequenceEqual(right);
}

/// <summary>What is known of the rounds that loops are in: the bounds of their counters, and the elements that lists have there.</summary>
internal sealed record Rounds(
    ImmutableDictionary<Token, Bounds> Bounds, ImmutableDictionary<(AbstractObject List, Token Counter), AbstractValue> Elements)
{
    public static readonly Rounds None = new(
        ImmutableDictionary<Token, Bounds>.Empty, ImmutableDictionary<(AbstractObject, Token), AbstractValue>.Empty);

    public bool Equals(Rounds? other) =>
        ReferenceEquals(this, other) || (other is not null && Maps.Same(Bounds, other.Bounds) && Maps.Same(Elements, other.Elements));

    public override int GetHashCode() => Bounds.Count;
}

/// <summary>The buffers that a cell stands for, and the loop indices by which it was chosen.</summary>
internal sealed record Cell(ImmutableArray<AbstractObject> Arrays, ImmutableArray<Token> Tokens)
{
    public bool Equals(Cell? other) => other is not null && Arrays.SequenceEqual(other.Arrays) && Tokens.SequenceEqual(other.Tokens);

    public override int GetHashCode() => Arrays.Length;
}

/// <summary>An element of a list, with the place in the code, and the index if there is one, by which it came there.</summary>
internal sealed record ListItem(Site Site, Expr? Index, AbstractValue Value);

/// <summary>A part of a list: elements one after another, all of them repeated where a loop added them.</summary>
internal sealed record ListRun(Site? Loop, ImmutableArray<ListItem> Items)
{
    public bool IsRepeated => Loop is not null;

    public bool Equals(ListRun? other) => other is not null && Equals(Loop, other.Loop) && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Length;
}

/// <summary>Immutable maps compared by what they hold.</summary>
internal static class Maps
{
    public static bool Same<TKey, TValue>(ImmutableDictionary<TKey, TValue> left, ImmutableDictionary<TKey, TValue> right)
        where TKey : notnull
        where TValue : class
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (KeyValuePair<TKey, TValue> pair in left)
        {
            if (!right.TryGetValue(pair.Key, out TValue? value) || !(ReferenceEquals(pair.Value, value) || pair.Value.Equals(value)))
            {
                return false;
            }
        }

        return true;
    }

    public static ImmutableDictionary<TKey, TValue> Select<TKey, TValue>(ImmutableDictionary<TKey, TValue> map, Func<TKey, TValue, TValue> select)
        where TKey : notnull
        where TValue : class
    {
        ImmutableDictionary<TKey, TValue>.Builder? changed = null;
        foreach (KeyValuePair<TKey, TValue> pair in map)
        {
            TValue value = select(pair.Key, pair.Value);
            if (!ReferenceEquals(value, pair.Value))
            {
                changed ??= map.ToBuilder();
                changed[pair.Key] = value;
            }
        }

        return changed?.ToImmutable() ?? map;
    }
}
