using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT117: a norm's gain is zero where it does not end a residual branch.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ZeroNormGainAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT117",
        "A norm that lets nothing pass",
        "'{0}' scales the output of a norm and starts at zero, so nothing passes; use {1}",
        "A norm's gain starts at one. Zero is right only for the last norm of a residual branch, where the other path carries the signal (zero-γ; Goyal et al. 2017).");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start is { IsMatrix: false, IsZero: true, IsFrozen: false };

    private protected override void Analyze(WeightUse weight)
    {
        FlowGraph graph = weight.Graph;
        bool isNormGain = graph.NormGains.Contains(weight.Start.Weight)
            || (graph.Gains.Contains(weight.Start.Weight) && graph.FateOf(weight.Start.Weight) is { Kind: FateKind.Norm });
        if (graph.IsComplete && isNormGain && !weight.IsOverwritten && weight.Edges.Length > 0
            && weight.Edges.All(static edge => !edge.IsSummed && !edge.IsGated && edge.Via.Kind != FateKind.Unknown && (edge.To is not null || edge.Via.Kind == FateKind.Activation)))
        {
            var replacement = new Replacement("Ones");
            Report(weight, replacement, weight.Name, weight.Write(replacement));
        }
    }
}
