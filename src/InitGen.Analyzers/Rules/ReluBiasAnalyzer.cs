using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT119: a widely random or a negative bias before ReLU.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReluBiasAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT119",
        "A bias that kills units",
        "'{0}' {1} before ReLU, so units start dead; use {2}",
        "A unit whose bias is far below zero gives zero for every input and gets no gradient. Biases start at zero, or within 1/√fan_in.");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start is { IsMatrix: false, IsFrozen: false } && initializer.Kind is not (InitializerKind.Zeros or InitializerKind.Ones);

    private protected override void Analyze(WeightUse weight)
    {
        if (weight.Follows is not { } follows || !follows.Is(Nonlinearity.Relu) || weight.Edges.Any(static edge => edge.IsGated || edge.IsSummed) || weight.IsOverwritten)
        {
            return;
        }

        string? wrong = weight.Start.ConstantValue is < 0.0 ? "starts below zero" : IsWide(weight) ? "reaches far into the sum that it is added to" : null;
        if (wrong is not null)
        {
            var replacement = new Replacement("Zeros");
            Report(weight, replacement, weight.Name, wrong, weight.Write(replacement));
        }
    }

    // The sum over inputs of unit scale is spread by σ·√fan_in of its weight. A bias that reaches less than a third of that shifts units, and
    // kills none for every input, as wide as it may be beside 1/√fan_in.
    private static bool IsWide(WeightUse bias)
    {
        double? reach = bias.Initializer.Kind switch
        {
            InitializerKind.Uniform when bias.Scale is { Low: { } low, High: { } high } => Math.Max(Math.Abs(low), Math.Abs(high)),
            InitializerKind.Normal => 2.0 * bias.Scale.Std,
            _ => null,
        };
        WeightStart? matrix = bias.Model.Starts(bias.Cancellation)
            .FirstOrDefault(start => start.IsMatrix && bias.Graph.Biases.Contains((bias.Start.Weight, start.Weight)));
        return reach is { } found && bias.Factor == 1.0 && matrix is { Model.Scale: { Std: { } std, FanIn: { } fanIn } } && bias.Graph.ScaleOf(matrix.Weight) == 1.0
            && found > Math.Max(std * Math.Sqrt(fanIn) / 3.0, 1.0 / Math.Sqrt(fanIn)) * (1.0 + 1e-6);
    }
}
