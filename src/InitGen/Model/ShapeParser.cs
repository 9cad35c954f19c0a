using System.Globalization;
using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>
/// Finds a parameter's shape: from <c>[Shape]</c>, from the constant sizes of the array that is created, or from the storage at
/// run time; and finds sources that contradict each other (INIT010).
/// </summary>
internal static class ShapeParser
{
    /// <summary>The shape of a member, or of every element of the list that it holds.</summary>
    /// <param name="member">The member.</param>
    /// <param name="storage">How the member, or each element, is stored.</param>
    /// <param name="created">The sizes of the array that is created, as far as they are known; null where they are not.</param>
    /// <param name="sites">The creation sites of the member's type.</param>
    /// <param name="model">The type whose generated part reads the sizes.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static ShapeModel? Parse(ISymbol member, StorageModel storage, int?[]? created, CreationSites sites, INamedTypeSymbol model, List<Problem> problems)
    {
        if (storage.Length is { } declared)
        {
            created = [declared];
        }
        else if (storage.Kind is not (StorageKind.Vector or StorageKind.Rectangular or StorageKind.Jagged or StorageKind.Tensor)
            || (created?.Length != storage.Rank && storage.Kind != StorageKind.Tensor) || storage.Access.Length > 0)
        {
            // The storage is of another type than what is created, as in half-typed code.
            created = null;
        }

        if (KnownTypes.FindAttribute(member, KnownTypes.ShapeAttribute) is not { } attribute)
        {
            return created is null
                ? storage.AllSizes is null ? ShapeModel.OfStorage(storage.Rank) : ShapeModel.Unranked()
                : created.Contains(null) && storage.AllSizes is not null ? ShapeModel.Unranked()
                : new ShapeModel(created.Select(size => new ShapeSize(size)).ToEquatableArray());
        }

        ShapeModel? stated = Read(attribute, member, sites, model, problems);
        if (stated is null)
        {
            return null;
        }

        if (!storage.IsFlat && stated.Rank != storage.Rank)
        {
            problems.Add(Problem.Of(
                "INIT010", new ProblemSite(KnownTypes.ShapeAttribute), member.Name, Text(stated),
                "an array of rank " + storage.Rank.ToString(CultureInfo.InvariantCulture)));
            return null;
        }

        if (created is not null && Contradicts(stated, created, storage))
        {
            problems.Add(Problem.Of(
                "INIT010", new ProblemSite(KnownTypes.ShapeAttribute), member.Name, Text(stated),
                storage.IsFlat && storage.Kind != StorageKind.Tensor
                    ? "an array of " + Text(created[0]) + " elements"
                    : "an array of [" + string.Join(", ", created.Select(Text)) + "]"));
            return null;
        }

        return stated;
    }

    private static ShapeModel? Read(
        AttributeData attribute, ISymbol member, CreationSites sites, INamedTypeSymbol model, List<Problem> problems)
    {
        if (attribute.AttributeConstructor is not { Parameters: [{ } parameter] } || attribute.ConstructorArguments is not [{ Kind: not TypedConstantKind.Error } argument])
        {
            // Half-typed.
            return null;
        }

        var site = new ProblemSite(KnownTypes.ShapeAttribute, parameter.Name);
        if (argument.Kind != TypedConstantKind.Array || argument.IsNull || argument.Values.IsEmpty)
        {
            problems.Add(Problem.Of("INIT008", site, "the shape of " + member.Name, argument.IsNull ? "null" : "empty", "a size or a name for each axis"));
            return null;
        }

        var found = new List<ShapeSize>();
        foreach (TypedConstant axis in argument.Values)
        {
            site = site with { Element = found.Count };
            switch (axis)
            {
                case { Kind: TypedConstantKind.Error }:
                    return null;
                case { Value: int constant } when constant >= 1:
                    found.Add(new ShapeSize(constant));
                    break;
                case { Value: string name } when FindSize(member.ContainingType, name, sites, model) is { } size:
                    found.Add(size);
                    break;
                case { Value: string name }:
                    problems.Add(Problem.Of("INIT009", site, member.Name, name, "a field or property of type int"));
                    return null;
                case { Value: int constant }:
                    problems.Add(Problem.Of("INIT008", site, parameter.Name, Text(constant), "sizes of 1 or more"));
                    return null;
                default:
                    problems.Add(Problem.Of("INIT008", site, "the shape of " + member.Name, "[" + string.Join(", ", argument.Values.Select(Text)) + "]", "an int or a member's name for each axis"));
                    return null;
            }
        }

        return new ShapeModel(found.ToEquatableArray());
    }

    private static string Text(TypedConstant axis) => axis is { Kind: not TypedConstantKind.Array, Value: { } value }
        ? Convert.ToString(value, CultureInfo.InvariantCulture)
        : "null";

    /// <summary>The size that a member of the type, or of one of its bases, holds.</summary>
    private static ShapeSize? FindSize(INamedTypeSymbol owner, string name, CreationSites sites, INamedTypeSymbol model)
    {
        for (INamedTypeSymbol? type = owner; type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers(name))
            {
                if (StorageParser.IsSize(member) && sites.Compilation.IsSymbolAccessibleWithin(member, model))
                {
                    return member.IsStatic && sites.ConstantOf(member) is { } constant
                        ? new ShapeSize(constant)
                        : new ShapeSize(null, CSharpNames.Escape(name));
                }
            }
        }

        return null;
    }

    private static bool Contradicts(ShapeModel stated, int?[] created, StorageModel storage)
    {
        if (storage.Kind == StorageKind.Tensor && created.Length != stated.Rank)
        {
            return true;
        }

        if (storage.IsFlat && storage.Kind != StorageKind.Tensor)
        {
            return created[0] is { } length && stated.ConstantLength is { } product && product != length;
        }

        for (int i = 0; i < created.Length; i++)
        {
            if (created[i] is { } size && stated.Sizes[i].Constant is { } constant && constant != size)
            {
                return true;
            }
        }

        return false;
    }

    private static string Text(ShapeModel shape) => "[" + string.Join(", ", shape.Sizes.Select(size => size.Member ?? Text(size.Constant))) + "]";

    private static string Text(int? size) => size?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
