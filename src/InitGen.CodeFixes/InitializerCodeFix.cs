using System.Collections.Immutable;
using System.Composition;
using InitGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>Puts the initializer that a diagnostic names in place of the one that stands, or sets the argument that it names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InitializerCodeFix))]
[Shared]
public sealed class InitializerCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        "INIT005", "INIT101", "INIT102", "INIT103", "INIT104", "INIT106", "INIT107", "INIT108", "INIT109", "INIT110", "INIT111",
        "INIT115", "INIT117", "INIT119",
    ];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
                && Changed(attribute, diagnostic.Properties) is var (changed, title))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        title,
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(attribute, changed))),
                        diagnostic.Id),
                    diagnostic);
            }
        }
    }

    private static (AttributeSyntax Attribute, string Title)? Changed(AttributeSyntax attribute, ImmutableDictionary<string, string?> properties)
    {
        if (properties.TryGetValue(Replacement.InitializerKey, out string? initializer) && initializer is not null)
        {
            return (InitializerAttribute.Replace(attribute, initializer, properties), "Use " + initializer);
        }

        if (properties.TryGetValue(Replacement.ArgumentKey, out string? name) && name is not null
            && properties.TryGetValue(Replacement.ValueKey, out string? value) && value is not null)
        {
            bool isEnum = properties.TryGetValue(Replacement.EnumKey, out string? text) && text == "true";
            string written = isEnum ? InitializerAttribute.Qualification(attribute.Name) + value : value;
            return (InitializerAttribute.WithArgument(attribute, name, written), "Set " + name);
        }

        return null;
    }
}
