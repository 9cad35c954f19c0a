using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Analyzers.Rules;

/// <summary>Which types of a compilation are held by others that may carry their results on: layers and blocks.</summary>
/// <remarks>
/// The syntax of the members tells which types may hold one of a name, and only these are bound: a compilation has thousands that do not.
/// </remarks>
internal sealed class Composition
{
    private static readonly ConditionalWeakTable<Compilation, Composition> s_cache = new();
    private static readonly ConditionalWeakTable<SyntaxTree, List<(string Name, TypeDeclarationSyntax Holder)>> s_outlines = new();

    // How methods are called that give the signal on.
    private static readonly string[] s_carrying =
    [
        "Forward", "Predict", "Apply", "Encode", "Decode", "Infer", "Score", "Compute", "Transform", "Embed", "Logits", "Act", "Sample", "Generate",
    ];

    private readonly Compilation _compilation;
    private readonly Dictionary<string, List<TypeDeclarationSyntax>> _holders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TypeDeclarationSyntax, HashSet<INamedTypeSymbol>> _parts = new();

    // The other names of types.
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);

    private Composition(Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((string name, TypeDeclarationSyntax holder) in s_outlines.GetValue(tree, key => [.. Outline(key.GetRoot(cancellation))]))
            {
                if (!_holders.TryGetValue(name, out List<TypeDeclarationSyntax>? holders))
                {
                    _holders.Add(name, holders = []);
                }

                holders.Add(holder);
            }

            if (tree.GetRoot(cancellation) is CompilationUnitSyntax unit)
            {
                _aliases.UnionWith(unit.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                    .OfType<UsingDirectiveSyntax>()
                    .Select(static directive => directive.Alias?.Name.Identifier.ValueText).OfType<string>());
            }
        }
    }

    /// <summary>Reads the outlines of all files once; asked only when a rule about outputs is about to fire.</summary>
    public static Composition Of(Compilation compilation, CancellationToken cancellation)
    {
        if (!s_cache.TryGetValue(compilation, out Composition? composition))
        {
            composition = new Composition(compilation, cancellation);
            composition = s_cache.GetValue(compilation, _ => composition);
        }

        return composition;
    }

    public bool IsPart(INamedTypeSymbol type, CancellationToken cancellation)
    {
        // As itself, as one of its bases, or as an interface.
        var held = new HashSet<INamedTypeSymbol>(type.AllInterfaces.Select(static candidate => candidate.OriginalDefinition), SymbolEqualityComparer.Default);
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            held.Add(current.OriginalDefinition);
        }

        return held.Select(static candidate => candidate.Name).Concat(_aliases).Distinct(StringComparer.Ordinal)
            .SelectMany(name => _holders.TryGetValue(name, out List<TypeDeclarationSyntax>? holders) ? holders : [])
            .Any(holder => _parts.GetOrAdd(holder, key => Read(key, cancellation)).Overlaps(held));
    }

    /// <summary>The names of types that stand in the declarations of fields and properties, with the type that has the member.</summary>
    private static IEnumerable<(string Name, TypeDeclarationSyntax Holder)> Outline(SyntaxNode root)
    {
        foreach (TypeDeclarationSyntax holder in root.DescendantNodes(
            static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<TypeDeclarationSyntax>())
        {
            IEnumerable<TypeSyntax?> types = holder.Members.Select(static member => member switch
            {
                BaseFieldDeclarationSyntax field => field.Declaration.Type,
                PropertyDeclarationSyntax property => property.Type,
                IndexerDeclarationSyntax indexer => indexer.Type,
                _ => null,
            });
            if (holder.ParameterList is { } list)
            {
                // Properties of a record, and parameters that methods capture.
                types = types.Concat(list.Parameters.Select(static parameter => parameter.Type));
            }

            foreach (string name in types.OfType<TypeSyntax>()
                .SelectMany(static type => type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
                .Select(static name => name.Identifier.ValueText).Distinct(StringComparer.Ordinal))
            {
                yield return (name, holder);
            }
        }
    }

    private HashSet<INamedTypeSymbol> Read(TypeDeclarationSyntax holder, CancellationToken cancellation)
    {
        var parts = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        if (_compilation.GetSemanticModel(holder.SyntaxTree).GetDeclaredSymbol(holder, cancellation) is not { } owner)
        {
            return parts;
        }

        foreach (ISymbol member in owner.GetMembers())
        {
            ITypeSymbol? held = member switch
            {
                IFieldSymbol field => field.Type,
                IPropertySymbol property => property.Type,
                _ => null,
            };
            if (held is not null && CarriesOn(owner, held))
            {
                Add(parts, held, owner);
            }
        }

        return parts;
    }

    // A trainer that holds one model carries nothing on; a network does, and so does whoever holds many.
    private static bool CarriesOn(INamedTypeSymbol owner, ITypeSymbol held) =>
        held is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: > 0 }
        || owner.GetMembers().Any(static member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary, Name: { } name }
            && Array.Exists(s_carrying, word => name.StartsWith(word, StringComparison.Ordinal)));

    private static void Add(HashSet<INamedTypeSymbol> parts, ITypeSymbol held, INamedTypeSymbol owner)
    {
        switch (held)
        {
            case IArrayTypeSymbol array:
                Add(parts, array.ElementType, owner);
                break;
            case INamedTypeSymbol named:
                if (!SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, owner))
                {
                    parts.Add(named.OriginalDefinition);
                }

                foreach (ITypeSymbol argument in named.TypeArguments)
                {
                    Add(parts, argument, owner);
                }

                break;
        }
    }
}
