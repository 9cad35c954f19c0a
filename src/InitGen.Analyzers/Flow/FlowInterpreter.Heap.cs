using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Variables, members and elements: what is read and written where.</summary>
internal sealed partial class FlowInterpreter
{
    private AbstractValue Local(ISymbol symbol) =>
        _state.Locals.TryGetValue(symbol, out AbstractValue? value) ? value : AbstractValue.Nothing;

    private void SetLocal(ISymbol symbol, AbstractValue value) => _state = _state with { Locals = _state.Locals.SetItem(symbol, value) };

    /// <summary>A value that came from outside and is known by its type alone.</summary>
    private static AbstractValue Unbound(ITypeSymbol? type, object site, bool isInput)
    {
        if (IsFloating(type))
        {
            return isInput ? AbstractValue.Input(null) : AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site)));
        }

        if (type is null or { IsValueType: true } and not { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None }
            or { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Enum })
        {
            AbstractValue scalar = AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site)));
            return isInput && type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } ? scalar.AsSignal() : scalar;
        }

        AbstractValue value = AbstractValue.Reference(new AbstractObject(ObjectKind.Input, site, type));
        return isInput ? value.AsSignal() : value;
    }

    /// <summary>Numbers of the signal: floating-point scalars, and vectors of them, which stand for any of their lanes.</summary>
    private static bool IsFloating(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal } => true,
        { Name: "Half" or "BFloat16" or "Vector" or "Vector2" or "Vector3" or "Vector4" or "Vector64" or "Vector128" or "Vector256" or "Vector512" } =>
            type.IsValueType && IsSystem(type.ContainingNamespace),
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(static constraint =>
            constraint.Name.StartsWith("IFloatingPoint", StringComparison.Ordinal) || constraint.Name is "INumber" or "INumberBase"),
        _ => false,
    };

    private static bool IsSystem(INamespaceSymbol? space)
    {
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name == "System";
    }

    // -------------------------------------------------------------------------------------------------------------- members

    private AbstractValue ReadMember(AbstractValue owner, ISymbol member, ITypeSymbol type)
    {
        AbstractValue? result = null;
        foreach (AbstractObject reference in owner.References)
        {
            AbstractValue value = ReadMember(reference, member, type);
            result = result is null ? value : SignalArithmetic.Join(result, value, (reference, member), "member");
        }

        return result ?? (owner.HasAtoms || owner.IsSignal ? SignalArithmetic.Lose(owner) : Unbound(type, (member, "unknown"), isInput: false));
    }

    private AbstractValue ReadMember(AbstractObject owner, ISymbol member, ITypeSymbol type)
    {
        ISymbol slot = member.OriginalDefinition;
        if (owner.Weight is not null)
        {
            // Inside a weight's own storage class: its arrays are the weight, its sizes are sizes.
            return IsFloating(type) || !IsStorage(type)
                ? Unbound(type, (owner, slot), isInput: false)
                : AbstractValue.Reference(owner);
        }

        if (FindWeight(owner, member) is { } weight)
        {
            return AbstractValue.Reference(Stored(weight, type));
        }

        if (_state.Heap.TryGetValue(new HeapKey(owner, slot), out AbstractValue? value))
        {
            return value;
        }

        if (owner.Kind is ObjectKind.Model or ObjectKind.Member && IsObject(type))
        {
            return AbstractValue.Reference(MemberObject(owner, slot, type));
        }

        // The sizes of an input are no input.
        return Unbound(type, (owner, slot), isInput: owner.Kind == ObjectKind.Input && type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64));
    }

    private Weight? FindWeight(AbstractObject owner, ISymbol member) =>
        owner.Kind is ObjectKind.Model or ObjectKind.Member ? _model.Find(owner.Path!, MemberOf(owner), member)
        : _held.TryGetValue(owner, out (string Path, ISymbol Member) holder) ? _model.Find(holder.Path, holder.Member, member)
        : null;

    private static AbstractObject Stored(Weight weight, ITypeSymbol type) =>
        new(ObjectKind.Weight, weight.Path, type, weight.Path) { Weight = weight };

    private static bool IsStorage(ITypeSymbol type) => type is IArrayTypeSymbol or IPointerTypeSymbol
        || type.Name is "Span" or "Memory" or "ReadOnlySpan" or "ReadOnlyMemory" or "List" or "Tensor" or "TensorSpan" or "ReadOnlyTensorSpan";

    private static bool IsObject(ITypeSymbol type) =>
        !IsFloating(type) && type.TypeKind is TypeKind.Class or TypeKind.Array or TypeKind.Interface or TypeKind.Struct or TypeKind.Delegate
        && type.SpecialType is SpecialType.None or SpecialType.System_Array;

    private AbstractObject MemberObject(AbstractObject owner, ISymbol slot, ITypeSymbol type)
    {
        string path = owner.Path!.Length == 0 ? slot.Name : owner.Path + "." + slot.Name;
        AbstractObject root = owner.Kind == ObjectKind.Member ? owner : _this;
        return new AbstractObject(ObjectKind.Member, ReferenceEquals(root, _this) ? slot : root.Site, type, path);
    }

    // The member of the model by which an object is reached.
    private static ISymbol? MemberOf(AbstractObject owner) => owner.Kind == ObjectKind.Member ? owner.Site as ISymbol : null;

    private void AssignMember(AbstractObject owner, ISymbol member, IOperation value)
    {
        ISymbol slot = member.OriginalDefinition;
        ITypeSymbol? type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        IOperation bare = Unwrapped(value);
        if (owner.Kind is ObjectKind.Model or ObjectKind.Member && type is not null)
        {
            if (_model.Find(owner.Path!, MemberOf(owner), member) is { } weight)
            {
                if (Evaluate(value).References is [var storage])
                {
                    SetLength(Stored(weight, type), LengthOf(storage));
                }

                return;
            }

            // A layer held by a member is known by that member's name.
            if (bare is IObjectCreationOperation { Type: INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } created } creation)
            {
                AbstractObject held = MemberObject(owner, slot, created);
                Create(held, creation);
                SetHeap(new HeapKey(owner, slot), AbstractValue.Reference(held));
                return;
            }
        }

        SetHeap(new HeapKey(owner, slot), Evaluate(value));
    }

    private static IOperation Unwrapped(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    private void SetHeap(HeapKey key, AbstractValue value) => _state = _state with { Heap = _state.Heap.SetItem(key, value) };

    private void WriteMember(AbstractValue owner, ISymbol member, AbstractValue value, Site site)
    {
        foreach (AbstractObject reference in owner.References)
        {
            HeapKey key = new(reference, member.OriginalDefinition);
            if (FindWeight(reference, member) is { } weight && value.References is [{ Type: { } type } storage])
            {
                SetLength(Stored(weight, type), LengthOf(storage));
            }

            bool certain = owner.References.Length == 1 && !reference.IsOlder;
            SetHeap(key, !certain && _state.Heap.TryGetValue(key, out AbstractValue? old) ? SignalArithmetic.Join(old, value, site, key) : value);
        }
    }

    // -------------------------------------------------------------------------------------------------------------- elements

    /// <summary>The reference to an element, or to the row or slice that starts there.</summary>
    private static AbstractValue ElementReference(AbstractValue array, ImmutableArray<Expr?> indices) =>
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

    private AbstractValue ReadElements(AbstractValue array, ImmutableArray<Expr?> indices, Site site, ITypeSymbol? type = null)
    {
        AbstractValue? result = null;
        foreach (AbstractObject reference in array.References)
        {
            AbstractValue value = ReadElement(reference, Combine(array, reference, indices), site, type, array.IsSignal && reference.Weight is not null);
            result = result is null ? value : SignalArithmetic.Join(result, value, site, "element");
        }

        if (result is not null)
        {
            return array.HasAtoms ? AddContent(result, array, site) : result;
        }

        return array.HasAtoms ? array : AbstractValue.Input(null);
    }

    private static AbstractValue AddContent(AbstractValue element, AbstractValue array, Site site) =>
        SignalArithmetic.Join(element, AbstractValue.Signal(array.Atoms, array.Expr), site, "content");

    private AbstractValue ReadElement(AbstractObject array, ImmutableArray<Expr?> indices, Site site, ITypeSymbol? type, bool isLookup = false)
    {
        var read = new ElementRead(array, indices);
        if (array.Weight is { } weight)
        {
            if (type is not null && IsObject(type) && !IsFloating(type))
            {
                AbstractValue row = AbstractValue.Reference(array).WithRead(read);
                return isLookup && type is IArrayTypeSymbol { Rank: 1, ElementType: not IArrayTypeSymbol } ? row.AsSignal() : row;
            }

            if (isLookup && weight.IsMatrix && indices.Any(static index => index is not null && index.Mentions(static token => token.Slot is LoopIndex)))
            {
                // A row chosen by the input: an embedding, whose numbers are the signal.
                _recorder.LookUp(weight);
                return AbstractValue.Signal([new FlowAtom(weight, Fate.Linear)], SignalArithmetic.Fresh(site, weight));
            }

            return AbstractValue.Raw(weight, read);
        }

        if (ElementOf(array, indices) is { } known)
        {
            return known;
        }

        if (_state.Items.TryGetValue(array, out ImmutableArray<AbstractValue> items))
        {
            if (indices is [{ IsConstant: true } index] && index.Value >= 0.0 && index.Value < items.Length)
            {
                return items[(int)index.Value];
            }

            AbstractValue? any = null;
            foreach (AbstractValue item in items)
            {
                any = any is null ? item : SignalArithmetic.Join(any, item, site, "item");
            }

            return any ?? AbstractValue.Nothing;
        }

        HeapKey key = new(array, null);
        if (!_state.Heap.TryGetValue(key, out AbstractValue? content))
        {
            if (type is not null && IsObject(type))
            {
                return array.Kind is ObjectKind.Member
                    ? AbstractValue.Reference(new AbstractObject(ObjectKind.Member, array.Site, type, array.Path + "[]"))
                    : AbstractValue.Reference(new AbstractObject(ObjectKind.Input, (array, "element"), type)).AsSignal();
            }

            return AbstractValue.Input(null).WithRead(read);
        }

        // Another element than the one this loop overwrites now may be one that it has overwritten before.
        foreach (Loop loop in _loops)
        {
            if (loop.Carried.TryGetValue(key, out (AbstractValue Value, Expr? Index) carried) && !Equals(carried.Index, Flatten(indices)))
            {
                content = SignalArithmetic.Join(content, carried.Value, loop.Site, "carried");
            }
        }

        if (content.HasAtoms && indices.Length > 0 && indices[indices.Length - 1] is { } last)
        {
            _recorder.Slice(content, SliceStart.Of(last));
        }

        return content.References.IsEmpty ? ElementAt(content, Flatten(indices)).WithRead(read)
            : indices is [{ } at] && (content.References.Length > 1 || at.Mentions(static token => token.Slot is TurnIndex)) ? Cell(array, at, content)
            : content;
    }

    /// <summary>The index of one element, in the token of its value.</summary>
    private sealed record Element(Expr Index);

    // The content of an array is a formula over "this element". Read at an index it is over that element: z[j] and z[H + j] are two numbers.
    private static AbstractValue ElementAt(AbstractValue content, Expr? index) =>
        index is null || content.Expr is not { } formula || !content.HasAtoms
            ? content
            : content.WithExpr(formula.Map(token => token.Kind == TokenKind.Signal ? new Token(TokenKind.Signal, token, new Element(index)) : token));

    // And written at an index, what was over that element is over "this element" again.
    private static AbstractValue Generalized(AbstractValue value, Expr? index) =>
        index is null || value.Expr is not { } formula || !value.HasAtoms
            ? value
            : value.WithExpr(formula.Map(token => token is { Site: Token of, Slot: Element element } && element.Index.Equals(index) ? of : token));

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

    private static AbstractValue Chosen(AbstractValue array, IEnumerable<AbstractValue> indices) =>
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

    private void WriteElements(AbstractValue array, ImmutableArray<Expr?> indices, AbstractValue value, Site site)
    {
        value = value.WithRead(null);
        foreach (AbstractObject reference in array.References)
        {
            if (reference.Weight is { } stored)
            {
                _recorder.Train(stored, value);
                continue;
            }

            ImmutableArray<Expr?> at = Combine(array, reference, indices);
            HeapKey key = new(reference, null);
            Expr? flat = Flatten(at);
            AbstractValue general = Generalized(value, flat);
            _written[key] = flat;
            bool whole = array.References.Length == 1 && !reference.IsOlder && Covers(at);
            if (_loops.Count > 0)
            {
                Note(_loops[_loops.Count - 1], key, flat);
            }

            AppendAt(reference, at, value, site);
            if (_state.Items.ContainsKey(reference))
            {
                WriteItem(reference, at, value, site);
                continue;
            }

            AbstractValue written = whole || !_state.Heap.TryGetValue(key, out AbstractValue? old)
                ? general
                : SignalArithmetic.Join(old, general, site, key);
            SetHeap(key, written);
        }
    }

    // The index by which each array was last written: at a join under a condition, the element that the condition is about.
    private readonly Dictionary<HeapKey, Expr?> _written = [];

    private void WriteItem(AbstractObject list, ImmutableArray<Expr?> indices, AbstractValue value, Site site)
    {
        ImmutableArray<AbstractValue> items = _state.Items[list];
        for (int i = 0; i < items.Length; i++)
        {
            if (indices is [{ IsConstant: true } index] && index.Value == i)
            {
                items = items.SetItem(i, value);
            }
            else if (indices is not [{ IsConstant: true }])
            {
                items = items.SetItem(i, SignalArithmetic.Join(items[i], value, site, i));
            }
        }

        _state = _state with { Items = _state.Items.SetItem(list, items) };
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

    // -------------------------------------------------------------------------------------------------------------- allocation

    /// <summary>A new object. An earlier one from the same place becomes one of its older brothers.</summary>
    private AbstractValue Allocate(Site site, ITypeSymbol? type, AbstractValue? content)
    {
        var made = new AbstractObject(ObjectKind.Allocation, site, type);
        HeapKey key = new(made, null);
        bool again = _state.Items.ContainsKey(made);
        foreach (KeyValuePair<HeapKey, AbstractValue> pair in _state.Heap)
        {
            again |= pair.Key.Object.Equals(made);
        }

        if (again)
        {
            Retire(made);
        }

        if (content is not null)
        {
            SetHeap(key, content);
            if (_loops.Count > 0)
            {
                Note(_loops[_loops.Count - 1], key, null);
            }
        }

        return AbstractValue.Reference(made);
    }

    private void Retire(AbstractObject made)
    {
        AbstractObject older = made with { IsOlder = true };
        ImmutableDictionary<ISymbol, AbstractValue> locals = _state.Locals;
        foreach (KeyValuePair<ISymbol, AbstractValue> pair in _state.Locals)
        {
            if (pair.Value.References.Contains(made))
            {
                locals = locals.SetItem(pair.Key, Renamed(pair.Value));
            }
        }

        ImmutableDictionary<HeapKey, AbstractValue> heap = _state.Heap;
        foreach (KeyValuePair<HeapKey, AbstractValue> pair in _state.Heap)
        {
            AbstractValue value = pair.Value.References.Contains(made) ? Renamed(pair.Value) : pair.Value;
            if (pair.Key.Object.Equals(made))
            {
                var key = new HeapKey(older, pair.Key.Slot);
                heap = heap.Remove(pair.Key).SetItem(
                    key, _state.Heap.TryGetValue(key, out AbstractValue? old) ? SignalArithmetic.Join(old, value, made.Site, key) : value);
            }
            else if (!ReferenceEquals(value, pair.Value))
            {
                heap = heap.SetItem(pair.Key, value);
            }
        }

        ImmutableDictionary<AbstractObject, ImmutableArray<AbstractValue>> items = _state.Items;
        if (items.TryGetValue(made, out ImmutableArray<AbstractValue> list))
        {
            items = items.Remove(made).SetItem(older, list);
        }

        foreach (KeyValuePair<AbstractObject, ImmutableArray<AbstractValue>> pair in items)
        {
            if (pair.Value.Any(item => item.References.Contains(made)))
            {
                items = items.SetItem(pair.Key, [.. pair.Value.Select(item => item.References.Contains(made) ? Renamed(item) : item)]);
            }
        }

        ImmutableDictionary<AbstractObject, ImmutableArray<ListRun>> runs = _state.Runs;
        foreach (KeyValuePair<AbstractObject, ImmutableArray<ListRun>> pair in runs)
        {
            runs = runs.Remove(pair.Key).SetItem(
                pair.Key.Equals(made) ? older : pair.Key,
                [.. pair.Value.Select(run => run with
                {
                    Items = [.. run.Items.Select(item => item.Value.References.Contains(made) ? item with { Value = Renamed(item.Value) } : item)],
                })]);
        }

        _state = new FlowState(locals, heap, items) { Runs = runs };

        AbstractValue Renamed(AbstractValue value) =>
            value.WithReferences(AbstractValue.Union(value.References.Remove(made), [older]));
    }

    private void Create(AbstractObject made, IObjectCreationOperation creation)
    {
        var arguments = new List<AbstractValue>();
        foreach (IArgumentOperation argument in creation.Arguments.OrderBy(static argument => argument.Parameter?.Ordinal ?? 0))
        {
            arguments.Add(Evaluate(argument.Value));
        }

        if (creation.Type is INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } type)
        {
            RunConstructors(made, type, arguments, creation.Constructor);
        }

        Initialize(AbstractValue.Reference(made), creation.Initializer);
    }

    private void Initialize(AbstractValue made, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null)
        {
            return;
        }

        AbstractValue? outer = _initialized;
        _initialized = made;
        foreach (IOperation part in initializer.Initializers)
        {
            Evaluate(part);
        }

        _initialized = outer;
    }

    private AbstractValue? _initialized;
}
