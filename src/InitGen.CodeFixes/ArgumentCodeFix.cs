using System.Collections.Immutable;
using System.Composition;
using InitGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>Sets a named argument of an initializer: <c>Layout</c>, <c>Parts</c>, <c>ResidualBranches</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ArgumentCodeFix))]
[Shared]
public sealed class ArgumentCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["INIT108", "INIT109", "INIT115"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
                && diagnostic.Properties.TryGetValue(Replacement.ArgumentKey, out string? name) && name is not null
                && diagnostic.Properties.TryGetValue(Replacement.ValueKey, out string? value) && value is not null)
            {
                bool isEnum = diagnostic.Properties.TryGetValue(Replacement.EnumKey, out string? text) && text == "true";
                string written = isEnum ? InitializerAttribute.Qualification(attribute.Name) + value : value;
                AttributeSyntax changed = InitializerAttribute.WithArgument(attribute, name, written);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Set " + name,
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(attribute, changed))),
                        diagnostic.Id),
                    diagnostic);
            }
        }
    }
}
