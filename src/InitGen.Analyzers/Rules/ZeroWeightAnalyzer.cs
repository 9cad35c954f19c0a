using InitGen.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT101: a weight of rank 2 or more is all zeros.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ZeroWeightAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT101",
        "A weight matrix starts at zero",
        "'{0}' starts at zero, so all of its units get the same gradient and stay alike; use {1}",
        "The units of a layer whose weights are equal compute the same and get the same gradient: training never tells them apart.");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter is { IsMatrix: true, IsZero: true, IsFrozen: false }
                && !IsMeant(parameter, model, context.CancellationToken)
                && !ZeroFactorsAnalyzer.Find(model, context.CancellationToken).Any(pair => pair.First == parameter || pair.Second == parameter))
            {
                Fate? follows = parameter.Follows(model, context.CancellationToken);
                Replacement replacement = Replacement.For(follows, uniform: false);
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    replacement.ToProperties(),
                    parameter.Name,
                    replacement.ToString());
            }
        }
    }

    /// <summary>Whether the forward pass, or other code, shows that zero is a fine start here.</summary>
    internal static bool IsMeant(ParameterFacts parameter, ModelFacts model, CancellationToken cancellation)
    {
        if (model.Writes(cancellation).IsOverwritten(parameter.Member))
        {
            return true;
        }

        FlowGraph graph = model.Graph(cancellation);
        FlowEdge[] edges = [.. graph.From(parameter.Weight)];
        if (graph.Lookups.Contains(parameter.Weight))
        {
            // Rows of an embedding get gradients of their own.
            return true;
        }

        if (edges.Length == 0 || !graph.IsComplete)
        {
            return edges.Length == 0 && IsBiasByDeclaration(parameter);
        }

        if (edges.All(static edge => !edge.From.IsMatrix))
        {
            // Only added: biases of several layers in one array, or an embedding of positions.
            return true;
        }

        // The last map of a residual branch (Fixup, zero-γ), or one of two factors: the other path breaks the symmetry.
        if (edges.All(static edge => edge.IsSummed || edge.IsGated))
        {
            return true;
        }

        // An output: on top of layers that differ it gets gradients that differ; alone it is a linear model.
        bool isOutput = edges.All(static edge => edge.IsSummed || edge.IsGated || (edge.To is null
            && !(edge.Via.Kind == FateKind.Activation && Activations.IsReluFamily(edge.Via.Nonlinearity)) && edge.Via.Kind != FateKind.Unknown));
        if (isOutput)
        {
            FlowEdge[] into = [.. graph.Into(parameter.Weight).Where(edge => !edge.From.Equals(parameter.Weight))];
            return into.Length == 0 || into.Any(edge => !IsZero(model, edge.From, cancellation));
        }

        // One factor of a low-rank pair.
        return edges.All(edge => edge.Via.Kind == FateKind.Linear && edge.To is { } next && !next.Equals(parameter.Weight)
            && !IsZero(model, next, cancellation));
    }

    // Of a use that is not seen, the declaration tells: one row or column, or the name.
    private static bool IsBiasByDeclaration(ParameterFacts parameter)
    {
        string name = parameter.Member.Name.TrimEnd('1', '2', '3', '4', '5', '6', '7', '8', '9', '0');
        return parameter.Model is { Shape: { Rank: 2, Sizes: { } sizes } } && sizes.Any(static size => size.Constant == 1)
            || name.EndsWith("bias", StringComparison.OrdinalIgnoreCase) || name.EndsWith("biases", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsZero(ModelFacts model, Weight weight, CancellationToken cancellation) =>
        model.Parameters(cancellation).Any(other => other.Weight.Equals(weight) && other.IsZero);
}
