using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>The sizes whose product is the length of the flat array that a member is created with, as <c>[Shape]</c> can name them.</summary>
internal static class CreatedSizes
{
    /// <summary>
    /// The arguments of <c>[Shape]</c>, in the order of the product: constants, or <c>nameof</c> of the members that hold the sizes. Null where the
    /// length is no product, or a factor has no name.
    /// </summary>
    /// <param name="member">The member.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellation">Cancels the search.</param>
    public static IReadOnlyList<string>? Of(ISymbol member, Compilation compilation, CancellationToken cancellation)
    {
        ExpressionSyntax? length = Lengths(member, compilation, cancellation).FirstOrDefault();
        var factors = new List<ExpressionSyntax>();
        if (length is null || !AddFactors(length, factors) || factors.Count < 2)
        {
            return null;
        }

        SemanticModel model = compilation.GetSemanticModel(length.SyntaxTree);
        if (factors.All(factor => model.GetConstantValue(factor, cancellation) is { HasValue: true, Value: int }))
        {
            return [.. factors.Select(factor => factor.WithoutTrivia().ToString())];
        }

        var names = new List<string>();
        foreach (ExpressionSyntax factor in factors)
        {
            ISymbol? size = model.GetSymbolInfo(factor, cancellation).Symbol;
            if ((size is IParameterSymbol parameter ? HolderOf(parameter, member.ContainingType, model, cancellation) : size) is not { } holder
                || !IsSize(holder, member.ContainingType))
            {
                return null;
            }

            names.Add("nameof(" + holder.Name + ")");
        }

        return names;
    }

    /// <summary>The lengths of the arrays that a declaration or a constructor creates the member with.</summary>
    private static IEnumerable<ExpressionSyntax> Lengths(ISymbol member, Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            ExpressionSyntax? value = reference.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: { } initializer } => initializer,
                PropertyDeclarationSyntax { Initializer.Value: { } initializer } => initializer,
                _ => null,
            };
            if (LengthOf(value) is { } length)
            {
                yield return length;
            }
        }

        foreach (AssignmentExpressionSyntax assignment in Assignments(member.ContainingType, cancellation))
        {
            if (LengthOf(assignment.Right) is { } length
                && SymbolEqualityComparer.Default.Equals(
                    compilation.GetSemanticModel(assignment.SyntaxTree).GetSymbolInfo(assignment.Left, cancellation).Symbol, member))
            {
                yield return length;
            }
        }
    }

    private static IEnumerable<AssignmentExpressionSyntax> Assignments(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.InstanceConstructors
            .SelectMany(constructor => constructor.DeclaringSyntaxReferences)
            .Select(reference => reference.GetSyntax(cancellation))
            .OfType<ConstructorDeclarationSyntax>()
            .SelectMany(constructor => constructor.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            .Where(assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression));

    private static ExpressionSyntax? LengthOf(ExpressionSyntax? value) =>
        value is ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [var length] }] } && length is not OmittedArraySizeExpressionSyntax
            ? length
            : null;

    private static bool AddFactors(ExpressionSyntax expression, List<ExpressionSyntax> factors)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return AddFactors(parenthesized.Expression, factors);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product:
                return AddFactors(product.Left, factors) && AddFactors(product.Right, factors);
            case LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax:
                factors.Add(expression);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The member that a constructor keeps its parameter in.</summary>
    private static ISymbol? HolderOf(IParameterSymbol parameter, INamedTypeSymbol type, SemanticModel model, CancellationToken cancellation)
    {
        foreach (ISymbol member in type.GetMembers().Where(member => IsSize(member, type)))
        {
            foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
            {
                ExpressionSyntax? value = reference.GetSyntax(cancellation) switch
                {
                    VariableDeclaratorSyntax { Initializer.Value: { } initializer } => initializer,
                    PropertyDeclarationSyntax { Initializer.Value: { } initializer } => initializer,
                    _ => null,
                };
                if (IsParameter(value))
                {
                    return member;
                }
            }
        }

        return Assignments(type, cancellation)
            .Where(assignment => IsParameter(assignment.Right))
            .Select(assignment => model.Compilation.GetSemanticModel(assignment.SyntaxTree).GetSymbolInfo(assignment.Left, cancellation).Symbol)
            .FirstOrDefault(target => target is not null && IsSize(target, type));

        bool IsParameter(ExpressionSyntax? value) =>
            value is IdentifierNameSyntax && SymbolEqualityComparer.Default.Equals(
                model.Compilation.GetSemanticModel(value.SyntaxTree).GetSymbolInfo(value, cancellation).Symbol, parameter);
    }

    private static bool IsSize(ISymbol member, INamedTypeSymbol type) =>
        !member.IsImplicitlyDeclared && member.CanBeReferencedByName
        && member is IFieldSymbol { Type.SpecialType: SpecialType.System_Int32 } or IPropertySymbol { Type.SpecialType: SpecialType.System_Int32, IsIndexer: false }
        && SymbolEqualityComparer.Default.Equals(member.ContainingType, type);
}
