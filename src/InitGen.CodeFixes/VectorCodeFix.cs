using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>INIT005: gives a vector the constant that it starts with, or a bias the spread of its weight's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(VectorCodeFix))]
[Shared]
public sealed class VectorCodeFix : CodeFixProvider
{
    private static readonly string[] s_gains = ["gain", "gamma", "scale"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["INIT005"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (model is null || root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
                || AttributedMember.Of(attribute, model, context.CancellationToken) is not { } member)
            {
                continue;
            }

            // A norm's gain of zero lets nothing pass.
            bool isGain = Array.Exists(s_gains, name => member.Name.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);
            string constant = isGain ? "Ones" : "Zeros";
            AttributeSyntax replaced = InitializerAttribute.Replace(attribute, constant, ImmutableDictionary<string, string?>.Empty);
            Register("Use " + constant, "constant", replaced);
            if (!isGain && WeightBefore(member) is { } weight)
            {
                Register(
                    "Use BiasUniform of " + weight.Name, "bias",
                    InitializerAttribute.Replace(attribute, "BiasUniform", ImmutableDictionary<string, string?>.Empty)
                        .WithArgumentList(SyntaxFactory.ParseAttributeArgumentList("(nameof(" + weight.Name + "))")));
            }

            void Register(string title, string key, AttributeSyntax changed) => context.RegisterCodeFix(
                CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(attribute, changed))), key),
                diagnostic);
        }
    }

    /// <summary>The matrix or kernel that is declared last before the member: its weight, as people write them.</summary>
    private static ISymbol? WeightBefore(ISymbol member)
    {
        ISymbol? weight = null;
        foreach (ISymbol other in member.ContainingType.GetMembers())
        {
            if (SymbolEqualityComparer.Default.Equals(other, member))
            {
                return weight;
            }

            ITypeSymbol? type = other switch
            {
                IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field => field.Type,
                IPropertySymbol { IsStatic: false, IsIndexer: false } property => property.Type,
                _ => null,
            };
            if (type is IArrayTypeSymbol { Rank: > 1 } && other.GetAttributes().Length > 0)
            {
                weight = other;
            }
        }

        return null;
    }
}
