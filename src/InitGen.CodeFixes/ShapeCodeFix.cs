using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>INIT003: adds the shape of a flat array whose length is a product, in the product's order or reversed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShapeCodeFix))]
[Shared]
public sealed class ShapeCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["INIT003"];

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
                || AttributedMember.Of(attribute, model, context.CancellationToken) is not { } member
                || CreatedSizes.Of(member, model.Compilation, context.CancellationToken) is not { } sizes)
            {
                continue;
            }

            Register(sizes, "shape");
            if (sizes.Count == 2 && sizes[0] != sizes[1])
            {
                Register([sizes[1], sizes[0]], "reversed");
            }

            void Register(IReadOnlyList<string> written, string key)
            {
                string shape = "Shape(" + string.Join(", ", written) + ")";
                context.RegisterCodeFix(
                    CodeAction.Create("Add [" + shape + "]", _ => Task.FromResult(Added(context.Document, root, attribute, shape)), key),
                    diagnostic);
            }
        }
    }

    private static Document Added(Document document, SyntaxNode root, AttributeSyntax attribute, string shape)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        AttributeSyntax added = SyntaxFactory
            .ParseCompilationUnit("[" + InitializerAttribute.Qualification(attribute.Name) + shape + "] class C;")
            .DescendantNodes().OfType<AttributeSyntax>().First();
        int index = list.Attributes.IndexOf(attribute) + 1;
        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        IEnumerable<SyntaxToken> separators = list.Attributes.GetSeparators();
        SeparatedSyntaxList<AttributeSyntax> attributes = SyntaxFactory.SeparatedList(
            list.Attributes.Take(index).Concat([added]).Concat(list.Attributes.Skip(index)),
            separators.Take(index - 1).Concat([comma]).Concat(separators.Skip(index - 1)));
        return document.WithSyntaxRoot(root.ReplaceNode(list, list.WithAttributes(attributes)));
    }
}
