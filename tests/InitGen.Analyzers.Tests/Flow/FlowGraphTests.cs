extern alias compiler;

using compiler::InitGen.Analyzers.Flow;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Analyzers.Tests;

/// <summary>Graphs by hand: depth, and what is said of a weight by all of its edges.</summary>
public sealed class FlowGraphTests
{
    private static readonly CSharpCompilation s_owner = CSharpCompilation.Create("Weights");

    internal static Weight Matrix(string path) => new(path, s_owner.Assembly, 2);

    internal static Weight Vector(string path) => new(path, s_owner.Assembly, 1);

    [Fact]
    public void A_chain_is_as_deep_from_wherever_it_is_looked_at()
    {
        FlowGraph graph = Graph([.. Enumerable.Range(0, 9).Select(i => Edge(Matrix("w" + i), Matrix("w" + (i + 1))))]);
        Assert.All(Enumerable.Range(0, 10), i => Assert.Equal(10, graph.DepthThrough(Matrix("w" + i))));
        Assert.Equal(1, graph.DepthThrough(Matrix("elsewhere")));
    }

    // Each block goes into all that follow it: the number of ways through 2,000 of them has hundreds of digits.
    [Fact]
    public void Residual_blocks_are_counted_one_by_one()
    {
        const int Blocks = 2_000;
        var edges = new List<FlowEdge>();
        for (int block = 0; block < Blocks; block++)
        {
            edges.Add(Edge(Matrix("up" + block), Matrix("down" + block)));
            for (int next = block + 1; next <= Math.Min(block + 8, Blocks - 1); next++)
            {
                edges.Add(Edge(Matrix("down" + block), Matrix("up" + next)) with { IsSummed = true });
            }
        }

        FlowGraph graph = Graph([.. edges]);
        Assert.Equal(2 * Blocks, graph.DepthThrough(Matrix("up0")));
        Assert.Equal(2 * Blocks, graph.DepthThrough(Matrix("down1000")));
    }

    [Fact]
    public void A_way_past_counts_less_than_the_way_through()
    {
        FlowGraph graph = Graph(
            Edge(Matrix("a"), Matrix("b")), Edge(Matrix("b"), Matrix("c")), Edge(Matrix("c"), Matrix("z")), Edge(Matrix("a"), Matrix("short")),
            Edge(Matrix("short"), Matrix("z")));
        Assert.Equal(4, graph.DepthThrough(Matrix("a")));
        Assert.Equal(4, graph.DepthThrough(Matrix("b")));
        Assert.Equal(3, graph.DepthThrough(Matrix("short")));
    }

    [Fact]
    public void Loops_count_once_and_biases_not_at_all()
    {
        FlowGraph graph = Graph(
            Edge(Matrix("in"), Matrix("state")), Edge(Matrix("state"), Matrix("state")), Edge(Matrix("state"), Matrix("out")),
            Edge(Vector("bias"), Matrix("out")), Edge(Matrix("out"), null));
        Assert.Equal(3, graph.DepthThrough(Matrix("state")));
        Assert.Equal(3, graph.DepthThrough(Matrix("out")));
        FlowGraph pair = Graph(Edge(Matrix("a"), Matrix("b")), Edge(Matrix("b"), Matrix("a")), Edge(Matrix("b"), Matrix("c")));
        Assert.Equal(3, pair.DepthThrough(Matrix("a")));
        Assert.Equal(3, pair.DepthThrough(Matrix("c")));
    }

    [Fact]
    public void Edges_that_differ_in_their_factor_alone_are_one()
    {
        FlowGraph graph = Graph(Edge(Matrix("w"), Matrix("v")) with { Scale = 0.5 }, Edge(Matrix("w"), Matrix("v")), Edge(Matrix("u"), null) with { Scale = 0.5 });
        Assert.Equal(2, graph.Edges.Count);
        Assert.True(double.IsNaN(graph.ScaleOf(Matrix("w"))));
        Assert.Equal(0.5, graph.ScaleOf(Matrix("u")));
        Assert.Equal("u -linear×0.5-> output\nw -linear×?-> v\n", graph.DebugView());
    }

    [Fact]
    public void A_factor_is_one_where_all_uses_agree()
    {
        FlowGraph graph = Graph(Edge(Matrix("w"), Matrix("v")) with { Scale = 0.5 }, Edge(Matrix("w"), null) with { Scale = 0.25 });
        Assert.True(double.IsNaN(graph.ScaleOf(Matrix("w"))));
        Assert.True(double.IsNaN(graph.ScaleOf(Matrix("elsewhere"))));
    }

    [Fact]
    public void A_weight_that_is_used_element_by_element_anywhere_is_no_map()
    {
        var builder = new FlowGraphBuilder();
        builder.Add(Matrix("noise"), AxisUse.Elementwise);
        builder.Add(Matrix("noise"), AxisUse.OutputsFirst);
        builder.Add(Matrix("map"), AxisUse.OutputsFirst);
        builder.Add(Matrix("tied"), AxisUse.OutputsFirst);
        builder.Add(Matrix("tied"), AxisUse.OutputsLast);
        FlowGraph graph = builder.ToGraph();
        Assert.Equal(AxisUse.Elementwise, graph.AxisUse(Matrix("noise")));
        Assert.Equal(AxisUse.OutputsFirst, graph.AxisUse(Matrix("map")));
        Assert.Equal(AxisUse.Unknown, graph.AxisUse(Matrix("tied")));
    }

    [Fact]
    public void A_graph_does_not_change_with_its_builder()
    {
        var builder = new FlowGraphBuilder();
        builder.Add(Edge(Matrix("w"), null));
        FlowGraph graph = builder.ToGraph();
        builder.Add(Edge(Matrix("w"), Matrix("v")));
        builder.Gains.Add(Vector("g"));
        Assert.Single(graph.Edges);
        Assert.Empty(graph.Gains);
    }

    [Fact]
    public void Graphs_of_several_passes_are_one()
    {
        var first = new FlowGraphBuilder();
        first.Add(Edge(Matrix("w"), null));
        first.Add(Matrix("w"), new SliceStart(0.0, 0.0));
        var second = new FlowGraphBuilder { IsComplete = false };
        second.Add(Edge(Matrix("w"), null) with { Scale = 2.0 });
        second.Add(Matrix("w"), new SliceStart(0.0, 1.0));
        second.Added.Add(Matrix("table"));
        second.Reparametrized.Add(Vector("logGain"));
        first.Add(second);
        FlowGraph graph = first.ToGraph();
        Assert.False(graph.IsComplete);
        Assert.True(double.IsNaN(Assert.Single(graph.Edges).Scale));
        Assert.Equal(2, graph.Slices[Matrix("w")].Count);
        Assert.Contains(Matrix("table"), graph.Added);
        Assert.Contains(Vector("logGain"), graph.Reparametrized);
    }

    private static FlowEdge Edge(Weight from, Weight? to) => new(from, Fate.Linear, to, IsSummed: false, IsGated: false);

    private static FlowGraph Graph(params FlowEdge[] edges)
    {
        var builder = new FlowGraphBuilder();
        foreach (FlowEdge edge in edges)
        {
            builder.Add(edge);
        }

        return builder.ToGraph();
    }
}
