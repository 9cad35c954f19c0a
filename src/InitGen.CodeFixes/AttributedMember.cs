using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>The fields or the property under an attribute.</summary>
internal static class AttributedMember
{
    /// <summary>Their symbols: the attribute of a field declaration is that of all its fields, and so a fix has to be right for all.</summary>
    public static IReadOnlyList<ISymbol> Of(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation) =>
        attribute.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
        {
            FieldDeclarationSyntax field => [.. field.Declaration.Variables.Select(variable => model.GetDeclaredSymbol(variable, cancellation)).OfType<ISymbol>()],
            PropertyDeclarationSyntax property when model.GetDeclaredSymbol(property, cancellation) is { } symbol => [symbol],
            _ => [],
        };

    /// <summary>The declaration without one of its attributes; comments stay.</summary>
    public static MemberDeclarationSyntax Without(MemberDeclarationSyntax member, AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes.Count > 1)
        {
            SyntaxTriviaList before = list.Attributes[0].GetLeadingTrivia();
            SeparatedSyntaxList<AttributeSyntax> rest = list.Attributes.Remove(attribute);
            return member.ReplaceNode(list, list.WithAttributes(rest.Replace(rest[0], rest[0].WithLeadingTrivia(before))));
        }

        // What stood before the list, and a comment behind it, now stands before what follows it.
        int index = member.AttributeLists.IndexOf(list);
        member = member.WithAttributeLists(member.AttributeLists.RemoveAt(index));
        SyntaxToken next = index < member.AttributeLists.Count ? member.AttributeLists[index].GetFirstToken()
            : index == 0 ? member.GetFirstToken()
            : member.AttributeLists[index - 1].GetLastToken().GetNextToken();
        SyntaxTriviaList leading = list.GetLeadingTrivia();
        SyntaxTriviaList trailing = list.GetTrailingTrivia();
        if (trailing.Any(IsComment))
        {
            leading = leading.AddRange(trailing.SkipWhile(IsBlank));
            if (trailing.Any(SyntaxKind.EndOfLineTrivia))
            {
                leading = leading.AddRange(list.GetLeadingTrivia().Reverse().TakeWhile(IsBlank));
            }
        }

        return member.ReplaceToken(next, next.WithLeadingTrivia(leading.AddRange(next.LeadingTrivia.SkipWhile(IsBlank))));
    }

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    private static bool IsBlank(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia);
}
