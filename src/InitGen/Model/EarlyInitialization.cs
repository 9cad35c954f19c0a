using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Model;

/// <summary>
/// Finds base constructors that call InitializeParameters: they run before the constructor of the derived type has assigned its fields, but
/// after those that are created in their declaration.
/// </summary>
internal static class EarlyInitialization
{
    // Deeper than any hierarchy, and an end for constructors that call each other.
    private const int MaximalDepth = 32;

    /// <summary>The base type whose constructor initializes a model before the model's own constructor has run; null where none is seen to.</summary>
    public static INamedTypeSymbol? BaseOf(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type is not { TypeKind: TypeKind.Class, BaseType: { DeclaringSyntaxReferences.Length: > 0 } })
        {
            return null;
        }

        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (Next(constructor, compilation, cancellation) is { } called
                && !SymbolEqualityComparer.Default.Equals(called.ContainingType, type)
                && CallerFrom(called, compilation, cancellation) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Whether a member gets its object in a constructor, and so has none before.</summary>
    public static bool IsAssignedLate(ISymbol member, CancellationToken cancellation) =>
        ParameterParser.TypeOf(member).IsReferenceType
        && CreationSites.DeclarationsOf(member).All(reference => IsBare(reference.GetSyntax(cancellation)));

    // Without a value of its own, and without a getter that makes one.
    private static bool IsBare(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer is null,
        PropertyDeclarationSyntax { Initializer: null, ExpressionBody: null, AccessorList: { } accessors } =>
            accessors.Accessors.All(static accessor => accessor.Body is null && accessor.ExpressionBody is null),
        _ => false,
    };

    private static INamedTypeSymbol? CallerFrom(IMethodSymbol constructor, Compilation compilation, CancellationToken cancellation)
    {
        IMethodSymbol? current = constructor;
        for (int depth = 0; current is not null && depth < MaximalDepth; depth++)
        {
            if (DeclarationOf(current, cancellation) is ConstructorDeclarationSyntax declaration && Calls(declaration))
            {
                return current.ContainingType;
            }

            current = Next(current, compilation, cancellation);
        }

        return null;
    }

    private static bool Calls(ConstructorDeclarationSyntax constructor) =>
        constructor.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(node => node is InvocationExpressionSyntax
        {
            Expression: IdentifierNameSyntax { Identifier.ValueText: "InitializeParameters" }
                or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: "InitializeParameters" },
        });

    /// <summary>The constructor that a constructor calls before its own body; null where it is not seen.</summary>
    private static IMethodSymbol? Next(IMethodSymbol constructor, Compilation compilation, CancellationToken cancellation)
    {
        SyntaxNode? initializer = DeclarationOf(constructor, cancellation) switch
        {
            ConstructorDeclarationSyntax declaration => declaration.Initializer,
            TypeDeclarationSyntax primary => primary.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault(),
            _ => null,
        };
        if (initializer is not null)
        {
            return compilation.ContainsSyntaxTree(initializer.SyntaxTree)
                ? compilation.GetSemanticModel(initializer.SyntaxTree).GetSymbolInfo(initializer, cancellation).Symbol as IMethodSymbol
                : null;
        }

        return constructor.ContainingType.BaseType?.InstanceConstructors.FirstOrDefault(static other => other.Parameters.All(static parameter => parameter.IsOptional));
    }

    private static SyntaxNode? DeclarationOf(IMethodSymbol constructor, CancellationToken cancellation) =>
        constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
}
