using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>Calls of methods and lambdas held in variables.</summary>
internal sealed class Delegates(Interpreter run)
{
    public AbstractValue InvokeDelegate(AbstractValue called, ImmutableArray<AbstractValue> arguments, IOperation site, string? name)
    {
        if (called.References is [{ Method: { } method } target])
        {
            if (target.Body is { } body)
            {
                return InvokeLambda(target, body, arguments, site);
            }

            AbstractValue receiver = target.Target is { } bound ? AbstractValue.Reference(bound) : AbstractValue.Nothing;
            if (run.Bodies.BodyOf(Calls.Resolve(method, receiver)) is not null)
            {
                AbstractValue result = run.Calls.Call(Calls.Resolve(method, receiver), receiver, arguments, site);
                return run.UnseenCalls.Trusted(method.Name, null, result, receiver, arguments, run.At(site, "named"));
            }

            if (run.Library.Invoke(method, receiver, arguments, site) is { } known)
            {
                return known;
            }

            return run.UnseenCalls.InvokeUnseen(method, receiver, arguments, run.At(site, "unseen"), []);
        }

        if (called.References.Length > 1 && called.References.All(static reference => reference.Kind == ObjectKind.Delegate))
        {
            // More than one choice: what they agree on.
            AbstractValue? either = null;
            FlowState before = run.State;
            FlowState? after = null;
            foreach (AbstractObject choice in called.References)
            {
                run.State = before;
                AbstractValue value = InvokeDelegate(AbstractValue.Reference(choice), arguments, site, name);
                either = either is null ? value : SignalArithmetic.Join(either, value, run.At(site, "either"), "value");
                after = after is null ? run.State : run.Branches.Join(after, run.State, run.At(site, "either"), null);
            }

            run.State = after!;
            return either!;
        }

        if (name is not null && Activations.TryParse(name, out Fate? fate) && arguments.Length == 1)
        {
            return SignalArithmetic.Apply(arguments[0], fate.Value, run.At(site, "named"));
        }

        return run.UnseenCalls.LoseAll(called, arguments, run.At(site, "lost"), null);
    }

    private AbstractValue InvokeLambda(AbstractObject lambda, IOperation body, ImmutableArray<AbstractValue> arguments, IOperation site)
    {
        if (run.Frame.Depth >= Interpreter.MaxDepth)
        {
            return run.UnseenCalls.LoseAll(AbstractValue.Nothing, arguments, run.At(site, "lost"), null);
        }

        foreach (IParameterSymbol parameter in lambda.Method!.Parameters)
        {
            run.SetLocal(parameter, parameter.Ordinal < arguments.Length ? arguments[parameter.Ordinal] : AbstractValue.Nothing);
        }

        AbstractValue receiver = run.Frame.Receiver.References.IsEmpty ? AbstractValue.Reference(run.This) : run.Frame.Receiver;
        return run.Bodies.RunBody(body, lambda.Method, receiver, site.Syntax);
    }
}
