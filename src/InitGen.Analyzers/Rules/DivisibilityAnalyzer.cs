using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT007: groups or parts do not divide the channels.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DivisibilityAnalyzer() : ProblemAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT007",
        "Groups or parts do not divide the channels",
        "'{0}' has {2}, which cannot be divided by {1}",
        "Groups, packed parts, gates and sub-pixels are equal shares of the output axis.");
}
