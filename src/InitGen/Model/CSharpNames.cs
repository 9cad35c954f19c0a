using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Model;

/// <summary>Names as C# writes them.</summary>
internal static class CSharpNames
{
    private static readonly SymbolDisplayFormat s_messages = SymbolDisplayFormat.CSharpErrorMessageFormat.RemoveMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseAsterisksInMultiDimensionalArrays | SymbolDisplayMiscellaneousOptions.UseErrorTypeSymbolName);

    /// <summary>The name, with <c>@</c> before it where it is a keyword.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>A type as messages show it: <c>double[,]</c>.</summary>
    public static string Of(ITypeSymbol type) => type.ToDisplayString(s_messages);
}
