using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>What kind of thing an <see cref="AbstractObject"/> is.</summary>
internal enum ObjectKind
{
    /// <summary>The model itself.</summary>
    Model,

    /// <summary>The storage of a weight.</summary>
    Weight,

    /// <summary>What a member of the model holds: a layer, a buffer, a list of layers.</summary>
    Member,

    /// <summary>What a <c>new</c>, a call or a literal made.</summary>
    Allocation,

    /// <summary>What came in from outside: an argument of the forward pass.</summary>
    Input,

    /// <summary>A method or lambda held in a variable.</summary>
    Delegate,
}

/// <summary>
/// A thing on the heap: an array, span, object or delegate. Spans and slices are the array they look into. Two allocations are one
/// object if they come from one place under one chain of calls; the one made last is kept apart from those before it (recency, after
/// Balakrishnan and Reps 2006), so that a buffer allocated in a loop can be overwritten in full.
/// </summary>
internal sealed record AbstractObject(ObjectKind Kind, object Site, ITypeSymbol? Type, string? Path = null)
{
    /// <summary>The weight that this storage holds.</summary>
    public Weight? Weight { get; init; }

    /// <summary>The method that this delegate calls, and the receiver it is bound to.</summary>
    public IMethodSymbol? Method { get; init; }

    public AbstractObject? Target { get; init; }

    /// <summary>The body of a lambda.</summary>
    public IOperation? Body { get; init; }

    /// <summary>Whether it stands for those made before the last one.</summary>
    public bool IsOlder { get; init; }

    /// <summary>Whether it is an array of numbers that somebody else made, and may have filled.</summary>
    public bool IsForeign => Kind is ObjectKind.Input or ObjectKind.Member && Symbols.IsNumbers(Type);

    public bool Equals(AbstractObject? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Kind == other.Kind && IsOlder == other.IsOlder && Path == other.Path && Site.Equals(other.Site)
            && SymbolEqualityComparer.Default.Equals(Method, other.Method) && Equals(Target, other.Target));

    public override int GetHashCode() => unchecked((Site.GetHashCode() * 31) + (int)Kind + (IsOlder ? 1000 : 0));

    public override string ToString() => Kind + " " + (Path ?? Type?.Name ?? "");
}
