using System.Collections.Immutable;
using System.Composition;
using InitGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>Puts the initializer that a diagnostic names in place of the one that stands.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InitializerCodeFix))]
[Shared]
public sealed class InitializerCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ["INIT101", "INIT102", "INIT103", "INIT104", "INIT106", "INIT107", "INIT110", "INIT111", "INIT117", "INIT119"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
                && diagnostic.Properties.TryGetValue(Replacement.InitializerKey, out string? initializer) && initializer is not null)
            {
                AttributeSyntax replaced = InitializerAttribute.Replace(attribute, initializer, diagnostic.Properties);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Use " + initializer,
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(attribute, replaced))),
                        diagnostic.Id),
                    diagnostic);
            }
        }
    }
}
