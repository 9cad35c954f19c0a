using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT104: the nonlinearity, or slope, that the initializer names is not the one that the forward pass applies.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NonlinearityAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT104",
        "The initializer names another nonlinearity than the one applied",
        "'{0}' is initialized for {1}, but {2} follows, which needs another gain; name that function",
        "The gain makes up for what the function behind the weight takes from the signal. It is right only for that function.");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start.IsMatrix && start.NamesNonlinearity && initializer is { ExplicitGain: null, NonlinearityMember: null } && initializer.Kind.HasGain();

    private protected override void Analyze(WeightUse weight)
    {
        InitializerSpec initializer = weight.Initializer;
        if (weight.Follows is not { } follows || weight.IsScaled || !IsCertain(follows, weight))
        {
            return;
        }

        Fate named = Fate.Activation(initializer.Nonlinearity, initializer.Nonlinearity == Nonlinearity.LeakyRelu ? initializer.Slope : 0.0);
        if (!Agree(named, follows, initializer) && !IsAnotherRules(initializer, follows))
        {
            var replacement = new Replacement(initializer.Kind.ToString(), follows.Nonlinearity, Replacement.SlopeOf(follows));
            Report(weight, replacement, weight.Name, named.ToString(), follows.ToString());
        }
    }

    // A result that leaves the model may meet its function outside.
    internal static bool IsCertain(Fate follows, WeightUse weight) =>
        follows.Kind == FateKind.Activation
        || (follows.Kind == FateKind.Linear && weight.Start.Stated is null
            && weight.Edges.All(static edge => edge is { To.IsMatrix: true, IsSummed: false, IsGated: false }));

    private static bool Agree(Fate named, Fate follows, InitializerSpec initializer)
    {
        if (named == follows)
        {
            return true;
        }

        if (named.Is(Nonlinearity.LeakyRelu) && follows.Is(Nonlinearity.LeakyRelu))
        {
            return double.IsNaN(follows.Slope) || Math.Abs(named.Slope - follows.Slope) < 1e-6;
        }

        // Names for one curve, and functions of one gain: the number is the same.
        double slope = double.IsNaN(follows.Slope) ? Gain.DefaultSlope : follows.Slope;
        double expected = Gain.Of(follows.Nonlinearity, follows.Is(Nonlinearity.LeakyRelu) ? slope : Gain.DefaultSlope, initializer.GainConvention);
        double actual = Gain.Of(named.Nonlinearity, initializer.Slope, initializer.GainConvention);
        return Math.Abs(expected - actual) < 1e-3;
    }

    // Xavier before a rectifier is INIT102, Kaiming for a rectifier before sigmoid or tanh INIT103, whatever before SELU INIT110.
    private static bool IsAnotherRules(InitializerSpec initializer, Fate follows) =>
        follows.Is(Nonlinearity.Selu)
        || (initializer.Kind.IsXavier() && Activations.IsReluFamily(follows.Nonlinearity))
        || (initializer.Kind.IsKaiming() && Activations.IsReluFamily(initializer.Nonlinearity)
            && follows is { Kind: FateKind.Activation, Nonlinearity: Nonlinearity.Sigmoid or Nonlinearity.Tanh });
}
