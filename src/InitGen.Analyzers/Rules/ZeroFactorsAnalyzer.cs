using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT112: both factors of a product are zero.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ZeroFactorsAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT112",
        "Both factors of a product start at zero",
        "'{0}' and '{1}' are multiplied and both start at zero, so neither gets a gradient; start one of them at random",
        "The gradient of a factor is a multiple of the other one. If both are zero, neither ever moves.");

    // Tables that are looked up count too: of two that are multiplied one has to be random. Find asks the forward pass itself.
    private protected override bool AsksForwardPass => false;

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start is { IsMatrix: true, IsZero: true, IsFrozen: false };

    private protected override void Analyze(WeightUse weight)
    {
        foreach ((WeightStart first, WeightStart second) in Find(weight.Model, weight.Cancellation))
        {
            if (second == weight.Start)
            {
                Report(weight, first.Name, second.Name);
            }
        }
    }

    /// <summary>The pairs of zero weights that are multiplied with each other: one map straight after another, or a gate and its value.</summary>
    internal static IEnumerable<(WeightStart First, WeightStart Second)> Find(ModelFacts model, CancellationToken cancellation)
    {
        WeightStart[] zeros = [.. model.Starts(cancellation).Where(parameter => parameter is { IsMatrix: true, IsZero: true, IsFrozen: false }
            && (IsWeight(parameter, model.Graph(cancellation)) || model.Graph(cancellation).Lookups.Contains(parameter.Weight)) && !model.Writes(cancellation).IsOverwritten(parameter.Member))];
        if (zeros.Length < 2 || !model.Graph(cancellation).IsComplete)
        {
            yield break;
        }

        FlowGraph graph = model.Graph(cancellation);
        foreach (WeightStart first in zeros)
        {
            foreach (WeightStart second in zeros)
            {
                if (graph.From(first.Weight).Concat(graph.From(second.Weight)).Any(static edge => !edge.From.IsMatrix))
                {
                    continue;
                }

                bool chained = graph.From(first.Weight).Any()
                    && graph.From(first.Weight).All(edge => edge.Via.Kind == FateKind.Linear && second.Weight.Equals(edge.To))
                    && !first.Weight.Equals(second.Weight);
                bool gated = !first.Weight.Equals(second.Weight)
                    && (graph.Products.Contains((first.Weight, second.Weight)) || graph.Products.Contains((second.Weight, first.Weight)))
                    && Array.IndexOf(zeros, first) < Array.IndexOf(zeros, second)
                    && (graph.FateOf(first.Weight) is not { Kind: FateKind.Activation, Nonlinearity: Nonlinearity.Sigmoid or Nonlinearity.HardSigmoid })
                    && (graph.FateOf(second.Weight) is not { Kind: FateKind.Activation, Nonlinearity: Nonlinearity.Sigmoid or Nonlinearity.HardSigmoid });
                if (chained || gated)
                {
                    yield return (first, second);
                }
            }
        }
    }
}
