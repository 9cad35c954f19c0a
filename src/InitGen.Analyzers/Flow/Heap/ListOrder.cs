using System.Collections.Immutable;

namespace InitGen.Analyzers.Flow;

/// <summary>The order of lists, and how long they are.</summary>
internal sealed class ListOrder(Interpreter run)
{
    /// <summary>How many elements a list has: a number, the size it was created with, or an unknown of its own.</summary>
    public Expr LengthOf(AbstractObject list)
    {
        HeapObject known = run.State[list];
        return !known.Items.IsDefault ? Expr.Constant(known.Items.Length)
            : known.Length ?? Expr.Of(new Token(TokenKind.Scalar, (list, "length")));
    }

    // A size that is not always the same is none that is known.
    public void SetLength(AbstractObject list, Expr? length)
    {
        HeapObject known = run.State[list];
        run.State = run.State.With(list, known with { HasLength = true, Length = known.HasLength && !Equals(known.Length, length) ? null : length });
    }

    /// <summary>An element is added behind the others: once, or in every round of the loop around.</summary>
    public void Append(AbstractObject list, Site site, Expr? index, AbstractValue value)
    {
        HeapObject known = run.State[list];
        if (list.Kind != ObjectKind.Allocation && known.Runs.IsDefault && known.Items.IsDefault)
        {
            // What it held before is not known.
            return;
        }

        ImmutableArray<ListRun> runs = !known.Runs.IsDefault ? known.Runs
            : !known.Items.IsDefault ? [.. known.Items.Select(item => new ListRun(null, [new ListItem(site with { Role = "item" }, null, item)]))]
            : [];
        Site? loop = null;
        foreach (Loop around in run.OpenLoops)
        {
            loop = around.Site.Role == "loop" ? around.Site : loop;
        }

        var added = new ListItem(site, index, value);
        if (loop is not null && runs is [.., { Loop: { } last } open] && last.Equals(loop))
        {
            int at = -1;
            for (int i = 0; i < open.Items.Length; i++)
            {
                at = open.Items[i].Site.Equals(site) || (index is not null && index.Equals(open.Items[i].Index)) ? i : at;
            }

            ImmutableArray<ListItem> joined = at < 0
                ? open.Items.Add(added)
                : open.Items.SetItem(at, open.Items[at] with { Value = Lattice.Join(open.Items[at].Value, value, site, "run") });
            runs = runs.SetItem(runs.Length - 1, open with { Items = joined });
        }
        else
        {
            runs = runs.Add(new ListRun(loop, [added]));
        }

        run.State = run.State.With(list, known with { Runs = runs });
    }

    /// <summary>The order of a list is not known any more.</summary>
    public void Forget(AbstractObject list) => run.State = run.State.With(list, run.State[list] with { Runs = default });

    /// <summary>An object is stored in a list by an index: where that tells its place, it is kept in order.</summary>
    public void AppendAt(AbstractObject list, ImmutableArray<Expr?> indices, AbstractValue value, Site site)
    {
        HeapObject known = run.State[list];
        if (value.References.IsEmpty || indices is not [{ } index] || !known.Items.IsDefault
            || value.References.Any(static reference => reference.Type is null || Symbols.IsStorage(reference.Type)))
        {
            return;
        }

        ImmutableArray<ListRun> runs = known.Runs.IsDefault ? [] : known.Runs;
        int count = runs.All(static part => !part.IsRepeated) ? runs.Sum(static part => part.Items.Length) : -1;
        bool inLoop = index.Op == ExprOp.Token && index.Token!.Slot is LoopIndex && run.OpenLoops.Any(static loop => loop.Site.Role is "loop" or "once");
        bool isLast = Affine.Difference(index, LengthOf(list)) is -1.0;
        if (inLoop || isLast || (index.IsConstant && index.Value == count))
        {
            Append(list, site, index, value);
        }
        else if (!known.Runs.IsDefault)
        {
            Forget(list);
        }
    }

    /// <summary>The element of a list at an index, where the order tells it.</summary>
    public AbstractValue? ElementOf(AbstractObject list, ImmutableArray<Expr?> indices)
    {
        if (indices is not [{ } index])
        {
            return null;
        }

        if (index.Op == ExprOp.Token && run.State.Rounds.Elements.TryGetValue((list, index.Token!), out AbstractValue? element))
        {
            return element;
        }

        ImmutableArray<ListRun> runs = run.State[list].Runs;
        if (runs.IsDefaultOrEmpty)
        {
            return null;
        }

        return index.IsConstant && index.Value == 0.0 && !runs[0].IsRepeated ? runs[0].Items[0].Value
            : Affine.Difference(index, LengthOf(list)) is -1.0 && runs[runs.Length - 1] is { IsRepeated: false } last ? last.Items[last.Items.Length - 1].Value
            : null;
    }
}
