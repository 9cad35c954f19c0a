using System.Collections.Immutable;
using InitGen.Analyzers.Rules;
using InitGen.Model;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Starts;

/// <summary>
/// A way in which code says what weights start with: attributes, calls of the facade. The rules are written over <see cref="WeightStart"/>;
/// a new source brings all of them to its kind of code.
/// </summary>
internal abstract class StartSource
{
    /// <summary>All sources; where two speak of one member, the first counts.</summary>
    public static ImmutableArray<StartSource> All { get; } = [AttributeStarts.Instance, FacadeStarts.Instance];

    /// <summary>The names of the types that the source may speak of, by syntax alone: what has another name is never bound for it.</summary>
    public abstract IEnumerable<string> TypeNames(Compilation compilation, CancellationToken cancellation);

    /// <summary>What a type's weights start with.</summary>
    public abstract StartReading Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation);

    /// <summary>An initializer as this source would write it, for messages.</summary>
    public abstract string Write(Replacement replacement);

    /// <summary>An argument as this source would write it, for messages.</summary>
    /// <param name="name">The attribute's property.</param>
    /// <param name="value">The value in C#.</param>
    public abstract string Write(string name, string value);
}

/// <summary>What one source says of one type.</summary>
/// <param name="Starts">The weights, in order of declaration.</param>
internal sealed record StartReading(ImmutableArray<WeightStart> Starts)
{
    public static readonly StartReading None = new([]);

    /// <summary>What is wrong with declarations.</summary>
    public ImmutableArray<(ISymbol Member, Problem Problem)> Problems { get; init; } = [];

    /// <summary>The calls and assignments that give the weights their first values, by the members that they fill: no other code overwrites these there.</summary>
    public ImmutableHashSet<SyntaxNode> Fills { get; init; } = [];
}
