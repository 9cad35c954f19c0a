using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT105: a constant, non-zero weight feeds a hidden layer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstantWeightAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT105",
        "A weight matrix starts at one value",
        "'{0}' starts at {1} everywhere, so all of its units get the same gradient and stay alike; use {2}",
        "The units of a layer whose weights are equal compute the same and get the same gradient: training never tells them apart.");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start is { IsMatrix: true, ConstantValue: not (null or 0.0), IsFrozen: false };

    private protected override void Analyze(WeightUse weight)
    {
        bool feedsHidden = weight.Graph.IsComplete && weight.Edges.Any(static edge => edge.From.IsMatrix && edge.To is { IsMatrix: true }
            || (edge.From.IsMatrix && edge.Via.Kind == FateKind.Activation && Activations.IsReluFamily(edge.Via.Nonlinearity)));
        if (feedsHidden && !ZeroWeightAnalyzer.IsMeant(weight))
        {
            Report(
                weight,
                weight.Name,
                weight.Start.ConstantValue!.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
                weight.Write(Replacement.For(weight.Follows, uniform: false)));
        }
    }
}
