using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>Elements of arrays, spans and lists.</summary>
internal sealed class Elements(Interpreter run)
{
    /// <summary>The reference to an element, or to the row or slice that starts there.</summary>
    public static AbstractValue ElementReference(AbstractValue array, ImmutableArray<Expr?> indices) =>
        array.References is [var only] ? array.WithRead(new ElementRead(only, Combine(array, only, indices))) : array.WithRead(null);

    // An index into a slice adds to where the slice starts; one into a row of a jagged array follows the row's.
    private static ImmutableArray<Expr?> Combine(AbstractValue array, AbstractObject source, ImmutableArray<Expr?> indices)
    {
        if (array.Read is not { } start || !start.Source.Equals(source) || indices.IsEmpty)
        {
            return indices;
        }

        if (source.Type is IArrayTypeSymbol { ElementType: IArrayTypeSymbol } or INamedTypeSymbol { TypeArguments: [IArrayTypeSymbol] })
        {
            return start.Indices.AddRange(indices);
        }

        int last = start.Indices.Length - 1;
        return start.Indices.SetItem(last, Expr.Make(ExprOp.Add, start.Indices[last], indices[0]));
    }

    public AbstractValue ReadElements(AbstractValue array, ImmutableArray<Expr?> indices, Site site, ITypeSymbol? type = null)
    {
        AbstractValue? result = null;
        foreach (AbstractObject reference in array.References)
        {
            AbstractValue value = ReadElement(reference, Combine(array, reference, indices), site, type, array.IsSignal && reference.Weight is not null);
            result = result is null ? value : Lattice.Join(result, value, ChoiceOf(array, indices, result, value, site), "element");
        }

        if (result is not null)
        {
            return array.HasAtoms ? AddContent(result, array, site) : result;
        }

        return array.HasAtoms ? array : AbstractValue.Input(null);
    }

    // Read twice, the one of several is the same one. Choices of choices are known by their places alone: else a loop would make new ones
    // in every round.
    private static object ChoiceOf(AbstractValue array, ImmutableArray<Expr?> indices, AbstractValue first, AbstractValue second, Site site)
    {
        static bool IsChoice(AbstractValue value) => value.Expr?.Mentions(static token =>
        {
            object of = token;
            while (of is Token inner)
            {
                of = inner.Site;
            }

            return of is OneOf;
        }) == true;
        return IsChoice(first) || IsChoice(second) ? site : new OneOf(array.References, Flatten(indices), first.Expr, second.Expr);
    }

    /// <summary>An element of an array of numbers that are not known and not the signal.</summary>
    public static AbstractValue Constant(AbstractObject array) => AbstractValue.Number(Expr.Of(new Token(TokenKind.Element, array)));

    private static AbstractValue AddContent(AbstractValue element, AbstractValue array, Site site) =>
        Lattice.Join(element, AbstractValue.Signal(array.Atoms, array.Expr), site, "content");

    public AbstractValue ReadElement(AbstractObject array, ImmutableArray<Expr?> indices, Site site, ITypeSymbol? type, bool isLookup = false)
    {
        var read = new ElementRead(array, indices);
        if (array.Weight is { } weight)
        {
            if (type is not null && Symbols.IsObject(type) && !Symbols.IsFloating(type))
            {
                AbstractValue row = AbstractValue.Reference(array).WithRead(read);
                return isLookup && type is IArrayTypeSymbol { Rank: 1, ElementType: not IArrayTypeSymbol } ? row.AsSignal() : row;
            }

            if (isLookup && weight.IsMatrix && indices.Any(static index => index is not null && index.Mentions(static token => token.Slot is LoopIndex)))
            {
                // A row chosen by the input: an embedding, whose numbers are the signal.
                run.Recorder.LookUp(weight);
                return AbstractValue.Signal([new FlowAtom(weight, Fate.Linear)], SignalArithmetic.Fresh(site, weight));
            }

            return AbstractValue.Raw(weight, read);
        }

        if (run.ListOrder.ElementOf(array, indices) is { } ordered)
        {
            return ordered;
        }

        HeapObject known = run.State[array];
        if (!known.Items.IsDefault)
        {
            ImmutableArray<AbstractValue> items = known.Items;
            if (indices is [{ IsConstant: true } index] && index.Value >= 0.0 && index.Value < items.Length)
            {
                return items[(int)index.Value];
            }

            AbstractValue? any = null;
            foreach (AbstractValue item in items)
            {
                any = any is null ? item : Lattice.Join(any, item, site, "item");
            }

            return any ?? AbstractValue.Nothing;
        }

        if (known.Content is not { } content)
        {
            if (type is not null && Symbols.IsObject(type))
            {
                return array.Kind is ObjectKind.Member
                    ? AbstractValue.Reference(new AbstractObject(ObjectKind.Member, array.Site, type, array.Path + "[]"))
                    : AbstractValue.Reference(new AbstractObject(ObjectKind.Input, (array, "element"), type)).AsSignal();
            }

            return (array.Kind == ObjectKind.Member && run.Constructors.HoldsConstants(array.Site as ISymbol) ? Constant(array) : AbstractValue.Input(null)).WithRead(read);
        }

        // Another element than the one this loop overwrites now may be one that it has overwritten before.
        foreach (Loop loop in run.OpenLoops)
        {
            if (loop.Carried.TryGetValue(array, out (AbstractValue Value, Expr? Index) carried) && !Equals(carried.Index, Flatten(indices)))
            {
                content = Lattice.Join(content, carried.Value, loop.Site, "carried");
            }
        }

        if (content.HasAtoms && indices.Length > 0 && indices[indices.Length - 1] is { } last)
        {
            run.Recorder.Slice(content, SliceStart.Of(last));
        }

        return content.References.IsEmpty ? ElementAt(content, Flatten(indices)).WithRead(content.HasRaw ? Turned(content.Read, indices) : read)
            : indices is [{ } at] && (content.References.Length > 1 || at.Mentions(static token => token.Slot is TurnIndex)) ? run.Cells.At(array, at, content)
            : content;
    }

    // A copy of a weight, written element by element: which axis of the weight each axis of the copy runs along. Where an index of the
    // weight is another function of the copy's, as in a flat or a shuffled copy, the axes are lost.
    private static ElementRead? ByAxes(ElementRead? copied, ImmutableArray<Expr?> at)
    {
        if (copied is null)
        {
            return null;
        }

        var tokens = new HashSet<Token>();
        foreach (Expr? index in at)
        {
            index?.CollectTokens(tokens);
        }

        var axes = new Expr?[copied.Indices.Length];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = copied.Indices[i] is { } index ? at.IndexOf(index) : -1;
            bool moves = copied.Indices[i] is not { } own || own.Mentions(tokens.Contains);
            if (moves && axis < 0)
            {
                return null;
            }

            axes[i] = axis < 0 ? copied.Indices[i] : Expr.Of(new Token(TokenKind.Scalar, nameof(AxisIndex), new AxisIndex(axis)));
        }

        return copied with { Indices = [.. axes] };
    }

    // The element of the weight that stands in a copy at these indices.
    private static ElementRead? Turned(ElementRead? copied, ImmutableArray<Expr?> at)
    {
        if (copied is null)
        {
            return null;
        }

        var indices = new Expr?[copied.Indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            bool isAxis = copied.Indices[i] is { Op: ExprOp.Token, Token.Slot: AxisIndex };
            int axis = isAxis ? ((AxisIndex)copied.Indices[i]!.Token!.Slot!).Axis : -1;
            if (axis >= at.Length)
            {
                return null;
            }

            indices[i] = isAxis ? at[axis] : copied.Indices[i];
        }

        return copied with { Indices = [.. indices] };
    }

    // The content of an array is a formula over "this element". Read at an index it is over that element: z[j] and z[H + j] are two numbers.
    public static AbstractValue ElementAt(AbstractValue content, Expr? index) =>
        index is null || content.Expr is not { } formula || !content.HasAtoms
            ? content
            : content.WithExpr(formula.Map(token => token.Kind == TokenKind.Signal ? new Token(TokenKind.Signal, token, new ElementIndex(index)) : token));

    // And written at an index, what was over that element is over "this element" again.
    public static AbstractValue Generalized(AbstractValue value, Expr? index) =>
        index is null || value.Expr is not { } formula || !value.HasAtoms
            ? value
            : value.WithExpr(formula.Map(token => token is { Site: Token of, Slot: ElementIndex element } && element.Index.Equals(index) ? of : token));

    /// <summary>Whether an index comes from the input rather than from a loop.</summary>
    private static bool IsChosen(AbstractValue index)
    {
        if (!index.IsSignal)
        {
            return false;
        }

        if (index.Expr is null)
        {
            return true;
        }

        var tokens = new HashSet<Token>();
        index.Expr.CollectTokens(tokens);
        return tokens.Count(static token => token.Slot is LoopIndex) < 2;
    }

    public static AbstractValue Chosen(AbstractValue array, IEnumerable<AbstractValue> indices) =>
        array.References.Any(static reference => reference.Weight is not null) && indices.Any(IsChosen) ? array.AsSignal() : array;

    private static Expr? Flatten(ImmutableArray<Expr?> indices)
    {
        Expr? flat = Expr.Constant(0.0);
        foreach (Expr? index in indices)
        {
            flat = Expr.Make(ExprOp.Add, Expr.Make(ExprOp.Multiply, flat, Expr.Constant(1000003.0)), index);
        }

        return flat;
    }

    public void WriteElements(AbstractValue array, ImmutableArray<Expr?> indices, AbstractValue value, Site site)
    {
        if (!value.HasAtoms && !value.IsSignal && value.Expr?.Mentions(static token => token.Kind == TokenKind.Random) == true)
        {
            // Noise that is drawn into a vector is what a generator starts from.
            value = value.AsSignal();
        }

        ElementRead? copied = value.HasRaw ? value.Read : null;
        value = value.WithRead(null);
        foreach (AbstractObject reference in array.References)
        {
            if (reference.Weight is { } stored)
            {
                run.Recorder.Train(stored, value);
                continue;
            }

            ImmutableArray<Expr?> at = Combine(array, reference, indices);
            Expr? flat = Flatten(at);
            AbstractValue general = Generalized(value, flat).WithRead(ByAxes(copied, at));
            bool whole = array.References.Length == 1 && !reference.IsOlder && Covers(at);
            if (run.OpenLoops.Count > 0)
            {
                Loops.Note(run.OpenLoops[run.OpenLoops.Count - 1], reference, flat);
            }

            run.ListOrder.AppendAt(reference, at, value, site);
            HeapObject known = run.State[reference];
            if (!known.Items.IsDefault)
            {
                WriteItem(reference, at, value, site);
                continue;
            }

            // What a foreign array holds besides is its maker's.
            AbstractValue? old = whole ? null : known.Content ?? (reference.IsForeign ? AbstractValue.Input(null) : null);
            run.State = run.State.With(reference, known with
            {
                Content = old is null ? general : Lattice.Join(old, general, site, reference),
                Written = flat,
            });
        }
    }

    private void WriteItem(AbstractObject list, ImmutableArray<Expr?> indices, AbstractValue value, Site site)
    {
        ImmutableArray<AbstractValue> items = run.State[list].Items;
        for (int i = 0; i < items.Length; i++)
        {
            if (indices is [{ IsConstant: true } index] && index.Value == i)
            {
                items = items.SetItem(i, value);
            }
            else if (indices is not [{ IsConstant: true }])
            {
                items = items.SetItem(i, Lattice.Join(items[i], value, site, i));
            }
        }

        run.SetItems(list, items);
    }

    // Whether a loop over these indices reaches every element: each runs, and none starts past the beginning.
    private static bool Covers(ImmutableArray<Expr?> indices)
    {
        if (indices.IsEmpty)
        {
            return true;
        }

        bool runs = false;
        foreach (Expr? index in indices)
        {
            if (index is null)
            {
                return false;
            }

            var tokens = new HashSet<Token>();
            index.CollectTokens(tokens);
            if (tokens.Any(static token => token.Slot is TurnIndex))
            {
                // One round writes one element.
                return false;
            }

            runs |= tokens.Any(static token => token.Slot is LoopIndex);
            if (Affine.AtLoopStart(index).Number != 0.0)
            {
                return false;
            }
        }

        return runs;
    }

    public AbstractValue Content(AbstractValue array, Site site) => array.References.IsEmpty ? array : ReadElements(array, [Lane(site)], site);

    /// <summary>The index of an operation on whole arrays: the same for all of its operands.</summary>
    public static Expr Lane(Site site) => Expr.Of(new Token(TokenKind.Scalar, site with { Role = "lane" }, new LoopIndex("lane")));
}

/// <summary>The index of one element, in the token of its value.</summary>
internal sealed record ElementIndex(Expr Index);

/// <summary>An element of one of several arrays, by what it is in each.</summary>
internal sealed record OneOf(ImmutableArray<AbstractObject> Arrays, Expr? Index, Expr? First, Expr? Second)
{
    public bool Equals(OneOf? other) => other is not null && Equals(Index, other.Index) && Equals(First, other.First) && Equals(Second, other.Second)
        && Arrays.SequenceEqual(other.Arrays);

    public override int GetHashCode() => Arrays.Length;
}

/// <summary>The index along one axis of an array, in a formula over "this element".</summary>
internal sealed record AxisIndex(int Axis);
