using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT008: an argument of an initializer is out of range.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ArgumentRangeAnalyzer() : ProblemAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT008",
        "The argument is out of range",
        "'{0}' is {1}; expected {2}",
        "The initializer cannot draw from the distribution that its arguments describe.");
}
