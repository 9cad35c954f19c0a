using System.Collections.Immutable;
using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT111: the bias of an LSTM forget gate is not positive.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForgetGateAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT111",
        "A forget gate that starts half closed",
        "'{0}' is the bias of a forget gate and does not start above zero; {1}",
        "With a forget gate of one half the memory of an LSTM fades in a few steps; a bias of 1 lets it learn long dependencies (Jozefowicz et al. 2015; Gers et al. 2000).");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        !start.IsFrozen && initializer.Kind == InitializerKind.LstmBias ? initializer.ForgetGate <= 0.0 : start is { IsMatrix: false, ConstantValue: <= 0.0, IsFrozen: false };

    private protected override void Analyze(WeightUse weight)
    {
        if (weight.Initializer is { Kind: InitializerKind.LstmBias, ForgetGate: { } forget })
        {
            string found = forget.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            Report(
                weight.Context,
                weight.Start,
                Replacement.Argument("ForgetGate", "1", isEnum: false),
                weight.Name,
                weight.Start.Source.Write("ForgetGate", found) + " should be positive, as 1 is");
            return;
        }

        FlowGraph graph = weight.Graph;
        // The forward pass opens the gate itself, σ(z + 1), or another bias of the same gates does, as beside torch's second one.
        if (weight.IsOverwritten || !graph.IsComplete || !IsLstm(graph) || weight.Edges.Any(static edge => edge.IsShifted) || IsOpenedByAnother(weight))
        {
            return;
        }

        bool sigmoid = weight.Edges.Any(static edge => edge.IsGated && edge.Via.Is(Nonlinearity.Sigmoid));
        bool tanh = weight.Edges.Any(static edge => edge.Via.Is(Nonlinearity.Tanh));
        bool packed = sigmoid && tanh && graph.Biases.Any(pair => pair.Bias.Equals(weight.Start.Weight)
            && graph.Slices.TryGetValue(pair.Matrix, out ImmutableHashSet<SliceStart>? starts) && starts.Count == 4);
        if (packed || (sigmoid && !tanh && IsForgetName(weight.Name)))
        {
            var replacement = new Replacement(packed ? "LstmBias" : "Ones");
            Report(weight, replacement, weight.Name, "use " + weight.Write(replacement));
        }
    }

    private static bool IsOpenedByAnother(WeightUse weight)
    {
        Weight[] gates = [.. weight.Graph.Biases.Where(pair => pair.Bias.Equals(weight.Start.Weight)).Select(static pair => pair.Matrix)];
        return weight.Model.Starts(weight.Cancellation).Any(other => other != weight.Start && !other.IsMatrix
            && (other.ConstantValue > 0.0 || other.Model?.Initializer is { Kind: InitializerKind.LstmBias, ForgetGate: > 0.0 })
            && weight.Graph.Biases.Any(pair => pair.Bias.Equals(other.Weight) && gates.Contains(pair.Matrix)));
    }

    // Gates by sigmoid on a cell by tanh, where a GRU has one gate fewer and a highway network no state.
    private static bool IsLstm(FlowGraph graph)
    {
        var sigmoids = new HashSet<Weight>(graph.Edges.Where(static edge => edge.From.IsMatrix && edge.IsGated && edge.Via.Is(Nonlinearity.Sigmoid)).Select(static edge => edge.From));
        var cells = new HashSet<Weight>(graph.Edges.Where(static edge => edge.From.IsMatrix && edge.IsGated && edge.Via.Is(Nonlinearity.Tanh)).Select(static edge => edge.From));
        bool packed = sigmoids.Overlaps(cells) && sigmoids.Any(weight => graph.Slices.TryGetValue(weight, out ImmutableHashSet<SliceStart>? starts) && starts.Count == 4);
        return packed || (sigmoids.Count >= 3 && cells.Count >= 1);
    }

    private static bool IsForgetName(string member)
    {
        string name = member.TrimStart('_');
        return name is "bf" or "b_f" or "biasF" or "bias_f" or "bF" or "Bf" or "BF" || name.IndexOf("forget", StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
