using System.Collections.Immutable;
using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>A rule over weights: it sees each with what it starts with and what the forward pass does with it, whichever way the code says so.</summary>
public abstract class WeightAnalyzer : ModelAnalyzer
{
    private protected WeightAnalyzer(DiagnosticDescriptor rule)
        : base(rule)
    {
    }

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (WeightStart start in model.Starts(context.CancellationToken))
        {
            // What a file or a solver fills is not used with the values that its initializer gives.
            if (start.Model is { } parameter && Concerns(start, parameter.Initializer)
                && (!AsksForwardPass || IsWeight(start, model.Graph(context.CancellationToken)))
                && !model.Writes(context.CancellationToken).IsReplaced(start.Member))
            {
                Analyze(new WeightUse(start, parameter, model, context));
            }
        }
    }

    /// <summary>Whether the rule may have something to say about such a weight: what can be told without the forward pass.</summary>
    private protected abstract bool Concerns(WeightStart start, InitializerSpec initializer);

    private protected abstract void Analyze(WeightUse weight);

    /// <summary>Whether the rule is about the use of weights, and not about their declaration alone.</summary>
    private protected virtual bool AsksForwardPass => true;

    /// <summary>
    /// Whether a parameter is a weight as the rules mean it. Masks, noise and layer scales are multiplied element by element, tables are
    /// looked up or added, and what the code makes of <c>1 + gain</c> or <c>softplus(ρ)</c> is not what the initializer says.
    /// </summary>
    private protected static bool IsWeight(WeightStart start, FlowGraph graph) =>
        !graph.Reparametrized.Contains(start.Weight)
        && (!start.IsMatrix || (graph.AxisUse(start.Weight) != AxisUse.Elementwise && !graph.Lookups.Contains(start.Weight) && !graph.Added.Contains(start.Weight)));

    private protected void Report(WeightUse weight, params object[] arguments) =>
        Report(weight.Context, weight.Start, ImmutableDictionary<string, string?>.Empty, arguments);

    private protected void Report(WeightUse weight, Replacement replacement, params object[] arguments)
    {
        ImmutableDictionary<string, string?> properties = replacement.ToProperties();
        if (weight.Parameter.Shape is { IsConstant: true } shape)
        {
            properties = properties.Add(Replacement.ShapeKey, "[" + string.Join(", ", shape.ToConstants().Select(SignalText.Of)) + "]");
        }

        Report(weight.Context, weight.Start, properties, arguments);
    }

    private protected void Report(SymbolAnalysisContext context, WeightStart start, ImmutableDictionary<string, string?> properties, params object[] arguments)
    {
        if (start.Evidence.IsInSource)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, start.Evidence, start.Further, properties, arguments));
        }
    }
}

/// <summary>A weight as a rule sees it.</summary>
/// <param name="Start">What it starts with, and where the code says so.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Model">The model that it is of.</param>
/// <param name="Context">Where to report.</param>
internal sealed record WeightUse(WeightStart Start, ParameterModel Parameter, ModelFacts Model, SymbolAnalysisContext Context)
{
    private FlowEdge[]? _edges;

    public string Name => Start.Name;

    public InitializerSpec Initializer => Parameter.Initializer;

    public ScaleModel Scale => Parameter.Scale;

    public CancellationToken Cancellation => Context.CancellationToken;

    public FlowGraph Graph => Model.Graph(Cancellation);

    /// <summary>What becomes of its output.</summary>
    public FlowEdge[] Edges => _edges ??= [.. Graph.From(Start.Weight)];

    /// <summary>What its output passes, by statement or else by the forward pass; null where no forward pass is seen.</summary>
    public Fate? Follows => Start.Follows(Model, Cancellation);

    /// <summary>
    /// The factor by which the forward pass multiplies what the weight makes, apart from the function that follows; 1 where no forward pass is
    /// seen, NaN where it is not known.
    /// </summary>
    public double Factor => Edges.Length == 0 || !Graph.IsComplete ? 1.0 : Graph.ScaleOf(Start.Weight);

    /// <summary>Whether the code scales before the function by itself, so that the spread need not make up for what follows.</summary>
    public bool IsScaled => Edges.Length > 0 && Graph.IsComplete && Graph.LeadOf(Start.Weight) != 1.0;

    /// <summary>Whether other code gives it values at some time: a loader, a mutation, a solver.</summary>
    public bool IsOverwritten => Model.Writes(Cancellation).IsOverwritten(Start.Member);

    /// <summary>The nonlinearity that the initializer's gain is for; null where it is known only at run time.</summary>
    public Nonlinearity? Named => Initializer.NonlinearityMember is null ? Initializer.Nonlinearity : null;

    /// <summary>An initializer as the code at hand would write it.</summary>
    public string Write(Replacement replacement) => Start.Source.Write(replacement);

    /// <summary>A number of .editorconfig; the default where it is absent.</summary>
    public double Option(string key, double absent) => RuleOptions.Number(Context.Options, Start.Tree, key, absent);
}
