using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>One way that the code may take.</summary>
/// <param name="Condition">The condition under which it takes this way, if none of the ways before it was taken.</param>
/// <param name="Run">What is done on this way, with the value that it gives.</param>
internal readonly record struct Arm(AbstractValue Condition, Func<AbstractValue> Run)
{
    /// <summary>The way that is taken if none before it is.</summary>
    public static Arm Else(Func<AbstractValue> run) => new(AbstractValue.Number(1.0), run);
}

/// <summary>Where paths part and meet: the one place that saves, restores and joins states.</summary>
internal sealed class Branches(Interpreter run)
{
    /// <summary>
    /// Runs each arm from the state as it is now. The state after it is that of the arms that come to their end, and so is the value: an
    /// earlier one under its condition, else the next.
    /// </summary>
    public AbstractValue Run(Site site, params IReadOnlyList<Arm> arms)
    {
        FlowState before = run.State;
        List<AbstractValue> conditions = run.Frame.Conditions;
        int depth = conditions.Count;
        var ends = new List<(AbstractValue Condition, AbstractValue Value, FlowState State)>();
        foreach (Arm arm in arms)
        {
            // Among the conditions stand those of the arms before, negated, and its own.
            run.State = before;
            run.IsReachable = true;
            conditions.Add(arm.Condition);
            int own = conditions.Count - 1;
            AbstractValue value = arm.Run();
            if (run.IsReachable)
            {
                ends.Add((arm.Condition, value, run.State));
            }

            conditions.RemoveRange(own + 1, conditions.Count - own - 1);
            conditions[own] = Choices.Not(arm.Condition);
        }

        conditions.RemoveRange(depth, conditions.Count - depth);
        run.IsReachable = ends.Count > 0;
        if (ends.Count == 0)
        {
            run.State = before;
            return AbstractValue.Nothing;
        }

        (_, AbstractValue result, FlowState state) = ends[ends.Count - 1];
        for (int i = ends.Count - 2; i >= 0; i--)
        {
            (AbstractValue condition, AbstractValue value, FlowState end) = ends[i];
            result = Lattice.Select(condition, value, result, site, i);
            state = Join(end, state, site, condition);
        }

        run.State = state;
        return result;
    }

    /// <summary>Where two paths meet; with the condition that chose the first.</summary>
    public FlowState Join(FlowState left, FlowState right, Site site, AbstractValue? condition)
    {
        if (ReferenceEquals(left, right))
        {
            return left;
        }

        run.Spend(Math.Max(left.Size, right.Size) / 8);
        AbstractValue Either(AbstractValue a, AbstractValue b, object slot) =>
            ReferenceEquals(a, b) ? a
            : condition is null ? Lattice.Join(a, b, site, slot)
            : Lattice.Select(condition, a, b, site, slot);

        return new FlowState(
            Merged(left.Locals, right.Locals, (local, a, b) => Either(a, b, local)),
            Merged(left.Heap, right.Heap, (key, a, b) => Join(key, a, b, site, condition, Either), key => HeapObject.Empty))
        {
            Rounds = ReferenceEquals(left.Rounds, right.Rounds) ? left.Rounds : new Rounds(
                Merged(left.Rounds.Bounds, right.Rounds.Bounds, static (_, a, b) => a.Equals(b) ? a : Bounds.None),
                Merged(left.Rounds.Elements, right.Rounds.Elements, (key, a, b) => Either(a, b, key))),
            Cells = Merged(left.Cells, right.Cells, static (_, a, _) => a),
        };
    }

    /// <summary>The states of some paths, one after another; null where there is none.</summary>
    public FlowState? Join(IEnumerable<FlowState> states, Site site)
    {
        FlowState? joined = null;
        foreach (FlowState state in states)
        {
            joined = joined is null ? state : Join(joined, state, site, null);
        }

        return joined;
    }

    private static ImmutableDictionary<TKey, TValue> Merged<TKey, TValue>(
        ImmutableDictionary<TKey, TValue> left, ImmutableDictionary<TKey, TValue> right, Func<TKey, TValue, TValue, TValue> either, Func<TKey, TValue>? absent = null)
        where TKey : notnull
        where TValue : class
    {
        if (ReferenceEquals(left, right))
        {
            return left;
        }

        ImmutableDictionary<TKey, TValue>.Builder merged = left.ToBuilder();
        foreach (KeyValuePair<TKey, TValue> pair in right)
        {
            if (!left.TryGetValue(pair.Key, out TValue? value))
            {
                // What only one path knows is what it says; of an object, the other knows how it came in.
                merged[pair.Key] = absent is null ? pair.Value : either(pair.Key, absent(pair.Key), pair.Value);
            }
            else if (!ReferenceEquals(value, pair.Value))
            {
                merged[pair.Key] = either(pair.Key, value, pair.Value);
            }
        }

        if (absent is not null)
        {
            foreach (KeyValuePair<TKey, TValue> pair in left)
            {
                if (!right.ContainsKey(pair.Key))
                {
                    merged[pair.Key] = either(pair.Key, pair.Value, absent(pair.Key));
                }
            }
        }

        return merged.ToImmutable();
    }

    private static HeapObject Join(
        AbstractObject key, HeapObject left, HeapObject right, Site site, AbstractValue? condition, Func<AbstractValue, AbstractValue, object, AbstractValue> either)
    {
        // An object that one path has not made does not exist there.
        if (key.Kind == ObjectKind.Allocation && (ReferenceEquals(left, HeapObject.Empty) || ReferenceEquals(right, HeapObject.Empty)))
        {
            return ReferenceEquals(left, HeapObject.Empty) ? right : left;
        }

        bool sameItems = !left.Items.IsDefault && !right.Items.IsDefault && left.Items.SequenceEqual(right.Items);
        AbstractValue? a = sameItems ? left.Content : Any(left, site);
        AbstractValue? b = sameItems ? right.Content : Any(right, site);
        if ((a is null) != (b is null) && key.IsForeign)
        {
            // Whoever made it has filled it.
            a ??= AbstractValue.Input(null);
            b ??= AbstractValue.Input(null);
        }

        // if (h[i] < 0) h[i] = 0: the one path has written the element that the condition is about, the other perhaps another one before.
        Expr? index = IsAbout(condition, left.Written) ? left.Written : IsAbout(condition, right.Written) ? right.Written : null;
        AbstractValue? content = a is null ? b
            : b is null || ReferenceEquals(a, b) ? a
            : Elements.Generalized(either(Elements.ElementAt(a, index), Elements.ElementAt(b, index), key), index);
        return new HeapObject
        {
            Content = content,
            Slots = Merged(left.Slots, right.Slots, (slot, x, y) => either(x, y, (key, slot))),
            Items = sameItems ? left.Items : default,
            Runs = Join(left.Runs, right.Runs),
            HasLength = left.HasLength || right.HasLength,
            Length = !left.HasLength ? right.Length : !right.HasLength || Equals(left.Length, right.Length) ? left.Length : null,
            Written = index ?? (Equals(left.Written, right.Written) ? left.Written : null),
        };
    }

    /// <summary>Two objects from one place, of which it is not told any more which is meant.</summary>
    public static HeapObject JoinOlder(AbstractObject key, HeapObject left, HeapObject right, Site site) =>
        Join(key, left, right, site, null, (a, b, slot) => Lattice.Join(a, b, site, slot));

    // A list that grew on one path only has no known order any more, but still these elements.
    private static AbstractValue? Any(HeapObject list, Site site)
    {
        AbstractValue? any = list.Content;
        foreach (AbstractValue item in list.Items.IsDefault ? [] : list.Items)
        {
            any = any is null ? item : Lattice.Join(any, item, site, "item");
        }

        return any;
    }

    // Whether a condition is about an element of that index: if (h[i] < 0) …
    private static bool IsAbout(AbstractValue? condition, Expr? index) =>
        index is not null && condition?.Expr is { } formula
        && formula.Mentions(token => token.Slot is ElementIndex element && element.Index.Equals(index));

    // A list that has grown on one path, as by one more round of a loop, keeps its order; one that differs has none that is known.
    private static ImmutableArray<ListRun> Join(ImmutableArray<ListRun> left, ImmutableArray<ListRun> right)
    {
        if (left.IsDefault || right.IsDefault)
        {
            return left.IsDefault ? right : left;
        }

        if (left.SequenceEqual(right))
        {
            return left;
        }

        bool grown = !left.IsEmpty && right.Length >= left.Length && right[right.Length - 1].IsRepeated
            && right.Take(left.Length - 1).SequenceEqual(left.Take(left.Length - 1))
            && (right[left.Length - 1].Equals(left[left.Length - 1]) || Extends(right[left.Length - 1], left[left.Length - 1]));
        return grown ? right : default;
    }

    // The same places in the same loop: only the values have changed from one round to the next.
    private static bool Extends(ListRun later, ListRun earlier) =>
        later.IsRepeated && Equals(later.Loop, earlier.Loop) && later.Items.Length == earlier.Items.Length
        && later.Items.Zip(earlier.Items, static (a, b) => a.Site.Equals(b.Site)).All(static same => same);
}
