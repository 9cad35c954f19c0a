using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT203: the implied gain differs from the second-moment gain by more than 5 %.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GainConventionAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Info(
        "INIT203",
        "The gain differs from the second moment",
        "'{0}' has an implied gain of {1} on its fan-in, where {2} keeps the second moment with {3}; use GainConvention.SecondMoment, or state the gain",
        "Averaged fans and the gains of torch keep the signal only approximately. Off by default.", isEnabled: false);

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start.IsMatrix && initializer is { ExplicitGain: null, ResidualBranches: 1, NonlinearityMember: null } && initializer.Kind.HasGain();

    private protected override void Analyze(WeightUse weight)
    {
        if (weight.Factor != 1.0 || weight.Scale is not { Std: { } std, FanIn: { } fanIn })
        {
            return;
        }

        Fate named = Fate.Activation(weight.Initializer.Nonlinearity, weight.Initializer.Slope);
        Fate applied = weight.Follows is { Kind: FateKind.Activation } follows ? follows : named;
        double slope = double.IsNaN(applied.Slope) ? Gain.DefaultSlope : applied.Slope;
        double needed = Gain.Of(applied.Nonlinearity, slope, GainConvention.SecondMoment);
        double implied = std * Math.Sqrt(fanIn);
        if (Math.Abs((implied / needed) - 1.0) > weight.Option("initgen.gain_tolerance", 0.05))
        {
            Report(weight, weight.Name, Text(implied), applied.ToString(), Text(needed));
        }
    }

    private static string Text(double value) => value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture);
}
