using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT105: a constant, non-zero weight feeds a hidden layer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstantWeightAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT105",
        "A weight matrix starts at one value",
        "'{0}' starts at {1} everywhere, so all of its units get the same gradient and stay alike; use {2}",
        "The units of a layer whose weights are equal compute the same and get the same gradient: training never tells them apart.");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter is not { IsMatrix: true, ConstantValue: { } value and not 0.0, IsFrozen: false })
            {
                continue;
            }

            FlowGraph graph = model.Graph(context.CancellationToken);
            bool feedsHidden = graph.IsComplete && graph.From(parameter.Weight).Any(static edge => edge.From.IsMatrix && edge.To is { IsMatrix: true }
                || (edge.From.IsMatrix && edge.Via.Kind == FateKind.Activation && Activations.IsReluFamily(edge.Via.Nonlinearity)));
            if (feedsHidden && !ZeroWeightAnalyzer.IsMeant(parameter, model, context.CancellationToken))
            {
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    parameter.Name,
                    value.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
                    Replacement.For(parameter.Follows(model, context.CancellationToken), uniform: false).ToString());
            }
        }
    }
}
