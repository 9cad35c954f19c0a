using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT107: a fixed standard deviation or range that grows or shrinks the signal in a deep network.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixedSpreadAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT107",
        "A fixed spread in a deep network",
        "'{0}' has σ = {1}, an implied gain of {2} where {3} needs {4}; over {5} layers the signal grows or shrinks; use {6}",
        "In a deep network each layer multiplies the signal; its standard deviation must follow from fan-in and from the function behind it (Glorot and Bengio 2010; He et al. 2015).");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.Model is not { Initializer: { Kind: InitializerKind.Normal or InitializerKind.Uniform, ResidualBranches: 1 } initializer } known
                || !parameter.IsMatrix || parameter.IsFrozen || known.Scale is not { Std: { } std and > 0.0, FanIn: { } fanIn }
                || known.Scale.Low is { } low && known.Scale.High is { } high && Math.Abs(low + high) > 1e-9 * Math.Abs(high - low))
            {
                continue;
            }

            FlowGraph graph = model.Graph(context.CancellationToken);
            FlowEdge[] edges = [.. graph.From(parameter.Weight)];
            if (!graph.IsComplete || edges.Length == 0 || graph.Lookups.Contains(parameter.Weight)
                || graph.Edges.Any(static edge => edge.Via.Kind == FateKind.Norm)
                || !edges.All(static edge => edge is { To.IsMatrix: true, IsSummed: false, IsGated: false })
                || parameter.Follows(model, context.CancellationToken) is not { Kind: FateKind.Activation or FateKind.Linear } follows
                || follows.Is(Nonlinearity.Sin) // Sines of a frequency of their own have ranges of their own (SIREN).
                || model.Writes(context.CancellationToken).IsOverwritten(parameter.Member))
            {
                continue;
            }

            SyntaxTree? tree = parameter.Attribute.ApplicationSyntaxReference?.SyntaxTree;
            double factor = RuleOptions.Number(context.Options, tree, "initgen.sigma_ratio", 2.0);
            int depth = graph.DepthThrough(parameter.Weight);
            double implied = std * Math.Sqrt(fanIn);
            double needed = Gain.Of(
                follows.Nonlinearity, double.IsNaN(follows.Slope) ? Gain.DefaultSlope : follows.Slope, GainConvention.SecondMoment);
            if (depth >= RuleOptions.Number(context.Options, tree, "initgen.minimal_depth", 3.0)
                && (implied > needed * factor || implied * factor < needed))
            {
                Replacement replacement = Replacement.For(follows, initializer.Kind == InitializerKind.Uniform);
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    replacement.ToProperties(),
                    parameter.Name,
                    Text(std),
                    Text(implied),
                    follows.ToString(),
                    Text(needed),
                    depth.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    replacement.ToString());
            }
        }
    }

    private static string Text(double value) => value.ToString("G3", System.Globalization.CultureInfo.InvariantCulture);
}
