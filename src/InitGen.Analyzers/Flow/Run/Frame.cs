using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>A chain of calls: the context that keeps one layer's buffers apart from another's.</summary>
internal sealed class CallSite(CallSite? caller, SyntaxNode node, bool isPart)
{
    /// <summary>Whether it is no call but a part of a loop.</summary>
    public bool IsPart { get; } = isPart;

    public CallSite? Caller { get; } = caller;

    public SyntaxNode Node { get; } = node;
}

/// <summary>A place in the code under a chain of calls.</summary>
internal sealed record Site(CallSite? Context, SyntaxNode Node, string Role);

/// <summary>One activation of a method.</summary>
internal sealed class Frame(CallSite? context, IMethodSymbol? method, AbstractValue receiver)
{
    public CallSite? Context { get; set; } = context;

    public IMethodSymbol? Method { get; } = method;

    public AbstractValue Receiver { get; } = receiver;

    public Frame? Caller { get; init; }

    /// <summary>What the method's type parameters stand for in this call.</summary>
    public ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol> TypeArguments { get; init; } =
        ImmutableDictionary.Create<ITypeParameterSymbol, ITypeSymbol>(SymbolEqualityComparer.Default);

    public int Depth { get; init; }

    /// <summary>The values returned so far, each with the condition under which the code came there.</summary>
    public List<(AbstractValue Condition, AbstractValue Value, FlowState State)> Returns { get; } = [];

    /// <summary>The conditions of the branches around the current statement.</summary>
    public List<AbstractValue> Conditions { get; } = [];
}

/// <summary>A loop that is being run.</summary>
internal sealed class Loop(Site site)
{
    public Site Site { get; } = site;

    /// <summary>The indices by which this round wrote to an array; null among them: written as a whole, or by an unknown index.</summary>
    public Dictionary<AbstractObject, List<Expr?>> Writes { get; } = [];

    /// <summary>What the previous round left in an array that is overwritten element by element.</summary>
    public Dictionary<AbstractObject, (AbstractValue Value, Expr? Index)> Carried { get; } = [];

    public List<(AbstractValue Condition, FlowState State)> Continues { get; } = [];

    public List<FlowState> Breaks { get; } = [];

    public int ConditionDepth { get; init; }
}
