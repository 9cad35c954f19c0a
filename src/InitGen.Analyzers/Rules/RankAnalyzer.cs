using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT006: the initializer cannot fill a shape of this rank.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RankAnalyzer() : ProblemAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT006",
        "The rank is not supported",
        "'{0}' has {2}; {1} needs {3}",
        "Orthogonal needs two axes or more, identity and sparse exactly two, Dirac, delta-orthogonal and bilinear a kernel of one to three axes, an LSTM bias one.");
}
