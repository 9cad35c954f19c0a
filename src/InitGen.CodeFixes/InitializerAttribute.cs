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
    public static AttributeSyntax Replace(AttributeSyntax attribute, string initializer, ImmutableDictionary<string, string?> properties)
    {
        properties.TryGetValue(Replacement.NonlinearityKey, out string? nonlinearity);
        properties.TryGetValue(Replacement.SlopeKey, out string? slope);
        bool hasGain = initializer.StartsWith("Kaiming", StringComparison.Ordinal) || initializer.StartsWith("Xavier", StringComparison.Ordinal);
        bool hasFans = hasGain || initializer.StartsWith("Lecun", StringComparison.Ordinal);
        bool hadGain = IsGain(attribute);
        var arguments = new List<AttributeArgumentSyntax>();
        string defaultNonlinearity = initializer.StartsWith("Kaiming", StringComparison.Ordinal) ? nameof(Nonlinearity.Relu) : nameof(Nonlinearity.Linear);
        if (hasGain && nonlinearity is not null && nonlinearity != defaultNonlinearity)
        {
            arguments.Add(SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression(Qualification(attribute.Name) + "Nonlinearity." + nonlinearity)));
        }

        if (hasGain && slope is not null)
        {
            arguments.Add(Named("Slope", slope));
        }

        foreach (AttributeArgumentSyntax argument in attribute.ArgumentList?.Arguments ?? default)
        {
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
                arguments.Add(argument.WithoutTrivia());
            }
        }

        AttributeSyntax result = attribute.WithName(Rename(attribute.Name, initializer));
        if (arguments.Count == 0)
        {
            return result.WithArgumentList(null).WithTriviaFrom(attribute);
        }

        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        return result.WithArgumentList(SyntaxFactory.AttributeArgumentList(
            SyntaxFactory.SeparatedList(arguments, Enumerable.Repeat(comma, arguments.Count - 1)))).WithTriviaFrom(attribute);
    }

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
