using System.Collections.Immutable;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT004: two initializers on one member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DoubleInitializerAnalyzer() : ProblemAnalyzer(Descriptor)
{
    /// <summary>The property with the name of the initializer that comes first.</summary>
    internal const string FirstKey = "first";

    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT004",
        "The member has two initializers",
        "'{0}' has two initializers, {1} and {2}",
        "A parameter gets its first values once: keep one of the initializers.");

    private protected override ImmutableDictionary<string, string?> PropertiesOf(Problem problem) =>
        ImmutableDictionary<string, string?>.Empty.Add(FirstKey, problem.Arguments[1]);
}
