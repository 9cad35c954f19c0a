using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT102: Xavier paired with the ReLU family.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class XavierBeforeReluAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT102",
        "Xavier initialization before a rectifier",
        "'{0}' is initialized by {1}, but {2} follows, which halves the signal's second moment in every layer; use {3}",
        "Xavier is derived for functions that are linear about zero. A rectifier passes half of the second moment, which Kaiming makes up for (He et al. 2015).");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start.IsMatrix && initializer is { ExplicitGain: null } && initializer.Kind.IsXavier();

    private protected override void Analyze(WeightUse weight)
    {
        Fate? follows = weight.Follows;
        // Where a linear map is certain, what is wrong is the name of the function: INIT104.
        bool isOpen = follows is null or { Kind: FateKind.Unknown } || (follows is { Kind: FateKind.Linear } linear && !NonlinearityAnalyzer.IsCertain(linear, weight));
        if (isOpen && weight.Named is { } named && Activations.IsReluFamily(named))
        {
            follows = Fate.Activation(named, weight.Initializer.Slope);
        }

        // A leaky rectifier that is all but linear loses nothing.
        if (!weight.IsScaled && !weight.Graph.IsTied(weight.Start.Weight) && follows is { Kind: FateKind.Activation } activation && Activations.IsReluFamily(activation.Nonlinearity)
            && !(activation.Is(Nonlinearity.LeakyRelu) && activation.Slope >= 0.5))
        {
            var replacement = new Replacement(
                weight.Initializer.Kind == InitializerKind.XavierUniform ? "KaimingUniform" : "KaimingNormal",
                activation.Nonlinearity,
                Replacement.SlopeOf(activation));
            Report(weight, replacement, weight.Name, weight.Initializer.Kind.ToString(), activation.ToString(), weight.Write(replacement));
        }
    }
}
