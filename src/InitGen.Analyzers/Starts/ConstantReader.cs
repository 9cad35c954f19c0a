using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Starts;

/// <summary>Reads numbers that are fixed at compile time, through parameters of helper methods, locals, readonly members and arithmetic.</summary>
internal sealed class ConstantReader(CreationSites sites, INamedTypeSymbol type)
{
    private const int MaximalDepth = 16;

    /// <summary>A number; null where it is not fixed.</summary>
    public double? Number(IOperation value, CallFrame frame, int depth = 0)
    {
        if (depth > MaximalDepth)
        {
            return null;
        }

        value = Bare(value);
        if (value.ConstantValue is { HasValue: true, Value: { } constant })
        {
            return constant switch
            {
                double number => number,
                float number => number,
                int number => number,
                long number => number,
                uint number => number,
                _ => null,
            };
        }

        switch (value)
        {
            case IParameterReferenceOperation parameter when !Variables.IsReassigned(parameter.Parameter, parameter):
                return frame is { Caller: { } caller } && frame.ArgumentOf(parameter.Parameter) is { } argument ? Number(argument, caller, depth + 1) : null;
            case ILocalReferenceOperation local:
                return Variables.ValueOf(local.Local, local) is { } declared ? Number(declared, frame, depth + 1) : null;
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                return OfMember((IMemberReferenceOperation)value);
            case IInvocationOperation { TargetMethod.Name: "GetLength", Instance: IMemberReferenceOperation array, Arguments: [{ Value.ConstantValue: { HasValue: true, Value: int axis } }] }:
                return sites.SizesOf(array.Member) is { } sizes && axis >= 0 && axis < sizes.Length ? sizes[axis] : null;
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus } negative:
                return -Number(negative.Operand, frame, depth + 1);
            case IBinaryOperation binary:
                return Number(binary.LeftOperand, frame, depth + 1) is { } left && Number(binary.RightOperand, frame, depth + 1) is { } right
                    ? Combine(binary, left, right)
                    : null;
            case IInvocationOperation { TargetMethod: { Name: "Sqrt", ContainingType.Name: "Math" or "MathF" or "Single" or "Double" }, Arguments: [{ Value: { } squared }] }:
                return Number(squared, frame, depth + 1) is { } radicand ? Math.Sqrt(radicand) : null;
            default:
                return null;
        }
    }

    /// <summary>A whole number; null where it is not fixed.</summary>
    public int? Whole(IOperation value, CallFrame frame) =>
        Number(value, frame) is { } number && number >= int.MinValue && number <= int.MaxValue && Math.Floor(number).Equals(number) ? (int)number : null;

    /// <summary>A truth value; null where it is not fixed.</summary>
    public static bool? Truth(IOperation value, CallFrame frame)
    {
        value = Bare(value);
        return value.ConstantValue is { HasValue: true, Value: bool constant } ? constant
            : value is IParameterReferenceOperation parameter && frame is { Caller: { } caller } && frame.ArgumentOf(parameter.Parameter) is { } argument
                ? Truth(argument, caller)
                : null;
    }

    /// <summary>The sizes of a shape, null where one is not fixed; null where not even its rank is.</summary>
    public int?[]? Shape(IOperation value, CallFrame frame)
    {
        value = Bare(value);
        switch (value)
        {
            case IParameterReferenceOperation parameter when !Variables.IsReassigned(parameter.Parameter, parameter):
                return frame is { Caller: { } caller } && frame.ArgumentOf(parameter.Parameter) is { } argument ? Shape(argument, caller) : null;
            case ILocalReferenceOperation local:
                return Variables.ValueOf(local.Local, local) is { } declared ? Shape(declared, frame) : null;
            default:
                return Variables.ElementsOf(value) is { } elements ? [.. elements.Select(element => Whole(element, frame))] : null;
        }
    }

    private double? OfMember(IMemberReferenceOperation reference) => reference switch
    {
        IPropertyReferenceOperation { Property.Name: "Length", Instance: IMemberReferenceOperation array } =>
            sites.SizesOf(array.Member) is { } sizes && Array.TrueForAll(sizes, static size => size is not null)
                ? sizes.Aggregate(1.0, static (product, size) => product * size!.Value)
                : null,
        { Member.ContainingType: { } holder } when SymbolEqualityComparer.Default.Equals(holder.OriginalDefinition, type.OriginalDefinition) =>
            sites.ConstantOf(reference.Member),
        _ => null,
    };

    // A conversion to a whole number cuts a fraction off.
    private static IOperation Bare(IOperation value)
    {
        while (true)
        {
            switch (value)
            {
                case IParenthesizedOperation parenthesized:
                    value = parenthesized.Operand;
                    break;
                case IConversionOperation conversion when !(IsWhole(conversion.Type) && !IsWhole(conversion.Operand.Type) && conversion.Operand.Type is { SpecialType: not SpecialType.None }):
                    value = conversion.Operand;
                    break;
                default:
                    return value;
            }
        }
    }

    private static double? Combine(IBinaryOperation operation, double left, double right) => operation.OperatorKind switch
    {
        BinaryOperatorKind.Add => left + right,
        BinaryOperatorKind.Subtract => left - right,
        BinaryOperatorKind.Multiply => left * right,
        BinaryOperatorKind.Divide when !IsWhole(operation.Type) => left / right,
        BinaryOperatorKind.Divide when right != 0.0 => Math.Truncate(left / right),
        _ => null,
    };

    private static bool IsWhole(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32
        or SpecialType.System_UInt64 or SpecialType.System_Int16 or SpecialType.System_Byte;
}
