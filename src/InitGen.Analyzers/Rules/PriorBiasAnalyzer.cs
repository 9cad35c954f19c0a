using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT205: the bias of a classification head could start at the log-odds of the prior.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PriorBiasAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Info(
        "INIT205",
        "The bias of a classification head",
        "'{0}' is the bias of a classifier by {1}; where the classes are unbalanced, start it at the log-odds of their prior",
        "With rare classes a head that starts at equal odds spends its first steps learning the prior (Lin et al. 2017, §3.3). Off by default.", isEnabled: false);

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start is { IsMatrix: false, IsZero: true, IsFrozen: false };

    private protected override void Analyze(WeightUse weight)
    {
        if (weight.Edges.Length > 0 && weight.Edges.All(static edge => edge is { To: null, IsGated: false, IsSummed: false })
            && weight.Graph.FateOf(weight.Start.Weight) is { } follows
            && (follows.Kind == FateKind.Softmax || follows.Is(Nonlinearity.Sigmoid)))
        {
            Report(weight, weight.Name, follows.ToString());
        }
    }
}
