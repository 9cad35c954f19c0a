using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>A call of a method of a known library.</summary>
/// <param name="Method">The method; of an extension, the method of its static class.</param>
/// <param name="Receiver">The object it is called on; nothing for static methods and extensions.</param>
/// <param name="Arguments">Its arguments in the order of the parameters.</param>
/// <param name="Operation">The call.</param>
/// <param name="Site">The place of the call.</param>
internal sealed record LibraryCall(
    IMethodSymbol Method, AbstractValue Receiver, ImmutableArray<AbstractValue> Arguments, IOperation Operation, Site Site)
{
    /// <summary>What the call is about: the receiver, or the first argument of a static method.</summary>
    public AbstractValue Target => Method.IsStatic && Arguments.Length > 0 ? Arguments[0] : Receiver;

    /// <summary>The arguments without the target.</summary>
    public ImmutableArray<AbstractValue> Rest => Method.IsStatic && Arguments.Length > 0 ? Arguments.RemoveAt(0) : Arguments;
}

/// <summary>What the methods of a known library do to abstract values.</summary>
internal interface ILibrary
{
    /// <summary>The types whose methods the library knows, by their names.</summary>
    IEnumerable<string> Types { get; }

    /// <summary>The result of a call; null where the library does not know the method.</summary>
    AbstractValue? Invoke(LibraryCall call);
}
