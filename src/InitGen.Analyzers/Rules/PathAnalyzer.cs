using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT012: two parameters have one path, or an override is empty.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PathAnalyzer() : ProblemAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT012",
        "The path of the parameter is taken or empty",
        "'{0}' has the path {1}; expected {2}",
        "Streams and checkpoints find a parameter by its path. Two parameters on one path would get equal numbers and overwrite each other in a checkpoint.");
}
