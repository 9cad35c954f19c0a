using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT108: the forward pass contracts another axis than the declared layout says.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayoutAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT108",
        "The forward pass uses the weight in another layout",
        "'{0}' is declared with the layout {1}, but the forward pass sums over its {2} axis, as {3} does; fan-in and fan-out are swapped",
        "Which axis is summed over says which dimension is fan-in. A layout that says otherwise swaps the fans, and with them the spread.");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.Model?.Initializer is not { HasExplicitFans: false } initializer || !initializer.Kind.NeedsFans() || !parameter.IsMatrix)
            {
                continue;
            }

            ParameterLayout? used = model.Graph(context.CancellationToken).AxisUse(parameter.Weight) switch
            {
                AxisUse.OutputsFirst => ParameterLayout.OutIn,
                AxisUse.OutputsLast => ParameterLayout.InOut,
                _ => null,
            };
            if (used is { } layout && layout != initializer.Layout)
            {
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    Replacement.Argument("Layout", "ParameterLayout." + layout, isEnum: true),
                    parameter.Name,
                    initializer.Layout.ToString(),
                    layout == ParameterLayout.InOut ? "first" : "last",
                    layout.ToString());
            }
        }
    }
}
