using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>A fix of one diagnostic at a time, which can be applied to all at once.</summary>
public abstract class DiagnosticCodeFix : CodeFixProvider
{
    private protected DiagnosticCodeFix()
    {
    }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root)
        {
            foreach (Diagnostic diagnostic in context.Diagnostics)
            {
                await RegisterAsync(context, root, diagnostic).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Registers what mends a diagnostic; nothing where that would be a guess.</summary>
    private protected abstract Task RegisterAsync(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic);

    /// <summary>The declaration around a diagnostic's place, or the attribute that stands there.</summary>
    private protected static TNode? At<TNode>(SyntaxNode root, Diagnostic diagnostic)
        where TNode : SyntaxNode =>
        root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TNode>();

    /// <summary>The attribute at a diagnostic's place, the field or property that it stands on, and their compilation; null where there is none.</summary>
    private protected static async Task<(AttributeSyntax Attribute, ISymbol Member, Compilation Compilation)?> AttributedAt(
        CodeFixContext context, SyntaxNode root, Diagnostic diagnostic) =>
        At<AttributeSyntax>(root, diagnostic) is { } attribute
        && await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model
        && AttributedMember.Of(attribute, model, context.CancellationToken) is { } member
            ? (attribute, member, model.Compilation)
            : null;

    /// <summary>Registers that one node takes another's place.</summary>
    private protected static void Replace(
        CodeFixContext context, SyntaxNode root, Diagnostic diagnostic, string title, string key, SyntaxNode old, Func<SyntaxNode> changed) =>
        context.RegisterCodeFix(
            CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(old, changed()))), key), diagnostic);
}
