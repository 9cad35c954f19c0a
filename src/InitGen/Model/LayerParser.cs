using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>The weights and biases of a layer type.</summary>
/// <param name="Weights">Its weights.</param>
/// <param name="Biases">Its biases.</param>
/// <param name="Layout">The layout that the contract states; null where it states none.</param>
/// <param name="Missing">A name in the contract that is no member of the type.</param>
internal readonly record struct LayerMembers(List<ISymbol> Weights, List<ISymbol> Biases, ParameterLayout? Layout, string? Missing);

/// <summary>Reads layer types: by <c>[Weight]</c> and <c>[Bias]</c> on their members, or by <c>[LayerContract]</c> on the model's assembly.</summary>
internal static class LayerParser
{
    /// <summary>The weights and biases of a type; null where it is no layer.</summary>
    public static LayerMembers? Parse(ITypeSymbol type, Compilation compilation)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } layer)
        {
            return null;
        }

        foreach (AttributeData attribute in compilation.Assembly.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: KnownTypes.LayerContractAttribute } attributeClass && KnownTypes.IsInitGen(attributeClass)
                && new AttributeArguments(attribute).Type("layer") is { } stated
                && SymbolEqualityComparer.Default.Equals(stated.OriginalDefinition, layer.OriginalDefinition))
            {
                return OfContract(layer, new AttributeArguments(attribute));
            }
        }

        var weights = new List<ISymbol>();
        var biases = new List<ISymbol>();
        for (INamedTypeSymbol? current = layer; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            // Members of a base come first.
            weights.InsertRange(0, Marked(current, KnownTypes.WeightAttribute));
            biases.InsertRange(0, Marked(current, KnownTypes.BiasAttribute));
        }

        return weights.Count + biases.Count == 0 ? null : new LayerMembers(weights, biases, null, null);
    }

    private static IEnumerable<ISymbol> Marked(INamedTypeSymbol type, string attribute) => type.GetMembers().Where(
        member => member is IFieldSymbol { AssociatedSymbol: null } or IPropertySymbol && KnownTypes.FindAttribute(member, attribute) is not null);

    private static LayerMembers OfContract(INamedTypeSymbol layer, AttributeArguments contract)
    {
        var weights = new List<ISymbol>();
        var biases = new List<ISymbol>();
        string? missing = Find("Weight", weights) ?? Find("Bias", biases);
        return new LayerMembers(weights, biases, (ParameterLayout?)contract.Enum("Layout"), missing);

        string? Find(string argument, List<ISymbol> found)
        {
            if (contract.String(argument) is not { } name)
            {
                return null;
            }

            for (INamedTypeSymbol? current = layer; current is not null; current = current.BaseType)
            {
                if (current.GetMembers(name).FirstOrDefault(member => member is IFieldSymbol or IPropertySymbol) is { } member)
                {
                    found.Add(member);
                    return null;
                }
            }

            return name;
        }
    }
}
