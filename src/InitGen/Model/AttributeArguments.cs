using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>Reads an attribute's arguments by name: the constructor's parameter, or the property.</summary>
internal readonly struct AttributeArguments(AttributeData attribute)
{
    public bool Has(string name) => TryGet(name, out _);

    public double? Double(string name) => TryGet(name, out TypedConstant constant) && constant.Value is double value ? value : null;

    public int? Int(string name) => TryGet(name, out TypedConstant constant) && constant.Value is int value ? value : null;

    public string? String(string name) => TryGet(name, out TypedConstant constant) ? constant.Value as string : null;

    /// <summary>The type of a <c>typeof</c>; null where it is absent or half-typed.</summary>
    public INamedTypeSymbol? Type(string name) =>
        TryGet(name, out TypedConstant constant) && constant.Value is INamedTypeSymbol { TypeKind: not TypeKind.Error } type ? type : null;

    /// <summary>An enumeration's value; null where it is absent or not an enumeration.</summary>
    public int? Enum(string name) =>
        TryGet(name, out TypedConstant constant) && constant.Kind == TypedConstantKind.Enum && constant.Value is int value ? value : null;

    /// <summary>The elements of an array argument; null where it is absent or not an array.</summary>
    public IReadOnlyList<TypedConstant>? Array(string name) =>
        TryGet(name, out TypedConstant constant) && constant.Kind == TypedConstantKind.Array && !constant.IsNull ? constant.Values : null;

    public bool TryGet(string name, out TypedConstant value)
    {
        foreach (KeyValuePair<string, TypedConstant> named in attribute.NamedArguments)
        {
            if (named.Key == name)
            {
                value = named.Value;
                return true;
            }
        }

        if (attribute.AttributeConstructor is { } constructor)
        {
            int count = Math.Min(constructor.Parameters.Length, attribute.ConstructorArguments.Length);
            for (int i = 0; i < count; i++)
            {
                if (constructor.Parameters[i].Name == name)
                {
                    value = attribute.ConstructorArguments[i];
                    return true;
                }
            }
        }

        value = default;
        return false;
    }
}
