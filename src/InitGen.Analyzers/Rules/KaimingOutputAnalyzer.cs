using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT106: Kaiming on a last layer that no activation follows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KaimingOutputAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT106",
        "Kaiming initialization of an output layer",
        "'{0}' is initialized by {1} for {2}, but no activation follows, so the variance of the output doubles; use {3}",
        "A rectifier's gain makes up for a loss that an output layer without activation does not have.");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.Model?.Initializer is not { ExplicitGain: null, ResidualBranches: 1 } initializer || !initializer.Kind.IsKaiming()
                || !Activations.IsReluFamily(initializer.Nonlinearity) || !parameter.IsMatrix || parameter.Stated is not null)
            {
                continue;
            }

            FlowGraph graph = model.Graph(context.CancellationToken);
            FlowEdge[] edges = [.. graph.From(parameter.Weight)];
            bool isOutput = graph.IsComplete && edges.Length > 0
                && edges.All(static edge => edge is { To: null, Via.Kind: FateKind.Linear, IsSummed: false, IsGated: false })
                && graph.Into(parameter.Weight).Any(edge => edge.From.IsMatrix && !edge.From.Equals(parameter.Weight));
            if (isOutput && !model.IsPart(context.CancellationToken))
            {
                var replacement = new Replacement(initializer.Kind == InitializerKind.KaimingUniform ? "XavierUniform" : "XavierNormal");
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    replacement.ToProperties(),
                    parameter.Name,
                    initializer.Kind.ToString(),
                    Activations.DisplayName(initializer.Nonlinearity),
                    replacement.ToString());
            }
        }
    }
}
