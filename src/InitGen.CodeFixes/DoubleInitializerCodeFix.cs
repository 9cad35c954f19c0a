using System.Collections.Immutable;
using System.Composition;
using InitGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>INIT004: keeps the one or the other of two initializers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DoubleInitializerCodeFix))]
[Shared]
public sealed class DoubleInitializerCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["INIT004"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { } second
                || second.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member
                || !diagnostic.Properties.TryGetValue(DoubleInitializerAnalyzer.FirstKey, out string? firstName)
                || member.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(
                    attribute => attribute != second && InitializerAttribute.InitializerName(attribute) == firstName) is not { } first)
            {
                continue;
            }

            Register("Keep " + firstName, "first", second);
            Register("Keep " + InitializerAttribute.InitializerName(second), "second", first);

            void Register(string title, string key, AttributeSyntax removed) => context.RegisterCodeFix(
                CodeAction.Create(
                    title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(member, AttributedMember.Without(member, removed)))), key),
                diagnostic);
        }
    }
}
