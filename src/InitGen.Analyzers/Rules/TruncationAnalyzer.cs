using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT113: truncation bounds that cannot matter, or that cut the mean off.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TruncationAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT113",
        "Truncation bounds without sense",
        "The bounds [{1}σ, {2}σ] of '{0}' {3}",
        "Bounds beyond 4σ are reached by one value in 16,000 and change nothing; bounds that leave the mean outside by more than 2σ draw from a tail, whose spread is not σ.");

    private protected override bool AsksForwardPass => false;

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        initializer.Kind == InitializerKind.TruncatedNormal && Wrong(initializer) is not null;

    private protected override void Analyze(WeightUse weight) => Report(
        weight,
        weight.Name,
        Text(weight.Initializer.LowerSigmas),
        Text(weight.Initializer.UpperSigmas),
        Wrong(weight.Initializer) is true ? "cannot matter; use " + weight.Write(new Replacement("Normal")) : "cut off the mean, so the values come from a tail; move them about 0");

    /// <summary>Whether the bounds cannot matter, rather than cut the mean off; null where they are fine, or not known.</summary>
    private static bool? Wrong(InitializerSpec initializer) =>
        initializer is { LowerSigmas: < -4.0, UpperSigmas: > 4.0 } ? true
        : initializer.LowerSigmas < initializer.UpperSigmas && (initializer.LowerSigmas > 2.0 || initializer.UpperSigmas < -2.0) ? false
        : null;

    private static string Text(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
