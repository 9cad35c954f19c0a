using System.Text;

namespace InitGen.Analyzers.Flow;

/// <summary>
/// The product with <paramref name="From"/> passes <paramref name="Via"/>, then meets <paramref name="To"/> (null: leaves as the result).
/// On the way it may be added to another path (<c>+</c> in the debug view) or multiplied with another part of the signal (<c>*</c>).
/// </summary>
internal readonly record struct FlowEdge(Weight From, Fate Via, Weight? To, bool IsSummed, bool IsGated)
{
    public override string ToString() =>
        From.Path + " -" + Via + (IsGated ? "*" : "") + (IsSummed ? "+" : "") + "-> " + (To?.Path ?? "output");
}

/// <summary>What the forward pass does with the weights of a model.</summary>
internal sealed class FlowGraph
{
    private readonly HashSet<FlowEdge> _edges = [];
    private readonly Dictionary<Weight, HashSet<AxisUse>> _axes = [];

    /// <summary>Whether the analysis came to its end; an incomplete graph knows nothing for certain.</summary>
    public bool IsComplete { get; set; } = true;

    public IReadOnlyCollection<FlowEdge> Edges => _edges;

    public void Add(FlowEdge edge) => _edges.Add(edge);

    public void Add(Weight weight, AxisUse use)
    {
        if (!_axes.TryGetValue(weight, out HashSet<AxisUse>? uses))
        {
            _axes.Add(weight, uses = []);
        }

        uses.Add(use);
    }

    /// <summary>Adds what another graph of the same model says.</summary>
    public void Add(FlowGraph other)
    {
        IsComplete &= other.IsComplete;
        _edges.UnionWith(other._edges);
        Gains.UnionWith(other.Gains);
        NormGains.UnionWith(other.NormGains);
        Lookups.UnionWith(other.Lookups);
        Biases.UnionWith(other.Biases);
        MixedBiases.UnionWith(other.MixedBiases);
        Products.UnionWith(other.Products);
        foreach (KeyValuePair<Weight, HashSet<AxisUse>> axis in other._axes)
        {
            foreach (AxisUse use in axis.Value)
            {
                Add(axis.Key, use);
            }
        }

        foreach (KeyValuePair<Weight, HashSet<double>> slice in other.Slices)
        {
            if (Slices.TryGetValue(slice.Key, out HashSet<double>? starts))
            {
                starts.UnionWith(slice.Value);
            }
            else
            {
                Slices.Add(slice.Key, slice.Value);
            }
        }
    }

    /// <summary>The vectors by which units are multiplied.</summary>
    public HashSet<Weight> Gains { get; } = [];

    /// <summary>The gains that scale what a norm gives.</summary>
    public HashSet<Weight> NormGains { get; } = [];

    /// <summary>The weights that are read row by row, by an index from the input: embeddings.</summary>
    public HashSet<Weight> Lookups { get; } = [];

    /// <summary>Each bias beside a matrix to whose output it is added.</summary>
    public HashSet<(Weight Bias, Weight Matrix)> Biases { get; } = [];

    /// <summary>The biases to which more is added than the output of one matrix.</summary>
    public HashSet<Weight> MixedBiases { get; } = [];

    /// <summary>The weights whose outputs are multiplied with each other.</summary>
    public HashSet<(Weight Left, Weight Right)> Products { get; } = [];

    /// <summary>Where the slices start in which a weight's output is read, in numbers of elements or in units of an unknown size.</summary>
    public Dictionary<Weight, HashSet<double>> Slices { get; } = [];

    public IEnumerable<FlowEdge> From(Weight weight) => _edges.Where(edge => edge.From.Equals(weight));

    public IEnumerable<FlowEdge> Into(Weight weight) => _edges.Where(edge => weight.Equals(edge.To));

    /// <summary>The one way in which every use of the weight contracts its axes; Unknown where uses differ or are not seen.</summary>
    public AxisUse AxisUse(Weight weight) =>
        IsComplete && _axes.TryGetValue(weight, out HashSet<AxisUse>? uses) && uses.Count == 1 ? uses.First() : Flow.AxisUse.Unknown;

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

    /// <summary>How many matrices a signal passes on the longest way through a weight.</summary>
    public int DepthThrough(Weight weight) =>
        Longest(weight, edge => edge.To, From, []) + Longest(weight, static edge => edge.From, Into, []) - 1;

    private static int Longest(Weight weight, Func<FlowEdge, Weight?> next, Func<Weight, IEnumerable<FlowEdge>> edges, HashSet<Weight> seen)
    {
        // Loops count once: their depth is not in the graph.
        if (!seen.Add(weight))
        {
            return 0;
        }

        int longest = 0;
        foreach (FlowEdge edge in edges(weight))
        {
            if (next(edge) is { IsMatrix: true } other)
            {
                longest = Math.Max(longest, Longest(other, next, edges, seen));
            }
        }

        seen.Remove(weight);
        return longest + 1;
    }

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

/// <summary>Which axes of a weight the forward pass sums over.</summary>
internal enum AxisUse
{
    /// <summary>Not seen, or not clear.</summary>
    Unknown,

    /// <summary>All but the first: the weight is used as [out, in, …].</summary>
    OutputsFirst,

    /// <summary>All but the last: the weight is used as […, in, out].</summary>
    OutputsLast,
}
