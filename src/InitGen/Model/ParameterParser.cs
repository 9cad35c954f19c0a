using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>What was read of one member: the parameter where it can be generated, and the problems for the analyzers to report.</summary>
internal sealed record ParameterResult(string Member, ParameterModel? Parameter, EquatableArray<Problem> Problems);

/// <summary>Reads one member with an initializer. The generator and the analyzers share it, so that they never disagree.</summary>
internal static class ParameterParser
{
    /// <summary>Reads a field or property.</summary>
    /// <param name="member">The member.</param>
    /// <param name="sites">The creation sites of its type.</param>
    /// <returns>Null where the member has no initializer.</returns>
    public static ParameterResult? Parse(ISymbol member, CreationSites sites)
    {
        if (KnownTypes.FindInitializer(member, out InitializerKind kind) is not { AttributeClass: { } attributeClass } attribute
            || member.ContainingType is not { } model)
        {
            return null;
        }

        var problems = new List<Problem>();
        ParameterModel? parameter = Read(member, model, attribute, attributeClass.Name, kind, sites, problems);
        return new ParameterResult(member.Name, problems.Count == 0 ? parameter : null, problems.ToEquatableArray());
    }

    private static ParameterModel? Read(
        ISymbol member,
        INamedTypeSymbol model,
        AttributeData attribute,
        string attributeName,
        InitializerKind kind,
        CreationSites sites,
        List<Problem> problems)
    {
        ITypeSymbol type = member switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => model,
        };
        if (type.TypeKind == TypeKind.Error)
        {
            // Half-typed: the compiler says so.
            return null;
        }

        if (StorageParser.Parse(type) is not { } storage)
        {
            problems.Add(Problem.Of("INIT002", default, member.Name, type.ToDisplayString()));
            return null;
        }

        if (member.IsStatic || !HasStorage(member, model))
        {
            problems.Add(Problem.Of("INIT011", default, member.Name));
            return null;
        }

        InitializerSpec? spec = InitializerParser.Parse(attribute, kind, LayoutOf(model), storage.Element, problems);
        ShapeModel? shape = ShapeParser.Parse(member, model, storage, sites, problems);
        if (spec is null || shape is null)
        {
            return null;
        }

        if (spec.Kind.NeedsFans() && shape.Rank < 2 && !spec.HasExplicitFans)
        {
            bool flatWeight = storage.Kind == StorageKind.Vector && !LooksLikeBias(member.Name)
                && KnownTypes.FindAttribute(member, KnownTypes.ShapeAttribute) is null;
            problems.Add(Problem.Of(
                flatWeight ? "INIT003" : "INIT005", new ProblemSite(attributeName), member.Name, kind.ToString()));
        }

        return new ParameterModel(
            member.Name, ParameterPath.SegmentOf(member.Name), storage, shape, spec, ScaleModel.Of(spec, shape));
    }

    /// <summary>The layout that the type, one of its containing types, or the assembly declares.</summary>
    private static ParameterLayout LayoutOf(INamedTypeSymbol model)
    {
        for (INamedTypeSymbol? type = model; type is not null; type = type.ContainingType)
        {
            if (Declared(type) is { } layout)
            {
                return layout;
            }
        }

        return Declared(model.ContainingAssembly) ?? ParameterLayout.OutIn;

        static ParameterLayout? Declared(ISymbol symbol) =>
            KnownTypes.FindAttribute(symbol, KnownTypes.ParameterLayoutAttribute) is { } attribute
            && new AttributeArguments(attribute).Enum("layout") is { } value
                ? (ParameterLayout)value
                : null;
    }

    private static bool HasStorage(ISymbol member, INamedTypeSymbol model)
    {
        if (member is not IPropertySymbol property)
        {
            return true;
        }

        foreach (ISymbol other in model.GetMembers())
        {
            if (other is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
            {
                return true;
            }
        }

        return false;
    }

    // A vector under a fan-based initializer is either a bias, which has no fans, or a flat weight that lacks its shape.
    private static bool LooksLikeBias(string member)
    {
        string name = ParameterPath.SegmentOf(member).TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '_');
        return name is "b" or "beta" or "offset" || name.StartsWith("bias", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("bias", StringComparison.OrdinalIgnoreCase) || name.EndsWith("biases", StringComparison.OrdinalIgnoreCase)
            || (name.Length is 2 or 3 && name[0] == 'b' && char.IsLower(name[1]));
    }
}
