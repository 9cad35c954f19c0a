using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT120: a half-precision parameter whose spread lies under the type's normal range.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HalfUnderflowAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT120",
        "Values too small for half precision",
        "'{0}' is of half precision, and its σ = {1} lies under the smallest normal number of the type, 6.1e-5, so most values lose their digits or become zero; store it as float, or scale it in the code",
        "Below 6.1e-5 a Half has fewer than 11 significant bits, and below 6e-8 none.");

    private const double SmallestNormal = 6.103515625e-05;

    private protected override bool AsksForwardPass => false;

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start.Model is { Storage.Element: ElementType.Half, Scale.Std: > 0.0 and < SmallestNormal };

    private protected override void Analyze(WeightUse weight) =>
        Report(weight, weight.Name, weight.Scale.Std!.Value.ToString("G3", System.Globalization.CultureInfo.InvariantCulture));
}
