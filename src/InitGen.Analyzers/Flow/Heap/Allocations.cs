using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>New objects, and what becomes of those that were made before at the same place.</summary>
internal sealed class Allocations(Interpreter run)
{
    /// <summary>A new object. An earlier one from the same place is kept apart from it, together with those that came before.</summary>
    public AbstractValue Allocate(Site site, ITypeSymbol? type, AbstractValue? content)
    {
        var made = new AbstractObject(ObjectKind.Allocation, site, type);
        if (run.State.Heap.ContainsKey(made))
        {
            Retire(made);
        }

        // An entry of its own, even where nothing is stored yet, tells the next one that this one exists.
        run.State = run.State.With(made, HeapObject.Empty with { Content = content });
        if (content is not null && run.OpenLoops.Count > 0)
        {
            Loops.Note(run.OpenLoops[run.OpenLoops.Count - 1], made, null);
        }

        return AbstractValue.Reference(made);
    }

    private void Retire(AbstractObject made)
    {
        run.Spend(run.State.Size / 4);
        AbstractObject older = made with { IsOlder = true };
        HeapObject last = run.State[made];
        HeapObject before = run.State[older];
        HeapObject both = ReferenceEquals(before, HeapObject.Empty) ? last : Branches.JoinOlder(older, before, last, (Site)made.Site);
        run.State = run.State with { Heap = run.State.Heap.Remove(made).SetItem(older, both) };
        Rename(made, [older]);
    }

    /// <summary>What referred to one object refers to others from now on.</summary>
    public void Rename(AbstractObject from, ImmutableArray<AbstractObject> to)
    {
        AbstractValue Renamed(AbstractValue value) => value.References.Contains(from)
            ? value.WithReferences(AbstractValue.Union(value.References.Remove(from), to))
            : value;
        HeapObject In(HeapObject holder)
        {
            AbstractValue? content = holder.Content is null ? null : Renamed(holder.Content);
            ImmutableDictionary<ISymbol, AbstractValue> slots = Maps.Select(holder.Slots, (_, value) => Renamed(value));
            bool inItems = !holder.Items.IsDefault && holder.Items.Any(item => item.References.Contains(from));
            bool inRuns = !holder.Runs.IsDefault && holder.Runs.Any(part => part.Items.Any(item => item.Value.References.Contains(from)));
            return ReferenceEquals(content, holder.Content) && ReferenceEquals(slots, holder.Slots) && !inItems && !inRuns
                ? holder
                : holder with
                {
                    Content = content,
                    Slots = slots,
                    Items = inItems ? [.. holder.Items.Select(Renamed)] : holder.Items,
                    Runs = inRuns
                        ? [.. holder.Runs.Select(part => part with { Items = [.. part.Items.Select(item => item with { Value = Renamed(item.Value) })] })]
                        : holder.Runs,
                };
        }

        FlowState state = run.State;
        run.State = state with
        {
            Locals = Maps.Select(state.Locals, (_, value) => Renamed(value)),
            Heap = Maps.Select(state.Heap, (_, value) => In(value)),
            Rounds = state.Rounds with { Elements = Maps.Select(state.Rounds.Elements, (_, value) => Renamed(value)) },
        };
    }
}
