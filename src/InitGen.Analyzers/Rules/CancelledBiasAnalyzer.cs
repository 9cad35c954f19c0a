using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT118: a bias directly before a batch or layer norm.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CancelledBiasAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT118",
        "A bias before a norm",
        "'{0}' is added directly before a norm, which subtracts the mean again; remove it, the norm has a bias of its own",
        "A norm that subtracts the mean cancels a bias before it: the parameter costs memory and time and learns nothing (Ioffe and Szegedy 2015, §3.2).");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start is { IsMatrix: false, IsFrozen: false };

    private protected override void Analyze(WeightUse weight)
    {
        FlowGraph graph = weight.Graph;
        Weight bias = weight.Start.Weight;
        if (graph.FateOf(bias) == Fate.Norm && !graph.Gains.Contains(bias) && !graph.MixedBiases.Contains(bias)
            && weight.Edges.All(static edge => !edge.IsSummedBefore && !edge.IsGated)
            && graph.Biases.Any(pair => pair.Bias.Equals(bias) && graph.FateOf(pair.Matrix) == Fate.Norm))
        {
            Report(weight, weight.Name);
        }
    }
}
