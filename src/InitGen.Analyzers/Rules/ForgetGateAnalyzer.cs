using System.Collections.Immutable;
using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT111: the bias of an LSTM forget gate is not positive.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForgetGateAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT111",
        "A forget gate that starts half closed",
        "'{0}' is the bias of a forget gate and does not start above zero; {1}",
        "With a forget gate of one half the memory of an LSTM fades in a few steps; a bias of 1 lets it learn long dependencies (Jozefowicz et al. 2015; Gers et al. 2000).");

    private protected override void AnalyzeType(INamedTypeSymbol type, SymbolAnalysisContext context)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol or IPropertySymbol && KnownTypes.FindAttribute(member, "LstmBiasAttribute") is { } attribute
                && new AttributeArguments(attribute).Double("ForgetGate") is { } forget and <= 0.0)
            {
                string found = forget.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
                Report(
                    context,
                    At(attribute, member, context.CancellationToken),
                    Replacement.Argument("ForgetGate", "1", isEnum: false),
                    member.Name,
                    "ForgetGate = " + found + " should be positive, as 1 is");
            }
        }

        base.AnalyzeType(type, context);
    }

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.Model is null || parameter.IsMatrix || parameter.ConstantValue is not <= 0.0 || parameter.IsFrozen
                || model.Writes(context.CancellationToken).IsOverwritten(parameter.Member))
            {
                continue;
            }

            FlowGraph graph = model.Graph(context.CancellationToken);
            if (!graph.IsComplete || !IsLstm(graph))
            {
                continue;
            }

            FlowEdge[] edges = [.. graph.From(parameter.Weight)];
            bool sigmoid = edges.Any(static edge => edge.IsGated && edge.Via.Is(Nonlinearity.Sigmoid));
            bool tanh = edges.Any(static edge => edge.Via.Is(Nonlinearity.Tanh));
            if (edges.Any(static edge => edge.IsShifted))
            {
                // The forward pass opens the gate itself: σ(z + 1).
                continue;
            }

            bool packed = sigmoid && tanh && graph.Biases.Any(pair => pair.Bias.Equals(parameter.Weight)
                && graph.Slices.TryGetValue(pair.Matrix, out ImmutableHashSet<SliceStart>? starts) && starts.Count == 4);
            if (packed)
            {
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    new Replacement("LstmBias").ToProperties(),
                    parameter.Name,
                    "use [LstmBias]");
            }
            else if (sigmoid && !tanh && IsForgetName(parameter.Name))
            {
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    new Replacement("Ones").ToProperties(),
                    parameter.Name,
                    "use [Ones]");
            }
        }
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
