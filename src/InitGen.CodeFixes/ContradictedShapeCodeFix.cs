using System.Collections.Immutable;
using System.Composition;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>INIT010: takes the array's shape: without <c>[Shape]</c> where the array has axes of its own, else the factors of its length.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContradictedShapeCodeFix))]
[Shared]
public sealed class ContradictedShapeCodeFix : DiagnosticCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["INIT010"];

    private protected override async Task RegisterAsync(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic)
    {
        if (await AttributedAt(context, root, diagnostic).ConfigureAwait(false) is not var (attribute, members, compilation))
        {
            return;
        }

        // Arrays of two and more axes, rows, and what holds them.
        if (ParameterParser.TypeOf(members[0]) is IArrayTypeSymbol { Rank: > 1 } or IArrayTypeSymbol { ElementType: IArrayTypeSymbol })
        {
            MemberDeclarationSyntax declaration = attribute.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
            await ReplaceAsync(
                context, root, diagnostic, "Take the array's shape", "shape", declaration, AttributedMember.Without(declaration, attribute)).ConfigureAwait(false);
        }
        else if (CreatedSizes.Of(members, compilation, context.CancellationToken) is { } sizes && sizes.Count == attribute.ArgumentList?.Arguments.Count)
        {
            SeparatedSyntaxList<AttributeArgumentSyntax> arguments = attribute.ArgumentList.Arguments;
            await ReplaceAsync(
                context, root, diagnostic, "Change to [Shape(" + string.Join(", ", sizes) + ")]", "shape", attribute,
                attribute.ReplaceNodes(arguments, (argument, _) => argument.WithExpression(
                    SyntaxFactory.ParseExpression(sizes[arguments.IndexOf(argument)]).WithTriviaFrom(argument.Expression)))).ConfigureAwait(false);
        }
    }
}
