using System.Collections.Immutable;
using System.Composition;
using InitGen.Analyzers.Rules;
using InitGen.Analyzers.Starts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>
/// Puts the initializer that a diagnostic names in place of the one that stands, or sets the argument that it names: in an attribute, or in
/// a call of the facade and in all others that fill the same weight.
/// </summary>
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
        ImmutableDictionary<string, string?> properties = diagnostic.Properties;
        if (TitleOf(properties) is not { } title)
        {
            return;
        }

        if (At<AttributeSyntax>(root, diagnostic) is { } attribute)
        {
            if (Changed(attribute, properties) is { } changed)
            {
                await ReplaceAsync(context, root, diagnostic, title, diagnostic.Id, attribute, changed).ConfigureAwait(false);
            }
        }
        else if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model
            && CallsAt(root, diagnostic, properties, model, context.CancellationToken) is { } calls)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    title,
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNodes(calls.Keys, (old, _) => calls[old]))),
                    diagnostic.Id),
                diagnostic);
        }
    }

    private static string? TitleOf(ImmutableDictionary<string, string?> properties) =>
        properties.TryGetValue(Replacement.InitializerKey, out string? initializer) ? "Use " + initializer
        : properties.TryGetValue(Replacement.ArgumentKey, out string? name) ? "Set " + name
        : null;

    private static AttributeSyntax? Changed(AttributeSyntax attribute, ImmutableDictionary<string, string?> properties)
    {
        if (properties.TryGetValue(Replacement.InitializerKey, out string? initializer) && initializer is not null)
        {
            return InitializerAttribute.Replace(attribute, initializer, properties);
        }

        return ArgumentOf(properties) is var (name, value, isEnum)
            ? InitializerAttribute.WithArgument(attribute, name, isEnum ? InitializerAttribute.Qualification(attribute.Name) + value : value)
            : null;
    }

    /// <summary>What becomes of the calls that a diagnostic is about; null where one stands in another file, or fills other weights too.</summary>
    private static Dictionary<InvocationExpressionSyntax, InvocationExpressionSyntax>? CallsAt(
        SyntaxNode root, Diagnostic diagnostic, ImmutableDictionary<string, string?> properties, SemanticModel model, CancellationToken cancellation)
    {
        var calls = new Dictionary<InvocationExpressionSyntax, InvocationExpressionSyntax>();
        foreach (Location location in diagnostic.AdditionalLocations.Prepend(diagnostic.Location))
        {
            if (location.SourceTree != root.SyntaxTree
                || root.FindNode(location.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
                || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method || !FacadeMentions.IsFacade(method)
                || Changed(call, method, properties, model) is not { } changed)
            {
                return null;
            }

            calls[call] = changed;
        }

        return calls;
    }

    private static InvocationExpressionSyntax? Changed(
        InvocationExpressionSyntax call, IMethodSymbol method, ImmutableDictionary<string, string?> properties, SemanticModel model)
    {
        if (properties.TryGetValue(Replacement.InitializerKey, out string? initializer) && initializer is not null)
        {
            return InitializerCall.Replace(call, method, initializer, properties, model);
        }

        return ArgumentOf(properties) is var (name, value, isEnum) ? InitializerCall.WithArgument(call, method, name, value, isEnum, model) : null;
    }

    private static (string Name, string Value, bool IsEnum)? ArgumentOf(ImmutableDictionary<string, string?> properties) =>
        properties.TryGetValue(Replacement.ArgumentKey, out string? name) && name is not null
        && properties.TryGetValue(Replacement.ValueKey, out string? value) && value is not null
            ? (name, value, properties.TryGetValue(Replacement.EnumKey, out string? text) && text == "true")
            : null;
}
