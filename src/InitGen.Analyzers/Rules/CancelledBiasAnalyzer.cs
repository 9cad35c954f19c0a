using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT118: a bias directly before a batch or layer norm.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancelledBiasAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT118",
        "A bias before a norm",
        "'{0}' is added directly before a norm, which subtracts the mean again; remove it, the norm has a bias of its own",
        "A norm that subtracts the mean cancels a bias before it: the parameter costs memory and time and learns nothing (Ioffe and Szegedy 2015, §3.2).");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.IsMatrix || parameter.Model is null || parameter.IsFrozen)
            {
                continue;
            }

            FlowGraph graph = model.Graph(context.CancellationToken);
            if (graph.FateOf(parameter.Weight) == Fate.Norm && !graph.Gains.Contains(parameter.Weight) && !graph.MixedBiases.Contains(parameter.Weight)
                && graph.From(parameter.Weight).All(static edge => !edge.IsSummed && !edge.IsGated)
                && graph.Biases.Any(pair => pair.Bias.Equals(parameter.Weight) && graph.FateOf(pair.Matrix) == Fate.Norm))
            {
                Report(context, At(parameter.Attribute, parameter.Member, context.CancellationToken), parameter.Name);
            }
        }
    }
}
