using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>Reads how a member stores a parameter from its type.</summary>
internal static class StorageParser
{
    private const int MaximalRank = 5;

    /// <summary>The storage of a member's type; null where it cannot store a parameter (INIT002).</summary>
    public static StorageModel? Parse(ITypeSymbol type)
    {
        if (type is not IArrayTypeSymbol array || array.Rank > MaximalRank)
        {
            return null;
        }

        if (array.Rank == 1 && array.ElementType is IArrayTypeSymbol { Rank: 1 } row)
        {
            return ElementOf(row.ElementType) is var (rowElement, rowName)
                ? new StorageModel(StorageKind.Jagged, 2, rowElement, rowName)
                : null;
        }

        return ElementOf(array.ElementType) is var (element, name)
            ? new StorageModel(array.Rank == 1 ? StorageKind.Vector : StorageKind.Rectangular, array.Rank, element, name)
            : null;
    }

    /// <summary>The element type and its name in C#; null where it is none that the samplers know.</summary>
    public static (ElementType Type, string Name)? ElementOf(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_Single:
                return (ElementType.Single, "float");
            case SpecialType.System_Double:
                return (ElementType.Double, "double");
        }

        if (type is ITypeParameterSymbol parameter)
        {
            foreach (ITypeSymbol constraint in parameter.ConstraintTypes)
            {
                if (constraint.Name == "IFloatingPointIeee754" && constraint.ContainingNamespace is
                    { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                {
                    return (ElementType.TypeParameter, CSharpNames.Escape(parameter.Name));
                }
            }

            return null;
        }

        return type is { Name: "Half", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            ? (ElementType.Half, "global::System.Half")
            : null;
    }
}
