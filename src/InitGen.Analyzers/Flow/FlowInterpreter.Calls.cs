using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Calls: known methods by what they do, source methods by their bodies, unseen ones by their names or not at all.</summary>
internal sealed partial class FlowInterpreter
{
    private readonly List<IMethodSymbol> _running = [];
    private readonly Dictionary<(CallSite?, SyntaxNode, IMethodSymbol), Summary> _summaries = [];

    /// <summary>What a call did when it was last run from one place: it is not run again while nothing it can see has changed.</summary>
    private sealed record Summary(AbstractValue Receiver, ImmutableArray<AbstractValue> Arguments, FlowState Before, AbstractValue Result, FlowState After)
    {
        public List<(HeapKey Key, Expr? Index)> Writes { get; } = [];
    }

    private AbstractValue Invoke(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            AbstractValue called = invocation.Instance is null ? AbstractValue.Nothing : Evaluate(invocation.Instance);
            return InvokeDelegate(called, Arguments(invocation), invocation, NameOf(invocation.Instance));
        }

        AbstractValue receiver = invocation.Instance is null ? AbstractValue.Nothing : Evaluate(invocation.Instance);
        ImmutableArray<AbstractValue> arguments = Arguments(invocation);
        if (method.ReducedFrom is { } extension)
        {
            arguments = arguments.Length == extension.Parameters.Length ? arguments : arguments.Insert(0, receiver);
            method = extension;
            receiver = AbstractValue.Nothing;
        }

        if (IsSystem(method.ContainingNamespace) && TryInvokeKnown(method, receiver, arguments, invocation, out AbstractValue? known))
        {
            return known!;
        }

        IMethodSymbol target = Resolve(method, receiver);
        if (BodyOf(target) is not null)
        {
            AbstractValue result = Call(target, receiver, arguments, invocation);
            CopyBack(invocation, target);
            return Trusted(target.Name, target.ContainingType?.Name, result, receiver, arguments, At(invocation, "named"));
        }

        return InvokeUnseen(method, receiver, arguments, At(invocation, "unseen"), [.. invocation.Arguments.Select(static argument => argument.Value.Type)]);
    }

    private static string? NameOf(IOperation? operation) => operation switch
    {
        IFieldReferenceOperation field => field.Field.Name,
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IPropertyReferenceOperation property => property.Property.Name,
        _ => null,
    };

    private ImmutableArray<AbstractValue> Arguments(IInvocationOperation invocation)
    {
        var values = new AbstractValue[invocation.Arguments.Length];
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            AbstractValue value = argument.Parameter is { RefKind: not RefKind.None } ? Address(argument.Value) : Evaluate(argument.Value);
            int ordinal = argument.Parameter?.Ordinal ?? 0;
            if (ordinal < values.Length)
            {
                values[ordinal] = value;
            }
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] ??= AbstractValue.Nothing;
        }

        return [.. values];
    }

    // The variables passed by ref or out get what the parameters ended with.
    private void CopyBack(IInvocationOperation invocation, IMethodSymbol target)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out } parameter && parameter.Ordinal < target.Parameters.Length
                && _byReference.TryGetValue(target.Parameters[parameter.Ordinal], out AbstractValue? final)
                && !(final.Read is not null && !final.References.IsEmpty))
            {
                Store(argument.Value, final);
            }
        }
    }

    private readonly Dictionary<ISymbol, AbstractValue> _byReference = new(SymbolEqualityComparer.Default);

    /// <summary>The method or property that is reached: an override, or an interface's implementation, where the object's type is known.</summary>
    private static TMember Resolve<TMember>(TMember member, AbstractValue receiver)
        where TMember : class, ISymbol
    {
        if (receiver.References is not [{ Type: INamedTypeSymbol type }] || !(member.IsAbstract || member.IsVirtual || member.IsOverride))
        {
            return member;
        }

        if (member.ContainingType.TypeKind == TypeKind.Interface)
        {
            return type.FindImplementationForInterfaceMember(member) as TMember ?? member;
        }

        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (TMember declared in current.GetMembers(member.Name).OfType<TMember>())
            {
                for (ISymbol? candidate = declared; candidate is not null; candidate = Overridden(candidate))
                {
                    if (Same(candidate.OriginalDefinition, member.OriginalDefinition))
                    {
                        return declared;
                    }
                }
            }
        }

        return member;
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    /// <summary>Runs a source method in a frame of its own.</summary>
    private AbstractValue Call(IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        IMethodSymbol definition = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (BodyOf(definition) is not { } body || _frame.Depth >= MaxDepth || _running.Count(running => Same(running, definition)) >= 2)
        {
            return LoseAll(receiver, arguments, At(operation, "lost"), definition);
        }

        (CallSite?, SyntaxNode, IMethodSymbol) place = (_frame.Context, operation.Syntax, definition);
        if (_summaries.TryGetValue(place, out Summary? summary)
            && summary.Receiver.Equals(receiver) && summary.Arguments.SequenceEqual(arguments) && summary.Before.SameAs(_state))
        {
            foreach ((HeapKey key, Expr? index) in summary.Writes)
            {
                if (_loops.Count > 0)
                {
                    Note(_loops[_loops.Count - 1], key, index);
                }
            }

            _state = summary.After;
            return summary.Result;
        }

        FlowState before = _state;
        bool closure = definition.MethodKind == MethodKind.LocalFunction;
        foreach (IParameterSymbol parameter in definition.Parameters)
        {
            AbstractValue value = parameter.Ordinal < arguments.Length ? arguments[parameter.Ordinal] : AbstractValue.Nothing;
            SetLocal(parameter, parameter.RefKind == RefKind.Out ? AbstractValue.Nothing.WithRead(value.Read).WithReferences(value.Read is null ? [] : value.References) : value);
        }

        _running.Add(definition);
        var written = new Loop(new Site(_frame.Context, operation.Syntax, "call"));
        _loops.Add(written);
        AbstractValue result = RunBody(body, definition, receiver.References.IsEmpty && definition.IsStatic ? AbstractValue.Nothing : receiver, operation.Syntax);
        _loops.Remove(written);
        _running.RemoveAt(_running.Count - 1);
        foreach (IParameterSymbol parameter in definition.Parameters)
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                _byReference[parameter] = Local(parameter);
            }
        }

        _state = closure ? _state : _state with { Locals = before.Locals };
        var made = new Summary(receiver, arguments, before, result, _state);
        foreach (KeyValuePair<HeapKey, List<Expr?>> write in written.Writes)
        {
            foreach (Expr? index in write.Value)
            {
                made.Writes.Add((write.Key, index));
                if (_loops.Count > 0)
                {
                    Note(_loops[_loops.Count - 1], write.Key, index);
                }
            }
        }

        _summaries[place] = made;
        return result;
    }

    private AbstractValue InvokeDelegate(AbstractValue called, ImmutableArray<AbstractValue> arguments, IOperation site, string? name)
    {
        if (called.References is [{ Method: { } method } target])
        {
            if (target.Body is { } body)
            {
                return InvokeLambda(target, body, arguments, site);
            }

            AbstractValue receiver = target.Target is { } bound ? AbstractValue.Reference(bound) : AbstractValue.Nothing;
            if (BodyOf(Resolve(method, receiver)) is not null)
            {
                AbstractValue result = Call(Resolve(method, receiver), receiver, arguments, site);
                return Trusted(method.Name, null, result, receiver, arguments, At(site, "named"));
            }

            if (IsSystem(method.ContainingNamespace) && TryInvokeKnown(method, receiver, arguments, site, out AbstractValue? known))
            {
                return known!;
            }

            return InvokeUnseen(method, receiver, arguments, At(site, "unseen"), []);
        }

        if (called.References.Length > 1 && called.References.All(static reference => reference.Kind == ObjectKind.Delegate))
        {
            // More than one choice: what they agree on.
            AbstractValue? either = null;
            FlowState before = _state;
            FlowState? after = null;
            foreach (AbstractObject choice in called.References)
            {
                _state = before;
                AbstractValue value = InvokeDelegate(AbstractValue.Reference(choice), arguments, site, name);
                either = either is null ? value : SignalArithmetic.Join(either, value, At(site, "either"), "value");
                after = after is null ? _state : Join(after, _state, At(site, "either"), null);
            }

            _state = after!;
            return either!;
        }

        if (name is not null && Activations.TryParse(name, out Fate? fate) && arguments.Length == 1)
        {
            return SignalArithmetic.Apply(arguments[0], fate.Value, At(site, "named"));
        }

        return LoseAll(called, arguments, At(site, "lost"), null);
    }

    private AbstractValue InvokeLambda(AbstractObject lambda, IOperation body, ImmutableArray<AbstractValue> arguments, IOperation site)
    {
        if (_frame.Depth >= MaxDepth)
        {
            return LoseAll(AbstractValue.Nothing, arguments, At(site, "lost"), null);
        }

        foreach (IParameterSymbol parameter in lambda.Method!.Parameters)
        {
            SetLocal(parameter, parameter.Ordinal < arguments.Length ? arguments[parameter.Ordinal] : AbstractValue.Nothing);
        }

        AbstractValue receiver = _frame.Receiver.References.IsEmpty ? AbstractValue.Reference(_this) : _frame.Receiver;
        return RunBody(body, lambda.Method, receiver, site.Syntax);
    }

    /// <summary>
    /// A visible body that could not be read does not contradict its name: a method called Relu is one. A body that could be read and
    /// says otherwise is believed.
    /// </summary>
    private AbstractValue Trusted(
        string name, string? typeName, AbstractValue result, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, Site site)
    {
        if (!(Activations.TryParse(name, out Fate? fate) || (name is "Forward" or "Apply" or "Activate" or "Invoke" && typeName is not null && Activations.TryParse(typeName, out fate))))
        {
            return result;
        }

        AbstractValue Corrected(AbstractValue value, AbstractValue? input)
        {
            if (!value.HasAtoms)
            {
                return value;
            }

            bool unknown = false;
            foreach (FlowAtom atom in SignalArithmetic.Settle(value).Atoms)
            {
                unknown |= atom.Fate.Kind is FateKind.Unknown or FateKind.Gate or FateKind.Exponential or FateKind.Square;
            }

            ImmutableArray<FlowAtom> before = input is { HasAtoms: true } ? SignalArithmetic.Settle(input).Atoms : value.Atoms;
            if (!unknown || before.Any(static atom => atom.Fate.Kind is FateKind.Unknown or FateKind.Gate && !atom.IsRaw))
            {
                return value;
            }

            ImmutableArray<FlowAtom> after = [];
            foreach (FlowAtom atom in SignalArithmetic.Settle(value).Atoms)
            {
                FlowAtom corrected = before.FirstOrDefault(candidate => candidate.Weight.Equals(atom.Weight)) is { Weight: not null } old && !old.IsOpen
                    ? old
                    : atom with { Fate = fate!.Value };
                after = AbstractValue.Union(after, [corrected]);
            }

            return AbstractValue.Signal(after, SignalArithmetic.Fresh(site)).WithReferences(value.References);
        }

        foreach (AbstractValue argument in arguments.Add(result))
        {
            foreach (AbstractObject reference in argument.References)
            {
                HeapKey key = new(reference, null);
                if (reference.Weight is null && _state.Heap.TryGetValue(key, out AbstractValue? content))
                {
                    AbstractValue corrected = Corrected(content, null);
                    if (!ReferenceEquals(corrected, content))
                    {
                        SetHeap(key, corrected);
                    }
                }
            }
        }

        return Corrected(result, arguments.FirstOrDefault(static argument => argument.HasAtoms));
    }

    private AbstractValue InvokeUnseen(
        IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, Site site, ImmutableArray<ITypeSymbol?> types)
    {
        if (Activations.TryParse(method.Name, out Fate? fate))
        {
            AbstractValue[] signals = [.. arguments.Where(argument => argument.IsSignal || argument.HasAtoms || HasContent(argument))];
            if (signals.Length == 0)
            {
                signals = [receiver];
            }

            AbstractValue source = signals[0].References.IsEmpty ? signals[0] : Content(signals[0], site);
            AbstractValue result = SignalArithmetic.Apply(source, fate.Value, site);
            if (method.ReturnsVoid)
            {
                AbstractValue into = arguments.LastOrDefault(static argument => !argument.References.IsEmpty) ?? receiver;
                WriteElements(into, [], result, site);
                return AbstractValue.Nothing;
            }

            return signals[0].References.IsEmpty ? result : Allocate(site, method.ReturnType, result);
        }

        return LoseAll(receiver, arguments, site, method);
    }

    private bool HasContent(AbstractValue value) =>
        value.References.Any(reference => reference.Weight is not null || _state.Heap.ContainsKey(new HeapKey(reference, null)));

    private AbstractValue Content(AbstractValue array, Site site) => array.References.IsEmpty ? array : ReadElements(array, [Lane(site)], site);

    /// <summary>The index of an operation on whole arrays: the same for all of its operands.</summary>
    private static Expr Lane(Site site) => Expr.Of(new Token(TokenKind.Scalar, site with { Role = "lane" }, new LoopIndex("lane")));

    /// <summary>What code that cannot be read does: everything it was given may be in everything it can write.</summary>
    private AbstractValue LoseAll(AbstractValue receiver, ImmutableArray<AbstractValue> arguments, Site site, IMethodSymbol? method)
    {
        AbstractValue mixed = AbstractValue.Nothing;
        bool signal = false;
        foreach (AbstractValue argument in arguments.Add(receiver))
        {
            foreach (AbstractValue part in Parts(argument))
            {
                mixed = mixed.WithAtoms(AbstractValue.Union(mixed.Atoms, SignalArithmetic.Settle(part).Atoms));
                signal |= part.IsSignal;
            }
        }

        AbstractValue lost = mixed.HasAtoms ? SignalArithmetic.Lose(mixed) : signal ? AbstractValue.Input(null) : AbstractValue.Number(null);
        if (!mixed.HasAtoms && !signal)
        {
            return method is null || method.ReturnsVoid ? AbstractValue.Nothing : Unbound(method.ReturnType, site, isInput: false);
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            bool readOnly = method is not null && i < method.Parameters.Length && method.Parameters[i].Type.Name.StartsWith("ReadOnly", StringComparison.Ordinal);
            if (!readOnly)
            {
                foreach (AbstractObject reference in arguments[i].References)
                {
                    if (reference.Weight is null && reference.Kind is not ObjectKind.Delegate)
                    {
                        HeapKey key = new(reference, null);
                        SetHeap(key, _state.Heap.TryGetValue(key, out AbstractValue? old) ? SignalArithmetic.Join(old, lost, site, key) : lost);
                    }
                }
            }
        }

        return method is { ReturnsVoid: true } ? AbstractValue.Nothing
            : method is not null && IsObject(method.ReturnType) ? Allocate(site, method.ReturnType, lost)
            : lost;
    }

    private IEnumerable<AbstractValue> Parts(AbstractValue value)
    {
        yield return value;
        foreach (AbstractObject reference in value.References)
        {
            if (reference.Weight is { } weight)
            {
                yield return AbstractValue.Raw(weight, new ElementRead(reference, []));
            }
            else if (_state.Heap.TryGetValue(new HeapKey(reference, null), out AbstractValue? content))
            {
                yield return content;
            }
        }
    }

    private void Yield(IReturnOperation yielded)
    {
        if (yielded.ReturnedValue is { } value)
        {
            // The items of an iterator: a sequence with one content.
            AbstractValue item = Evaluate(value);
            AbstractValue sequence = Allocate(new Site(_frame.Context, yielded.Syntax, "yield"), yielded.ReturnedValue.Type, item);
            _frame.Returns.Add((AbstractValue.Number(null), sequence, _state));
        }
    }
}
