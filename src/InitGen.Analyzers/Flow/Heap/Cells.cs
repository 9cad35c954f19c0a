using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>Buffers in lists of buffers.</summary>
internal sealed class Cells(Interpreter run)
{
    private readonly Dictionary<AbstractObject, (ImmutableArray<AbstractObject> Arrays, HashSet<Token> Tokens)> _open = [];

    /// <summary>
    /// The buffer at one index of a list of buffers, of which it is not known which array it is. It is written as a whole while the round
    /// lasts; then what it holds is added to all that it may have been.
    /// </summary>
    public AbstractValue Cell(AbstractObject list, Expr index, AbstractValue arrays)
    {
        var tokens = new HashSet<Token>();
        index.CollectTokens(tokens);
        tokens.RemoveWhere(static token => token.Slot is not LoopIndex);
        ITypeSymbol? type = arrays.References[0].Type;
        if (tokens.Count == 0 || arrays.References.Any(static array => array.Weight is not null || array.Type is not IArrayTypeSymbol { ElementType: { } element } || !Symbols.IsFloating(element)))
        {
            return arrays;
        }

        var cell = new AbstractObject(ObjectKind.Allocation, (list, index), type);
        HeapKey key = new(cell, null);
        if (!run.State.Heap.ContainsKey(key))
        {
            AbstractValue? content = null;
            foreach (AbstractObject array in arrays.References)
            {
                AbstractValue one = run.State.Heap.TryGetValue(new HeapKey(array, null), out AbstractValue? held) ? held : AbstractValue.Input(null);
                content = content is null ? one : SignalArithmetic.Join(content, one, cell.Site, "cell");
            }

            run.SetHeap(key, content!);
        }

        _open[cell] = (arrays.References, tokens);
        return AbstractValue.Reference(cell);
    }

    /// <summary>The round is over for which cells were kept by the tokens of this loop, or by this counter.</summary>
    public void EmptyCells(object of)
    {
        foreach (KeyValuePair<AbstractObject, (ImmutableArray<AbstractObject> Arrays, HashSet<Token> Tokens)> cell in _open.ToArray())
        {
            if (!cell.Value.Tokens.Any(token => of is Token counter ? token.Equals(counter) : of.Equals(token.Site))
                || !run.State.Heap.TryGetValue(new HeapKey(cell.Key, null), out AbstractValue? content))
            {
                continue;
            }

            ImmutableDictionary<HeapKey, AbstractValue> heap = run.State.Heap.Remove(new HeapKey(cell.Key, null));
            foreach (AbstractObject array in cell.Value.Arrays)
            {
                HeapKey key = new(array, null);
                heap = heap.SetItem(key, heap.TryGetValue(key, out AbstractValue? old) ? SignalArithmetic.Join(old, content, array.Site, key) : content);
            }

            AbstractValue Rename(AbstractValue value) => value.References.Contains(cell.Key)
                ? value.WithReferences(AbstractValue.Union(value.References.Remove(cell.Key), cell.Value.Arrays))
                : value;
            run.State = run.State with
            {
                Heap = Allocations.Renamed(heap, Rename),
                Locals = Allocations.Renamed(run.State.Locals, Rename),
            };
        }
    }
}
