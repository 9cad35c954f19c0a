using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT107: a fixed standard deviation or range that grows or shrinks the signal in a deep network.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixedSpreadAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT107",
        "A fixed spread in a deep network",
        "'{0}' has σ = {1}, an implied gain of {2} where {3} needs {4}; over {5} layers the signal grows or shrinks; use {6}",
        "In a deep network each layer multiplies the signal; its standard deviation must follow from fan-in and from the function behind it (Glorot and Bengio 2010; He et al. 2015).");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start is { IsMatrix: true, IsFrozen: false } && initializer is { Kind: InitializerKind.Normal or InitializerKind.Uniform, ResidualBranches: 1 };

    private protected override void Analyze(WeightUse weight)
    {
        FlowGraph graph = weight.Graph;
        if (weight.Scale is not { Std: { } std and > 0.0, FanIn: { } fanIn }
            || (weight.Scale is { Low: { } low, High: { } high } && Math.Abs(low + high) > 1e-9 * Math.Abs(high - low))
            || !graph.IsComplete || weight.Edges.Length == 0
            || graph.Edges.Any(static edge => edge.Via.Kind == FateKind.Norm)
            || !weight.Edges.All(static edge => edge is { To.IsMatrix: true, IsSummed: false, IsGated: false })
            || weight.Follows is not { Kind: FateKind.Activation or FateKind.Linear } follows
            || follows.Is(Nonlinearity.Sin) // Sines of a frequency of their own have ranges of their own (SIREN).
            || double.IsNaN(weight.Factor) || weight.IsOverwritten)
        {
            return;
        }

        double factor = weight.Option("initgen.sigma_ratio", 2.0);
        int depth = graph.DepthThrough(weight.Start.Weight);
        double implied = std * weight.Factor * Math.Sqrt(fanIn);
        double needed = Gain.Of(
            follows.Nonlinearity, double.IsNaN(follows.Slope) ? Gain.DefaultSlope : follows.Slope, GainConvention.SecondMoment);
        if (depth >= weight.Option("initgen.minimal_depth", 3.0) && (implied > needed * factor || implied * factor < needed))
        {
            Replacement replacement = Replacement.For(follows, weight.Initializer.Kind == InitializerKind.Uniform);
            Report(
                weight,
                replacement,
                weight.Name,
                Text(std),
                Text(implied),
                follows.ToString(),
                Text(needed),
                depth.ToString(System.Globalization.CultureInfo.InvariantCulture),
                weight.Write(replacement));
        }
    }

    private static string Text(double value) => value.ToString("G3", System.Globalization.CultureInfo.InvariantCulture);
}
