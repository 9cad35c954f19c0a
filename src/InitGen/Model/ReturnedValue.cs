using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Model;

/// <summary>How certain it is that a member gives its storage itself, and no copy of it.</summary>
internal enum ReturnedValue
{
    /// <summary>It is a field, or returns one.</summary>
    Storage,

    /// <summary>What it returns does not show; the runtime compares what it gives twice.</summary>
    Unknown,

    /// <summary>It returns what it has just made: writes to it are lost.</summary>
    Copy,
}

/// <summary>Reads the bodies of the members by which a type gives its elements.</summary>
internal static class ReturnedValues
{
    public static ReturnedValue Of(ISymbol member, CancellationToken cancellation)
    {
        if (member is IFieldSymbol || (member is IPropertySymbol property && PropertyGetter.ReturnsBackingField(property, cancellation)))
        {
            return ReturnedValue.Storage;
        }

        SyntaxNode[] bodies = [.. CreationSites.DeclarationsOf(member).Select(reference => reference.GetSyntax(cancellation))];
        if (bodies.Length == 0)
        {
            return member is IMethodSymbol && IsCopyByName(member.Name) ? ReturnedValue.Copy : ReturnedValue.Unknown;
        }

        ReturnedValue[] returned = [.. bodies.SelectMany(Returned).Select(expression => Of(expression, member.ContainingType))];
        return Array.IndexOf(returned, ReturnedValue.Copy) >= 0 ? ReturnedValue.Copy
            : returned.Length > 0 && Array.TrueForAll(returned, static value => value == ReturnedValue.Storage) ? ReturnedValue.Storage
            : ReturnedValue.Unknown;
    }

    private static bool IsCopyByName(string method) => method is "ToArray" or "ToList" or "Clone" or "Copy";

    private static IEnumerable<ExpressionSyntax> Returned(SyntaxNode declaration)
    {
        SyntaxNode? body = declaration switch
        {
            PropertyDeclarationSyntax property => (SyntaxNode?)property.ExpressionBody
                ?? property.AccessorList?.Accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration)),
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.ExpressionBody ?? method.Body,
            _ => null,
        };
        ArrowExpressionClauseSyntax? arrow = body as ArrowExpressionClauseSyntax ?? (body as AccessorDeclarationSyntax)?.ExpressionBody;
        return arrow is not null
            ? [CreationSites.Unwrapped(arrow.Expression)]
            : body?.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>()
                .Select(statement => statement.Expression)
                .OfType<ExpressionSyntax>()
                .Select(CreationSites.Unwrapped)
            ?? [];
    }

    private static ReturnedValue Of(ExpressionSyntax expression, INamedTypeSymbol type) => expression switch
    {
        CastExpressionSyntax cast => Of(CreationSites.Unwrapped(cast.Expression), type),
        ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax => ReturnedValue.Copy,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call, ArgumentList.Arguments.Count: 0 } => call.Name.Identifier.ValueText switch
        {
            "AsSpan" or "AsMemory" when IsField(call.Expression, type) => ReturnedValue.Storage,
            string name when IsCopyByName(name) => ReturnedValue.Copy,
            _ => ReturnedValue.Unknown,
        },
        _ => IsField(expression, type) ? ReturnedValue.Storage : ReturnedValue.Unknown,
    };

    private static bool IsField(ExpressionSyntax expression, INamedTypeSymbol type)
    {
        string? name = expression switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText,
            _ => null,
        };
        return name is not null && type.GetMembers(name).OfType<IFieldSymbol>().Any();
    }
}
