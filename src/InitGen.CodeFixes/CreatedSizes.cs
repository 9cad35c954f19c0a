using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>The sizes whose product is the length of the flat array that a member is created with, as <c>[Shape]</c> can name them.</summary>
internal static class CreatedSizes
{
    /// <summary>The arguments that are right for all of several members; null where there are none.</summary>
    public static IReadOnlyList<string>? Of(IReadOnlyList<ISymbol> members, Compilation compilation, CancellationToken cancellation)
    {
        IReadOnlyList<string>? sizes = Of(members[0], compilation, cancellation);
        return sizes is not null && members.Skip(1).All(member => Of(member, compilation, cancellation) is { } other && other.SequenceEqual(sizes, StringComparer.Ordinal))
            ? sizes
            : null;
    }

    /// <summary>
    /// The arguments of <c>[Shape]</c>, in the order of the product: constants, or <c>nameof</c> of the members that hold the sizes. Null where the
    /// length is no product, or a factor has no name.
    /// </summary>
    /// <param name="member">The member.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellation">Cancels the search.</param>
    public static IReadOnlyList<string>? Of(ISymbol member, Compilation compilation, CancellationToken cancellation)
    {
        CreationSites sites = CreationSites.Of(member.ContainingType, compilation, cancellation);
        ExpressionSyntax? length = sites.ValuesOf(member).Select(LengthOf).FirstOrDefault(static found => found is not null);
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
            if ((size is IParameterSymbol parameter ? HolderOf(parameter, member.ContainingType, sites) : size) is not { } holder
                || !IsSize(holder, member.ContainingType))
            {
                return null;
            }

            names.Add("nameof(" + holder.Name + ")");
        }

        return names;
    }

    private static ExpressionSyntax? LengthOf(ExpressionSyntax? value) =>
        value is not null && CreationSites.Unwrapped(value) is ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [var length] }] }
            && length is not OmittedArraySizeExpressionSyntax
            ? length
            : null;

    private static bool AddFactors(ExpressionSyntax expression, List<ExpressionSyntax> factors)
    {
        switch (CreationSites.Unwrapped(expression))
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product:
                return AddFactors(product.Left, factors) && AddFactors(product.Right, factors);
            case LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax:
                factors.Add(CreationSites.Unwrapped(expression));
                return true;
            default:
                return false;
        }
    }

    /// <summary>The member that a constructor keeps its parameter in.</summary>
    private static ISymbol? HolderOf(IParameterSymbol parameter, INamedTypeSymbol type, CreationSites sites) =>
        type.GetMembers().FirstOrDefault(member => IsSize(member, type) && sites.ValuesOf(member).Any(value =>
            value is IdentifierNameSyntax && SymbolEqualityComparer.Default.Equals(
                sites.Compilation.GetSemanticModel(value.SyntaxTree).GetSymbolInfo(value, sites.Cancellation).Symbol, parameter)));

    private static bool IsSize(ISymbol member, INamedTypeSymbol type) =>
        member is { IsImplicitlyDeclared: false, CanBeReferencedByName: true }
        && member is IFieldSymbol { Type.SpecialType: SpecialType.System_Int32 } or IPropertySymbol { Type.SpecialType: SpecialType.System_Int32, IsIndexer: false }
        && SymbolEqualityComparer.Default.Equals(member.ContainingType, type);
}
