using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT108: the forward pass contracts another axis than the declared layout says.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayoutAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT108",
        "The forward pass uses the weight in another layout",
        "'{0}' is declared with the layout {1}, but the forward pass sums over its {2} axis, as {3} does, so fan-in and fan-out are swapped; set {4}",
        "Which axis is summed over says which dimension is fan-in. A layout that says otherwise swaps the fans, and with them the spread.");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start.IsMatrix && !initializer.HasExplicitFans && initializer.Kind.NeedsFans();

    private protected override void Analyze(WeightUse weight)
    {
        ParameterLayout? used = weight.Graph.AxisUse(weight.Start.Weight) switch
        {
            AxisUse.OutputsFirst => ParameterLayout.OutIn,
            AxisUse.OutputsLast => ParameterLayout.InOut,
            _ => null,
        };
        if (used is { } layout && layout != weight.Initializer.Layout && !IsBilinear(weight))
        {
            string value = "ParameterLayout." + layout;
            Report(
                weight.Context,
                weight.Start,
                Replacement.Argument("Layout", value, isEnum: true),
                weight.Name,
                weight.Initializer.Layout.ToString(),
                layout == ParameterLayout.InOut ? "first" : "last",
                layout.ToString(),
                weight.Start.Source.Write("Layout", value));
        }
    }

    // xᵀ·W·y contracts both axes, in either order: under an initializer that takes the fans alike there is nothing to swap.
    private static bool IsBilinear(WeightUse weight) =>
        weight.Parameter.Shape.Rank == 2 && weight.Initializer is { Parts: 1, Groups: 1 } initializer
        && (initializer.Kind.IsXavier() || initializer is { FanMode: FanMode.FanAverage, Kind: InitializerKind.VarianceScaling or InitializerKind.KaimingNormal or InitializerKind.KaimingUniform })
        && Array.Exists(weight.Edges, static edge => edge.IsGated);
}
