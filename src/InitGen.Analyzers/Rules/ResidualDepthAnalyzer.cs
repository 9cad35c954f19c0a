using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT115: a residual stack deeper than a threshold with neither norm, depth scaling, nor a zero last map.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResidualDepthAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT115",
        "A deep residual stack without scaling",
        "'{0}' ends one of {1} residual branches without norm, so the variance grows with every branch; set ResidualBranches = {1}, or start it at zero",
        "Each branch adds its variance to the stream. Depth scaling, a norm, or a zero last map keep it bounded (Zhang et al. 2019, Fixup; Radford et al. 2019, GPT-2).");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        var branches = new List<ParameterFacts>();
        FlowGraph? graph = null;
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (!parameter.IsMatrix || parameter.Model is null)
            {
                continue;
            }

            graph ??= model.Graph(context.CancellationToken);
            FlowEdge[] edges = [.. graph.From(parameter.Weight)];
            if (edges.Length > 0 && edges.All(static edge => edge is { Via.Kind: FateKind.Linear, IsSummed: true, IsGated: false })
                && graph.Into(parameter.Weight).Any(edge => edge.From.IsMatrix && !edge.From.Equals(parameter.Weight)))
            {
                branches.Add(parameter);
            }
        }

        if (graph is null || !graph.IsComplete || branches.Count == 0
            || graph.Edges.Any(static edge => edge.Via.Kind is FateKind.Norm or FateKind.Unknown || edge.IsGated))
        {
            return;
        }

        SyntaxTree? tree = branches[0].Attribute.ApplicationSyntaxReference?.SyntaxTree;
        int number = 0;
        foreach (ParameterFacts branch in branches)
        {
            // The number goes into the attribute: a length that is not written down counts only where the options give it.
            number += branch.IsList
                ? branch.Length(context.Compilation, context.CancellationToken) ?? (int)Math.Min(SignalOptions.MaxDepth, RuleOptions.Number(context.Options, tree, SignalOptions.AssumedDepthKey, 1.0))
                : 1;
        }

        if (number < RuleOptions.Number(context.Options, tree, "initgen.residual_depth", 8.0))
        {
            return;
        }

        string count = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (ParameterFacts branch in branches)
        {
            if (branch.Model!.Initializer is { ResidualBranches: 1, ExplicitGain: null } && !branch.IsZero)
            {
                Report(
                    context,
                    At(branch.Attribute, branch.Member, context.CancellationToken),
                    Replacement.Argument("ResidualBranches", count, isEnum: false),
                    branch.Name,
                    count);
            }
        }
    }
}
