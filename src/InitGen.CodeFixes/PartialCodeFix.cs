using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>INIT001: adds <c>partial</c>, and makes a type internal that is local to its file, where no other has its name.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialCodeFix))]
[Shared]
public sealed class PartialCodeFix : DiagnosticCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["INIT001"];

    private protected override async Task RegisterAsync(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic)
    {
        if (At<TypeDeclarationSyntax>(root, diagnostic) is not { } declaration)
        {
            return;
        }

        SyntaxToken file = declaration.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.FileKeyword));
        if (file.RawKind == 0)
        {
            Register(context, root, diagnostic, "Make partial", "partial", declaration, AddPartial(declaration));
            return;
        }

        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model
            && model.GetDeclaredSymbol(declaration, context.CancellationToken) is { DeclaringSyntaxReferences.Length: 1 } type
            && type.ContainingNamespace.GetTypeMembers(type.Name, type.Arity).Length == 1)
        {
            TypeDeclarationSyntax changed = declaration.ReplaceToken(file, SyntaxFactory.Token(SyntaxKind.InternalKeyword).WithTriviaFrom(file));
            Register(
                context, root, diagnostic, "Make internal", "partial", declaration,
                changed.Modifiers.Any(SyntaxKind.PartialKeyword) ? changed : AddPartial(changed));
        }
    }

    private static TypeDeclarationSyntax AddPartial(TypeDeclarationSyntax declaration)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (declaration.Modifiers.Count == 0)
        {
            // The comments before the declaration stay before it.
            partial = partial.WithLeadingTrivia(declaration.Keyword.LeadingTrivia);
            return declaration
                .WithKeyword(declaration.Keyword.WithLeadingTrivia(SyntaxFactory.TriviaList()))
                .WithModifiers(SyntaxFactory.TokenList(partial));
        }

        // The language wants it last.
        return declaration.WithModifiers(declaration.Modifiers.Add(partial));
    }
}
