using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>
/// The buffer at one index of a list of buffers, of which it is not known which array it is. It is written as a whole while the round
/// lasts; then what it holds is added to all that it may have been.
/// </summary>
internal sealed class Cells(Interpreter run)
{
    /// <summary>The buffer that a list has at an index.</summary>
    public AbstractValue At(AbstractObject list, Expr index, AbstractValue arrays)
    {
        var tokens = new HashSet<Token>();
        index.CollectTokens(tokens);
        tokens.RemoveWhere(static token => token.Slot is not LoopIndex);
        ITypeSymbol? type = arrays.References[0].Type;
        if (tokens.Count == 0 || arrays.References.Any(static array => array.Weight is not null || !Symbols.IsNumbers(array.Type)))
        {
            return arrays;
        }

        var cell = new AbstractObject(ObjectKind.Allocation, (list, index), type);
        if (!run.State.Heap.ContainsKey(cell))
        {
            AbstractValue? content = null;
            foreach (AbstractObject array in arrays.References)
            {
                AbstractValue one = run.Content(array) ?? AbstractValue.Input(null);
                content = content is null ? one : Lattice.Join(content, one, cell.Site, "cell");
            }

            run.SetContent(cell, content!);
        }

        run.State = run.State with { Cells = run.State.Cells.SetItem(cell, new Cell(arrays.References, [.. tokens])) };
        return AbstractValue.Reference(cell);
    }

    /// <summary>A round of a loop is over: the cells that its indices chose are given back.</summary>
    public void Empty(Site loop) => Empty(token => loop.Equals(token.Site));

    /// <summary>A round that a counter stands for is over.</summary>
    public void Empty(Token counter) => Empty(counter.Equals);

    private void Empty(Func<Token, bool> isOver)
    {
        foreach (KeyValuePair<AbstractObject, Cell> pair in run.State.Cells)
        {
            (AbstractObject cell, ImmutableArray<AbstractObject> arrays) = (pair.Key, pair.Value.Arrays);
            if (!pair.Value.Tokens.Any(isOver))
            {
                continue;
            }

            AbstractValue? content = run.Content(cell);
            run.State = run.State with { Cells = run.State.Cells.Remove(cell), Heap = run.State.Heap.Remove(cell) };
            foreach (AbstractObject array in content is null ? [] : arrays)
            {
                run.SetContent(array, run.Content(array) is { } old ? Lattice.Join(old, content!, array.Site, array) : content!);
            }

            run.Allocations.Rename(cell, arrays);
        }
    }
}
