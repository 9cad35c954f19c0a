using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT009: a named member does not exist, is not accessible, or has the wrong type.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NamedMemberAnalyzer() : ProblemAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT009",
        "A named member cannot be used",
        "'{0}' names '{1}', where {2} is needed that the type can reach",
        "Shapes, bias initializers, run-time nonlinearities and contracts name other members. These must exist, be accessible, and have the right type.");
}
