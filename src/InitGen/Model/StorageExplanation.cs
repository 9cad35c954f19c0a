using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>Why a type cannot store a parameter (INIT002), and the ways out, in words.</summary>
internal static class StorageExplanation
{
    private const string Own = "give it [ParameterStorage] where it is a matrix, mark its members [Weight] and [Bias] where it is a layer, or call Init";

    /// <summary>The reason that a type is no storage.</summary>
    /// <param name="storages">The parser that has found none.</param>
    /// <param name="member">The member of that type.</param>
    /// <param name="type">The type.</param>
    public static string Explain(this StorageParser storages, ISymbol member, ITypeSymbol type)
    {
        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return OfElement(parameter) + "; a parameter is an array of such, or a field of float, double or Half";
            case IArrayTypeSymbol { Rank: > 5 } array:
                return "arrays have at most 5 axes here; use " + CSharpNames.Of(array.ElementType) + "[] with [Shape]";
            case IArrayTypeSymbol array:
                return OfElements(storages, member, array.ElementType);
            case INamedTypeSymbol { Name: "ReadOnlySpan" or "ReadOnlyMemory" }:
                return "it can only be read; use " + type.Name.Substring("ReadOnly".Length) + "<T>, or the array";
            case INamedTypeSymbol { TypeArguments: [{ } element] } when CollectionParser.Parse(type) is not null:
                return StorageParser.ElementOf(element) is null
                    ? OfElements(storages, member, element)
                    : "it does not show its elements as a span; use List<T> or an array";
            case INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } named:
                return storages.FindContract(named) is { } contract ? OfContract(storages, named, new AttributeArguments(contract)) : Unseen(named);
            case INamedTypeSymbol { TypeKind: TypeKind.Interface }:
                return "an interface shows no storage; use the class or an array, or call Init with a span";
            default:
                return "only float, double and Half are drawn; use an array of these";
        }
    }

    private static string OfElements(StorageParser storages, ISymbol member, ITypeSymbol element) =>
        element is IArrayTypeSymbol or INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct }
            && !KnownNumber(element)
            ? "its elements, " + CSharpNames.Of(element) + ", store none: " + storages.Explain(member, element)
            : OfElement(element) + "; use elements of float, double or Half";

    private static bool KnownNumber(ITypeSymbol type) => type.ContainingNamespace is { Name: "System" or "Numerics" };

    private static string OfElement(ITypeSymbol element) => element is ITypeParameterSymbol parameter
        ? parameter.Name + " lacks the constraint IFloatingPointIeee754<" + parameter.Name + ">"
        : "its elements are " + CSharpNames.Of(element) + ", which no sampler draws";

    private static string Unseen(INamedTypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) == true
            ? "it does not show its elements as a span; use an array, or call Init with a span"
            : "it shows no span: it has neither an accessible AsSpan() nor a conversion to Span<T>; " + Own;

    private static string OfContract(StorageParser storages, INamedTypeSymbol type, AttributeArguments contract)
    {
        string data = contract.String("data") ?? "";
        if (storages.FindMember(type, data) is not { } member)
        {
            return type.GetMembers(data).IsEmpty
                ? "its [ParameterStorage] names '" + data + "', which it does not have"
                : "its [ParameterStorage] names '" + data + "', which generated code cannot reach; make it internal or public";
        }

        foreach (TypedConstant size in contract.Array("sizes") ?? [])
        {
            string name = size.Value as string ?? "";
            if (storages.FindPath(type, name) is not var (_, sizeType))
            {
                return "its [ParameterStorage] names the size '" + name + "', which it does not have or generated code cannot reach";
            }

            if (StorageParser.WidthOf(sizeType) is null && !StorageParser.IsSizes(sizeType))
            {
                return "its [ParameterStorage] names the size '" + name + "' of type " + CSharpNames.Of(sizeType)
                    + "; sizes are int, long or nint, or one member that holds all of them in an array or span";
            }
        }

        return "its [ParameterStorage] names '" + member.Name + "', which is no array, span, memory or list of float, double or Half";
    }
}
