using System.Collections.Immutable;
using System.Composition;
using InitGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>Puts the initializer that a diagnostic names in place of the one that stands, or sets the argument that it names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InitializerCodeFix))]
[Shared]
public sealed class InitializerCodeFix : DiagnosticCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        "INIT101", "INIT102", "INIT103", "INIT104", "INIT106", "INIT107", "INIT108", "INIT109", "INIT110", "INIT111",
        "INIT115", "INIT117", "INIT119",
    ];

    private protected override async Task RegisterAsync(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic)
    {
        if (At<AttributeSyntax>(root, diagnostic) is { } attribute && Changed(attribute, diagnostic.Properties) is var (changed, title))
        {
            await ReplaceAsync(context, root, diagnostic, title, diagnostic.Id, attribute, changed).ConfigureAwait(false);
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
