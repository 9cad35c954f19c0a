using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Model;

/// <summary>What a property's getter returns: its storage, or something made anew at each call.</summary>
internal static class PropertyGetter
{
    /// <summary>
    /// Whether a property always returns the field that the compiler puts behind it: an auto-property, or one whose getter returns
    /// <c>field</c> or <c>field ??= …</c> and nothing else.
    /// </summary>
    public static bool ReturnsBackingField(IPropertySymbol property, CancellationToken cancellation) =>
        KnownTypes.BackingFieldOf(property, property.ContainingType) is not null
        && Returned(property, cancellation).All(returned => returned switch
        {
            FieldExpressionSyntax => true,
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression, Left: FieldExpressionSyntax } => true,
            _ => false,
        });

    /// <summary>Whether a property does no more than return a field: <c>public float[] W => _w;</c>.</summary>
    public static bool ReturnsField(IPropertySymbol property, CancellationToken cancellation)
    {
        string? name = Returned(property, cancellation) is not [{ } returned] ? null : returned switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
            _ => null,
        };
        return name is not null && property.ContainingType.GetMembers(name).OfType<IFieldSymbol>()
            .Any(field => !field.IsStatic && SymbolEqualityComparer.Default.Equals(field.Type, property.Type));
    }

    /// <summary>The expressions that a getter returns; none for an auto-property.</summary>
    private static List<ExpressionSyntax?> Returned(IPropertySymbol property, CancellationToken cancellation)
    {
        var returned = new List<ExpressionSyntax?>();
        foreach (SyntaxReference reference in CreationSites.DeclarationsOf(property))
        {
            if (reference.GetSyntax(cancellation) is not PropertyDeclarationSyntax declaration)
            {
                continue;
            }

            AccessorDeclarationSyntax? getter = declaration.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration));
            if ((declaration.ExpressionBody ?? getter?.ExpressionBody) is { } arrow)
            {
                returned.Add(CreationSites.Unwrapped(arrow.Expression));
            }

            if (getter?.Body is { } body)
            {
                returned.AddRange(body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                    .OfType<ReturnStatementSyntax>()
                    .Select(statement => statement.Expression is { } expression ? CreationSites.Unwrapped(expression) : null));
            }
        }

        return returned;
    }
}
