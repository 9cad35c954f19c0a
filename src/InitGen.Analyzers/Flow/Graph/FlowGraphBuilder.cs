namespace InitGen.Analyzers.Flow;

/// <summary>A <see cref="FlowGraph"/> while it is written.</summary>
internal sealed class FlowGraphBuilder
{
    // By what tells edges apart: those that differ in their factor alone are one, whose factor is not known.
    private readonly Dictionary<FlowEdge, (double Scale, double Lead)> _edges = [];
    private readonly Dictionary<Weight, HashSet<AxisUse>> _axes = [];

    /// <summary>Whether the analysis came to its end.</summary>
    public bool IsComplete { get; set; } = true;

    public IEnumerable<FlowEdge> Edges => _edges.Select(static edge => edge.Key with { Scale = edge.Value.Scale, Lead = edge.Value.Lead });

    public IReadOnlyDictionary<Weight, HashSet<AxisUse>> Axes => _axes;

    public HashSet<Weight> Gains { get; } = [];

    public HashSet<Weight> Written { get; } = [];

    public HashSet<Weight> NormGains { get; } = [];

    public HashSet<Weight> Lookups { get; } = [];

    public HashSet<Weight> Added { get; } = [];

    public HashSet<Weight> Reparametrized { get; } = [];

    public HashSet<(Weight Bias, Weight Matrix)> Biases { get; } = [];

    public HashSet<Weight> MixedBiases { get; } = [];

    public HashSet<(Weight Left, Weight Right)> Products { get; } = [];

    public Dictionary<Weight, HashSet<SliceStart>> Slices { get; } = [];

    public void Add(FlowEdge edge)
    {
        FlowEdge key = edge with { Scale = 1.0, Lead = 1.0 };
        (double scale, double lead) = _edges.TryGetValue(key, out (double Scale, double Lead) found) ? found : (edge.Scale, edge.Lead);
        _edges[key] = (scale.Equals(edge.Scale) ? scale : double.NaN, lead.Equals(edge.Lead) ? lead : double.NaN);
    }

    public void Add(Weight weight, AxisUse use) => In(_axes, weight).Add(use);

    public void Add(Weight weight, SliceStart start) => In(Slices, weight).Add(start);

    public bool Leads(Weight weight) => _edges.Keys.Any(edge => edge.From.Equals(weight));

    /// <summary>Adds what another graph of the same model says.</summary>
    public void Add(FlowGraphBuilder other)
    {
        IsComplete &= other.IsComplete;
        foreach (FlowEdge edge in other.Edges)
        {
            Add(edge);
        }

        Gains.UnionWith(other.Gains);
        Written.UnionWith(other.Written);
        NormGains.UnionWith(other.NormGains);
        Lookups.UnionWith(other.Lookups);
        Added.UnionWith(other.Added);
        Reparametrized.UnionWith(other.Reparametrized);
        Biases.UnionWith(other.Biases);
        MixedBiases.UnionWith(other.MixedBiases);
        Products.UnionWith(other.Products);
        foreach (KeyValuePair<Weight, HashSet<AxisUse>> axis in other._axes)
        {
            In(_axes, axis.Key).UnionWith(axis.Value);
        }

        foreach (KeyValuePair<Weight, HashSet<SliceStart>> slice in other.Slices)
        {
            In(Slices, slice.Key).UnionWith(slice.Value);
        }
    }

    public FlowGraph ToGraph() => new(this);

    private static HashSet<T> In<T>(Dictionary<Weight, HashSet<T>> sets, Weight weight)
    {
        if (!sets.TryGetValue(weight, out HashSet<T>? set))
        {
            sets.Add(weight, set = []);
        }

        return set;
    }
}
