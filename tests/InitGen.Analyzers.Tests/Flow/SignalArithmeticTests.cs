extern alias compiler;

using compiler::InitGen.Analyzers.Flow;
using static InitGen.Analyzers.Tests.FlowGraphTests;
using Curve = compiler::InitGen.Nonlinearity;

namespace InitGen.Analyzers.Tests;

/// <summary>What sums, products and functions do to the weights that a value carries: no factor is forgotten.</summary>
public sealed class SignalArithmeticTests
{
    private static readonly Weight s_w = Matrix("w");
    private static readonly Weight s_v = Matrix("v");
    private static readonly Weight s_b = Vector("b");

    private readonly FlowGraphBuilder _graph = new();
    private readonly SignalArithmetic _arithmetic;
    private readonly FlowRecorder _recorder = new();
    private int _sites;

    public SignalArithmeticTests()
    {
        _recorder.Begin(_graph, null);
        _arithmetic = new SignalArithmetic(_recorder);
    }

    private static Expr I => Index("i");

    private static Expr J => Index("j");

    /// <summary>An element of an array that the forward pass was given, or that it holds.</summary>
    private static AbstractValue X => Read("x", I);

    private AbstractValue Z => Times(Raw(s_w, J, I), X);

    private AbstractValue Y => Times(Raw(s_v, J, I), Read("y", I));

    // ------------------------------------------------------------------------------------------------ factors

    [Fact]
    public void A_factor_on_the_weight_in_the_sum_and_on_the_input_is_the_factor_of_the_edge()
    {
        Assert.Equal("w -linear×0.125-> output\n", Leaving(Times(Times(0.125, Raw(s_w, J, I)), X)));
        Assert.Equal("w -linear×0.125-> output\n", Leaving(Times(Raw(s_w, J, I), Times(X, 0.125))));
        Assert.Equal("w -linear×0.125-> output\n", Leaving(Plus(0.0, Times(Z, 0.125))));
        Assert.Equal("w -linear×0.003922-> output\n", Leaving(Times(Over(X, 255.0), Raw(s_w, J, I))));
        Assert.Equal("w -linear×0.5-> output\n", Leaving(Times(Over(Raw(s_w, J, I), 4.0), Times(X, 2.0))));
    }

    [Fact]
    public void A_factor_that_is_not_known_is_not_one()
    {
        Assert.Equal("w -linear×?-> output\n", Leaving(Times(Unknown("scale"), Z)));
        Assert.Equal("w -linear×?-> output\n", Leaving(Times(Times(Unknown("scale"), Raw(s_w, J, I)), X)));
        Assert.Equal("w -linear×?-> output\n", Leaving(Over(Z, Root(Unknown("size")))));
        Assert.Equal("w -linear×?-> output\n", Leaving(Times(Raw(s_w, J, I), Over(Minus(X, 0.1307), 0.3081))));
        Assert.Equal("w -linear×?-> output\n", Leaving(Times(Raw(s_w, J, I), Times(X, Read("inverse", I)))));
    }

    [Fact]
    public void A_rectifier_stands_whatever_scales_it_and_tanh_does_not()
    {
        Assert.Equal("w -ReLU×0.125-> output\n", Leaving(Relu(Times(Z, 0.125))));
        Assert.Equal("w -ReLU×0.125-> output\n", Leaving(Times(Relu(Z), 0.125)));
        Assert.Equal("w -ReLU×?-> output\n", Leaving(Relu(Times(Unknown("scale"), Z))));
        Assert.Equal("w -tanh×0.125-> output\n", Leaving(Times(Tanh(Z), 0.125)));
        Assert.Equal("w -unknown-> output\n", Leaving(Tanh(Times(Z, 0.125))));
        Assert.Equal("w -unknown-> output\n", Leaving(Tanh(Times(Z, Unknown("scale")))));
    }

    [Fact]
    public void Factors_multiply_along_the_way()
    {
        AbstractValue summed = Plus(Times(Z, 0.5), Times(Y, 0.25));
        Assert.Equal("v -ReLU×0.05+-> output\nw -ReLU×0.1+-> output\n", Leaving(Relu(Times(summed, 0.2))));
    }

    [Fact]
    public void A_residual_branch_keeps_its_factor_and_the_sum_its_own()
    {
        Assert.Equal("w -linear×0.1+-> output\n", Leaving(Plus(X, Times(Z, 0.1))));
        Assert.Equal("w -linear×0.7071+-> output\n", Leaving(Times(Plus(X, Z), 0.7071)));
        Assert.Equal("w -linear+-> output\n", Leaving(Minus(X, Z)));
    }

    [Fact]
    public void A_learned_gain_is_a_factor_that_is_not_known()
    {
        Assert.Equal("b -linear+-> output\nw -linear×?+-> output\n", Leaving(Plus(X, Times(Raw(s_b, J), Z))));
        Assert.Contains(s_b, _graph.Gains);
        Assert.Equal("b -ReLU-> output\nw -ReLU×?-> output\n", Leaving(Relu(Times(Z, Raw(s_b, J)))));
    }

    [Fact]
    public void A_second_function_leaves_a_factor_that_is_not_known()
    {
        Assert.Equal("w -ReLU×?-> output\n", Leaving(Tanh(Stored(Relu(Z)))));
        Assert.Equal("w -ReLU×0.5-> output\n", Leaving(Times(Stored(Relu(Z)), 0.5)));
    }

    [Fact]
    public void A_factor_counts_once_however_often_a_value_is_settled()
    {
        AbstractValue settled = Lattice.Settle(Lattice.Settle(Times(Z, 0.5)));
        Assert.Equal("w -linear×0.5-> output\n", Leaving(Lattice.Settle(settled)));
        Assert.Equal("w -linear×0.25-> output\n", Leaving(Times(settled, 0.5)));
    }

    [Fact]
    public void Loops_settle_on_a_factor_that_is_not_known()
    {
        AbstractValue state = Z;
        for (int round = 0; round < 3; round++)
        {
            AbstractValue next = Lattice.Join(state, Times(state, 0.9), "loop", "state");
            Assert.True(round < 2 || next.Equals(state), "round " + round);
            state = next;
        }

        Assert.Equal("w -linear×?-> output\n", Leaving(state));
    }

    [Fact]
    public void A_formula_that_grows_too_large_is_a_function_that_is_not_known()
    {
        AbstractValue value = Tanh(Z);
        for (int i = 0; i < 100; i++)
        {
            value = Times(Plus(value, 1.0), 0.5);
        }

        Assert.Equal("w -unknown-> output\n", Leaving(value));
    }

    // ------------------------------------------------------------------------------------------------ factors for each unit

    [Fact]
    public void A_factor_for_each_unit_makes_what_follows_unknown_and_leaves_what_was()
    {
        foreach (AbstractValue factor in new[] { Read("scale", J), PerUnit("scale[j]") })
        {
            Assert.Equal("w -unknown-> output\n", Leaving(Relu(Times(Z, factor))).Replace("*", ""));
            Assert.Equal("w -ReLU×?-> output\n", Leaving(Times(Relu(Z), factor)));
            Assert.Equal("w -ReLU×?-> output\n", Leaving(Over(Relu(Z), factor)));
        }
    }

    [Fact]
    public void A_matrix_of_the_input_that_mixes_places_leaves_the_function()
    {
        AbstractValue element = Z.WithRead(new ElementRead(new AbstractObject(ObjectKind.Allocation, "z", null), [I, J]));
        Assert.Equal("w -ReLU×?-> output\n", Leaving(Relu(Times(Read("adjacency", Index("k"), I), element))));
        Assert.Equal("w -unknown-> output\n", Leaving(Relu(Times(Read("mask", I, J), element))).Replace("*", ""));
        AbstractValue unit = Z.WithRead(new ElementRead(new AbstractObject(ObjectKind.Allocation, "z", null), [J]));
        Assert.Equal("w -unknown-> output\n", Leaving(Relu(Times(Read("projection", Index("k"), J), unit))).Replace("*", ""));
    }

    [Fact]
    public void An_addend_changes_no_function()
    {
        Assert.Equal("w -ReLU-> output\n", Leaving(Relu(Plus(Z, PerUnit("shift[j]")))));
        Assert.Equal("w -ReLU+-> output\n", Leaving(Relu(Plus(Z, Read("x", J)))));
        Assert.Equal("w -tanh-> output\n", Leaving(Tanh(Plus(Z, Unknown("threshold")))));
        Assert.Equal("w -ReLU-> output\n", Leaving(Plus(Relu(Z), 0.5)));
        Assert.Contains(Assert.Single(Edges(Sigmoid(Plus(Z, 1.0)))), new[] { new FlowEdge(s_w, Fate.Activation(Curve.Sigmoid), null, false, false) { IsShifted = true } });
    }

    [Fact]
    public void Dropout_leaves_the_activation()
    {
        AbstractValue keep = SignalArithmetic.Compare(Unknown("p"), AbstractValue.Number(Formula.Draw.Expr), static (p, draw) => Expr.Make(ExprOp.Less, p, draw));
        AbstractValue mask = Lattice.Select(keep, 2.0.ToNumber(), 0.0.ToNumber(), Site(), null);
        Assert.Equal("w -ReLU×?-> output\n", Leaving(Times(Relu(Z), mask)));
        Assert.Equal("w -ReLU×?-> output\n", Leaving(Times(Relu(Z), Unknown("mask"))));
        Assert.Equal("w -ReLU×?-> output\n", Leaving(Times(Relu(Z), Read("mask", J))));
    }

    // ------------------------------------------------------------------------------------------------ norms

    [Fact]
    public void Statistics_that_are_not_the_signals_own_make_a_norm_of_what_they_were_subtracted_from()
    {
        foreach ((AbstractValue mean, AbstractValue variance) in new[] { (Read("mean", J), Read("variance", J)), (PerUnit("mean[j]"), PerUnit("variance[j]")) })
        {
            AbstractValue spread = Root(Plus(variance, 1e-5));
            Assert.Equal("w -norm-> output\n", Leaving(Over(Minus(Z, mean), spread)).Replace("+", ""));
            Assert.Equal("w -norm-> output\n", Leaving(Times(Minus(Z, mean), Over(1.0, spread))).Replace("+", ""));
            Assert.Equal("w -norm×?-> output\n".Replace("×?", ""), Leaving(Times(Over(Minus(Times(Z, 3.0), mean), spread), PerUnit("gain[j]"))).Replace("+", ""));
            Assert.Equal("w -unknown-> output\n", Leaving(Over(Z, spread)).Replace("*", ""));
        }
    }

    [Fact]
    public void Statistics_that_are_parameters_are_neither_bias_nor_gain()
    {
        Weight mean = Vector("mean");
        Weight variance = Vector("variance");
        AbstractValue spread = Root(Plus(Raw(variance, J), 1e-5));
        Assert.Equal("mean -unknown-> output\nvariance -unknown-> output\nw -norm-> output\n", Leaving(Over(Minus(Z, Raw(mean, J)), spread)));
        Assert.Equal("mean -unknown-> output\nvariance -unknown-> output\nw -norm-> output\n", Leaving(Times(Minus(Z, Raw(mean, J)), Over(1.0, spread))));
        Assert.Empty(_graph.Biases);
        Assert.Empty(_graph.Gains);
    }

    [Fact]
    public void The_root_of_a_size_is_no_norm() =>
        Assert.Equal("w -linear×?-> output\n", Leaving(Over(Minus(Z, 1.0), Root(Unknown("d")))));

    [Fact]
    public void A_norm_takes_out_the_factor_before_it()
    {
        AbstractValue z = Stored(Times(Z, 0.5));
        AbstractValue squares = Stored(Times(z, z));
        Assert.Equal("w -RMS norm-> output\n", Leaving(Over(z, Root(squares))));
        Assert.Equal(1.0, Assert.Single(Edges(Over(z, Root(squares)))).Scale);
    }

    // ------------------------------------------------------------------------------------------------ weights under functions

    [Fact]
    public void An_offset_or_a_function_reparametrizes_a_weight()
    {
        Leaving(Times(Z, Plus(1.0, Raw(Vector("gain"), J))));
        Leaving(Times(Z, SignalArithmetic.Apply(Raw(Vector("logGain"), J), ExprOp.Exp)));
        Leaving(Plus(Z, SignalArithmetic.Apply(Raw(Vector("softplus"), J), Fate.Activation(Curve.Softplus), Site())));
        Leaving(Times(Z, Over(1.0, Raw(Vector("inverse"), J))));
        Leaving(Times(Z, SignalArithmetic.Extreme(Raw(Vector("clipped"), J), 0.1.ToNumber(), ExprOp.Max, Site())));
        Leaving(Times(Over(Raw(Matrix("direction"), J, I), Root(Times(Raw(Matrix("direction"), J, I), Raw(Matrix("direction"), J, I)))), X));
        Leaving(Times(Raw(Vector("plain"), J), Times(0.5, Z)));
        Leaving(Plus(Z, Plus(0.0, Raw(Vector("bias"), J))));
        Assert.Equal(
            "clipped direction gain inverse logGain softplus",
            string.Join(' ', _graph.Reparametrized.Select(static weight => weight.Path).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Noise_on_a_weight_is_no_map()
    {
        Weight sigma = Matrix("sigma");
        Leaving(Times(Plus(Raw(s_w, J, I), Times(Raw(sigma, J, I), AbstractValue.Number(Formula.Draw.Expr))), X));
        FlowGraph graph = _graph.ToGraph();
        Assert.Equal(AxisUse.Elementwise, graph.AxisUse(sigma));
        Assert.Contains(sigma, graph.Reparametrized);
        Assert.Contains(s_w, graph.Reparametrized);
    }

    [Fact]
    public void A_mask_runs_with_what_it_masks()
    {
        Weight mask = Matrix("mask");
        Leaving(Times(Times(Raw(s_w, J, I), Raw(mask, J, I)), X));
        Leaving(Times(Raw(s_v, J, I), Read("noise", J, I)));
        Leaving(Times(Raw(Matrix("kernel"), J, I), Read("image", J, Expr.Make(ExprOp.Add, I, Index("x"))!)));
        FlowGraph graph = _graph.ToGraph();
        Assert.Equal(AxisUse.Elementwise, graph.AxisUse(mask));
        Assert.Equal(AxisUse.Elementwise, graph.AxisUse(s_v));
        Assert.Equal(AxisUse.Unknown, graph.AxisUse(Matrix("kernel")));
    }

    [Fact]
    public void What_is_added_at_the_index_of_the_product_is_no_term_of_a_sum()
    {
        // x[i] += γ[l][i] · r[i] beside y[j] += w[j][i] · r[i].
        Leaving(Plus(Read("x", I), Times(Raw(Matrix("layerScale"), Index("l"), I), Read("r", I))));
        Leaving(Plus(Read("y", J), Times(Raw(s_w, J, I), Read("r", I))));
        FlowGraph graph = _graph.ToGraph();
        Assert.Equal(AxisUse.Elementwise, graph.AxisUse(Matrix("layerScale")));
        Assert.Equal(AxisUse.OutputsFirst, graph.AxisUse(s_w));
    }

    [Fact]
    public void Axes_are_read_from_the_indices_of_a_product()
    {
        Leaving(Times(Raw(s_w, J, I), X));
        Leaving(Times(Raw(s_v, I, J), X));
        Weight flat = Matrix("flat");
        Leaving(Times(Raw(flat, Expr.Make(ExprOp.Add, Expr.Make(ExprOp.Multiply, J, Formula.K.Expr), I)!), X));
        FlowGraph graph = _graph.ToGraph();
        Assert.Equal(AxisUse.OutputsFirst, graph.AxisUse(s_w));
        Assert.Equal(AxisUse.OutputsLast, graph.AxisUse(s_v));
        Assert.Equal(AxisUse.OutputsFirst, graph.AxisUse(flat));
    }

    [Fact]
    public void A_matrix_that_is_added_is_a_table()
    {
        Leaving(Plus(Read("x", J), Raw(Matrix("positions"), I, J)));
        Leaving(Plus(Z, Raw(s_b, J)));
        Assert.Equal([Matrix("positions")], _graph.Added);
        Assert.Contains((s_b, s_w), _graph.Biases);
    }

    [Fact]
    public void What_is_subtracted_is_no_bias()
    {
        Assert.Equal("b -unknown-> output\nw -ReLU-> output\n", Leaving(Relu(Minus(Z, Raw(s_b, J)))));
        Assert.Empty(_graph.Biases);
    }

    // ------------------------------------------------------------------------------------------------ choices

    [Fact]
    public void The_greater_of_two_maps_is_a_function_of_both_and_of_two_places_it_is_pooling()
    {
        Assert.Equal("v -unknown-> output\nw -unknown-> output\n", Leaving(SignalArithmetic.Extreme(Z, Y, ExprOp.Max, Site())));
        Assert.Equal("w -unknown-> output\n", Leaving(SignalArithmetic.Extreme(Z, Read("x", J), ExprOp.Max, Site())));
        Assert.Equal("w -linear-> output\n", Leaving(SignalArithmetic.Extreme(Z, Times(Raw(s_w, J, I), Read("x", J)), ExprOp.Max, Site())));
    }

    [Fact]
    public void Softmax_has_its_inverse_temperature()
    {
        AbstractValue exponential = Stored(SignalArithmetic.Apply(Over(Z, 2.0), ExprOp.Exp));
        Assert.Equal("w -softmax×0.5-> output\n", Leaving(Over(exponential, Stored(exponential))));
    }

    [Fact]
    public void What_cannot_be_read_keeps_what_was_certain()
    {
        Assert.Equal("w -ReLU×?-> output\n", Leaving(Lattice.Lose(Relu(Z))));
        Assert.Equal("w -unknown-> output\n", Leaving(Lattice.Lose(Z)));
        Assert.Equal("w -unknown-> output\n", Leaving(Lattice.Lose(Raw(s_w, J, I))));
    }

    // ------------------------------------------------------------------------------------------------ the bench

    private object Site() => _sites++;

    private static Expr Index(string name) => Expr.Of(new Token(TokenKind.Scalar, name, new LoopIndex(name)));

    private static AbstractValue Read(string array, params Expr[] indices) =>
        AbstractValue.Input(null).WithRead(new ElementRead(new AbstractObject(ObjectKind.Input, array, null), [.. indices]));

    private static AbstractValue Raw(Weight weight, params Expr[] indices) =>
        AbstractValue.Raw(weight, new ElementRead(new AbstractObject(ObjectKind.Weight, weight.Path, null, weight.Path) { Weight = weight }, [.. indices]));

    private static AbstractValue Unknown(string name) => AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, name)));

    private static AbstractValue PerUnit(string name) => AbstractValue.Number(Expr.Of(new Token(TokenKind.Element, name)));

    private AbstractValue Times(Operand a, Operand b) => _arithmetic.Multiply(a.Value, b.Value, Site());

    private AbstractValue Over(Operand a, Operand b) => _arithmetic.Divide(a.Value, b.Value, Site());

    private AbstractValue Plus(Operand a, Operand b) => _arithmetic.Add(a.Value, b.Value, ExprOp.Add, Site());

    private AbstractValue Minus(Operand a, Operand b) => _arithmetic.Add(a.Value, b.Value, ExprOp.Subtract, Site());

    private static AbstractValue Root(AbstractValue value) => SignalArithmetic.Apply(value, ExprOp.Sqrt);

    private static AbstractValue Tanh(AbstractValue value) => SignalArithmetic.Apply(value, ExprOp.Tanh);

    private static AbstractValue Sigmoid(AbstractValue value) => SignalArithmetic.Apply(value, ExprOp.Sigmoid);

    private AbstractValue Relu(AbstractValue value) => SignalArithmetic.Extreme(0.0.ToNumber(), value, ExprOp.Max, Site());

    /// <summary>As it comes out of an array after a loop: the formula is given up.</summary>
    private AbstractValue Stored(AbstractValue value) => Lattice.Settle(value).WithExpr(SignalArithmetic.Fresh(Site()));

    private FlowEdge[] Edges(AbstractValue value)
    {
        var graph = new FlowGraphBuilder();
        _recorder.Begin(graph, null);
        _recorder.Leave(value);
        _recorder.Begin(_graph, null);
        return [.. graph.Edges];
    }

    private string Leaving(AbstractValue value) =>
        string.Concat(Edges(value).Select(static edge => edge + "\n").Order(StringComparer.Ordinal));

    private readonly record struct Operand(AbstractValue Value)
    {
        public static implicit operator Operand(AbstractValue value) => new(value);

        public static implicit operator Operand(double constant) => new(constant.ToNumber());
    }
}

internal static class Numbers
{
    public static AbstractValue ToNumber(this double constant) => AbstractValue.Number(constant);
}
