using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT002: the member's type cannot store a parameter.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StorageAnalyzer() : ProblemAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT002",
        "The member cannot store a parameter",
        "'{0}' cannot store a parameter in '{1}': {2}",
        "Initializers write floating-point values in place. The member's type must be storage of such values.");
}
