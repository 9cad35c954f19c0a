using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>A member that holds several parameters, layers or modules, each under its index.</summary>
/// <param name="Count">The property that counts them: <c>Length</c> or <c>Count</c>.</param>
/// <param name="IsReference">Whether it may be null.</param>
/// <param name="IsList">Whether it is a List, whose elements are copies.</param>
internal sealed record CollectionModel(string Count, bool IsReference, bool IsList);

/// <summary>Reads arrays and lists of parameters, layers and modules.</summary>
internal static class CollectionParser
{
    /// <summary>The collection and the type of its elements; null where the type is none that can be indexed without allocation.</summary>
    public static (CollectionModel Collection, ITypeSymbol Element)? Parse(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
        {
            return (new CollectionModel("Length", IsReference: true, IsList: false), array.ElementType);
        }

        if (type is not INamedTypeSymbol { IsGenericType: true, TypeArguments.Length: 1 } named)
        {
            return null;
        }

        return (named.Name, named.ContainingNamespace?.ToDisplayString()) switch
        {
            ("List" or "IList" or "IReadOnlyList", "System.Collections.Generic") or ("Collection" or "ReadOnlyCollection", "System.Collections.ObjectModel") =>
                (new CollectionModel("Count", IsReference: true, IsList: true), named.TypeArguments[0]),
            ("ImmutableArray", "System.Collections.Immutable") =>
                (new CollectionModel("Length", IsReference: false, IsList: true), named.TypeArguments[0]),
            _ => null,
        };
    }
}
