using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>Calls of methods that are seen, by their bodies.</summary>
internal sealed class Calls(Interpreter run)
{
    private readonly List<IMethodSymbol> _running = [];
    private readonly Dictionary<(CallSite?, SyntaxNode, IMethodSymbol), Summary> _summaries = [];

    /// <summary>What the last call left in its parameters that are passed by reference.</summary>
    private readonly Dictionary<ISymbol, AbstractValue> _byReference = new(SymbolEqualityComparer.Default);

    /// <summary>What a call did when it was last run from one place: it is not run again while nothing it can see has changed.</summary>
    private sealed record Summary(AbstractValue Receiver, ImmutableArray<AbstractValue> Arguments, FlowState Before, AbstractValue Result, FlowState After)
    {
        public List<(HeapKey Key, Expr? Index)> Writes { get; } = [];
    }

    /// <summary>Another pass starts: what a summary stands for was written to another graph.</summary>
    public void ForgetSummaries() => _summaries.Clear();

    public AbstractValue Invoke(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            AbstractValue called = invocation.Instance is null ? AbstractValue.Nothing : run.Expressions.Evaluate(invocation.Instance);
            return run.Delegates.InvokeDelegate(called, Arguments(invocation), invocation, NameOf(invocation.Instance));
        }

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
            return known;
        }

        IMethodSymbol target = Resolve(method, receiver);
        if (run.Bodies.BodyOf(target) is not null)
        {
            AbstractValue result = Call(target, receiver, arguments, invocation);
            CopyBack(invocation, target);
            return run.UnseenCalls.Trusted(target.Name, target.ContainingType?.Name, result, receiver, arguments, run.At(invocation, "named"));
        }

        return run.UnseenCalls.InvokeUnseen(method, receiver, arguments, run.At(invocation, "unseen"), [.. invocation.Arguments.Select(static argument => argument.Value.Type)]);
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

    // The variables passed by ref or out get what the parameters ended with.
    private void CopyBack(IInvocationOperation invocation, IMethodSymbol target)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out } parameter && parameter.Ordinal < target.Parameters.Length
                && _byReference.TryGetValue(target.Parameters[parameter.Ordinal], out AbstractValue? final)
                && !(final.Read is not null && !final.References.IsEmpty))
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
    public AbstractValue Call(IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        IMethodSymbol definition = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (run.Bodies.BodyOf(definition) is not { } body || run.Frame.Depth >= Interpreter.MaxDepth || _running.Count(running => Symbols.Same(running, definition)) >= 2)
        {
            return run.UnseenCalls.LoseAll(receiver, arguments, run.At(operation, "lost"), definition);
        }

        (CallSite?, SyntaxNode, IMethodSymbol) place = (run.Frame.Context, operation.Syntax, definition);
        if (_summaries.TryGetValue(place, out Summary? summary)
            && summary.Receiver.Equals(receiver) && summary.Arguments.SequenceEqual(arguments) && summary.Before.SameAs(run.State))
        {
            foreach ((HeapKey key, Expr? index) in summary.Writes)
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
        bool closure = definition.MethodKind == MethodKind.LocalFunction;
        foreach (IParameterSymbol parameter in definition.Parameters)
        {
            AbstractValue value = parameter.Ordinal < arguments.Length ? arguments[parameter.Ordinal] : AbstractValue.Nothing;
            run.SetLocal(parameter, parameter.RefKind == RefKind.Out ? AbstractValue.Nothing.WithRead(value.Read).WithReferences(value.Read is null ? [] : value.References) : value);
        }

        _running.Add(definition);
        var written = new Loop(new Site(run.Frame.Context, operation.Syntax, "call"));
        run.OpenLoops.Add(written);
        AbstractValue result = run.Bodies.RunBody(body, definition, receiver.References.IsEmpty && definition.IsStatic ? AbstractValue.Nothing : receiver, operation.Syntax);
        run.OpenLoops.Remove(written);
        _running.RemoveAt(_running.Count - 1);
        foreach (IParameterSymbol parameter in definition.Parameters)
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                _byReference[parameter] = run.Local(parameter);
            }
        }

        run.State = closure ? run.State : run.State with { Locals = before.Locals };
        var made = new Summary(receiver, arguments, before, result, run.State);
        foreach (KeyValuePair<HeapKey, List<Expr?>> write in written.Writes)
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
        return result;
    }
}
