using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT010: [Shape] contradicts the array that is created.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShapeMismatchAnalyzer() : ProblemAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT010",
        "The shape contradicts the array",
        "'{0}' is declared as {1}, but is created as {2}",
        "The shape that is declared and the array that is created must agree in rank, sizes and number of elements.");
}
