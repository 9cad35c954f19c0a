using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT101: a weight of rank 2 or more is all zeros.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ZeroWeightAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT101",
        "A weight matrix starts at zero",
        "'{0}' starts at zero, so all of its units get the same gradient and stay alike; use {1}",
        "The units of a layer whose weights are equal compute the same and get the same gradient: training never tells them apart.");

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        start is { IsMatrix: true, IsZero: true, IsFrozen: false };

    private protected override void Analyze(WeightUse weight)
    {
        if (!IsMeant(weight)
            && !ZeroFactorsAnalyzer.Find(weight.Model, weight.Cancellation).Any(pair => pair.First == weight.Start || pair.Second == weight.Start))
        {
            Replacement replacement = Replacement.For(weight.Follows, uniform: false);
            Report(weight, replacement, weight.Name, weight.Write(replacement));
        }
    }

    /// <summary>Whether the forward pass, or other code, shows that zero is a fine start here.</summary>
    internal static bool IsMeant(WeightUse weight)
    {
        if (weight.IsOverwritten)
        {
            return true;
        }

        FlowGraph graph = weight.Graph;
        FlowEdge[] edges = weight.Edges;
        if (!graph.IsComplete)
        {
            return true;
        }

        if (edges.Length == 0)
        {
            return IsBiasByDeclaration(weight.Start);
        }

        if (edges.All(static edge => !edge.From.IsMatrix))
        {
            // Only added: biases of several layers in one array, or an embedding of positions.
            return true;
        }

        // The last map of a residual branch (Fixup, zero-γ), or one of two factors: the other path breaks the symmetry.
        if (edges.All(static edge => edge.IsSummed) || edges.Any(static edge => edge.IsGated))
        {
            return true;
        }

        // An output, whatever function such as exp makes of it: on top of layers that differ it gets gradients that differ; alone it is a linear model.
        bool isOutput = edges.All(static edge => edge.IsSummed || edge.IsGated || (edge.To is null
            && !(edge.Via.Kind == FateKind.Activation && Activations.IsReluFamily(edge.Via.Nonlinearity))));
        if (isOutput)
        {
            FlowEdge[] into = [.. graph.Into(weight.Start.Weight).Where(edge => !edge.From.Equals(weight.Start.Weight))];
            return into.Length == 0 || into.Any(edge => !IsZero(weight, edge.From));
        }

        // One factor of a low-rank pair.
        return edges.All(edge => edge.Via.Kind == FateKind.Linear && edge.To is { } next && !next.Equals(weight.Start.Weight) && !IsZero(weight, next));
    }

    // Of a use that is not seen, the declaration tells: one row or column, or the name.
    private static bool IsBiasByDeclaration(WeightStart parameter)
    {
        string name = parameter.Member.Name.TrimEnd('1', '2', '3', '4', '5', '6', '7', '8', '9', '0');
        return parameter.Model is { Shape: { Rank: 2, Sizes: { } sizes } } && sizes.Any(static size => size.Constant == 1)
            || name.EndsWith("bias", StringComparison.OrdinalIgnoreCase) || name.EndsWith("biases", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsZero(WeightUse weight, Weight other) =>
        weight.Model.Starts(weight.Cancellation).Any(start => start.Weight.Equals(other) && start.IsZero);
}
