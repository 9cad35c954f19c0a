using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT103: Kaiming with a rectifier's gain where sigmoid, tanh or softmax follows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KaimingBeforeSigmoidAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT103",
        "Kaiming initialization before a saturating function",
        "'{0}' is initialized by {1} for {2}, but {3} follows; use {4}",
        "A rectifier's gain makes up for a loss that sigmoid, tanh and softmax do not have; they saturate instead (Glorot and Bengio 2010).");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.Model?.Initializer is not { ExplicitGain: null } initializer || !initializer.Kind.IsKaiming() || !parameter.IsMatrix
                || !Activations.IsReluFamily(initializer.Nonlinearity))
            {
                continue;
            }

            Fate? follows = parameter.Follows(model, context.CancellationToken);
            if (follows is { Kind: FateKind.Softmax } or { Kind: FateKind.Activation, Nonlinearity: Nonlinearity.Sigmoid or Nonlinearity.Tanh })
            {
                var replacement = new Replacement(
                    initializer.Kind == InitializerKind.KaimingUniform ? "XavierUniform" : "XavierNormal", follows.Value.Nonlinearity);
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    replacement.ToProperties(),
                    parameter.Name,
                    initializer.Kind.ToString(),
                    Activations.DisplayName(initializer.Nonlinearity),
                    follows.Value.ToString(),
                    replacement.ToString());
            }
        }
    }
}
