using System.Collections.Immutable;
using System.Composition;
using InitGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>INIT004: keeps the one or the other of two initializers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DoubleInitializerCodeFix))]
[Shared]
public sealed class DoubleInitializerCodeFix : DiagnosticCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["INIT004"];

    private protected override Task RegisterAsync(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic)
    {
        if (At<AttributeSyntax>(root, diagnostic) is { } second
            && second.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
            && diagnostic.Properties.TryGetValue(DoubleInitializerAnalyzer.FirstKey, out string? firstName)
            && member.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(
                attribute => attribute != second && InitializerAttribute.InitializerName(attribute) == firstName) is { } first)
        {
            Replace(context, root, diagnostic, "Keep " + firstName, "first", member, () => AttributedMember.Without(member, second));
            Replace(
                context, root, diagnostic, "Keep " + InitializerAttribute.InitializerName(second), "second", member,
                () => AttributedMember.Without(member, first));
        }

        return Task.CompletedTask;
    }
}
