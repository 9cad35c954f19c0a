using InitGen.Model;
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
    public sealed override FixAllProvider GetFixAllProvider() => BatchFixAll.Instance;

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

    /// <summary>The attribute at a diagnostic's place, the fields or the property that it stands on, and their compilation; null where there is none.</summary>
    private protected static async Task<(AttributeSyntax Attribute, IReadOnlyList<ISymbol> Members, Compilation Compilation)?> AttributedAt(
        CodeFixContext context, SyntaxNode root, Diagnostic diagnostic) =>
        At<AttributeSyntax>(root, diagnostic) is { } attribute
        && await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model
        && AttributedMember.Of(attribute, model, context.CancellationToken) is { Count: > 0 } members
            ? (attribute, members, model.Compilation)
            : null;

    /// <summary>Registers that one node takes another's place, unless the declaration would be wrong in another way then.</summary>
    private protected static async Task ReplaceAsync(
        CodeFixContext context, SyntaxNode root, Diagnostic diagnostic, string title, string key, SyntaxNode old, SyntaxNode changed)
    {
        if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model
            && IsSound(model.Compilation, root, old, changed, context.CancellationToken))
        {
            Register(context, root, diagnostic, title, key, old, changed);
        }
    }

    /// <summary>Registers that one node takes another's place.</summary>
    private protected static void Register(
        CodeFixContext context, SyntaxNode root, Diagnostic diagnostic, string title, string key, SyntaxNode old, SyntaxNode changed) =>
        context.RegisterCodeFix(
            CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(old, changed))), key), diagnostic);

    /// <summary>The compilation in which one node has taken another's place, and the type around it there.</summary>
    private protected static (Compilation Compilation, TypeDeclarationSyntax Type) Changed(Compilation compilation, SyntaxNode root, SyntaxNode old, SyntaxNode changed)
    {
        SyntaxTree tree = root.SyntaxTree.WithRootAndOptions(root.ReplaceNode(old, changed), root.SyntaxTree.Options);
        int start = old.FirstAncestorOrSelf<TypeDeclarationSyntax>()!.SpanStart;
        return (
            compilation.ReplaceSyntaxTree(root.SyntaxTree, tree),
            tree.GetRoot().FindToken(start).Parent!.FirstAncestorOrSelf<TypeDeclarationSyntax>()!);
    }

    /// <summary>Whether a change leaves the type around it without a problem (INIT0xx) that it had not before.</summary>
    private protected static bool IsSound(Compilation compilation, SyntaxNode root, SyntaxNode old, SyntaxNode changed, CancellationToken cancellation)
    {
        if (old.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return true;
        }

        List<(string, string)> before = ProblemsOf(compilation, type, cancellation);
        (Compilation then, TypeDeclarationSyntax changedType) = Changed(compilation, root, old, changed);
        return ProblemsOf(then, changedType, cancellation).TrueForAll(problem => before.Remove(problem));
    }

    private static List<(string Member, string Rule)> ProblemsOf(Compilation compilation, TypeDeclarationSyntax type, CancellationToken cancellation) =>
        compilation.GetSemanticModel(type.SyntaxTree).GetDeclaredSymbol(type, cancellation) is INamedTypeSymbol symbol
            ? [.. ModelParser.ParseMembers(symbol, compilation, cancellation).SelectMany(result => result.Problems.Select(problem => (result.Member, problem.Id)))]
            : [];
}
