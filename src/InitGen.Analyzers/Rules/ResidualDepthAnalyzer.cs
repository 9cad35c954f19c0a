using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT115: a residual stack deeper than a threshold with neither norm, depth scaling, nor a zero last map.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResidualDepthAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT115",
        "A deep residual stack without scaling",
        "'{0}' ends one of {1} residual branches without norm, so the variance grows with every branch; set {2}, or start it at zero",
        "Each branch adds its variance to the stream. Depth scaling, a norm, or a zero last map keep it bounded (Zhang et al. 2019, Fixup; Radford et al. 2019, GPT-2).");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start is { IsMatrix: true, IsZero: false } && initializer is { ResidualBranches: 1, ExplicitGain: null };

    private protected override void Analyze(WeightUse weight)
    {
        FlowGraph graph = weight.Graph;
        if (!graph.IsComplete || !EndsBranch(weight.Start, graph)
            || graph.Edges.Any(static edge => edge.Via.Kind is FateKind.Norm or FateKind.Unknown || edge.IsGated))
        {
            return;
        }

        int number = 0;
        foreach (WeightStart branch in weight.Model.Starts(weight.Cancellation).Where(start => start.IsMatrix && EndsBranch(start, graph)))
        {
            // The number goes into the code: a length that is not written down counts only where the options give it.
            number += branch.IsList
                ? branch.Length(weight.Model.Compilation, weight.Cancellation) ?? (int)Math.Min(SignalOptions.MaxDepth, weight.Option(SignalOptions.AssumedDepthKey, 1.0))
                : 1;
        }

        if (number >= weight.Option("initgen.residual_depth", 8.0))
        {
            string count = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Report(
                weight.Context,
                weight.Start,
                Replacement.Argument("ResidualBranches", count, isEnum: false),
                weight.Name,
                count,
                weight.Start.Source.Write("ResidualBranches", count));
        }
    }

    // One that the code scales, x + 0.1 · f(x), or a learned gain that starts small, adds as much as was meant.
    private static bool EndsBranch(WeightStart start, FlowGraph graph) =>
        graph.From(start.Weight).Any()
        && graph.From(start.Weight).All(static edge => edge is { Via.Kind: FateKind.Linear, IsSummed: true, IsGated: false, Scale: 1.0 })
        && graph.Into(start.Weight).Any(edge => edge.From.IsMatrix && !edge.From.Equals(start.Weight));
}
