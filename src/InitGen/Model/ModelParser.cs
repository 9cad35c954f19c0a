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
    /// <returns>Null where nothing can be generated for it: no initializer, not partial, static, or local to its file.</returns>
    public static ModelDescription? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.TypeKind == TypeKind.Interface || type.IsStatic || !CanBeExtended(type, cancellation))
        {
            return null;
        }

        var members = new List<MemberModel>();
        var skipped = new List<SkippedMember>();
        INamedTypeSymbol? early = EarlyInitialization.BaseOf(type, compilation, cancellation);
        foreach (ParameterResult result in ParseMembers(type, compilation, cancellation))
        {
            if (result.Model is { } member)
            {
                bool isEarly = early is not null && type.GetMembers(result.Member).Any(symbol =>
                    symbol is IFieldSymbol or IPropertySymbol && EarlyInitialization.IsAssignedLate(symbol, cancellation));
                members.Add(isEarly ? member with { EarlyBase = early!.Name } : member);
            }
            else
            {
                skipped.Add(new SkippedMember(result.Member, result.Problems.Count > 0 ? result.Problems[0].Id : ""));
            }
        }

        BaseModel? baseModel = ModuleParser.BaseOf(type, compilation, cancellation);
        List<TypeDeclaration> declarations = DeclarationsOf(type);
        return new ModelDescription(
            HintNameOf(type),
            type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(s_namespaceFormat) : null,
            declarations.ToEquatableArray(),
            members.ToEquatableArray(),
            skipped.ToEquatableArray())
        {
            IsOpen = type is { TypeKind: TypeKind.Class, IsSealed: false },
            HasCheckedInitializer = ModuleParser.HasCheckedInitializer(type, cancellation),
            Base = baseModel,
            ManifestName = ManifestNameOf(type),
            NestsManifest = declarations.Exists(declaration => declaration.TypeParameters.Count > 0)
                || baseModel is { HasManifest: true, IsHidden: true }
                || members.Exists(member => member.Module is { ManifestType: not null, IsHidden: true }),
            HasCheckpointInitializer = members.Exists(member => member.Pretrained is not null) && !PretrainedParser.IsInitializer(type),
            HidesParameters = baseModel is { HasManifest: true } || HasInherited(type, "Parameters", compilation),
            AllowsRefStructs = LanguageRequirement.AllowsRefStructs(compilation),
            HandWritten = HandWrittenIn(type),
        };
    }

    /// <summary>What was read of every member with an initializer, in order of declaration.</summary>
    public static IEnumerable<ParameterResult> ParseMembers(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        CreationSites? sites = null;
        TakenPaths? paths = null;
        foreach (ISymbol member in type.GetMembers())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!KnownTypes.IsAnnotated(member))
            {
                continue;
            }

            sites ??= CreationSites.Of(type, compilation, cancellation);
            if (ParameterParser.Parse(member, sites) is { } result)
            {
                paths ??= new TakenPaths(type, sites);
                yield return PretrainedParser.Complete(paths.Add(result, member), member);
            }
        }
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

    private static bool HasInherited(INamedTypeSymbol type, string name, Compilation compilation)
    {
        for (INamedTypeSymbol? current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).Any(member => compilation.IsSymbolAccessibleWithin(member, type)))
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

    /// <summary>A name for the class of the manifest that no member hides.</summary>
    private static string ManifestNameOf(INamedTypeSymbol type)
    {
        string name = type.Name + "Parameters";
        while (IsMember(type, name))
        {
            name += "Manifest";
        }

        return name;

        static bool IsMember(INamedTypeSymbol? type, string name)
        {
            for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
            {
                if (!current.GetMembers(name).IsEmpty)
                {
                    return true;
                }
            }

            return type?.ContainingType is { } outer && IsMember(outer, name);
        }
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

    /// <summary>The members that the author wrote by hand; analyzers see the generated ones too.</summary>
    public static HandWrittenMembers HandWrittenIn(INamedTypeSymbol type)
    {
        HandWrittenMembers found = HandWrittenMembers.None;
        foreach (ISymbol member in Written(type, "InitializeParameters"))
        {
            if (member is IMethodSymbol { TypeParameters.Length: 0, Parameters.Length: 1 } method)
            {
                ITypeSymbol parameter = method.Parameters[0].Type;
                found |= parameter.SpecialType == SpecialType.System_UInt64 ? HandWrittenMembers.InitializeFromSeed
                    : parameter.SpecialType == SpecialType.System_Int32 ? HandWrittenMembers.InitializeFromInt
                    : parameter is { Name: "Random", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } ? HandWrittenMembers.InitializeFromRandom
                    : parameter.Name == "RandomStream" && KnownTypes.IsInitGen(parameter) ? HandWrittenMembers.InitializeFromStream
                    : HandWrittenMembers.None;
            }
        }

        if (ModuleParser.FindInitializer(type, ModuleParser.CheckedInitializer) is { } initializer && !IsGenerated(initializer))
        {
            found |= HandWrittenMembers.InitializeChecked;
        }

        foreach (ISymbol member in Written(type, "VisitParameters"))
        {
            found |= member switch
            {
                IMethodSymbol { TypeParameters.Length: 1, Parameters.Length: 2 } => HandWrittenMembers.VisitInScope,
                IMethodSymbol { TypeParameters.Length: not 1 } => HandWrittenMembers.None,
                _ => HandWrittenMembers.VisitParameters,
            };
        }

        return Written(type, "Parameters").Any() ? found | HandWrittenMembers.Parameters : found;
    }

    private static IEnumerable<ISymbol> Written(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).Where(member => !IsGenerated(member));

    private static bool IsGenerated(ISymbol member) => member.GetAttributes().Any(attribute => attribute is
    {
        AttributeClass.Name: "GeneratedCodeAttribute",
        ConstructorArguments: [{ Value: "InitGen" }, ..],
    });
}
