using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>The marker types of InitGen, by which the compiler side knows them. Nothing is analyzed in a compilation that lacks them.</summary>
internal sealed class KnownTypes
{
    public const string Namespace = "InitGen";
    public const string RuntimeAssembly = "InitGen.Runtime";
    public const string Initializable = "InitGen.IInitializable";
    public const string ShapeAttribute = "ShapeAttribute";
    public const string ParameterLayoutAttribute = "ParameterLayoutAttribute";
    public const string ActivationAttribute = "ActivationAttribute";
    public const string FrozenAttribute = "FrozenAttribute";

    private KnownTypes(Compilation compilation, INamedTypeSymbol initializable)
    {
        Compilation = compilation;
        IInitializable = initializable;
    }

    public Compilation Compilation { get; }

    public INamedTypeSymbol IInitializable { get; }

    /// <summary>The types of a compilation; null where it does not reference InitGen.</summary>
    public static KnownTypes? TryCreate(Compilation compilation) =>
        compilation.GetTypeByMetadataName(Initializable) is { } initializable ? new KnownTypes(compilation, initializable) : null;

    /// <summary>Whether a type is one of InitGen's own, by name, namespace and assembly.</summary>
    public static bool IsInitGen(ITypeSymbol? type) =>
        type is { ContainingType: null, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } }
        && type.ContainingAssembly?.Name == RuntimeAssembly;

    /// <summary>The attribute of one of InitGen's classes on a symbol, by the class's name.</summary>
    public static AttributeData? FindAttribute(ISymbol symbol, string attributeName)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.Name == attributeName && IsInitGen(type))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>The first initializer attribute on a member.</summary>
    public static AttributeData? FindInitializer(ISymbol symbol, out InitializerKind kind)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (TryGetInitializer(attribute, out kind))
            {
                return attribute;
            }
        }

        kind = default;
        return null;
    }

    public static bool TryGetInitializer(AttributeData attribute, out InitializerKind kind)
    {
        kind = default;
        return attribute.AttributeClass is { } type && InitializerKinds.TryGet(type.Name, out kind) && IsInitGen(type);
    }

    /// <summary>Whether a type declares a member with an initializer.</summary>
    public static bool HasInitializers(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol or IPropertySymbol && FindInitializer(member, out _) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
