using System.Collections.Immutable;

namespace InitGen.Analyzers.Flow;

/// <summary>The order of lists, and how long they are.</summary>
internal sealed class ListOrder(Interpreter run)
{
    /// <summary>The elements that lists have in the current round of a loop, by the loop's counter.</summary>
    public Dictionary<(AbstractObject List, Token Counter), AbstractValue> ByCounter { get; } = [];

    private readonly Dictionary<AbstractObject, Expr?> _lengths = [];

    /// <summary>How many elements a list has: a number, the size it was created with, or an unknown of its own.</summary>
    public Expr LengthOf(AbstractObject list) =>
        run.State.Items.TryGetValue(list, out ImmutableArray<AbstractValue> items) ? Expr.Constant(items.Length)
        : _lengths.TryGetValue(list, out Expr? length) && length is not null ? length
        : Expr.Of(new Token(TokenKind.Scalar, (list, "length")));

    // A size that is not always the same is none that is known.
    public void SetLength(AbstractObject list, Expr? length) =>
        _lengths[list] = _lengths.TryGetValue(list, out Expr? old) && !Equals(old, length) ? null : length;

    /// <summary>An element is added behind the others: once, or in every round of the loop around.</summary>
    public void Append(AbstractObject list, Site site, Expr? index, AbstractValue value)
    {
        if (list.Kind != ObjectKind.Allocation && !run.State.Runs.ContainsKey(list) && !run.State.Items.ContainsKey(list))
        {
            // What it held before is not known.
            return;
        }

        ImmutableArray<ListRun> runs = run.State.Runs.TryGetValue(list, out ImmutableArray<ListRun> found) ? found
            : run.State.Items.TryGetValue(list, out ImmutableArray<AbstractValue> items) ? [.. items.Select(static item => new ListRun(null, [new ListItem("item", null, item)]))]
            : [];
        object? loop = null;
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
                : open.Items.SetItem(at, open.Items[at] with { Value = SignalArithmetic.Join(open.Items[at].Value, value, site, "run") });
            runs = runs.SetItem(runs.Length - 1, open with { Items = joined });
        }
        else
        {
            runs = runs.Add(new ListRun(loop, [added]));
        }

        run.State = run.State with { Runs = run.State.Runs.SetItem(list, runs) };
    }

    /// <summary>An object is stored in a list by an index: where that tells its place, it is kept in order.</summary>
    public void AppendAt(AbstractObject list, ImmutableArray<Expr?> indices, AbstractValue value, Site site)
    {
        if (value.References.IsEmpty || indices is not [{ } index] || run.State.Items.ContainsKey(list) || value.References.Any(static reference => reference.Type is null || Symbols.IsStorage(reference.Type)))
        {
            return;
        }

        bool known = run.State.Runs.TryGetValue(list, out ImmutableArray<ListRun> runs);
        int count = known && runs.All(static run => !run.IsRepeated) ? runs.Sum(static run => run.Items.Length) : known ? -1 : 0;
        bool inLoop = index.Op == ExprOp.Token && index.Token!.Slot is LoopIndex && run.OpenLoops.Any(loop => loop.Site.Role is "loop" or "once");
        bool isLast = Counters.Difference(index, LengthOf(list)) is -1.0;
        if (inLoop || isLast || (index.IsConstant && index.Value == count))
        {
            Append(list, site, index, value);
        }
        else if (known)
        {
            run.State = run.State with { Runs = run.State.Runs.Remove(list) };
        }
    }

    /// <summary>The element of a list at an index, where the order tells it.</summary>
    public AbstractValue? ElementOf(AbstractObject list, ImmutableArray<Expr?> indices)
    {
        if (indices is not [{ } index])
        {
            return null;
        }

        if (index.Op == ExprOp.Token && ByCounter.TryGetValue((list, index.Token!), out AbstractValue? element))
        {
            return element;
        }

        if (!run.State.Runs.TryGetValue(list, out ImmutableArray<ListRun> runs) || runs.IsEmpty)
        {
            return null;
        }

        return index.IsConstant && index.Value == 0.0 && !runs[0].IsRepeated ? runs[0].Items[0].Value
            : Counters.Difference(index, LengthOf(list)) is -1.0 && runs[runs.Length - 1] is { IsRepeated: false } last ? last.Items[last.Items.Length - 1].Value
            : null;
    }
}
