using System.Collections.Immutable;
using System.Text;

namespace InitGen.Analyzers.Flow;

/// <summary>What the forward pass does with the weights of a model. Immutable; a <see cref="FlowGraphBuilder"/> makes it.</summary>
internal sealed class FlowGraph
{
    private readonly ImmutableArray<FlowEdge> _edges;
    private readonly ImmutableDictionary<Weight, ImmutableHashSet<AxisUse>> _axes;
    private readonly ILookup<Weight, FlowEdge> _from;
    private readonly ILookup<Weight, FlowEdge> _into;
    private readonly Lazy<FlowDepth> _depth;

    internal FlowGraph(FlowGraphBuilder builder)
    {
        IsComplete = builder.IsComplete;
        _edges = [.. builder.Edges];
        _axes = builder.Axes.ToImmutableDictionary(static axis => axis.Key, static axis => axis.Value.ToImmutableHashSet());
        Gains = [.. builder.Gains];
        Written = [.. builder.Written];
        NormGains = [.. builder.NormGains];
        Lookups = [.. builder.Lookups];
        Added = [.. builder.Added];
        Reparametrized = [.. builder.Reparametrized];
        Biases = [.. builder.Biases];
        MixedBiases = [.. builder.MixedBiases];
        Products = [.. builder.Products];
        Slices = builder.Slices.ToImmutableDictionary(static slice => slice.Key, static slice => slice.Value.ToImmutableHashSet());
        _from = _edges.ToLookup(static edge => edge.From);
        _into = _edges.Where(static edge => edge.To is not null).ToLookup(static edge => edge.To!);
        _depth = new Lazy<FlowDepth>(() => new FlowDepth(_edges));
    }

    /// <summary>Whether the analysis came to its end; an incomplete graph knows nothing for certain.</summary>
    public bool IsComplete { get; }

    public IReadOnlyCollection<FlowEdge> Edges => _edges;

    /// <summary>The vectors by which units are multiplied.</summary>
    public ImmutableHashSet<Weight> Gains { get; }

    /// <summary>The weights that some method of the model writes to.</summary>
    public ImmutableHashSet<Weight> Written { get; }

    /// <summary>The gains that scale what a norm gives.</summary>
    public ImmutableHashSet<Weight> NormGains { get; }

    /// <summary>The weights that are read row by row, by an index from the input: embeddings.</summary>
    public ImmutableHashSet<Weight> Lookups { get; }

    /// <summary>The matrices that are added to the signal: tables of positions, the biases of all layers in one array.</summary>
    public ImmutableHashSet<Weight> Added { get; }

    /// <summary>The weights that a function or an offset changes before they are used: <c>1 + gain</c>, <c>exp(logGain)</c>, <c>softplus(ρ)</c>.</summary>
    public ImmutableHashSet<Weight> Reparametrized { get; }

    /// <summary>Each bias beside a matrix to whose output it is added.</summary>
    public ImmutableHashSet<(Weight Bias, Weight Matrix)> Biases { get; }

    /// <summary>The biases to which more is added than the output of one matrix.</summary>
    public ImmutableHashSet<Weight> MixedBiases { get; }

    /// <summary>The weights whose outputs are multiplied with each other.</summary>
    public ImmutableHashSet<(Weight Left, Weight Right)> Products { get; }

    /// <summary>Where the slices start in which a weight's output is read.</summary>
    public ImmutableDictionary<Weight, ImmutableHashSet<SliceStart>> Slices { get; }

    public IEnumerable<FlowEdge> From(Weight weight) => _from[weight];

    public IEnumerable<FlowEdge> Into(Weight weight) => _into[weight];

    /// <summary>
    /// The one way in which every use of the weight contracts its axes; Unknown where uses differ or are not seen. A weight that is used
    /// element by element anywhere is no map.
    /// </summary>
    public AxisUse AxisUse(Weight weight) =>
        !IsComplete || !_axes.TryGetValue(weight, out ImmutableHashSet<AxisUse>? uses) ? Flow.AxisUse.Unknown
        : uses.Contains(Flow.AxisUse.Elementwise) ? Flow.AxisUse.Elementwise
        : uses.Count == 1 ? uses.First()
        : Flow.AxisUse.Unknown;

    /// <summary>
    /// What becomes of a weight: its edges. Of a list of weights with one attribute the hidden layers count; where there are any, the last
    /// layer's output, which may pass something else or nothing, does not.
    /// </summary>
    public IEnumerable<FlowEdge> Uses(Weight weight)
    {
        FlowEdge[] edges = [.. From(weight)];
        return weight.IsList && edges.Any(static edge => edge.To is { IsMatrix: true })
            ? edges.Where(static edge => edge.To is { IsMatrix: true })
            : edges;
    }

    /// <summary>What the weight's output passes, where every use agrees; Unknown where one is unknown or they differ. Null where it is not used.</summary>
    public Fate? FateOf(Weight weight)
    {
        Fate? fate = null;
        foreach (FlowEdge edge in Uses(weight))
        {
            if (fate is not null && fate != edge.Via)
            {
                return Fate.Unknown;
            }

            fate = edge.Via;
        }

        return fate is null ? null : IsComplete ? fate : Fate.Unknown;
    }

    /// <summary>Whether what one weight makes comes to another one, on whatever way.</summary>
    public bool Leads(Weight from, Weight to)
    {
        var seen = new HashSet<Weight> { from };
        var open = new Stack<Weight>([from]);
        while (open.Count > 0)
        {
            foreach (FlowEdge edge in From(open.Pop()))
            {
                if (to.Equals(edge.To))
                {
                    return true;
                }

                if (edge.To is { } next && seen.Add(next))
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }

    /// <summary>Whether the weight is used along both of its axes: tied, by its transpose, so that no one of its fans is the right one.</summary>
    public bool IsTied(Weight weight) =>
        _axes.TryGetValue(weight, out ImmutableHashSet<AxisUse>? uses) && uses.Contains(Flow.AxisUse.OutputsFirst) && uses.Contains(Flow.AxisUse.OutputsLast);

    /// <summary>The one factor by which the forward pass multiplies what the weight makes, wherever it goes; NaN where there is more than one, or none that is known.</summary>
    public double ScaleOf(Weight weight) => OneOf(weight, static edge => edge.Scale);

    /// <summary>The one factor by which the forward pass multiplies what the weight makes, before a function follows; NaN as above.</summary>
    public double LeadOf(Weight weight) => OneOf(weight, static edge => edge.Lead);

    private double OneOf(Weight weight, Func<FlowEdge, double> factorOf)
    {
        double? factor = null;
        foreach (FlowEdge edge in Uses(weight))
        {
            double own = factorOf(edge);
            if (factor is { } other && !other.Equals(own))
            {
                return double.NaN;
            }

            factor = own;
        }

        return IsComplete ? factor ?? double.NaN : double.NaN;
    }

    /// <summary>How many matrices a signal passes on the longest way through a weight. Loops count once: their depth is not in the graph.</summary>
    public int DepthThrough(Weight weight) => _depth.Value.Through(weight);

    /// <summary>The graph in one line an edge, sorted, for tests and for looking at in a debugger.</summary>
    public string DebugView()
    {
        var lines = new List<string>();
        foreach (FlowEdge edge in _edges)
        {
            lines.Add(edge.ToString());
        }

        lines.Sort(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (string line in lines)
        {
            text.Append(line).Append('\n');
        }

        return IsComplete ? text.ToString() : text.Append("incomplete\n").ToString();
    }
}
