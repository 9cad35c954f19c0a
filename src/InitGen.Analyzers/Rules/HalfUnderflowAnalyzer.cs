using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT120: a half-precision parameter whose spread lies under the type's normal range.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HalfUnderflowAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT120",
        "Values too small for half precision",
        "'{0}' is of half precision, and its σ = {1} lies under the smallest normal number of the type, 6.1e-5; most values lose their digits or become zero",
        "Below 6.1e-5 a Half has fewer than 11 significant bits, and below 6e-8 none.");

    private const double SmallestNormal = 6.103515625e-05;

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.Model is { Storage.Element: ElementType.Half, Scale.Std: { } std and > 0.0 and < SmallestNormal })
            {
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    parameter.Name,
                    std.ToString("G3", System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }
}
