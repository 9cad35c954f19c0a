using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>Reads members with <c>[Module]</c>, and tells which types are models.</summary>
internal static class ModuleParser
{
    public const string CheckedInitializer = "InitializeCheckedParameters";

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
        KnownTypes.Implements(type, "IInitializable") || FindGenerated(type, cancellation) is not null
        || (type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(constraint => IsModel(constraint, cancellation)));

    /// <summary>The base type as the generated part of a derived model needs to know it; null where it is no model.</summary>
    public static BaseModel? BaseOf(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.BaseType is not { } baseType || !IsModel(baseType, cancellation))
        {
            return null;
        }

        IMethodSymbol? initializer = null;
        INamedTypeSymbol? generated = FindGenerated(baseType, cancellation);
        for (INamedTypeSymbol? current = baseType; current is not null && initializer is null; current = current.BaseType)
        {
            initializer = FindInitializer(current, "InitializeParameters");
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
            HasSeed: generated is not null || HasSeed(baseType),
            HasCheckedInitializer: HasCheckedInitializer(baseType, cancellation),
            IsHidden: IsHidden(baseType, compilation));
    }

    /// <summary>
    /// Whether a type has, or will have, an initializer that leaves the check to its caller. The emitter of the type and those of the models
    /// that hold it ask here, so that they agree.
    /// </summary>
    public static bool HasCheckedInitializer(INamedTypeSymbol type, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            if (FindInitializer(current, CheckedInitializer) is { DeclaredAccessibility: Accessibility.Public })
            {
                return true;
            }

            if (IsGenerated(current, cancellation))
            {
                // Of a type that writes the others by hand, only these are called.
                if ((ModelParser.HandWrittenIn(current.OriginalDefinition) & HandWrittenMembers.InitializeOrVisit) != HandWrittenMembers.None)
                {
                    return false;
                }

                if (current is { TypeKind: TypeKind.Class, IsSealed: false } || current.IsRefLikeType || current.GetMembers().Any(IsModule))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsModule(ISymbol member) =>
        member is IFieldSymbol { AssociatedSymbol: null } or IPropertySymbol && KnownTypes.FindAttribute(member, KnownTypes.ModuleAttribute) is not null;

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

    /// <summary>Whether a module's own method shows its parameters; one that implements the interface explicitly is asked by the interface.</summary>
    private static bool ShowsItself(ITypeSymbol type, CancellationToken cancellation)
    {
        if (!IsParameterized(type, cancellation) || type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct })
        {
            return IsParameterized(type, cancellation);
        }

        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (IsGenerated(current, cancellation) || current.GetMembers("VisitParameters").OfType<IMethodSymbol>()
                .Any(method => method is { DeclaredAccessibility: Accessibility.Public, TypeParameters.Length: 1, Parameters.Length: 2 }))
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
            ShowsItself(type, cancellation),
            !type.IsReferenceType,
            MayBeNull: type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated,
            InitializerOf(type, cancellation),
            hasManifest
                ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
                : null,
            type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
            IsHidden(type, sites.Compilation));
    }

    private static bool IsHidden(ITypeSymbol type, Compilation compilation) => !compilation.IsSymbolAccessibleWithin(type, compilation.Assembly);

    private static ModuleInitializer InitializerOf(ITypeSymbol type, CancellationToken cancellation) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named => HasCheckedInitializer(named, cancellation) ? ModuleInitializer.Checked
            : HasInitializer(named, cancellation) ? ModuleInitializer.Public
            : ModuleInitializer.OfInterface,

        // A struct behind a type parameter would be copied on the way to the interface.
        ITypeParameterSymbol { IsReferenceType: false } => ModuleInitializer.Public,
        _ => ModuleInitializer.AtRunTime,
    };

    private static bool HasInitializer(ITypeSymbol type, CancellationToken cancellation)
    {
        if (FindGenerated(type, cancellation) is not null)
        {
            return true;
        }

        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
        {
            if (FindInitializer(current, "InitializeParameters") is { DeclaredAccessibility: Accessibility.Public })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The method of a name that takes a stream alone.</summary>
    public static IMethodSymbol? FindInitializer(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IMethodSymbol>()
        .FirstOrDefault(method => method is { TypeParameters.Length: 0, Parameters: [{ Type: { Name: "RandomStream" } stream }] } && KnownTypes.IsInitGen(stream));

    /// <summary>The type, or the nearest of its bases, for which the generator writes a part.</summary>
    private static INamedTypeSymbol? FindGenerated(ITypeSymbol type, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (IsGenerated(current, cancellation))
            {
                return current;
            }
        }

        return null;
    }

    private static bool IsGenerated(INamedTypeSymbol type, CancellationToken cancellation) =>
        type is { TypeKind: TypeKind.Class or TypeKind.Struct, DeclaringSyntaxReferences.Length: > 0 }
        && KnownTypes.HasInitializers(type.OriginalDefinition) && ModelParser.CanBeExtended(type.OriginalDefinition, cancellation);

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
                if (IsModule(member))
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
