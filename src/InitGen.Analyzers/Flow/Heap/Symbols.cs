using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>What types and operations are to the interpreter.</summary>
internal static class Symbols
{
    /// <summary>Numbers of the signal: floating-point scalars, and vectors of them, which stand for any of their lanes.</summary>
    public static bool IsFloating(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal } => true,
        { Name: "Half" or "BFloat16" or "Vector" or "Vector2" or "Vector3" or "Vector4" or "Vector64" or "Vector128" or "Vector256" or "Vector512" } =>
            type.IsValueType && IsSystem(type.ContainingNamespace),
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(static constraint =>
            constraint.Name.StartsWith("IFloatingPoint", StringComparison.Ordinal) || constraint.Name is "INumber" or "INumberBase"),
        _ => false,
    };

    public static bool IsSystem(INamespaceSymbol? space)
    {
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name == "System";
    }

    public static bool IsStorage(ITypeSymbol type) => type is IArrayTypeSymbol or IPointerTypeSymbol
        || type.Name is "Span" or "Memory" or "ReadOnlySpan" or "ReadOnlyMemory" or "List" or "Tensor" or "TensorSpan" or "ReadOnlyTensorSpan";

    /// <summary>Whether it is an array, span or tensor of numbers of the signal, of any rank.</summary>
    public static bool IsNumbers(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => IsFloating(array.ElementType),
        IPointerTypeSymbol pointer => IsFloating(pointer.PointedAtType),
        INamedTypeSymbol { TypeArguments: [{ } element] } storage => IsStorage(storage) && IsFloating(element),
        _ => false,
    };

    public static bool IsObject(ITypeSymbol type) =>
        !IsFloating(type) && type.TypeKind is TypeKind.Class or TypeKind.Array or TypeKind.Interface or TypeKind.Struct or TypeKind.Delegate
        && type.SpecialType is SpecialType.None or SpecialType.System_Array;

    public static bool Same(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);

    public static IOperation Unwrapped(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }
}
