using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>The marker types of InitGen, by which the compiler side knows them. Nothing is analyzed in a compilation that lacks them.</summary>
internal sealed class KnownTypes
{
    public const string Namespace = "InitGen";
    public const string RuntimeAssembly = "InitGen.Runtime";
    public const string Initializable = "InitGen.IInitializable";
    public const string Parameterized = "InitGen.IParameterized";
    public const string ShapeAttribute = "ShapeAttribute";
    public const string ParameterLayoutAttribute = "ParameterLayoutAttribute";
    public const string ActivationAttribute = "ActivationAttribute";
    public const string FrozenAttribute = "FrozenAttribute";
    public const string NotAParameterAttribute = "NotAParameterAttribute";
    public const string ModuleAttribute = "ModuleAttribute";
    public const string WeightAttribute = "WeightAttribute";
    public const string BiasAttribute = "BiasAttribute";
    public const string LayerContractAttribute = "LayerContractAttribute";
    public const string ParameterStorageAttribute = "ParameterStorageAttribute";
    public const string ParameterNameAttribute = "ParameterNameAttribute";
    public const string PretrainedAttribute = "PretrainedAttribute";

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

    /// <summary>The attributes of a member: for a property those of the field behind it too, where <c>[field: …]</c> puts them.</summary>
    public static IEnumerable<AttributeData> AttributesOf(ISymbol symbol)
    {
        ImmutableArray<AttributeData> attributes = Bound(symbol);
        return symbol is IPropertySymbol { ContainingType: { } type } property
            && BackingFieldOf(property, type) is { } field && Bound(field) is { IsEmpty: false } own ? attributes.Concat(own) : attributes;
    }

    // The compiler's binder throws on half-typed arguments such as nameof(x++) of a readonly field.
    private static ImmutableArray<AttributeData> Bound(ISymbol symbol)
    {
        try
        {
            return symbol.GetAttributes();
        }
        catch (NullReferenceException)
        {
            return [];
        }
    }

    /// <summary>The field that the compiler puts behind a property; null where it puts none.</summary>
    public static IFieldSymbol? BackingFieldOf(IPropertySymbol property, INamedTypeSymbol type) =>
        type.GetMembers("<" + property.Name + ">k__BackingField").OfType<IFieldSymbol>().FirstOrDefault();

    /// <summary>The attribute of one of InitGen's classes on a symbol, by the class's name.</summary>
    public static AttributeData? FindAttribute(ISymbol symbol, string attributeName)
    {
        foreach (AttributeData attribute in AttributesOf(symbol))
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
        foreach (AttributeData attribute in AttributesOf(symbol))
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

    /// <summary>Whether a type declares a member with an initializer, or a module.</summary>
    public static bool HasInitializers(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (IsAnnotated(member))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a field or property has an initializer or is a module; what the generator reads.</summary>
    public static bool IsAnnotated(ISymbol member)
    {
        if (member is not (IFieldSymbol { AssociatedSymbol: null } or IPropertySymbol))
        {
            return false;
        }

        foreach (AttributeData attribute in AttributesOf(member))
        {
            if (TryGetInitializer(attribute, out _) || attribute.AttributeClass is { Name: ModuleAttribute } type && IsInitGen(type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a type is one of InitGen's interfaces, or implements it.</summary>
    public static bool Implements(ITypeSymbol type, string interfaceName)
    {
        return IsNamed(type) || type.AllInterfaces.Any(IsNamed)
            || (type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(constraint => Implements(constraint, interfaceName)));

        bool IsNamed(ITypeSymbol candidate) => candidate.Name == interfaceName && IsInitGen(candidate);
    }
}
