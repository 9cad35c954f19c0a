using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT103: Kaiming with a rectifier's gain where sigmoid, tanh or softmax follows.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KaimingBeforeSigmoidAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT103",
        "Kaiming initialization before a saturating function",
        "'{0}' is initialized by {1} for {2}, but {3} follows; use {4}",
        "A rectifier's gain makes up for a loss that sigmoid, tanh and softmax do not have; they saturate instead (Glorot and Bengio 2010).");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start.IsMatrix && initializer is { ExplicitGain: null, NonlinearityMember: null } && initializer.Kind.IsKaiming()
        && Activations.IsReluFamily(initializer.Nonlinearity);

    private protected override void Analyze(WeightUse weight)
    {
        if (weight.Follows is { Kind: FateKind.Softmax } or { Kind: FateKind.Activation, Nonlinearity: Nonlinearity.Sigmoid or Nonlinearity.Tanh }
            && weight.Follows is { } follows && !weight.IsScaled && !weight.Graph.IsTied(weight.Start.Weight))
        {
            var replacement = new Replacement(
                weight.Initializer.Kind == InitializerKind.KaimingUniform ? "XavierUniform" : "XavierNormal", follows.Nonlinearity);
            Report(
                weight,
                replacement,
                weight.Name,
                weight.Initializer.Kind.ToString(),
                Activations.DisplayName(weight.Initializer.Nonlinearity),
                follows.ToString(),
                weight.Write(replacement));
        }
    }
}
