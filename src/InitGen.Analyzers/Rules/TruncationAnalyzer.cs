using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT113: truncation bounds that cannot matter, or that cut the mean off.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TruncationAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT113",
        "Truncation bounds without sense",
        "The bounds [{1}σ, {2}σ] of '{0}' {3}",
        "Bounds beyond 4σ are reached by one value in 16,000 and change nothing; bounds that leave the mean outside by more than 2σ draw from a tail, whose spread is not σ.");

    private protected override void AnalyzeType(INamedTypeSymbol type, SymbolAnalysisContext context)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not (IFieldSymbol or IPropertySymbol) || KnownTypes.FindAttribute(member, "TruncatedNormalAttribute") is not { } attribute)
            {
                continue;
            }

            var arguments = new AttributeArguments(attribute);
            double lower = arguments.Double("LowerSigmas") ?? -2.0;
            double upper = arguments.Double("UpperSigmas") ?? 2.0;
            string? wrong = lower < -4.0 && upper > 4.0 ? "cannot matter; use [Normal]"
                : lower > 2.0 || upper < -2.0 ? "cut off the mean, so the values come from a tail"
                : null;
            if (wrong is not null && lower < upper)
            {
                Report(
                    context,
                    At(attribute, member, context.CancellationToken),
                    member.Name,
                    lower.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
                    upper.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
                    wrong);
            }
        }
    }

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        // The attribute alone tells: AnalyzeType does all.
    }
}
