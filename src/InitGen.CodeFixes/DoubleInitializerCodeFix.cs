using System.Collections.Immutable;
using System.Composition;
using InitGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.CodeFixes;

/// <summary>
/// INIT004: keeps the one or the other of two initializers. The first choice, which is the one for all at once, is that which draws fewer
/// warnings by the other rules; where both draw as many, that which stands first.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DoubleInitializerCodeFix))]
[Shared]
public sealed class DoubleInitializerCodeFix : DiagnosticCodeFix
{
    private static readonly Lazy<ImmutableArray<DiagnosticAnalyzer>> s_analyzers = new(static () =>
    [
        .. typeof(ModelAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(ModelAnalyzer)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ]);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["INIT004"];

    private protected override async Task RegisterAsync(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic)
    {
        if (At<AttributeSyntax>(root, diagnostic) is not { } second
            || second.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member
            || !diagnostic.Properties.TryGetValue(DoubleInitializerAnalyzer.FirstKey, out string? firstName)
            || member.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(
                attribute => attribute != second && InitializerAttribute.InitializerName(attribute) == firstName) is not { } first
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        var choices = new List<(string Title, MemberDeclarationSyntax Kept, int Warnings)>();
        foreach ((AttributeSyntax kept, AttributeSyntax removed) in new[] { (first, second), (second, first) })
        {
            MemberDeclarationSyntax changed = AttributedMember.Without(member, removed);
            if (IsSound(model.Compilation, root, member, changed, context.CancellationToken))
            {
                choices.Add((
                    "Keep " + InitializerAttribute.InitializerName(kept),
                    changed,
                    await WarningsOf(context, model.Compilation, root, member, changed).ConfigureAwait(false)));
            }
        }

        string key = "best";
        foreach ((string title, MemberDeclarationSyntax kept, _) in choices.OrderBy(static choice => choice.Warnings))
        {
            Register(context, root, diagnostic, title, key, member, kept);
            key = "other";
        }
    }

    /// <summary>How many warnings the type around a member draws once it is changed.</summary>
    private static async Task<int> WarningsOf(
        CodeFixContext context, Compilation compilation, SyntaxNode root, MemberDeclarationSyntax member, MemberDeclarationSyntax changed)
    {
        (Compilation then, TypeDeclarationSyntax type) = Changed(compilation, root, member, changed);
        ImmutableArray<Diagnostic> found = await then
            .WithAnalyzers(s_analyzers.Value, context.Document.Project.AnalyzerOptions)
            .GetAnalyzerSemanticDiagnosticsAsync(then.GetSemanticModel(type.SyntaxTree), type.Span, context.CancellationToken).ConfigureAwait(false);
        return found.Count(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }
}
