using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT117: a norm's gain is zero where it does not end a residual branch.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ZeroNormGainAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT117",
        "A norm that lets nothing pass",
        "'{0}' scales the output of a norm and starts at zero, so nothing passes; use [Ones]",
        "A norm's gain starts at one. Zero is right only for the last norm of a residual branch, where the other path carries the signal (zero-γ; Goyal et al. 2017).");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.IsMatrix || !parameter.IsZero || parameter.IsFrozen || model.Writes(context.CancellationToken).IsOverwritten(parameter.Member))
            {
                continue;
            }

            FlowGraph graph = model.Graph(context.CancellationToken);
            FlowEdge[] edges = [.. graph.From(parameter.Weight)];
            bool isNormGain = graph.NormGains.Contains(parameter.Weight)
                || (graph.Gains.Contains(parameter.Weight) && graph.FateOf(parameter.Weight) is { Kind: FateKind.Norm });
            if (graph.IsComplete && isNormGain && edges.Length > 0
                && edges.All(static edge => !edge.IsSummed && !edge.IsGated && edge.Via.Kind != FateKind.Unknown && (edge.To is not null || edge.Via.Kind == FateKind.Activation)))
            {
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    new Replacement("Ones").ToProperties(),
                    parameter.Name);
            }
        }
    }
}
