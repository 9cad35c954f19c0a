using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>Calls of methods and lambdas held in variables.</summary>
internal sealed class Delegates(Interpreter run)
{
    /// <summary>Calls what a variable holds; its value.</summary>
    public AbstractValue InvokeDelegate(AbstractValue called, ImmutableArray<AbstractValue> arguments, IOperation site, string? name) =>
        Invoke(called, arguments, site, name).Value;

    /// <summary>Calls what a variable holds.</summary>
    /// <param name="called">The delegate.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="site">The call.</param>
    /// <param name="name">The variable's name, which tells what it does where its value is not known.</param>
    public CallResult Invoke(AbstractValue called, ImmutableArray<AbstractValue> arguments, IOperation site, string? name)
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
                CallResult result = run.Calls.CallByReference(Calls.Resolve(method, receiver), receiver, arguments, site);
                return result with { Value = run.UnseenCalls.Trusted(method.Name, null, result.Value, receiver, arguments, run.At(site, "named")) };
            }

            return new CallResult(
                run.Library.Invoke(method, receiver, arguments, site) ?? run.UnseenCalls.InvokeUnseen(method, receiver, arguments, run.At(site, "unseen")), []);
        }

        if (called.References.Length > 1 && called.References.All(static reference => reference.Kind == ObjectKind.Delegate))
        {
            // More than one choice: what they agree on.
            AbstractValue either = run.Branches.Run(
                run.At(site, "either"),
                [.. called.References.Select(choice => new Arm(AbstractValue.Number(null), () => Invoke(AbstractValue.Reference(choice), arguments, site, name).Value))]);
            return new CallResult(either, []);
        }

        return name is not null && Activations.TryParse(name, out Fate? fate) && arguments.Length == 1
            ? new CallResult(SignalArithmetic.Apply(arguments[0], fate.Value, run.At(site, "named")), [])
            : new CallResult(run.UnseenCalls.LoseAll(called, arguments, run.At(site, "lost"), null), []);
    }

    private CallResult InvokeLambda(AbstractObject lambda, IOperation body, ImmutableArray<AbstractValue> arguments, IOperation site)
    {
        if (run.Frame.Depth >= Interpreter.MaxDepth)
        {
            return new CallResult(run.UnseenCalls.LoseAll(AbstractValue.Nothing, arguments, run.At(site, "lost"), null), []);
        }

        foreach (IParameterSymbol parameter in lambda.Method!.Parameters)
        {
            run.SetLocal(parameter, parameter.Ordinal < arguments.Length ? arguments[parameter.Ordinal] : AbstractValue.Nothing);
        }

        AbstractValue receiver = run.Frame.Receiver.References.IsEmpty ? AbstractValue.Reference(run.This) : run.Frame.Receiver;
        AbstractValue value = run.Bodies.RunBody(body, lambda.Method, receiver, site.Syntax);
        return new CallResult(
            value, [.. lambda.Method.Parameters.Select(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out ? run.Local(parameter) : null)]);
    }
}
