using System.Collections.Immutable;
using InitGen.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>Rewrites an initializer attribute as it stands in the source.</summary>
internal static class InitializerAttribute
{
    // The named arguments that only the initializers with fans have.
    private static readonly string[] s_fanArguments = ["FanIn", "FanOut", "Groups", "Parts", "ResidualBranches", "Layout"];

    /// <summary>The same attribute with another initializer; arguments that the new one has too are kept, as are comments and qualification.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="initializer">The name of the new initializer.</param>
    /// <param name="properties">The diagnostic's, which may name a nonlinearity and a slope.</param>
    /// <param name="first">An argument to begin with.</param>
    public static AttributeSyntax Replace(
        AttributeSyntax attribute, string initializer, ImmutableDictionary<string, string?> properties, string? first = null)
    {
        properties.TryGetValue(Replacement.NonlinearityKey, out string? nonlinearity);
        properties.TryGetValue(Replacement.SlopeKey, out string? slope);
        bool hasGain = initializer.StartsWith("Kaiming", StringComparison.Ordinal) || initializer.StartsWith("Xavier", StringComparison.Ordinal);
        bool hasFans = hasGain || initializer.StartsWith("Lecun", StringComparison.Ordinal);
        bool hadGain = IsGain(attribute);
        var arguments = new List<AttributeArgumentSyntax>();
        if (first is not null)
        {
            arguments.Add(SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression(first)));
        }

        string defaultNonlinearity = initializer.StartsWith("Kaiming", StringComparison.Ordinal) ? nameof(Nonlinearity.Relu) : nameof(Nonlinearity.Linear);
        if (hasGain && nonlinearity is not null && nonlinearity != defaultNonlinearity)
        {
            arguments.Add(SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression(Qualification(attribute.Name) + "Nonlinearity." + nonlinearity)));
        }

        if (hasGain && slope is not null)
        {
            arguments.Add(Named("Slope", slope));
        }

        AttributeSyntax result = attribute.WithName(Rename(attribute.Name, initializer));
        if (attribute.ArgumentList is not { } list)
        {
            return (arguments.Count == 0 ? result : result.WithArgumentList(SyntaxFactory.AttributeArgumentList(Joined(arguments)))).WithTriviaFrom(attribute);
        }

        // Comments stay, those of the arguments that are left out before the next that is kept; so does one argument a line.
        bool isSplit = list.DescendantTrivia().Any(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        SyntaxTriviaList indent = isSplit && list.Arguments.Count > 0
            ? list.Arguments[0].GetLeadingTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToSyntaxTriviaList()
            : default;
        var separators = new List<SyntaxToken>(arguments.Select(_ => Comma(default)));
        var comments = new List<SyntaxTrivia>();
        for (int i = 0; i < list.Arguments.Count; i++)
        {
            AttributeArgumentSyntax argument = list.Arguments[i];
            SyntaxTriviaList after = i < list.Arguments.SeparatorCount ? list.Arguments.GetSeparator(i).GetAllTrivia().ToSyntaxTriviaList() : default;
            string? name = argument.NameEquals?.Name.Identifier.ValueText;
            bool keep = name switch
            {
                null or "Slope" or "Gain" => false,
                "GainConvention" => hasGain && hadGain,
                "FanMode" => initializer.StartsWith("Kaiming", StringComparison.Ordinal),
                _ => hasFans && Array.IndexOf(s_fanArguments, name) >= 0,
            };
            if (keep)
            {
                arguments.Add(argument
                    .WithLeadingTrivia(indent.AddRange(comments).AddRange(Before(argument.GetLeadingTrivia())))
                    .WithTrailingTrivia(Behind(argument.GetTrailingTrivia())));
                separators.Add(Comma(after));
                comments.Clear();
            }
            else
            {
                comments.AddRange(Before(argument.GetLeadingTrivia().AddRange(argument.GetTrailingTrivia()).AddRange(after)));
            }
        }

        comments.AddRange(Behind(list.CloseParenToken.LeadingTrivia));
        if (arguments.Count == 0 && comments.Count == 0)
        {
            return result.WithArgumentList(null).WithTriviaFrom(attribute);
        }

        int end = comments.FindLastIndex(static trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia)) + 1;
        return result.WithArgumentList(list
            .WithArguments(SyntaxFactory.SeparatedList(arguments, separators.Take(Math.Max(arguments.Count - 1, 0))))
            .WithCloseParenToken(list.CloseParenToken.WithLeadingTrivia(comments.Take(end)))).WithTriviaFrom(attribute);

        SyntaxToken Comma(SyntaxTriviaList trivia)
        {
            SyntaxTriviaList kept = Behind(trivia).ToSyntaxTriviaList();
            return SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(
                !isSplit ? kept.Add(SyntaxFactory.Space)
                : kept.Count > 0 && kept[kept.Count - 1].IsKind(SyntaxKind.EndOfLineTrivia) ? kept
                : kept.Add(SyntaxFactory.LineFeed));
        }

        // Comments before what they are about, and behind it.
        IEnumerable<SyntaxTrivia> Before(SyntaxTriviaList trivia) => trivia.Where(IsComment).SelectMany(comment => IsLine(comment)
            ? [comment, SyntaxFactory.LineFeed, .. indent]
            : new[] { comment, SyntaxFactory.Space });

        IEnumerable<SyntaxTrivia> Behind(SyntaxTriviaList trivia) => trivia.Where(IsComment).SelectMany(comment => IsLine(comment)
            ? [SyntaxFactory.Space, comment, SyntaxFactory.LineFeed]
            : new[] { SyntaxFactory.Space, comment });
    }

    private static SeparatedSyntaxList<AttributeArgumentSyntax> Joined(List<AttributeArgumentSyntax> arguments) => SyntaxFactory.SeparatedList(
        arguments,
        Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), Math.Max(arguments.Count - 1, 0)));

    private static bool IsComment(SyntaxTrivia trivia) => IsLine(trivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);

    private static bool IsLine(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia);

    /// <summary>The attribute with one named argument set; the others stay as they are written.</summary>
    public static AttributeSyntax WithArgument(AttributeSyntax attribute, string name, string value)
    {
        AttributeArgumentSyntax argument = Named(name, value);
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments = attribute.ArgumentList?.Arguments ?? default;
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].NameEquals?.Name.Identifier.ValueText == name)
            {
                return attribute.WithArgumentList(
                    attribute.ArgumentList!.WithArguments(arguments.Replace(arguments[i], argument.WithTriviaFrom(arguments[i]))));
            }
        }

        if (arguments.Count == 0)
        {
            return attribute.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(argument)));
        }

        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return attribute.WithArgumentList(attribute.ArgumentList!.WithArguments(
            SyntaxFactory.SeparatedList(arguments.Concat([argument]), arguments.GetSeparators().Concat([comma]))));
    }

    public static AttributeArgumentSyntax Named(string name, string value) => SyntaxFactory.AttributeArgument(
        SyntaxFactory.NameEquals(SyntaxFactory.IdentifierName(name)
            .WithTrailingTrivia(SyntaxFactory.Space)).WithEqualsToken(
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space)),
        null,
        SyntaxFactory.ParseExpression(value));

    /// <summary>How the attribute's namespace is written before it: empty where it is imported.</summary>
    public static string Qualification(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Left.ToString() + ".",
        AliasQualifiedNameSyntax alias => alias.Alias.ToString() + "::",
        _ => "",
    };

    /// <summary>The initializer's name: the attribute's without namespace and suffix.</summary>
    public static string InitializerName(AttributeSyntax attribute)
    {
        const string Suffix = "Attribute";
        string name = LastName(attribute.Name);
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
    }

    private static bool IsGain(AttributeSyntax attribute)
    {
        string name = LastName(attribute.Name);
        return name.StartsWith("Kaiming", StringComparison.Ordinal) || name.StartsWith("Xavier", StringComparison.Ordinal);
    }

    private static string LastName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static NameSyntax Rename(NameSyntax name, string initializer)
    {
        string suffix = LastName(name).EndsWith("Attribute", StringComparison.Ordinal) ? "Attribute" : "";
        IdentifierNameSyntax renamed = SyntaxFactory.IdentifierName(initializer + suffix);
        return name switch
        {
            QualifiedNameSyntax qualified => qualified.WithRight(renamed),
            AliasQualifiedNameSyntax alias => alias.WithName(renamed),
            _ => renamed.WithTriviaFrom(name),
        };
    }
}
