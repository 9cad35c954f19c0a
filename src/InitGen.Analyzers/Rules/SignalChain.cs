using System.Globalization;
using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Rules;

/// <summary>
/// The way of the signal through a model, as steps to predict it by: a chain of weights, residual sums around parts of it, and lists
/// of weights that a loop runs through. It is read only where every part is known for certain: what a weight starts with, what follows
/// it, where it goes.
/// </summary>
internal sealed class SignalChain
{
    private readonly ModelFacts _model;
    private readonly FlowGraph _graph;
    private readonly int _assumedDepth;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly List<Node> _visited = [];
    private readonly List<SignalStep> _steps = [];

    // The nodes since the signal was last summed, each with its steps: several times over where a loop runs through them.
    private readonly List<Node> _segment = [];

    // The weights whose sum entered the segment; none where it was the model's input.
    private HashSet<Node> _stream = [];

    private SignalChain(ModelFacts model, FlowGraph graph, int assumedDepth, CancellationToken cancellation)
    {
        _model = model;
        _graph = graph;
        _assumedDepth = assumedDepth;
        _cancellation = cancellation;
    }

    public IReadOnlyList<SignalStep> Steps => _steps;

    /// <summary>The type of the weights' elements.</summary>
    public ElementType Element => _visited[0].Parameter.Storage.Element;

    /// <summary>Whether nothing but a linear map or a softmax stands behind the hidden layers' nonlinearities.</summary>
    public bool HasHead => _visited.Count > 1 && _visited[_visited.Count - 1].Activation is null && _visited.Exists(static node => node.Activation is not null);

    /// <summary>The chain of a model; null where part of it is not known.</summary>
    /// <param name="model">The model.</param>
    /// <param name="assumedDepth">The length of lists whose length is not written down.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static SignalChain? Read(ModelFacts model, int assumedDepth, CancellationToken cancellation)
    {
        FlowGraph graph = model.Graph(cancellation);
        var chain = new SignalChain(model, graph, assumedDepth, cancellation);
        return graph.IsComplete && chain.ReadNodes() && chain.ReadBiases() && chain.Walk() ? chain : null;
    }

    /// <summary>The member that a step of the chain is named for.</summary>
    public WeightStart? Find(string step)
    {
        // The name of a list's weight ends with its index.
        int index = step.LastIndexOf('[');
        bool isIndexed = index >= 0 && step[step.Length - 1] == ']' && step[index + 1] != ']';
        return _nodes.TryGetValue(isIndexed ? step.Substring(0, index) : step, out Node? node) ? node.Facts : null;
    }

    private bool ReadNodes()
    {
        foreach (FlowEdge edge in _graph.Edges)
        {
            foreach (Weight? weight in (Weight?[])[edge.From, edge.To])
            {
                if (weight is { IsMatrix: true } && !_nodes.ContainsKey(weight.Path))
                {
                    if (NodeOf(weight) is not { } node)
                    {
                        return false;
                    }

                    _nodes.Add(weight.Path, node);
                }
            }
        }

        return _nodes.Count > 0 && _nodes.Values.All(ReadEdges);
    }

    private bool ReadEdges(Node node)
    {
        Fate? fate = node.Facts.Stated;
        foreach (FlowEdge edge in _graph.From(node.Weight))
        {
            if (edge.IsGated || (fate is not null && node.Facts.Stated is null && fate != edge.Via)
                || (edge.To is { } to && !_nodes.ContainsKey(to.Path)))
            {
                return false;
            }

            if (edge.Via.Is(Nonlinearity.Sin) && edge.Via.Slope != 1.0)
            {
                // The prediction knows the sine without a frequency alone.
                return false;
            }

            // Factors of the code count as the weight's own, where the function passes them on, and are not known of a sum.
            bool isPassedOn = edge.Via.Kind == FateKind.Linear || edge.Via.Is(Nonlinearity.Relu) || edge.Via.Is(Nonlinearity.LeakyRelu);
            bool isBehindAll = edge is { To: null, Via.Kind: FateKind.Activation };
            if (!isBehindAll && (!(edge.Scale > 0.0) || double.IsInfinity(edge.Scale) || (edge.Scale != 1.0 && (edge.IsSummed || !isPassedOn || !edge.Scale.Equals(_graph.ScaleOf(node.Weight))))))
            {
                return false;
            }

            fate ??= edge.Via;
            node.Targets.Add((edge.To is null ? null : _nodes[edge.To.Path], edge.IsSummed));
            if (edge.To is not null)
            {
                // Into a loop the stream comes as it is, and in later rounds as a sum.
                Dictionary<Node, bool> sources = _nodes[edge.To.Path].Sources;
                sources[node] = edge.IsSummed && (!sources.TryGetValue(node, out bool isSummed) || isSummed);
            }
        }

        if (_graph.ScaleOf(node.Weight) is var scale && scale != 1.0 && scale > 0.0)
        {
            node.Step = node.Step with { Std = node.Step.Std * scale, Mean = node.Step.Mean * scale };
            node.IsScaled = true;
        }

        switch (fate)
        {
            case { Kind: FateKind.Linear }:
                return true;
            case { Kind: FateKind.Softmax }:
                return node.Targets.All(static target => target.To is null);
            case { Kind: FateKind.Activation } activation when !double.IsNaN(activation.Slope):
                node.Activation = new ActivationStep(activation.Nonlinearity, activation.Slope);
                // Whether the sum comes before or behind the nonlinearity is not written in the graph.
                return node.Targets.All(static target => !target.IsSummed);
            default:
                return false;
        }
    }

    private Node? NodeOf(Weight weight)
    {
        WeightStart? facts = null;
        ParameterModel? parameter = null;
        foreach (WeightStart candidate in _model.Starts(_cancellation))
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.Member, weight.Member))
            {
                facts = candidate;
                parameter = weight.Path == candidate.Member.Name
                    ? candidate.Model
                    : candidate.Members?.Parameters.FirstOrDefault(part => weight.Path == PathOf(candidate, part));
            }
        }

        if (facts is null || parameter is null || _model.Writes(_cancellation).IsOverwritten(facts.Member)
            || !IsRandom(parameter.Initializer.Kind) || parameter.Scale is not { FanIn: { } fanIn, FanOut: { } fanOut } scale
            || fanIn < 1 || fanOut < 1)
        {
            return null;
        }

        AxisUse declared = parameter.Initializer.Layout == ParameterLayout.OutIn ? AxisUse.OutputsFirst : AxisUse.OutputsLast;
        AxisUse used = _graph.AxisUse(weight);
        bool isKnown = used == declared || (weight.Rank == 2 && (used == AxisUse.Unknown || fanIn == fanOut));
        double? std = scale.Std
            ?? (parameter.Initializer.Kind == InitializerKind.Orthogonal ? scale.Gain / Math.Sqrt(Math.Max(fanIn, fanOut)) : null);
        if (!isKnown || std is not { } known || !(known > 0.0) || double.IsInfinity(known))
        {
            return null;
        }

        return new Node(weight, facts, parameter, new WeightStep(weight.Path, fanIn, fanOut, known) { Mean = MeanOf(parameter) });
    }

    private static string PathOf(WeightStart layer, ParameterModel part) =>
        layer.Member.Name + (layer.IsList ? FlowModel.Element : "") + "." + part.Member;

    private static bool IsRandom(InitializerKind kind) => kind is InitializerKind.Uniform or InitializerKind.Normal
        or InitializerKind.TruncatedNormal or InitializerKind.XavierUniform or InitializerKind.XavierNormal or InitializerKind.KaimingUniform
        or InitializerKind.KaimingNormal or InitializerKind.LecunUniform or InitializerKind.LecunNormal or InitializerKind.VarianceScaling
        or InitializerKind.Orthogonal;

    private static double MeanOf(ParameterModel parameter) =>
        parameter.Initializer.Kind is InitializerKind.Normal or InitializerKind.TruncatedNormal ? parameter.Initializer.Mean
        : parameter.Scale is { Low: { } low, High: { } high } ? 0.5 * low + 0.5 * high
        : 0.0;

    /// <summary>Gives biases to their weights. In the graph a gain looks like a bias: one that would matter is left unknown.</summary>
    private bool ReadBiases()
    {
        foreach (Weight vector in _graph.Edges.Select(static edge => edge.From).Where(static weight => !weight.IsMatrix).Distinct())
        {
            FlowEdge[] edges = [.. _graph.From(vector)];
            if (edges.Any(static edge => edge.IsSummed || edge.IsGated))
            {
                return false;
            }

            WeightStart? facts = _model.Starts(_cancellation).FirstOrDefault(
                candidate => SymbolEqualityComparer.Default.Equals(candidate.Member, vector.Member));
            ParameterModel? bias = facts is null ? null
                : vector.Path == facts.Member.Name ? facts.Model
                : facts.Members?.Parameters.FirstOrDefault(part => vector.Path == PathOf(facts, part));
            if (facts is null || bias is null || _model.Writes(_cancellation).IsOverwritten(facts.Member))
            {
                return false;
            }

            if (bias.Initializer.Kind == InitializerKind.Zeros || facts.IsZero)
            {
                continue;
            }

            Node[] owners = [.. _nodes.Values.Where(node => Leads(node.Weight, edges))];
            if (owners.Length != 1 || owners[0].IsScaled || bias.Scale.Std is not { } std || !(std > 0.0)
                || bias.Initializer.Kind is not (InitializerKind.Normal or InitializerKind.Uniform or InitializerKind.BiasUniform))
            {
                return false;
            }

            owners[0].Step = owners[0].Step with { BiasStd = std, BiasMean = MeanOf(bias) };
        }

        return true;
    }

    private bool Leads(Weight weight, FlowEdge[] edges) =>
        edges.All(edge => _graph.From(weight).Contains(edge with { From = weight })) && _graph.From(weight).Count() == edges.Length;

    private bool Walk()
    {
        Node[] first = [.. _nodes.Values.Where(static node => node.Sources.Count == 0)];
        if (first.Length == 0)
        {
            first = [.. _nodes.Values.Where(node => node.Sources.Keys.All(source => source == node || Reaches(node, source)))];
        }

        if (first.Length > 1)
        {
            // Of a loop over residual blocks the stream enters at the first weight of a block.
            first = [.. first.Where(static node => node.Sources.Count > 0 && node.Sources.Values.All(static isSummed => isSummed))];
        }

        if (first.Length != 1)
        {
            return false;
        }

        Node? next = first[0];
        while (next is not null)
        {
            _cancellation.ThrowIfCancellationRequested();
            Append(next);
            if (!CloseLoop(next) || !FindNext(next, out next))
            {
                return false;
            }
        }

        foreach (Node node in _segment)
        {
            _steps.AddRange(node.Steps);
        }

        return _visited.Count == _nodes.Count;
    }

    // From the input, a loop is entered where all that leads there also comes from there.
    private static bool Reaches(Node from, Node to)
    {
        var seen = new HashSet<Node> { from };
        var open = new Stack<Node>([from]);
        while (open.Count > 0)
        {
            foreach ((Node? target, _) in open.Pop().Targets)
            {
                if (target == to)
                {
                    return true;
                }

                if (target is not null && seen.Add(target))
                {
                    open.Push(target);
                }
            }
        }

        return false;
    }

    private void Append(Node node)
    {
        _visited.Add(node);
        _segment.Add(node);
        node.Steps.Add(node.Step);
        if (node.Activation is not null)
        {
            node.Steps.Add(node.Activation);
        }
    }

    /// <summary>Runs as often through the nodes from an earlier one to this as their lists are long, where the signal returns there.</summary>
    private bool CloseLoop(Node last)
    {
        (Node? To, bool IsSummed)[] back = [.. last.Targets.Where(target => target.To is not null && _visited.Contains(target.To))];
        if (back.Length == 0)
        {
            return true;
        }

        int start = back.Length == 1 ? _segment.IndexOf(back[0].To!) : -1;
        if (start < 0)
        {
            return false;
        }

        Node[] body = [.. _segment.Skip(start)];
        int?[] depths = [.. body.Select(DepthOf).Distinct()];
        if (depths.Length != 1 || depths[0] is not { } depth || body.Any(node => node.IsLooped)
            || body.Skip(1).Any(node => node.Sources.Count != 1))
        {
            return false;
        }

        List<SignalStep> once = [.. body.SelectMany(static node => node.Steps)];
        foreach (Node node in body)
        {
            node.Steps.Clear();
            node.IsLooped = true;
        }

        if (back[0].IsSummed)
        {
            return CloseResidualLoop(start, once, depth, last);
        }

        List<SignalStep> all = body[0].Steps;
        for (int layer = 0; layer < depth; layer++)
        {
            all.AddRange(Indexed(once, layer));
        }

        return true;
    }

    /// <summary>A loop over residual blocks: each adds its branch to the stream that entered the loop.</summary>
    private bool CloseResidualLoop(int start, List<SignalStep> branch, int depth, Node last)
    {
        HashSet<Node> entering = start == 0 ? _stream : [_segment[start - 1]];
        HashSet<Node> stream = [.. entering, last];
        if (!stream.SetEquals(_segment[start].Sources.Keys))
        {
            return false;
        }

        foreach (Node node in _segment.Take(start))
        {
            _steps.AddRange(node.Steps);
        }

        for (int layer = 0; layer < depth; layer++)
        {
            _steps.Add(new ResidualStep(
                "sum behind " + last.Weight.Path + "[" + layer.ToString(CultureInfo.InvariantCulture) + "]", [.. Indexed(branch, layer)]));
        }

        _segment.Clear();
        _stream = stream;
        return true;
    }

    private static IEnumerable<SignalStep> Indexed(List<SignalStep> steps, int layer)
    {
        string index = "[" + layer.ToString(CultureInfo.InvariantCulture) + "]";
        return steps.Select(step => step is WeightStep weight ? weight with { Name = weight.Name + index } : step);
    }

    /// <summary>How many weights a list holds: written down, or assumed; null where it is no list.</summary>
    private int? DepthOf(Node node) =>
        node.Facts.IsList ? node.Facts.Length(_model.Compilation, _cancellation) ?? _assumedDepth : null;

    /// <summary>Where the signal goes from here: on to one weight, or through the end of a residual branch to it; null at the end.</summary>
    private bool FindNext(Node last, out Node? next)
    {
        next = null;
        bool found = false;
        foreach (Node candidate in _nodes.Values)
        {
            if (_visited.Contains(candidate) || !candidate.Sources.ContainsKey(last))
            {
                continue;
            }

            // Only back edges of loops may come from what is still ahead.
            Node[] sources = [.. candidate.Sources.Keys.Where(_visited.Contains)];
            if (candidate.Sources.Keys.Any(source => !_visited.Contains(source) && source != candidate && !Reaches(candidate, source)))
            {
                continue;
            }

            bool isSummed = sources.Any(source => candidate.Sources[source]);
            if (!isSummed && sources.Length == 1)
            {
                if (found)
                {
                    return false;
                }

                next = candidate;
                found = true;
            }
            else if (sources.All(source => candidate.Sources[source]) && !found && Sum(last, [.. sources]))
            {
                next = candidate;
                found = true;
            }
            else
            {
                return false;
            }
        }

        if (found)
        {
            return true;
        }

        HashSet<Node> leaving = [.. _visited.Where(static node => node.Targets.Exists(static target => target is { To: null, IsSummed: true }))];
        return !leaving.Contains(last) || Sum(last, leaving);
    }

    /// <summary>Ends a residual branch: what is summed is this weight's output and what entered the branch.</summary>
    private bool Sum(Node last, HashSet<Node> sources)
    {
        HashSet<Node> around = [.. sources.Where(source => source != last)];
        if (!sources.Contains(last))
        {
            return false;
        }

        if (_segment.Count == 0)
        {
            // Behind a loop over residual blocks the sums are made.
            return sources.SetEquals(_stream);
        }

        for (int start = 0; start < _segment.Count; start++)
        {
            HashSet<Node> entering = start == 0 ? _stream : [_segment[start - 1]];
            if (!around.SetEquals(entering))
            {
                continue;
            }

            foreach (Node node in _segment.Take(start))
            {
                _steps.AddRange(node.Steps);
            }

            SignalStep[] branch = [.. _segment.Skip(start).SelectMany(static node => node.Steps)];
            _steps.Add(new ResidualStep("sum behind " + last.Weight.Path, branch));
            _segment.Clear();
            _stream = sources;
            return true;
        }

        return false;
    }

    /// <summary>A weight on the signal's way.</summary>
    private sealed class Node(Weight weight, WeightStart facts, ParameterModel parameter, WeightStep step)
    {
        public Weight Weight { get; } = weight;

        public WeightStart Facts { get; } = facts;

        public ParameterModel Parameter { get; } = parameter;

        public WeightStep Step { get; set; } = step;

        public ActivationStep? Activation { get; set; }

        public List<(Node? To, bool IsSummed)> Targets { get; } = [];

        public Dictionary<Node, bool> Sources { get; } = [];

        public List<SignalStep> Steps { get; } = [];

        public bool IsLooped { get; set; }

        /// <summary>Whether the forward pass multiplies what it makes by a constant.</summary>
        public bool IsScaled { get; set; }
    }
}
