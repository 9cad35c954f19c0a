using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Rules;

/// <summary>Which types of a compilation are held by others that may carry their results on: layers and blocks.</summary>
internal sealed class Composition
{
    private static readonly ConditionalWeakTable<Compilation, Composition> s_cache = new();

    private readonly HashSet<INamedTypeSymbol> _parts = new(SymbolEqualityComparer.Default);

    /// <summary>Reads all types once; asked only when a rule about outputs is about to fire.</summary>
    public static Composition Of(Compilation compilation, CancellationToken cancellation)
    {
        if (!s_cache.TryGetValue(compilation, out Composition? composition))
        {
            composition = new Composition();
            composition.Read(compilation.Assembly.GlobalNamespace, cancellation);
            composition = s_cache.GetValue(compilation, _ => composition);
        }

        return composition;
    }

    public bool IsPart(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (_parts.Contains(current.OriginalDefinition))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(candidate => _parts.Contains(candidate.OriginalDefinition));
    }

    private void Read(INamespaceOrTypeSymbol scope, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (ISymbol member in scope.GetMembers())
        {
            switch (member)
            {
                case INamespaceSymbol space:
                    Read(space, cancellation);
                    break;
                case INamedTypeSymbol type:
                    Read(type, cancellation);
                    break;
                case IFieldSymbol { Type: { } held } when scope is INamedTypeSymbol owner && CarriesOn(owner, held):
                    Add(held, owner);
                    break;
                case IPropertySymbol { Type: { } held } when scope is INamedTypeSymbol owner && CarriesOn(owner, held):
                    Add(held, owner);
                    break;
            }
        }
    }

    // A trainer that holds one model carries nothing on; a network does, and so does whoever holds many.
    private static bool CarriesOn(INamedTypeSymbol owner, ITypeSymbol held) =>
        held is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: > 0 }
        || owner.GetMembers().Any(static member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary, Name: { } name }
            && (name.StartsWith("Forward", StringComparison.Ordinal) || name.StartsWith("Predict", StringComparison.Ordinal)
                || name.StartsWith("Apply", StringComparison.Ordinal) || name.StartsWith("Encode", StringComparison.Ordinal)));

    private void Add(ITypeSymbol held, INamedTypeSymbol owner)
    {
        switch (held)
        {
            case IArrayTypeSymbol array:
                Add(array.ElementType, owner);
                break;
            case INamedTypeSymbol named:
                if (!SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, owner))
                {
                    _parts.Add(named.OriginalDefinition);
                }

                foreach (ITypeSymbol argument in named.TypeArguments)
                {
                    Add(argument, owner);
                }

                break;
        }
    }
}
