using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>Reads members with <c>[Module]</c>, and tells which types are models.</summary>
internal static class ModuleParser
{
    /// <summary>The module, and the list that holds it where there is one; null where the type is no model (INIT013).</summary>
    public static (ModuleModel Module, CollectionModel? Collection)? Parse(ITypeSymbol type, INamedTypeSymbol model, CreationSites sites)
    {
        if (IsModel(type, sites.Cancellation))
        {
            return (Describe(type, model, sites), null);
        }

        return CollectionParser.Parse(type) is var (collection, element) && IsModel(element, sites.Cancellation)
            ? (Describe(element, model, sites), collection)
            : null;
    }

    /// <summary>Whether a type has, or will have, an InitializeParameters.</summary>
    public static bool IsModel(ITypeSymbol type, CancellationToken cancellation) =>
        KnownTypes.Implements(type, "IInitializable") || FindGenerated(type, cancellation) is not null;

    /// <summary>The base type as the generated part of a derived model needs to know it; null where it is no model.</summary>
    public static BaseModel? BaseOf(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (type.BaseType is not { } baseType || !IsModel(baseType, cancellation))
        {
            return null;
        }

        IMethodSymbol? initializer = null;
        INamedTypeSymbol? generated = FindGenerated(baseType, cancellation);
        for (INamedTypeSymbol? current = baseType; current is not null && initializer is null; current = current.BaseType)
        {
            initializer = FindInitializer(current);
            if (initializer is null && SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, generated?.OriginalDefinition))
            {
                break;
            }
        }

        return new BaseModel(
            baseType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            CanOverride: initializer is null ? generated is not null : initializer is { IsSealed: false } and ({ IsVirtual: true } or { IsAbstract: true } or { IsOverride: true }),
            IsAbstract: initializer is { IsAbstract: true } || (initializer is null && generated is null),
            IsParameterized: IsParameterized(baseType, cancellation),
            HasManifest: HasManifest(baseType, cancellation),
            HasSeed: generated is not null || HasSeed(baseType));
    }

    private static bool HasSeed(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers("InitializeParameters").OfType<IMethodSymbol>()
                .Any(method => method.Parameters is [{ Type.SpecialType: SpecialType.System_UInt64 }]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a type shows, or will show, its parameters.</summary>
    private static bool IsParameterized(ITypeSymbol type, CancellationToken cancellation) =>
        KnownTypes.Implements(type, "IParameterized")
        || (FindGenerated(type, cancellation) is { } generated
            && !ModelParser.HandWrittenIn(generated.OriginalDefinition).HasFlag(HandWrittenMembers.VisitParameters));

    private static bool HasManifest(ITypeSymbol type, CancellationToken cancellation)
    {
        INamedTypeSymbol? generated = FindGenerated(type, cancellation);
        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            ISymbol? written = current.GetMembers("Parameters").FirstOrDefault();
            if (written is not null)
            {
                return written is IPropertySymbol
                {
                    IsStatic: true,
                    DeclaredAccessibility: Accessibility.Public,
                    Type: INamedTypeSymbol { Name: "ImmutableArray", TypeArguments: [{ Name: "ParameterInfo" } parameter] },
                } && KnownTypes.IsInitGen(parameter);
            }

            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, generated?.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    private static ModuleModel Describe(ITypeSymbol type, INamedTypeSymbol model, CreationSites sites)
    {
        CancellationToken cancellation = sites.Cancellation;
        bool hasManifest = type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } && HasManifest(type, cancellation)
            && !Reaches(type, model.OriginalDefinition, new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        return new ModuleModel(
            IsParameterized(type, cancellation),
            type.IsValueType,
            MayBeNull: type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated,
            IsCalledByInterface: type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } && !HasInitializer(type, cancellation),
            hasManifest
                ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
                : null,
            type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
    }

    private static bool HasInitializer(ITypeSymbol type, CancellationToken cancellation)
    {
        if (FindGenerated(type, cancellation) is not null)
        {
            return true;
        }

        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (FindInitializer(current) is { DeclaredAccessibility: Accessibility.Public })
            {
                return true;
            }
        }

        return false;
    }

    private static IMethodSymbol? FindInitializer(INamedTypeSymbol type) => type.GetMembers("InitializeParameters").OfType<IMethodSymbol>()
        .FirstOrDefault(method => method is { TypeParameters.Length: 0, Parameters: [{ Type: { Name: "RandomStream" } stream }] } && KnownTypes.IsInitGen(stream));

    /// <summary>The type, or the nearest of its bases, for which the generator writes a part.</summary>
    private static INamedTypeSymbol? FindGenerated(ITypeSymbol type, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (current is { TypeKind: TypeKind.Class or TypeKind.Struct, DeclaringSyntaxReferences.Length: > 0 }
                && KnownTypes.HasInitializers(current.OriginalDefinition) && ModelParser.CanBeExtended(current.OriginalDefinition, cancellation))
            {
                return current;
            }
        }

        return null;
    }

    /// <summary>Whether the modules below a type may hold a model of another type: its manifest would then hold itself.</summary>
    private static bool Reaches(ITypeSymbol type, INamedTypeSymbol model, HashSet<ISymbol> seen)
    {
        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            INamedTypeSymbol definition = current.OriginalDefinition;
            if (SymbolEqualityComparer.Default.Equals(definition, model))
            {
                return true;
            }

            if (!seen.Add(definition) || definition.DeclaringSyntaxReferences.IsEmpty)
            {
                return false;
            }

            foreach (ISymbol member in current.GetMembers())
            {
                if (member is IFieldSymbol { AssociatedSymbol: null } or IPropertySymbol
                    && KnownTypes.FindAttribute(member, KnownTypes.ModuleAttribute) is not null)
                {
                    ITypeSymbol held = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
                    if (Reaches(held, model, seen) || (CollectionParser.Parse(held) is var (_, element) && Reaches(element, model, seen)))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }
}
