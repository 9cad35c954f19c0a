using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT119: a widely random or a negative bias before ReLU.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReluBiasAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT119",
        "A bias that kills units",
        "'{0}' {1} before ReLU, so units start dead; use [Zeros]",
        "A unit whose bias is far below zero gives zero for every input and gets no gradient. Biases start at zero, or within 1/√fan_in.");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.IsMatrix || parameter.Model is not { Initializer: { } initializer } known || parameter.IsFrozen
                || initializer.Kind is InitializerKind.Zeros or InitializerKind.Ones)
            {
                continue;
            }

            FlowGraph graph = model.Graph(context.CancellationToken);
            if (parameter.Follows(model, context.CancellationToken) is not { } follows || !follows.Is(Nonlinearity.Relu)
                || graph.From(parameter.Weight).Any(static edge => edge.IsGated || edge.IsSummed)
                || model.Writes(context.CancellationToken).IsOverwritten(parameter.Member))
            {
                continue;
            }

            string? wrong = parameter.ConstantValue is < 0.0 ? "starts below zero" : IsWide(parameter, known, model, graph, context.CancellationToken) ? "is spread over more than 1/√fan_in" : null;
            if (wrong is not null)
            {
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    new Replacement("Zeros").ToProperties(),
                    parameter.Name,
                    wrong);
            }
        }
    }

    private static bool IsWide(ParameterFacts bias, ParameterModel known, ModelFacts model, FlowGraph graph, CancellationToken cancellation)
    {
        double? spread = known.Initializer.Kind switch
        {
            InitializerKind.Uniform when known.Scale is { Low: { } low, High: { } high } => Math.Max(Math.Abs(low), Math.Abs(high)),
            InitializerKind.Normal => known.Scale.Std,
            _ => null,
        };
        if (spread is not { } found)
        {
            return false;
        }

        foreach (ParameterFacts matrix in model.Parameters(cancellation))
        {
            if (matrix.IsMatrix && graph.Biases.Contains((bias.Weight, matrix.Weight)))
            {
                return matrix.Model?.Scale.FanIn is { } fanIn && found > (1.0 + 1e-6) / Math.Sqrt(fanIn);
            }
        }

        return false;
    }
}
