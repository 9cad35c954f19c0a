using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>INIT005: gives a vector the constant that it starts with, or a bias the spread of its weight's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(VectorCodeFix))]
[Shared]
public sealed class VectorCodeFix : DiagnosticCodeFix
{
    private static readonly string[] s_gains = ["gain", "gamma", "scale"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["INIT005"];

    private protected override async Task RegisterAsync(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic)
    {
        if (await AttributedAt(context, root, diagnostic).ConfigureAwait(false) is not var (attribute, members, _))
        {
            return;
        }

        // A norm's gain of zero lets nothing pass.
        int gains = members.Count(member => Array.Exists(s_gains, name => member.Name.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0));
        if (gains > 0 && gains < members.Count)
        {
            return;
        }

        string constant = gains > 0 ? "Ones" : "Zeros";
        await ReplaceAsync(
            context, root, diagnostic, "Use " + constant, "constant", attribute,
            InitializerAttribute.Replace(attribute, constant, ImmutableDictionary<string, string?>.Empty)).ConfigureAwait(false);
        if (gains == 0 && WeightBefore(members[0]) is { } weight)
        {
            await ReplaceAsync(
                context, root, diagnostic, "Use BiasUniform of " + weight.Name, "bias", attribute,
                InitializerAttribute.Replace(
                    attribute, "BiasUniform", ImmutableDictionary<string, string?>.Empty, "nameof(" + weight.Name + ")")).ConfigureAwait(false);
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
