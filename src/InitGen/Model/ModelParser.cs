using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Model;

/// <summary>Reads a model type.</summary>
internal static class ModelParser
{
    private static readonly SymbolDisplayFormat s_namespaceFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>Reads a type with initializers.</summary>
    /// <returns>Null where nothing can be generated for it: no initializer, not partial, or local to its file.</returns>
    public static ModelDescription? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.TypeKind == TypeKind.Interface || !CanBeExtended(type, cancellation))
        {
            return null;
        }

        var parameters = new List<ParameterModel>();
        var skipped = new List<SkippedMember>();
        foreach (ParameterResult result in ParseMembers(type, compilation, cancellation))
        {
            if (result.Parameter is { } parameter)
            {
                parameters.Add(parameter);
            }
            else
            {
                skipped.Add(new SkippedMember(result.Member, result.Problems.Count > 0 ? result.Problems[0].Id : ""));
            }
        }

        return new ModelDescription(
            HintNameOf(type),
            type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(s_namespaceFormat) : null,
            DeclarationsOf(type).ToEquatableArray(),
            parameters.ToEquatableArray(),
            skipped.ToEquatableArray())
        {
            IsOpen = type is { TypeKind: TypeKind.Class, IsSealed: false },
            BaseModel = type.BaseType is { } baseType && IsModel(baseType, cancellation)
                ? baseType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)
                : null,
            HandWritten = HandWrittenIn(type),
        };
    }

    /// <summary>What was read of every member with an initializer, in order of declaration.</summary>
    public static IEnumerable<ParameterResult> ParseMembers(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        CreationSites? sites = null;
        foreach (ISymbol member in type.GetMembers())
        {
            cancellation.ThrowIfCancellationRequested();
            if (member is IFieldSymbol or IPropertySymbol && KnownTypes.FindInitializer(member, out _) is not null)
            {
                sites ??= CreationSites.Of(type, compilation, cancellation);
                if (ParameterParser.Parse(member, sites) is { } result)
                {
                    yield return result;
                }
            }
        }
    }

    /// <summary>
    /// The first member with an initializer, and its attribute: the one look-up of several, over several partial parts, at which the
    /// whole type is read.
    /// </summary>
    public static bool IsFirstInitializer(ISymbol member, AttributeData attribute)
    {
        if (member.ContainingType is not { } type)
        {
            return false;
        }

        foreach (ISymbol candidate in type.GetMembers())
        {
            if (candidate is IFieldSymbol or IPropertySymbol && KnownTypes.FindInitializer(candidate, out _) is { } first)
            {
                return SymbolEqualityComparer.Default.Equals(candidate, member)
                    && SymbolEqualityComparer.Default.Equals(first.AttributeClass, attribute.AttributeClass);
            }
        }

        return false;
    }

    /// <summary>Whether the generator can add a part to a type: it and all types around it are partial, and none is local to its file.</summary>
    public static bool CanBeExtended(INamedTypeSymbol type, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal || current.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface)
                || !IsPartial(current, cancellation))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration
                && declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a type has, or will have, a generated InitializeParameters.</summary>
    private static bool IsModel(INamedTypeSymbol type, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            if (current.AllInterfaces.Any(candidate => candidate.Name == "IInitializable" && KnownTypes.IsInitGen(candidate)))
            {
                return true;
            }

            if (current.DeclaringSyntaxReferences.Length > 0
                && KnownTypes.HasInitializers(current.OriginalDefinition) && CanBeExtended(current.OriginalDefinition, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    private static List<TypeDeclaration> DeclarationsOf(INamedTypeSymbol type)
    {
        var declarations = new List<TypeDeclaration>();
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            string keyword = (current.TypeKind, current.IsRecord) switch
            {
                (TypeKind.Struct, true) => "record struct",
                (TypeKind.Struct, false) => "struct",
                (TypeKind.Interface, _) => "interface",
                (_, true) => "record",
                _ => "class",
            };
            declarations.Insert(0, new TypeDeclaration(
                keyword,
                CSharpNames.Escape(current.Name),
                current.TypeParameters.Select(parameter => CSharpNames.Escape(parameter.Name)).ToEquatableArray()));
        }

        return declarations;
    }

    private static string HintNameOf(INamedTypeSymbol type)
    {
        string name = type.MetadataName;
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            name = outer.MetadataName + "+" + name;
        }

        return type.ContainingNamespace is { IsGlobalNamespace: false } space
            ? space.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat.RemoveMiscellaneousOptions(
                SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers)) + "." + name
            : name;
    }

    private static HandWrittenMembers HandWrittenIn(INamedTypeSymbol type)
    {
        HandWrittenMembers found = HandWrittenMembers.None;
        foreach (ISymbol member in type.GetMembers("InitializeParameters"))
        {
            if (member is IMethodSymbol { TypeParameters.Length: 0, Parameters.Length: 1 } method)
            {
                ITypeSymbol parameter = method.Parameters[0].Type;
                found |= parameter.SpecialType == SpecialType.System_UInt64 ? HandWrittenMembers.InitializeFromSeed
                    : parameter.Name == "RandomStream" && KnownTypes.IsInitGen(parameter) ? HandWrittenMembers.InitializeFromStream
                    : HandWrittenMembers.None;
            }
        }

        foreach (ISymbol member in type.GetMembers("VisitParameters"))
        {
            if (member is IMethodSymbol { TypeParameters.Length: 1, Parameters.Length: 1 } or not IMethodSymbol)
            {
                found |= HandWrittenMembers.VisitParameters;
            }
        }

        return type.GetMembers("Parameters").IsEmpty ? found : found | HandWrittenMembers.Parameters;
    }
}
