using System.Collections.Immutable;
using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT109: packed gates or Q, K, V are sliced in the forward pass without Parts.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartsAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT109",
        "A packed weight without Parts",
        "'{0}' packs {1} weights on its output axis, as the forward pass slices it; its fan-out is counted {1} times; set {2}",
        "The fans of packed gates, or of Q, K and V, are those of one part. Counted together, the fan-out is too large and Xavier too small.");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start.IsMatrix && initializer is { Parts: 1, UsesFanOut: true, FanOut: null };

    private protected override void Analyze(WeightUse weight)
    {
        FlowGraph graph = weight.Graph;
        if (!graph.IsComplete || !graph.Slices.TryGetValue(weight.Start.Weight, out ImmutableHashSet<SliceStart>? starts) || starts.Count is < 3 or > 4)
        {
            return;
        }

        // Parts of one size, one after another: 0, h, 2h, …; where the sizes are constants they fill the output axis.
        SliceStart[] offsets = [.. starts.OrderBy(static start => start.Units).ThenBy(static start => start.Elements)];
        SliceStart size = offsets[1];
        bool regular = offsets[0] == default;
        for (int i = 1; i < offsets.Length; i++)
        {
            regular &= Math.Abs(offsets[i].Elements - (i * size.Elements)) < 1e-9 && Math.Abs(offsets[i].Units - (i * size.Units)) < 1e-9;
        }

        ShapeModel shape = weight.Parameter.Shape;
        int? outputs = shape.Sizes[weight.Initializer.Layout == ParameterLayout.OutIn ? 0 : shape.Rank - 1].Constant;
        bool fills = outputs is null || size.Units != 0.0 || Math.Abs((size.Elements * offsets.Length) - outputs.Value) < 1e-9;
        if (regular && fills)
        {
            string parts = offsets.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Report(
                weight.Context, weight.Start, Replacement.Argument("Parts", parts, isEnum: false), weight.Name, parts, weight.Start.Source.Write("Parts", parts));
        }
    }
}
