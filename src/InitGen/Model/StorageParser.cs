using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>Reads how a member stores a parameter from its type.</summary>
/// <param name="compilation">The compilation, whose assembly may state how types of others store parameters.</param>
/// <param name="model">The type whose generated part reaches the storage.</param>
/// <param name="cancellation">Cancels the reading of bodies.</param>
internal sealed class StorageParser(Compilation compilation, INamedTypeSymbol model, CancellationToken cancellation)
{
    private const int MaximalRank = 5;

    /// <summary>The storage of a member; null where it cannot store a parameter (INIT002).</summary>
    /// <param name="member">The member.</param>
    /// <param name="type">Its type.</param>
    public StorageModel? Parse(ISymbol member, ITypeSymbol type)
    {
        if (member is IFieldSymbol { IsFixedSizeBuffer: true } buffer)
        {
            return type is IPointerTypeSymbol { PointedAtType: { } pointed } && ElementOf(pointed) is var (bufferElement, bufferName)
                ? new StorageModel(StorageKind.FixedBuffer, 1, bufferElement, bufferName) { Length = buffer.FixedSize }
                : null;
        }

        // A number by itself, not that of a list.
        return member is IFieldSymbol or IPropertySymbol && SymbolEqualityComparer.Default.Equals(ParameterParser.TypeOf(member), type) && ElementOf(type) is var (element, name)
            ? new StorageModel(StorageKind.Scalar, 1, element, name) { Length = 1 }
            : Parse(type);
    }

    /// <summary>The storage of a type, such as that of a list's elements; null where it cannot store a parameter.</summary>
    public StorageModel? Parse(ITypeSymbol type) => ParseBlock(type) ?? ParseOwner(type);

    /// <summary>The storage of an array, span, memory, list, tensor, inline array or pointer.</summary>
    public static StorageModel? ParseBlock(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return ParseArray(array);
            case IPointerTypeSymbol pointer:
                return ElementOf(pointer.PointedAtType) is var (pointed, pointedName)
                    ? new StorageModel(StorageKind.Pointer, 1, pointed, pointedName)
                    : null;
            case INamedTypeSymbol { IsGenericType: true, TypeArguments.Length: 1 } named when ElementOf(named.TypeArguments[0]) is var (element, name):
                switch (named.Name, named.ContainingNamespace?.ToDisplayString())
                {
                    case ("ArraySegment", "System"):
                        return new StorageModel(StorageKind.Block, 1, element, name) { Conversion = "global::System.Span<" + name + ">" };
                    case ("Span" or "Memory", "System"):
                    case ("List", "System.Collections.Generic"):
                        return new StorageModel(StorageKind.Block, 1, element, name);
                    case ("Tensor", "System.Numerics.Tensors"):
                        return new StorageModel(StorageKind.Tensor, 1, element, name) { HasOwner = true, AllSizes = ".Lengths" };
                }

                break;
        }

        return ParseInlineArray(type);
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
            return IsFloatingPoint(parameter) ? (ElementType.TypeParameter, CSharpNames.Escape(parameter.Name)) : null;
        }

        return type is { Name: "Half", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            ? (ElementType.Half, "global::System.Half")
            : null;
    }

    /// <summary>Whether a type parameter is constrained to floating point, by itself or by another interface such as IBinaryFloatingPointIeee754.</summary>
    private static bool IsFloatingPoint(ITypeParameterSymbol parameter) => parameter.ConstraintTypes.Any(constraint =>
        constraint is ITypeParameterSymbol other ? IsFloatingPoint(other) : constraint.AllInterfaces.Append(constraint).Any(candidate =>
            candidate is
            {
                Name: "IFloatingPointIeee754",
                ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
            }));

    /// <summary>The contract that states how a type stores a parameter: on the type, or on the model's assembly.</summary>
    public AttributeData? FindContract(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in compilation.Assembly.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: KnownTypes.ParameterStorageAttribute } attributeClass && KnownTypes.IsInitGen(attributeClass)
                && new AttributeArguments(attribute).Type("type") is { } stated
                && SymbolEqualityComparer.Default.Equals(stated.OriginalDefinition, type.OriginalDefinition))
            {
                return attribute;
            }
        }

        return KnownTypes.FindAttribute(type.OriginalDefinition, KnownTypes.ParameterStorageAttribute);
    }

    private static StorageModel? ParseArray(IArrayTypeSymbol array)
    {
        if (array.Rank > MaximalRank)
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

    private static StorageModel? ParseInlineArray(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct } named)
        {
            return null;
        }

        foreach (AttributeData attribute in named.GetAttributes())
        {
            if (attribute is
                {
                    AttributeClass: { Name: "InlineArrayAttribute", ContainingNamespace: { Name: "CompilerServices" } },
                    ConstructorArguments: [{ Value: int and > 0 } length],
                }
                && named.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => !field.IsStatic) is { } first
                && ElementOf(first.Type) is var (element, name))
            {
                return new StorageModel(StorageKind.InlineArray, 1, element, name)
                {
                    Length = (int)length.Value!,
                    BufferType = named.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                };
            }
        }

        return null;
    }

    /// <summary>The storage of a type of the user's own: by contract, by <c>AsSpan()</c>, or by an implicit conversion to a span.</summary>
    private StorageModel? ParseOwner(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } named)
        {
            return null;
        }

        if (FindContract(named) is { } contract)
        {
            return ParseContract(named, contract);
        }

        for (INamedTypeSymbol? current = named; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers("AsSpan"))
            {
                if (member is IMethodSymbol { IsStatic: false, Parameters.Length: 0, TypeParameters.Length: 0 } method
                    && SpanElementOf(method.ReturnType) is { } storage && IsAccessible(method))
                {
                    return Given(storage with { Access = ".AsSpan()", HasOwner = named.IsReferenceType }, method);
                }
            }

            foreach (ISymbol member in current.GetMembers("op_Implicit"))
            {
                if (member is IMethodSymbol { Parameters.Length: 1 } conversion
                    && SymbolEqualityComparer.Default.Equals(conversion.Parameters[0].Type, current)
                    && SpanElementOf(conversion.ReturnType) is { } storage)
                {
                    return Given(
                        storage with { Conversion = "global::System.Span<" + storage.ElementName + ">", HasOwner = named.IsReferenceType }, conversion);
                }
            }
        }

        return null;
    }

    private static StorageModel? SpanElementOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Span" } && ParseBlock(type) is { Kind: StorageKind.Block } storage ? storage : null;

    private StorageModel? ParseContract(INamedTypeSymbol type, AttributeData contract)
    {
        var arguments = new AttributeArguments(contract);
        if (arguments.String("data") is not { } data || FindMember(type, data) is not { } member)
        {
            return null;
        }

        ITypeSymbol? dataType = member switch
        {
            IFieldSymbol { IsStatic: false } field => field.Type,
            IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null } property => property.Type,
            IMethodSymbol { IsStatic: false, Parameters.Length: 0, TypeParameters.Length: 0 } method => method.ReturnType,
            _ => null,
        };
        if (dataType is null || ParseBlock(dataType) is not { } storage || storage.LiesInMember || storage.Kind == StorageKind.Tensor)
        {
            return null;
        }

        var sizes = new List<SizeMember>();
        string? all = null;
        if (storage.IsFlat && arguments.Array("sizes") is { } names)
        {
            foreach (TypedConstant name in names)
            {
                if (name.Value is not string text || FindPath(type, text) is not var (path, sizeType))
                {
                    return null;
                }

                if (WidthOf(sizeType) is { } isWide)
                {
                    sizes.Add(new SizeMember(path, isWide));
                }
                else if (names.Count == 1 && IsSizes(sizeType))
                {
                    all = "." + path;
                }
                else
                {
                    return null;
                }
            }
        }

        return Given(
            storage with
            {
                Access = "." + CSharpNames.Escape(data) + (member is IMethodSymbol ? "()" : "") + storage.Access,
                HasOwner = type.IsReferenceType,
                Rank = sizes.Count > 0 ? sizes.Count : storage.Rank,
                SizeMembers = sizes.ToEquatableArray(),
                AllSizes = all,
            },
            member);
    }

    /// <summary>The storage with what is known of the member that gives it: whether that may be, or is, a copy.</summary>
    private StorageModel Given(StorageModel storage, ISymbol member) => ReturnedValues.Of(member, cancellation) switch
    {
        ReturnedValue.Copy => storage with { CopyFrom = member.ContainingType.Name + "." + (member.Name == "op_Implicit" ? "its conversion to a span" : member.Name) },
        ReturnedValue.Unknown => storage with { IsTakenTwice = storage.Kind != StorageKind.Pointer },
        _ => storage,
    };

    /// <summary>A member, or a member of a member, joined by dots: as it is written in C#, and its type.</summary>
    public (string Path, ITypeSymbol Type)? FindPath(INamedTypeSymbol type, string path)
    {
        ITypeSymbol? current = type;
        var written = new List<string>();
        foreach (string name in path.Split('.'))
        {
            ISymbol? member = current is INamedTypeSymbol owner ? FindMember(owner, name) : null;
            current = member switch
            {
                IFieldSymbol { IsStatic: false } field => field.Type,
                IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null } property => property.Type,
                IMethodSymbol { IsStatic: false, ReturnsVoid: false, TypeParameters.Length: 0 } method => method.ReturnType,
                _ => null,
            };
            if (current is null)
            {
                return null;
            }

            written.Add(CSharpNames.Escape(name) + (member is IMethodSymbol ? "()" : ""));
        }

        return (string.Join(".", written), current!);
    }

    /// <summary>Whether a size's type is wider than int; null where it is no size.</summary>
    public static bool? WidthOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Int32 => false,
        SpecialType.System_Int64 or SpecialType.System_IntPtr => true,
        _ => null,
    };

    /// <summary>Whether a type holds all sizes: an array or span of int, long or nint.</summary>
    public static bool IsSizes(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => WidthOf(array.ElementType) is not null,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [{ } element] } => WidthOf(element) is not null,
        _ => false,
    };

    /// <summary>An accessible member of a type or one of its bases, by name.</summary>
    public ISymbol? FindMember(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers(name))
            {
                if (IsAccessible(member) && member is IFieldSymbol or IPropertySymbol or IMethodSymbol { Parameters.Length: 0, MethodKind: MethodKind.Ordinary })
                {
                    return member;
                }
            }
        }

        return null;
    }

    public static bool IsSize(ISymbol member) => member is
        IFieldSymbol { Type.SpecialType: SpecialType.System_Int32 }
        or IPropertySymbol { Type.SpecialType: SpecialType.System_Int32, IsIndexer: false, GetMethod: not null };

    public bool IsAccessible(ISymbol member) => compilation.IsSymbolAccessibleWithin(member, model);
}
