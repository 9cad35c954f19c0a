using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT005: a fan-based initializer on a bias or gain.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FansOfVectorAnalyzer() : ProblemAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT005",
        "A vector has no fans",
        "'{0}' has rank 1 and no fans for {1}; use [Zeros] for a bias, or give FanIn and FanOut",
        "Fans are counts of a matrix or a kernel. A bias or gain starts at a constant, or gets its fans explicitly.");

    private protected override ImmutableDictionary<string, string?> Properties { get; } = new Replacement("Zeros").ToProperties();
}
