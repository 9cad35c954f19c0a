using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>Where paths part and meet: the one place that saves, restores and joins states.</summary>
internal sealed class Branches(Interpreter run)
{
    // Whether a condition is about an element of that index: if (h[i] < 0) …
    private static bool IsAbout(AbstractValue? condition, Expr? index) =>
        index is not null && condition?.Expr is { } formula
        && formula.Mentions(token => token.Slot is ElementIndex element && element.Index.Equals(index));

    /// <summary>Where two paths meet; with the condition that chose the first.</summary>
    public FlowState Join(FlowState left, FlowState right, Site site, AbstractValue? condition)
    {
        if (ReferenceEquals(left, right))
        {
            return left;
        }

        AbstractValue Either(AbstractValue a, AbstractValue b, object slot) =>
            condition is null ? SignalArithmetic.Join(a, b, site, slot) : SignalArithmetic.Select(condition, a, b, site, slot);

        ImmutableDictionary<ISymbol, AbstractValue> locals = left.Locals;
        if (!ReferenceEquals(left.Locals, right.Locals))
        {
            foreach (KeyValuePair<ISymbol, AbstractValue> pair in right.Locals)
            {
                if (!locals.TryGetValue(pair.Key, out AbstractValue? value))
                {
                    locals = locals.SetItem(pair.Key, pair.Value);
                }
                else if (!ReferenceEquals(value, pair.Value))
                {
                    locals = locals.SetItem(pair.Key, Either(value, pair.Value, pair.Key));
                }
            }
        }

        ImmutableDictionary<HeapKey, AbstractValue> heap = left.Heap;
        if (!ReferenceEquals(left.Heap, right.Heap))
        {
            foreach (KeyValuePair<HeapKey, AbstractValue> pair in right.Heap)
            {
                if (!heap.TryGetValue(pair.Key, out AbstractValue? value))
                {
                    heap = heap.SetItem(pair.Key, pair.Value);
                }
                else if (!ReferenceEquals(value, pair.Value))
                {
                    Expr? index = pair.Key.Slot is null && run.Elements.Written.TryGetValue(pair.Key, out Expr? last) && IsAbout(condition, last) ? last : null;
                    AbstractValue either = Either(Elements.ElementAt(value, index), Elements.ElementAt(pair.Value, index), pair.Key);
                    heap = heap.SetItem(pair.Key, Elements.Generalized(either, index));
                }
            }
        }

        ImmutableDictionary<AbstractObject, ImmutableArray<AbstractValue>> items = left.Items;
        if (!ReferenceEquals(left.Items, right.Items))
        {
            foreach (KeyValuePair<AbstractObject, ImmutableArray<AbstractValue>> pair in left.Items)
            {
                // A list that grew on one path only has no known order any more.
                if (right.Items.TryGetValue(pair.Key, out ImmutableArray<AbstractValue> other) && !other.SequenceEqual(pair.Value))
                {
                    items = items.Remove(pair.Key);
                }
            }

            foreach (KeyValuePair<AbstractObject, ImmutableArray<AbstractValue>> pair in right.Items)
            {
                if (!left.Items.ContainsKey(pair.Key) && !left.Heap.ContainsKey(new HeapKey(pair.Key, null)))
                {
                    items = items.SetItem(pair.Key, pair.Value);
                }
            }
        }

        return new FlowState(locals, heap, items) { Runs = Join(left.Runs, right.Runs) };
    }

    // A list that has grown on one path, as by one more round of a loop, keeps its order; one that differs has none that is known.
    public static ImmutableDictionary<AbstractObject, ImmutableArray<ListRun>> Join(
        ImmutableDictionary<AbstractObject, ImmutableArray<ListRun>> left, ImmutableDictionary<AbstractObject, ImmutableArray<ListRun>> right)
    {
        if (ReferenceEquals(left, right))
        {
            return left;
        }

        ImmutableDictionary<AbstractObject, ImmutableArray<ListRun>> joined = left;
        foreach (KeyValuePair<AbstractObject, ImmutableArray<ListRun>> pair in right)
        {
            if (!left.TryGetValue(pair.Key, out ImmutableArray<ListRun> other))
            {
                joined = joined.SetItem(pair.Key, pair.Value);
            }
            else if (!other.SequenceEqual(pair.Value))
            {
                bool grown = pair.Value.Length >= other.Length && pair.Value[pair.Value.Length - 1].IsRepeated
                    && pair.Value.Take(other.Length - 1).SequenceEqual(other.Take(other.Length - 1))
                    && (pair.Value[other.Length - 1].Equals(other[other.Length - 1]) || Extends(pair.Value[other.Length - 1], other[other.Length - 1]));
                joined = grown ? joined.SetItem(pair.Key, pair.Value) : joined.Remove(pair.Key);
            }
        }

        return joined;
    }

    // The same places in the same loop: only the values have changed from one round to the next.
    private static bool Extends(ListRun later, ListRun earlier) =>
        later.IsRepeated && Equals(later.Loop, earlier.Loop) && later.Items.Length == earlier.Items.Length
        && later.Items.Zip(earlier.Items, static (a, b) => a.Site.Equals(b.Site)).All(static same => same);
}
