using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Calls of methods that are seen, by their bodies.</summary>
internal sealed class Calls(Interpreter run)
{
    private readonly List<IMethodSymbol> _running = [];
    private readonly Dictionary<(CallSite?, SyntaxNode, IMethodSymbol), Summary> _summaries = [];

    /// <summary>What a call did when it was last run from one place: it is not run again while nothing it can see has changed.</summary>
    private sealed record Summary(AbstractValue Receiver, ImmutableArray<AbstractValue> Arguments, FlowState Before, CallResult Result, FlowState After)
    {
        public List<(AbstractObject Key, Expr? Index)> Writes { get; } = [];
    }

    /// <summary>Another pass starts: what a summary stands for was written to another graph.</summary>
    public void ForgetSummaries() => _summaries.Clear();

    public AbstractValue Invoke(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            AbstractValue called = invocation.Instance is null ? AbstractValue.Nothing : run.Expressions.Evaluate(invocation.Instance);
            ImmutableArray<AbstractValue> given = Arguments(invocation);
            CallResult invoked = run.Delegates.Invoke(called, given, invocation, NameOf(invocation.Instance));
            CopyBack(invocation, invoked, given);
            return invoked.Value;
        }

        method = Constrained(method, invocation.ConstrainedToType);
        AbstractValue receiver = invocation.Instance is null ? AbstractValue.Nothing : run.Expressions.Evaluate(invocation.Instance);
        ImmutableArray<AbstractValue> arguments = Arguments(invocation);
        if (method.ReducedFrom is { } extension)
        {
            arguments = arguments.Length == extension.Parameters.Length ? arguments : arguments.Insert(0, receiver);
            method = extension;
            receiver = AbstractValue.Nothing;
        }

        if (run.Library.Invoke(method, receiver, arguments, invocation) is { } known)
        {
            CopyBack(invocation, new CallResult(known, []), arguments);
            return known;
        }

        bool isVirtual = method.IsAbstract || method.IsVirtual || method.IsOverride;
        if (!isVirtual || receiver.References.Length < 2)
        {
            return Invoke(method, receiver, arguments, invocation);
        }

        // One of several objects: each may have a method of its own.
        return run.Branches.Run(
            run.At(invocation, "receiver"),
            [.. receiver.References.Select(one => new Arm(
                AbstractValue.Number(null), () => Invoke(method, receiver.WithReferences([one]).WithRead(null), arguments, invocation)))]);
    }

    private AbstractValue Invoke(IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, IInvocationOperation invocation)
    {
        IMethodSymbol target = Resolve(method, receiver);
        if (run.Bodies.BodyOf(target) is not null)
        {
            CallResult result = CallByReference(target, receiver, arguments, invocation);
            CopyBack(invocation, result, arguments);
            return run.UnseenCalls.Trusted(target.Name, target.ContainingType?.Name, result.Value, receiver, arguments, run.At(invocation, "named"));
        }

        AbstractValue lost = run.UnseenCalls.InvokeUnseen(method, receiver, arguments, run.At(invocation, "unseen"));
        CopyBack(invocation, new CallResult(lost, []), arguments);
        return lost;
    }

    // What the type parameters of a method, and of its type, stand for; those that stand for parameters of the caller by what these do.
    private ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> TypeArgumentsOf(IMethodSymbol method)
    {
        ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> known = run.Frame.TypeArguments;
        ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> all = known;
        void Add(ImmutableArray<ITypeParameterSymbol> parameters, ImmutableArray<ITypeSymbol> arguments)
        {
            for (int i = 0; i < parameters.Length && i < arguments.Length; i++)
            {
                ITypeSymbol argument = arguments[i] is ITypeParameterSymbol own && known.TryGetValue(own, out ITypeSymbol? given) ? given : arguments[i];
                if (!Symbols.Same(argument, parameters[i]))
                {
                    all = all.SetItem(parameters[i], argument);
                }
            }
        }

        Add(method.OriginalDefinition.TypeParameters, method.TypeArguments);
        if (method.ContainingType is { IsGenericType: true } type)
        {
            Add(type.OriginalDefinition.TypeParameters, type.TypeArguments);
        }

        return all;
    }

    // TFunction.Of(x): the member of the type that the parameter stands for.
    private IMethodSymbol Constrained(IMethodSymbol method, ITypeSymbol? type)
    {
        ITypeSymbol? actual = type is ITypeParameterSymbol parameter && run.Frame.TypeArguments.TryGetValue(parameter, out ITypeSymbol? given) ? given : type;
        return actual is INamedTypeSymbol named && method.IsStatic && (method.IsAbstract || method.IsVirtual)
            ? named.FindImplementationForInterfaceMember(method) as IMethodSymbol ?? method
            : method;
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
            AbstractValue value = argument.Parameter is { RefKind: not RefKind.None } ? run.Assignments.Address(argument.Value) : run.Expressions.Evaluate(argument.Value);
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

    // The variables passed by ref or out get what the parameters ended with; what is not known to have been left there may be anything
    // that the call was given.
    private void CopyBack(IInvocationOperation invocation, CallResult result, ImmutableArray<AbstractValue> arguments)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.Ref or RefKind.Out } parameter)
            {
                continue;
            }

            AbstractValue? final = parameter.Ordinal < result.ByReference.Length ? result.ByReference[parameter.Ordinal] : null;
            if (final is null)
            {
                AbstractValue given = arguments.Aggregate(AbstractValue.Nothing, static (all, one) => all.WithAtoms(AbstractValue.Union(all.Atoms, one.Atoms)));
                run.Assignments.Store(argument.Value, given.HasAtoms ? Lattice.Lose(given) : Members.Unbound(parameter.Type, run.At(argument, "out"), isInput: true));
            }
            else if (final.Read is null || final.References.IsEmpty)
            {
                run.Assignments.Store(argument.Value, final);
            }
        }
    }

    /// <summary>The method or property that is reached: an override, or an interface's implementation, where the object's type is known.</summary>
    public static TMember Resolve<TMember>(TMember member, AbstractValue receiver)
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
                    if (Symbols.Same(candidate.OriginalDefinition, member.OriginalDefinition))
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
    public AbstractValue Call(IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, IOperation operation) =>
        CallByReference(method, receiver, arguments, operation).Value;

    /// <summary>Runs a source method in a frame of its own, and gives what it leaves in its parameters too.</summary>
    public CallResult CallByReference(IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        IMethodSymbol definition = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (run.Bodies.BodyOf(definition) is not { } body || run.Frame.Depth >= Interpreter.MaxDepth || _running.Count(running => Symbols.Same(running, definition)) >= 2)
        {
            return new CallResult(run.UnseenCalls.LoseAll(receiver, arguments, run.At(operation, "lost"), definition), []);
        }

        (CallSite?, SyntaxNode, IMethodSymbol) place = (run.Frame.Context, operation.Syntax, definition);
        run.Spend(1 + (run.State.Size / 16));
        if (_summaries.TryGetValue(place, out Summary? summary)
            && summary.Receiver.Equals(receiver) && summary.Arguments.SequenceEqual(arguments) && summary.Before.Equals(run.State))
        {
            foreach ((AbstractObject key, Expr? index) in summary.Writes)
            {
                if (run.OpenLoops.Count > 0)
                {
                    Loops.Note(run.OpenLoops[run.OpenLoops.Count - 1], key, index);
                }
            }

            run.State = summary.After;
            return summary.Result;
        }

        FlowState before = run.State;
        if (definition is { MethodKind: MethodKind.LocalFunction, IsStatic: false })
        {
            // It is a part of the method around it.
            receiver = run.Frame.Receiver;
        }

        foreach (IParameterSymbol parameter in definition.Parameters)
        {
            AbstractValue value = parameter.Ordinal < arguments.Length ? arguments[parameter.Ordinal] : AbstractValue.Nothing;
            run.SetLocal(parameter, parameter.RefKind == RefKind.Out ? AbstractValue.Nothing.WithRead(value.Read).WithReferences(value.Read is null ? [] : value.References) : value);
        }

        _running.Add(definition);
        var written = new Loop(new Site(run.Frame.Context, operation.Syntax, "call"));
        run.OpenLoops.Add(written);
        AbstractValue result = run.Bodies.RunBody(body, definition, receiver.References.IsEmpty && definition.IsStatic ? AbstractValue.Nothing : receiver, operation.Syntax, TypeArgumentsOf(method));
        run.OpenLoops.Remove(written);
        _running.RemoveAt(_running.Count - 1);
        ImmutableArray<AbstractValue?> byReference =
            [.. definition.Parameters.Select(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out ? run.Local(parameter) : null)];

        run.State = run.State with { Locals = Returned(before.Locals, run.State.Locals, definition, result) };
        var made = new Summary(receiver, arguments, before, new CallResult(result, byReference), run.State);
        foreach (KeyValuePair<AbstractObject, List<Expr?>> write in written.Writes)
        {
            foreach (Expr? index in write.Value)
            {
                made.Writes.Add((write.Key, index));
                if (run.OpenLoops.Count > 0)
                {
                    Loops.Note(run.OpenLoops[run.OpenLoops.Count - 1], write.Key, index);
                }
            }
        }

        _summaries[place] = made;
        return made.Result;
    }

    // The variables of the caller after a call. Closures may have written them; those of the method itself are gone, but for what a
    // closure that it gives back has captured.
    private static ImmutableDictionary<ISymbol, AbstractValue> Returned(
        ImmutableDictionary<ISymbol, AbstractValue> before, ImmutableDictionary<ISymbol, AbstractValue> after, IMethodSymbol method, AbstractValue result)
    {
        bool captures = result.References.Any(static reference => reference.Body is not null);
        ImmutableDictionary<ISymbol, AbstractValue>.Builder locals = before.ToBuilder();
        foreach (KeyValuePair<ISymbol, AbstractValue> pair in after)
        {
            bool isOwn = Symbols.Same(pair.Key.ContainingSymbol, method);
            if (isOwn && !captures)
            {
                continue;
            }

            if (!before.TryGetValue(pair.Key, out AbstractValue? old))
            {
                if (isOwn)
                {
                    locals[pair.Key] = pair.Value;
                }
            }
            else if (!ReferenceEquals(old, pair.Value))
            {
                // Captured twice by closures of one kind: either may be meant.
                locals[pair.Key] = isOwn ? Lattice.Join(old, pair.Value, pair.Key, "captured") : pair.Value;
            }
        }

        return locals.ToImmutable();
    }
}

/// <summary>What a call gives: its value, and what it left in the parameters that are passed by reference (null: in the others, or not known).</summary>
internal readonly record struct CallResult(AbstractValue Value, ImmutableArray<AbstractValue?> ByReference);
