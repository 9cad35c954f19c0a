using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>INIT003: adds the shape of a flat array whose length is a product, in the product's order or reversed.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShapeCodeFix))]
[Shared]
public sealed class ShapeCodeFix : DiagnosticCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["INIT003"];

    private protected override async Task RegisterAsync(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic)
    {
        if (await AttributedAt(context, root, diagnostic).ConfigureAwait(false) is not var (attribute, members, compilation)
            || CreatedSizes.Of(members, compilation, context.CancellationToken) is not { } sizes)
        {
            return;
        }

        await Register(sizes, "shape").ConfigureAwait(false);
        if (sizes.Count == 2 && sizes[0] != sizes[1])
        {
            await Register([sizes[1], sizes[0]], "reversed").ConfigureAwait(false);
        }

        Task Register(IReadOnlyList<string> written, string key)
        {
            string shape = "Shape(" + string.Join(", ", written) + ")";
            return ReplaceAsync(context, root, diagnostic, "Add [" + shape + "]", key, attribute.Parent!, Added(attribute, shape));
        }
    }

    private static AttributeListSyntax Added(AttributeSyntax attribute, string shape)
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
        return list.WithAttributes(attributes);
    }
}
