using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT110: SELU follows, and the initializer is not LeCun normal.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SeluAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT110",
        "SELU without LeCun normal initialization",
        "'{0}' is initialized by {1}, but SELU follows, whose self-normalization needs variance 1/fan_in; use {2}",
        "SELU keeps mean 0 and variance 1 through depth if the weights have mean 0 and variance 1/fan_in (Klambauer et al. 2017).");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start.IsMatrix && initializer is { ExplicitGain: null };

    private protected override void Analyze(WeightUse weight)
    {
        if (!weight.IsScaled && !HasUnitGain(weight.Initializer, weight.Scale) && weight.Follows is { } follows && follows.Is(Nonlinearity.Selu))
        {
            var replacement = new Replacement("LecunNormal");
            Report(weight, replacement, weight.Name, weight.Initializer.Kind.ToString(), weight.Write(replacement));
        }
    }

    // Variance 1/fan_in by another name; zeros and constants are the matter of other rules.
    private static bool HasUnitGain(InitializerSpec initializer, ScaleModel scale) => initializer.Kind switch
    {
        InitializerKind.LecunNormal or InitializerKind.LecunUniform or InitializerKind.Zeros or InitializerKind.Ones or InitializerKind.Constant => true,
        InitializerKind.KaimingNormal or InitializerKind.KaimingUniform =>
            initializer.FanMode == FanMode.FanIn && scale.Gain is { } gain && Math.Abs(gain - 1.0) < 1e-3,
        InitializerKind.VarianceScaling => initializer.FanMode == FanMode.FanIn && Math.Abs(initializer.Scale - 1.0) < 1e-9,
        InitializerKind.XavierNormal or InitializerKind.XavierUniform => false,
        _ => scale is not { Std: { } std, FanIn: { } fanIn } || Math.Abs((std * Math.Sqrt(fanIn)) - 1.0) < 0.1,
    };
}
