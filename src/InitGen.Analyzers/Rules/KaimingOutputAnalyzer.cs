using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT106: Kaiming on a last layer that no activation follows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KaimingOutputAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT106",
        "Kaiming initialization of an output layer",
        "'{0}' is initialized by {1} for {2}, but no activation follows, so the variance of the output doubles; use {3}",
        "A rectifier's gain makes up for a loss that an output layer without activation does not have.");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start is { IsMatrix: true, Stated: null } && initializer is { ExplicitGain: null, ResidualBranches: 1, NonlinearityMember: null }
        && initializer.Kind.IsKaiming() && Activations.IsReluFamily(initializer.Nonlinearity);

    private protected override void Analyze(WeightUse weight)
    {
        FlowGraph graph = weight.Graph;
        bool isOutput = graph.IsComplete && weight.Edges.Length > 0
            && weight.Edges.All(edge => edge is { To: null, Via.Kind: FateKind.Linear, IsGated: false } && (!edge.IsSummed || IsBesideAnother(weight)))
            && graph.Into(weight.Start.Weight).Any(edge => edge.From.IsMatrix && !edge.From.Equals(weight.Start.Weight));
        if (isOutput && !weight.IsScaled && !weight.Model.IsPart(weight.Cancellation))
        {
            var replacement = new Replacement(weight.Initializer.Kind == InitializerKind.KaimingUniform ? "XavierUniform" : "XavierNormal");
            Report(
                weight,
                replacement,
                weight.Name,
                weight.Initializer.Kind.ToString(),
                Activations.DisplayName(weight.Initializer.Nonlinearity),
                weight.Write(replacement));
        }
    }

    // Two heads whose results are added, value and advantage: neither ends a branch of a stream that the other is on.
    private static bool IsBesideAnother(WeightUse weight)
    {
        FlowGraph graph = weight.Graph;
        Weight own = weight.Start.Weight;
        return graph.Edges.Any(edge => edge is { To: null, Via.Kind: FateKind.Linear, IsSummed: true, From.IsMatrix: true } && !edge.From.Equals(own)
                && !graph.Leads(own, edge.From) && !graph.Leads(edge.From, own))
            && graph.Edges.All(edge => edge is not { To: null, IsSummed: true, From.IsMatrix: true } || edge.From.Equals(own) || !graph.Leads(edge.From, own));
    }
}
