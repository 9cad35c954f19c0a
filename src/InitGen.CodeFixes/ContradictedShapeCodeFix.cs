using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>INIT010: takes the array's shape: without <c>[Shape]</c> where the array has axes of its own, else the factors of its length.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContradictedShapeCodeFix))]
[Shared]
public sealed class ContradictedShapeCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["INIT010"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (model is null || root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
                || attribute.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } declaration
                || AttributedMember.Of(attribute, model, context.CancellationToken) is not { } member)
            {
                continue;
            }

            if (HasAxes(member))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Take the array's shape",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(
                            root.ReplaceNode(declaration, AttributedMember.Without(declaration, attribute)))),
                        "shape"),
                    diagnostic);
            }
            else if (CreatedSizes.Of(member, model.Compilation, context.CancellationToken) is { } sizes
                && sizes.Count == attribute.ArgumentList?.Arguments.Count)
            {
                string arguments = "(" + string.Join(", ", sizes) + ")";
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Change to [Shape" + arguments + "]",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(
                            attribute, attribute.WithArgumentList(SyntaxFactory.ParseAttributeArgumentList(arguments))))),
                        "shape"),
                    diagnostic);
            }
        }
    }

    // Arrays of two and more axes, rows, and what holds them.
    private static bool HasAxes(ISymbol member)
    {
        ITypeSymbol? type = member switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        return type is IArrayTypeSymbol { Rank: > 1 } or IArrayTypeSymbol { ElementType: IArrayTypeSymbol };
    }
}
