using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT205: the bias of a classification head could start at the log-odds of the prior.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PriorBiasAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Info(
        "INIT205",
        "The bias of a classification head",
        "'{0}' is the bias of a classifier by {1}; where the classes are unbalanced, start it at the log-odds of their prior",
        "With rare classes a head that starts at equal odds spends its first steps learning the prior (Lin et al. 2017, §3.3). Off by default.", isEnabled: false);

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.IsMatrix || !parameter.IsZero || parameter.IsFrozen)
            {
                continue;
            }

            FlowGraph graph = model.Graph(context.CancellationToken);
            FlowEdge[] edges = [.. graph.From(parameter.Weight)];
            if (edges.Length > 0 && edges.All(static edge => edge is { To: null, IsGated: false, IsSummed: false })
                && graph.FateOf(parameter.Weight) is { } follows
                && (follows.Kind == FateKind.Softmax || follows.Is(Nonlinearity.Sigmoid)))
            {
                Report(context, At(parameter.Attribute, parameter.Member, context.CancellationToken), parameter.Name, follows.ToString());
            }
        }
    }
}
