using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>The methods of .NET by which networks are written: Math, TensorPrimitives, arrays and spans, LINQ, Parallel.</summary>
internal sealed partial class FlowInterpreter
{
    private bool TryInvokeKnown(
        IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, IOperation operation, out AbstractValue? result)
    {
        Site site = At(operation, "known");
        string type = method.ContainingType?.Name ?? "";
        result = type switch
        {
            "TensorPrimitives" => TensorPrimitive(method, arguments, site),
            "Array" or "Buffer" => ArrayMethod(method, receiver, arguments, operation, site),
            "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "MemoryExtensions" or "List" or "CollectionsMarshal" or "MemoryMarshal"
                or "ArraySegment" or "Unsafe" or "CollectionExtensions" or "GC" or "ArrayPool" => SpanMethod(method, receiver, arguments, site),
            "Enumerable" => Sequence(method, arguments, operation, site),
            "Parallel" => ParallelLoop(arguments, operation),
            "Task" => TaskMethod(method, arguments, operation),
            _ => type is "Vector" or "Vector64" or "Vector128" or "Vector256" or "Vector512" || (method.ContainingType is { } owner && IsFloating(owner))
                ? VectorMethod(method, receiver, arguments, site) ?? ScalarMethod(method, arguments, site)
                : type is "Math" or "MathF" || method.ContainingType?.TypeKind == TypeKind.Interface ? ScalarMethod(method, arguments, site) : null,
        };
        return result is not null;
    }

    /// <summary>A function of scalars, also applied to vectors and, by TensorPrimitives, to every element.</summary>
    private AbstractValue? ScalarMethod(IMethodSymbol method, ImmutableArray<AbstractValue> arguments, Site site) =>
        Elementwise(method.Name, arguments, site);

    private AbstractValue? Elementwise(string name, ImmutableArray<AbstractValue> a, Site site)
    {
        AbstractValue? one = a.Length >= 1 ? a[0] : null;
        if (one is null)
        {
            return null;
        }

        if (a.Length == 1)
        {
            switch (name)
            {
                case "Exp": return SignalArithmetic.Apply(one, ExprOp.Exp);
                case "Log": return SignalArithmetic.Apply(one, ExprOp.Log);
                case "Tanh": return SignalArithmetic.Apply(one, ExprOp.Tanh);
                case "Sigmoid": return SignalArithmetic.Apply(one, ExprOp.Sigmoid);
                case "Sqrt" or "SquareRoot": return SignalArithmetic.Apply(one, ExprOp.Sqrt);
                case "Abs": return SignalArithmetic.Apply(one, ExprOp.Abs);
                case "Sin": return SignalArithmetic.Apply(one, ExprOp.Sin);
                case "Cos": return SignalArithmetic.Apply(one, ExprOp.Cos);
                case "Floor": return SignalArithmetic.Apply(one, ExprOp.Floor);
                case "Negate": return SignalArithmetic.Apply(one, ExprOp.Negate);
                case "ExpM1": return _arithmetic.Add(SignalArithmetic.Apply(one, ExprOp.Exp), AbstractValue.Number(1.0), ExprOp.Subtract, site);
                case "LogP1": return SignalArithmetic.Apply(_arithmetic.Add(one, AbstractValue.Number(1.0), ExprOp.Add, site), ExprOp.Log);
                case "Reciprocal" or "ReciprocalEstimate": return _arithmetic.Divide(AbstractValue.Number(1.0), one, site);
                case "ReciprocalSqrt" or "ReciprocalSqrtEstimate":
                    return _arithmetic.Divide(AbstractValue.Number(1.0), SignalArithmetic.Apply(one, ExprOp.Sqrt), site);
                case "IsNegative": return SignalArithmetic.Compare(one, AbstractValue.Number(0.0), static (x, zero) => Expr.Make(ExprOp.Less, x, zero));
                case "IsPositive": return SignalArithmetic.Compare(one, AbstractValue.Number(0.0), static (x, zero) => Expr.Make(ExprOp.LessOrEqual, zero, x));
                case "CreateChecked" or "CreateSaturating" or "CreateTruncating" or "Create" or "Broadcast": return one;
                default: return null;
            }
        }

        AbstractValue two = a[1];
        switch (name, a.Length)
        {
            case ("Add", 2): return _arithmetic.Add(one, two, ExprOp.Add, site);
            case ("Subtract", 2): return _arithmetic.Add(one, two, ExprOp.Subtract, site);
            case ("Multiply", 2): return _arithmetic.Multiply(one, two, site);
            case ("Divide", 2): return _arithmetic.Divide(one, two, site);
            case ("Max" or "MaxNumber" or "MaxNative", 2): return SignalArithmetic.Extreme(one, two, ExprOp.Max, site);
            case ("Min" or "MinNumber" or "MinNative", 2): return SignalArithmetic.Extreme(one, two, ExprOp.Min, site);
            case ("Pow", 2) when two.Expr is { } exponent && !two.IsSignal: return SignalArithmetic.Apply(one, ExprOp.Power, exponent);
            case ("Clamp", 3):
                return SignalArithmetic.Extreme(SignalArithmetic.Extreme(one, two, ExprOp.Max, site), a[2], ExprOp.Min, site with { Role = "clamp" });
            case ("FusedMultiplyAdd" or "MultiplyAddEstimate" or "MultiplyAdd", 3):
                return _arithmetic.Add(_arithmetic.Multiply(one, two, site), a[2], ExprOp.Add, site with { Role = "sum" });
            case ("AddMultiply", 3):
                return _arithmetic.Multiply(_arithmetic.Add(one, two, ExprOp.Add, site), a[2], site with { Role = "product" });
            case ("GreaterThan", 2): return SignalArithmetic.Compare(one, two, static (x, y) => Expr.Make(ExprOp.Less, y, x));
            case ("GreaterThanOrEqual", 2): return SignalArithmetic.Compare(one, two, static (x, y) => Expr.Make(ExprOp.LessOrEqual, y, x));
            case ("LessThan", 2): return SignalArithmetic.Compare(one, two, static (x, y) => Expr.Make(ExprOp.Less, x, y));
            case ("LessThanOrEqual", 2): return SignalArithmetic.Compare(one, two, static (x, y) => Expr.Make(ExprOp.LessOrEqual, x, y));
            case ("ConditionalSelect", 3): return SignalArithmetic.Select(one, two, a[2], site, "lane");
            default: return null;
        }
    }

    private AbstractValue? TensorPrimitive(IMethodSymbol method, ImmutableArray<AbstractValue> arguments, Site site)
    {
        string name = method.Name;
        AbstractValue[] parts = [.. arguments.Select(argument => Content(argument, site))];
        if (!method.ReturnsVoid)
        {
            switch (name)
            {
                case "Dot":
                    return _arithmetic.Add(AbstractValue.Number(0.0), Reduced(_arithmetic.Multiply(parts[0], parts[1], site)), ExprOp.Add, site);
                case "Sum" or "Average":
                    return Reduction(parts[0], site);
                case "SumOfSquares":
                    return Reduction(_arithmetic.Multiply(parts[0], parts[0], site), site);
                case "Norm":
                    return SignalArithmetic.Apply(Reduction(_arithmetic.Multiply(parts[0], parts[0], site), site), ExprOp.Sqrt);
                case "Max" or "Min" or "MaxMagnitude" or "MinMagnitude":
                    return Reduction(parts[0], site);
                case "IndexOfMax" or "IndexOfMin":
                    return AbstractValue.Number(null);
                default:
                    return null;
            }
        }

        ImmutableArray<AbstractValue> operands = [.. parts.Take(parts.Length - 1)];
        AbstractValue into = arguments[arguments.Length - 1];
        AbstractValue? value = name == "SoftMax" ? SignalArithmetic.Apply(operands[0], Fate.Softmax, site) : Elementwise(name, operands, site);
        if (value is null)
        {
            return null;
        }

        WriteElements(into, [Lane(site)], value, site);
        return AbstractValue.Nothing;

        static AbstractValue Reduced(AbstractValue product) => product;
    }

    // A sum over the elements: the weights stay, the formula of one element does not.
    private static AbstractValue Reduction(AbstractValue element, Site site) =>
        element.HasAtoms && !SignalArithmetic.OnlyRaw(element)
            ? AbstractValue.Signal(SignalArithmetic.Settle(element).Atoms, SignalArithmetic.Fresh(site, "reduced"))
            : element.WithRead(null).WithExpr(null);

    private AbstractValue? ArrayMethod(
        IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, IOperation operation, Site site)
    {
        switch (method.Name)
        {
            case "Clear":
                WriteElements(arguments.IsEmpty ? receiver : arguments[0], [], AbstractValue.Number(0.0), site);
                return AbstractValue.Nothing;
            case "Fill":
                WriteElements(arguments[0], [], arguments[1], site);
                return AbstractValue.Nothing;
            case "Copy" or "BlockCopy" when arguments.Length is 3 or 5:
                AbstractValue source = Content(arguments[0], site);
                if (arguments.Length == 3)
                {
                    WriteElements(arguments[1], [], source, site);
                }
                else
                {
                    bool fromStart = arguments[3].Constant == 0.0 && arguments[1].Constant == 0.0;
                    WriteElements(arguments[2], fromStart ? [] : [null], source, site);
                }

                return AbstractValue.Nothing;
            case "ConvertAll" when arguments.Length == 2:
                return Allocate(site, method.ReturnType, InvokeDelegate(arguments[1], [Content(arguments[0], site)], operation, null));
            case "ForEach" when arguments.Length == 2:
                InvokeDelegate(arguments[1], [Content(arguments[0], site)], operation, null);
                return AbstractValue.Nothing;
            case "Clone":
                return Copy(receiver, site, method.ReturnType);
            case "CopyTo":
                WriteElements(arguments[0], arguments.Length > 1 && arguments[1].Constant != 0.0 ? [null] : [], Content(receiver, site), site);
                return AbstractValue.Nothing;
            case "AsReadOnly" or "Resize":
                return arguments[0];
            case "GetLength" or "GetUpperBound" or "IndexOf":
                return AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, receiver.References is [var only] ? (only, arguments.IsEmpty ? null : arguments[0].Constant) : site)));
            default:
                return null;
        }
    }

    private AbstractValue Copy(AbstractValue array, Site site, ITypeSymbol? type) =>
        array.References is [{ Weight: { IsMatrix: false } bias } vector]
            ? Allocate(site, type, AbstractValue.Raw(bias, new ElementRead(vector, [])).WithRead(null))
            : array.References.Any(static reference => reference.Weight is not null)
            ? array
            : array.References is [var only] && _state.Items.TryGetValue(only, out ImmutableArray<AbstractValue> items)
                ? NewList(site, type, items)
                : Allocate(site, type, Content(array, site));

    private AbstractValue? SpanMethod(IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, Site site)
    {
        AbstractValue target = method.IsStatic && arguments.Length > 0 ? arguments[0] : receiver;
        ImmutableArray<AbstractValue> rest = method.IsStatic && arguments.Length > 0 ? arguments.RemoveAt(0) : arguments;
        switch (method.Name)
        {
            case "AsSpan" or "AsMemory" or "Slice" or "Cast" or "AsBytes" or "GetReference" or "GetArrayDataReference" or "CreateSpan"
                or "CreateReadOnlySpan" or "AsRef" or "As" or "op_Implicit" or "AsReadOnly" or "GetPinnableReference" or "Rent":
                bool sliced = method.Name is "AsSpan" or "AsMemory" or "Slice" && rest.Length > 0;
                if (method.Name == "Rent")
                {
                    return Allocate(site, method.ReturnType, AbstractValue.Input(null));
                }

                return sliced ? ElementReference(Chosen(target, [rest[0]]), [rest[0].Expr]) : target;
            case "Add" when method.ContainingType.Name == "Unsafe":
                return ElementReference(target, [rest[0].Expr]);
            case "CopyTo" or "TryCopyTo":
                WriteElements(rest[0], rest.Length > 1 && rest[1].Constant != 0.0 ? [null] : [], Content(target, site), site);
                return AbstractValue.Nothing;
            case "Clear" when target.References is [var cleared] && _state.Items.ContainsKey(cleared):
                _state = _state with { Items = _state.Items.SetItem(cleared, []) };
                return AbstractValue.Nothing;
            case "Clear":
                WriteElements(target, [], AbstractValue.Number(0.0), site);
                return AbstractValue.Nothing;
            case "Fill":
                WriteElements(target, [], rest[0], site);
                return AbstractValue.Nothing;
            case "ToArray" or "GetRange" or "AllocateUninitializedArray" or "AllocateArray":
                return method.Name.StartsWith("Allocate", StringComparison.Ordinal)
                    ? Allocate(site, method.ReturnType, AbstractValue.Input(null))
                    : Copy(target, site, method.ReturnType);
            case "Add" or "AddRange" or "Insert":
                return AddItem(method, target, rest, site);
            case "Return" or "Reverse" or "EnsureCapacity" or "TrimExcess" or "SetCount":
                return AbstractValue.Nothing;
            default:
                return null;
        }
    }

    private AbstractValue AddItem(IMethodSymbol method, AbstractValue list, ImmutableArray<AbstractValue> arguments, Site site)
    {
        foreach (AbstractObject reference in list.References)
        {
            if (reference.Weight is not null)
            {
                continue;
            }

            bool known = list.References.Length == 1 && method.Name != "Insert" && _state.Items.ContainsKey(reference);
            if (known && !InLoop())
            {
                ImmutableArray<AbstractValue> items = _state.Items[reference];
                _state = _state with
                {
                    Items = _state.Items.SetItem(reference, method.Name == "Add" ? items.Add(arguments[0]) : items.AddRange(ItemsOf(arguments[0], site))),
                };
            }
            else
            {
                // In a loop one content stands for all; the order is known by what the loop adds.
                if (list.References.Length == 1 && method.Name == "Add")
                {
                    Append(reference, site, null, arguments[0]);
                }
                else
                {
                    _state = _state with { Runs = _state.Runs.Remove(reference) };
                }

                HeapKey key = new(reference, null);
                AbstractValue added = method.Name == "AddRange" ? Content(arguments[0], site) : arguments[arguments.Length - 1];
                if (_state.Items.TryGetValue(reference, out ImmutableArray<AbstractValue> items))
                {
                    foreach (AbstractValue item in items)
                    {
                        added = SignalArithmetic.Join(item, added, site, "added");
                    }

                    _state = _state with { Items = _state.Items.Remove(reference) };
                }

                SetHeap(key, _state.Heap.TryGetValue(key, out AbstractValue? old) ? SignalArithmetic.Join(old, added, site, key) : added);
            }
        }

        return AbstractValue.Nothing;
    }

    private bool InLoop()
    {
        foreach (Loop loop in _loops)
        {
            if (loop.Site.Role == "loop")
            {
                return true;
            }
        }

        return false;
    }

    private AbstractValue? Sequence(IMethodSymbol method, ImmutableArray<AbstractValue> arguments, IOperation operation, Site site)
    {
        if (arguments.IsEmpty)
        {
            return null;
        }

        AbstractValue element() => Content(arguments[0], site);
        switch (method.Name)
        {
            case "Range":
                return Allocate(site, method.ReturnType, AbstractValue.Number(Lane(site)));
            case "Repeat":
                return Allocate(site, method.ReturnType, arguments[0]);
            case "Select" when arguments.Length == 2:
                return Allocate(site, method.ReturnType, InvokeDelegate(arguments[1], [element(), AbstractValue.Number(Lane(site))], operation, null));
            case "Zip" when arguments.Length == 3:
                return Allocate(site, method.ReturnType, InvokeDelegate(arguments[2], [element(), Content(arguments[1], site)], operation, null));
            case "Zip" when arguments.Length == 2:
                return Allocate(site, method.ReturnType, NewList(site with { Role = "pair" }, null, [element(), Content(arguments[1], site)]));
            case "Sum" or "Average" or "Max" or "Min" when arguments.Length == 1:
                return Reduction(element(), site);
            case "Sum" or "Average" or "Max" or "Min" when arguments.Length == 2:
                return Reduction(InvokeDelegate(arguments[1], [element()], operation, null), site);
            case "Aggregate" when arguments.Length == 3:
                return Fold(arguments[1], arguments[0], arguments[2], operation, site);
            case "ToArray" or "ToList":
                return Copy(arguments[0], site, method.ReturnType);
            case "AsEnumerable" or "Reverse" or "Cast" or "OfType" or "Order":
                return arguments[0];
            case "Concat" when arguments.Length == 2:
                return Allocate(site, method.ReturnType, SignalArithmetic.Join(element(), Content(arguments[1], site), site, "joined"));
            case "First" or "FirstOrDefault" when arguments.Length == 1:
                return ReadElements(arguments[0], [Expr.Constant(0.0)], site, method.ReturnType);
            case "Last" or "LastOrDefault" when arguments is [{ References: [var list] } sequence]:
                return ReadElements(sequence, [Plus(LengthOf(list), -1.0)], site, method.ReturnType);
            case "Take" or "Skip" or "Where":
                return arguments[0];
            default:
                return null;
        }
    }

    // layers.Aggregate(x, (h, layer) => layer.Forward(h))
    private AbstractValue Fold(AbstractValue seed, AbstractValue list, AbstractValue step, IOperation operation, Site site)
    {
        AbstractValue value = seed;
        foreach (AbstractValue item in ItemsOf(list, site))
        {
            value = InvokeDelegate(step, [value, item], operation, null);
        }

        return value;
    }

    private AbstractValue? ParallelLoop(ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        AbstractValue body = arguments.LastOrDefault(static argument => argument.References is [{ Kind: ObjectKind.Delegate }]) ?? AbstractValue.Nothing;
        if (body.References is not [{ Method: { } method }])
        {
            return null;
        }

        Site site = At(operation, "loop");
        AbstractValue index = method.Parameters is [{ Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 }, ..]
            ? AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site, new LoopIndex("parallel"))))
            : Content(arguments[0], site);
        RunLoop(site, new HashSet<ISymbol>(SymbolEqualityComparer.Default), () => InvokeDelegate(body, [index], operation, null), static () => { }, isEndless: false);
        return AbstractValue.Nothing;
    }

    private AbstractValue? TaskMethod(IMethodSymbol method, ImmutableArray<AbstractValue> arguments, IOperation operation) => method.Name switch
    {
        "Run" when arguments.Length > 0 => InvokeDelegate(arguments[0], [], operation, null),
        "FromResult" => arguments[0],
        "ConfigureAwait" or "AsTask" => arguments.IsEmpty ? null : arguments[0],
        _ => null,
    };

    private AbstractValue? VectorMethod(IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, Site site)
    {
        switch (method.Name)
        {
            case "Load" or "LoadUnsafe" or "LoadAligned":
                return ReadElements(arguments[0], [arguments.Length > 1 ? arguments[1].Expr : Expr.Constant(0.0)], site);
            case "Create" when arguments.Length == 1 && !arguments[0].References.IsEmpty:
                return ReadElements(arguments[0], [Expr.Constant(0.0)], site);
            case "Store" or "StoreUnsafe" or "StoreAligned" when arguments.Length >= 2:
                WriteElements(arguments[1], [arguments.Length > 2 ? arguments[2].Expr : arguments[1].Read is null ? null : Expr.Constant(0.0)], arguments[0], site);
                return AbstractValue.Nothing;
            case "CopyTo":
                AbstractValue value = method.IsStatic ? arguments[0] : receiver;
                ImmutableArray<AbstractValue> into = method.IsStatic ? arguments.RemoveAt(0) : arguments;
                WriteElements(into[0], [into.Length > 1 ? into[1].Expr : Expr.Constant(0.0)], value, site);
                return AbstractValue.Nothing;
            case "Dot":
                return Reduction(_arithmetic.Multiply(arguments[0], arguments[1], site), site);
            case "Sum":
                return Reduction(arguments[0], site);
            default:
                return null;
        }
    }
}
