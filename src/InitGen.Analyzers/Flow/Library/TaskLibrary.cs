using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>Parallel and Task.</summary>
internal sealed class TaskLibrary(Interpreter run) : ILibrary
{
    public IEnumerable<string> Types => ["Parallel", "Task", "ValueTask", "TaskAwaiter", "ValueTaskAwaiter", "ConfiguredTaskAwaiter", "ConfiguredTaskAwaitable"];

    public AbstractValue? Invoke(LibraryCall call) =>
        call.Method.ContainingType.Name == "Parallel" ? ParallelLoop(call.Arguments, call.Operation) : TaskMethod(call.Method, call.Receiver, call.Arguments, call.Operation);

    private AbstractValue? ParallelLoop(ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        AbstractValue body = arguments.LastOrDefault(static argument => argument.References is [{ Kind: ObjectKind.Delegate }]) ?? AbstractValue.Nothing;
        if (body.References is not [{ Method: { } method }])
        {
            return null;
        }

        Site site = run.At(operation, "loop");
        AbstractValue index = method.Parameters is [{ Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 }, ..]
            ? AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site, new LoopIndex("parallel"))))
            : run.Elements.Content(arguments[0], site);
        run.Loops.RunLoop(site, new HashSet<ISymbol>(SymbolEqualityComparer.Default), () => run.Delegates.InvokeDelegate(body, [index], operation, null), static () => { }, isEndless: false);
        return AbstractValue.Nothing;
    }

    private AbstractValue? TaskMethod(IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, IOperation operation) => method.Name switch
    {
        "Run" when arguments.Length > 0 => run.Delegates.InvokeDelegate(arguments[0], [], operation, null),
        "FromResult" => arguments[0],
        "ConfigureAwait" or "AsTask" or "GetAwaiter" or "GetResult" or "WaitAsync" => receiver,
        _ => null,
    };
}
