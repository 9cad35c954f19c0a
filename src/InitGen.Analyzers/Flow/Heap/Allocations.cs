using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>New objects.</summary>
internal sealed class Allocations(Interpreter run)
{
    /// <summary>A new object. An earlier one from the same place becomes one of its older brothers.</summary>
    public AbstractValue Allocate(Site site, ITypeSymbol? type, AbstractValue? content)
    {
        var made = new AbstractObject(ObjectKind.Allocation, site, type);
        HeapKey key = new(made, null);
        bool again = run.State.Items.ContainsKey(made);
        foreach (KeyValuePair<HeapKey, AbstractValue> pair in run.State.Heap)
        {
            again |= pair.Key.Object.Equals(made);
        }

        if (again)
        {
            Retire(made);
        }

        if (content is not null)
        {
            run.SetHeap(key, content);
            if (run.OpenLoops.Count > 0)
            {
                Loops.Note(run.OpenLoops[run.OpenLoops.Count - 1], key, null);
            }
        }

        return AbstractValue.Reference(made);
    }

    private void Retire(AbstractObject made)
    {
        AbstractObject older = made with { IsOlder = true };
        ImmutableDictionary<ISymbol, AbstractValue> locals = run.State.Locals;
        foreach (KeyValuePair<ISymbol, AbstractValue> pair in run.State.Locals)
        {
            if (pair.Value.References.Contains(made))
            {
                locals = locals.SetItem(pair.Key, Aged(pair.Value));
            }
        }

        ImmutableDictionary<HeapKey, AbstractValue> heap = run.State.Heap;
        foreach (KeyValuePair<HeapKey, AbstractValue> pair in run.State.Heap)
        {
            AbstractValue value = pair.Value.References.Contains(made) ? Aged(pair.Value) : pair.Value;
            if (pair.Key.Object.Equals(made))
            {
                var key = new HeapKey(older, pair.Key.Slot);
                heap = heap.Remove(pair.Key).SetItem(
                    key, run.State.Heap.TryGetValue(key, out AbstractValue? old) ? SignalArithmetic.Join(old, value, made.Site, key) : value);
            }
            else if (!ReferenceEquals(value, pair.Value))
            {
                heap = heap.SetItem(pair.Key, value);
            }
        }

        ImmutableDictionary<AbstractObject, ImmutableArray<AbstractValue>> items = run.State.Items;
        if (items.TryGetValue(made, out ImmutableArray<AbstractValue> list))
        {
            items = items.Remove(made).SetItem(older, list);
        }

        foreach (KeyValuePair<AbstractObject, ImmutableArray<AbstractValue>> pair in items)
        {
            if (pair.Value.Any(item => item.References.Contains(made)))
            {
                items = items.SetItem(pair.Key, [.. pair.Value.Select(item => item.References.Contains(made) ? Aged(item) : item)]);
            }
        }

        ImmutableDictionary<AbstractObject, ImmutableArray<ListRun>> runs = run.State.Runs;
        foreach (KeyValuePair<AbstractObject, ImmutableArray<ListRun>> pair in runs)
        {
            runs = runs.Remove(pair.Key).SetItem(
                pair.Key.Equals(made) ? older : pair.Key,
                [.. pair.Value.Select(run => run with
                {
                    Items = [.. run.Items.Select(item => item.Value.References.Contains(made) ? item with { Value = Aged(item.Value) } : item)],
                })]);
        }

        run.State = new FlowState(locals, heap, items) { Runs = runs };

        AbstractValue Aged(AbstractValue value) =>
            value.WithReferences(AbstractValue.Union(value.References.Remove(made), [older]));
    }

    public static ImmutableDictionary<TKey, AbstractValue> Renamed<TKey>(
        ImmutableDictionary<TKey, AbstractValue> values, Func<AbstractValue, AbstractValue> rename)
        where TKey : notnull
    {
        ImmutableDictionary<TKey, AbstractValue> result = values;
        foreach (KeyValuePair<TKey, AbstractValue> pair in values)
        {
            AbstractValue renamed = rename(pair.Value);
            if (!ReferenceEquals(renamed, pair.Value))
            {
                result = result.SetItem(pair.Key, renamed);
            }
        }

        return result;
    }
}
