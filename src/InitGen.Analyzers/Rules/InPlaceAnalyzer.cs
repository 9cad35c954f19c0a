using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT011: the member cannot be written in place.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InPlaceAnalyzer() : ProblemAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT011",
        "The member cannot be written in place",
        "'{0}' cannot be written in place: {1}",
        "Initialization writes into what the member holds. A static or computed member, or one that gives a copy, holds nothing that could be written.");
}
