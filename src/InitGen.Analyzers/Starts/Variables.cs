using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Starts;

/// <summary>What local variables and parameters stand for.</summary>
internal static class Variables
{
    /// <summary>Whether a local or a parameter is given a value after its declaration, in the body where it is used.</summary>
    public static bool IsReassigned(ISymbol variable, IOperation use) => Root(use).DescendantsAndSelf().Any(operation => operation switch
    {
        IAssignmentOperation { Target: { } target } => Targets(target).Any(part => Refers(part, variable)),
        IIncrementOrDecrementOperation { Target: { } target } => Refers(target, variable),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => Refers(argument.Value, variable),
        _ => false,
    });

    /// <summary>The value that a local is declared with; null where it has none, or gets another one later.</summary>
    public static IOperation? ValueOf(ILocalSymbol local, IOperation use) =>
        IsReassigned(local, use) ? null
        : Root(use).DescendantsAndSelf().OfType<IVariableDeclaratorOperation>()
            .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?.GetVariableInitializer()?.Value;

    /// <summary>The collection whose elements a variable of <c>foreach</c> runs through; null where it is none.</summary>
    public static IOperation? CollectionOf(ILocalSymbol local, IOperation use) =>
        Root(use).DescendantsAndSelf().OfType<IForEachLoopOperation>().FirstOrDefault(loop => loop.Locals.Contains(local, SymbolEqualityComparer.Default))?.Collection;

    /// <summary>The value without conversions and parentheses.</summary>
    public static IOperation Bare(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The elements that a collection is written down with; null where it is not, or holds a spread.</summary>
    public static IReadOnlyList<IOperation>? ElementsOf(IOperation collection) => Bare(collection) switch
    {
        ICollectionExpressionOperation expression when !expression.Elements.Any(static element => element is ISpreadOperation) => expression.Elements,
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        _ => null,
    };

    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private static ImmutableArray<IOperation> Targets(IOperation target) => target is ITupleOperation tuple ? tuple.Elements : [target];

    private static bool Refers(IOperation operation, ISymbol variable) => operation switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, variable),
        IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, variable),
        _ => false,
    };
}
