using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Model;

/// <summary>Names as C# writes them.</summary>
internal static class CSharpNames
{
    /// <summary>The name, with <c>@</c> before it where it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}
