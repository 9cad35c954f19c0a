using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT102: Xavier paired with the ReLU family.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class XavierBeforeReluAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT102",
        "Xavier initialization before a rectifier",
        "'{0}' is initialized by {1}, but {2} follows, which halves the signal's second moment in every layer; use {3}",
        "Xavier is derived for functions that are linear about zero. A rectifier passes half of the second moment, which Kaiming makes up for (He et al. 2015).");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.Model?.Initializer is not { ExplicitGain: null } initializer || !initializer.Kind.IsXavier() || !parameter.IsMatrix)
            {
                continue;
            }

            Fate? follows = parameter.Follows(model, context.CancellationToken);
            if (follows is null or { Kind: FateKind.Unknown } or { Kind: FateKind.Linear }
                && Activations.IsReluFamily(initializer.Nonlinearity))
            {
                follows = Fate.Activation(initializer.Nonlinearity, initializer.Slope);
            }

            // A leaky rectifier that is all but linear loses nothing.
            if (follows is { Kind: FateKind.Activation } activation && Activations.IsReluFamily(activation.Nonlinearity)
                && !(activation.Is(Nonlinearity.LeakyRelu) && activation.Slope >= 0.5))
            {
                var replacement = new Replacement(
                    initializer.Kind == InitializerKind.XavierUniform ? "KaimingUniform" : "KaimingNormal",
                    activation.Nonlinearity,
                    Replacement.SlopeOf(activation));
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    replacement.ToProperties(),
                    parameter.Name,
                    initializer.Kind.ToString(),
                    activation.ToString(),
                    replacement.ToString());
            }
        }
    }
}
