using System.Collections.Immutable;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>Reports what the generator's parser found wrong with a declaration: the two read the same code, so they cannot disagree.</summary>
public abstract class ProblemAnalyzer : ModelAnalyzer
{
    private protected ProblemAnalyzer(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    /// <summary>What a fix needs to know of a problem.</summary>
    private protected virtual ImmutableDictionary<string, string?> PropertiesOf(Problem problem) => ImmutableDictionary<string, string?>.Empty;

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach ((ISymbol member, Problem problem) in model.Problems(context.CancellationToken))
        {
            if (problem.Id == Rule.Id)
            {
                object[] arguments = [.. problem.Arguments];
                Report(context, At(problem, member, context.CancellationToken), PropertiesOf(problem), arguments);
            }
        }
    }
}
