using System.Globalization;
using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>
/// Finds a parameter's shape: from <c>[Shape]</c>, from the constant sizes of the array that is created, or from the storage at
/// run time; and finds sources that contradict each other (INIT010).
/// </summary>
internal static class ShapeParser
{
    public static ShapeModel? Parse(
        ISymbol member, INamedTypeSymbol model, StorageModel storage, CreationSites sites, List<Problem> problems)
    {
        int?[]? created = sites.SizesOf(member);
        if (created is not null && created.Length != storage.Rank)
        {
            // The storage is of another type than what is created, as in half-typed code.
            created = null;
        }

        if (KnownTypes.FindAttribute(member, KnownTypes.ShapeAttribute) is not { } attribute)
        {
            return created is null
                ? ShapeModel.OfStorage(storage.Rank)
                : new ShapeModel(created.Select(size => new ShapeSize(size)).ToEquatableArray());
        }

        ShapeModel? stated = Read(attribute, member, model, problems);
        if (stated is null)
        {
            return null;
        }

        if (storage.Kind != StorageKind.Vector && stated.Rank != storage.Rank)
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
                storage.Kind == StorageKind.Vector
                    ? "an array of " + Text(created[0]) + " elements"
                    : "an array of [" + string.Join(", ", created.Select(Text)) + "]"));
            return null;
        }

        return stated;
    }

    private static ShapeModel? Read(AttributeData attribute, ISymbol member, INamedTypeSymbol model, List<Problem> problems)
    {
        var arguments = new AttributeArguments(attribute);
        if (arguments.Array("sizes") is { Count: > 0 } sizes)
        {
            var constants = new List<int>(sizes.Count);
            foreach (TypedConstant size in sizes)
            {
                if (size.Value is not int constant)
                {
                    return null;
                }

                if (constant < 1)
                {
                    problems.Add(Problem.Of(
                        "INIT008", new ProblemSite(KnownTypes.ShapeAttribute, "sizes"), "sizes", Text(constant),
                        "sizes of 1 or more"));
                    return null;
                }

                constants.Add(constant);
            }

            return ShapeModel.OfConstants(constants);
        }

        if (arguments.Array("members") is { Count: > 0 } names)
        {
            var found = new List<ShapeSize>(names.Count);
            foreach (TypedConstant name in names)
            {
                if (name.Value is not string text)
                {
                    return null;
                }

                if (FindSize(model, text) is not { } size)
                {
                    problems.Add(Problem.Of(
                        "INIT009", new ProblemSite(KnownTypes.ShapeAttribute, "members"), member.Name, text,
                        "a field or property of type int"));
                    return null;
                }

                found.Add(size);
            }

            return new ShapeModel(found.ToEquatableArray());
        }

        return null;
    }

    /// <summary>The size that a member of the model, or of one of its bases, holds.</summary>
    private static ShapeSize? FindSize(INamedTypeSymbol model, string name)
    {
        for (INamedTypeSymbol? type = model; type is not null; type = type.BaseType)
        {
            foreach (ISymbol member in type.GetMembers(name))
            {
                bool accessible = SymbolEqualityComparer.Default.Equals(type, model) || member.DeclaredAccessibility != Accessibility.Private;
                if (!accessible)
                {
                    continue;
                }

                switch (member)
                {
                    case IFieldSymbol { Type.SpecialType: SpecialType.System_Int32 } field:
                        return field is { HasConstantValue: true, ConstantValue: int constant }
                            ? new ShapeSize(constant)
                            : new ShapeSize(null, CSharpNames.Escape(name));
                    case IPropertySymbol { Type.SpecialType: SpecialType.System_Int32, IsIndexer: false, GetMethod: not null }:
                        return new ShapeSize(null, CSharpNames.Escape(name));
                }
            }
        }

        return null;
    }

    private static bool Contradicts(ShapeModel stated, int?[] created, StorageModel storage)
    {
        if (storage.Kind == StorageKind.Vector)
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
