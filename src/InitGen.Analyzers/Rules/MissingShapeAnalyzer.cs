using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT003: a flat weight without a shape, under an initializer that needs fans.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingShapeAnalyzer() : ProblemAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT003",
        "The weight has no shape",
        "'{0}' {2}, so {1} cannot tell its rows and columns; add [Shape(...)] with its sizes",
        "An initializer whose spread follows from the fans needs to know the rows and columns of a flat array.");
}
