extern alias compiler;

using compiler::InitGen.Analyzers.Flow;
using static InitGen.Analyzers.Tests.Formula;
using Curve = compiler::InitGen.Nonlinearity;

namespace InitGen.Analyzers.Tests;

/// <summary>Functions by their curves: which they are, with what factor, and where nothing is certain.</summary>
public sealed class ActivationCurveTests
{
    private static readonly Curve[] s_named =
        [.. Enum.GetValues<Curve>().Where(curve => curve is not (Curve.Linear or Curve.LeakyRelu or Curve.Celu or Curve.Sin))];

    // Those of which f(a·x) is a factor times f(x).
    private static readonly Curve[] s_homogeneous = [Curve.Relu, Curve.ReluSquared];

    [Fact]
    public void Every_function_is_recognized_behind_any_factor_and_addend()
    {
        foreach (Curve curve in s_named)
        {
            Formula f = Named(curve, X);
            Assert.Equal(new CurveReading(Fate.Activation(curve), 1.0), Read(f));
            Assert.Equal(new CurveReading(Fate.Activation(curve), 0.25), Read(0.25 * f));

            // 2σ(2x) − 1 is tanh(x): of these two, and of their hard kin, an addend leaves open which is meant, but for 1 − σ.
            bool isTwin = curve is Curve.Sigmoid or Curve.Tanh or Curve.HardSigmoid or Curve.HardTanh;
            bool hasOtherSide = curve is not (Curve.Tanh or Curve.HardTanh);
            Assert.Equal(isTwin ? CurveReading.Unknown : new CurveReading(Fate.Activation(curve), 0.001), Read((0.001 * f) - 0.4));
            Assert.Equal(hasOtherSide ? new CurveReading(Fate.Activation(curve), 1.0) : CurveReading.Unknown, Read(1.0 - f));
            Assert.Equal(new CurveReading(Fate.Activation(curve), double.NaN), Read(f * K));
        }
    }

    [Fact]
    public void An_addend_before_a_function_changes_neither_function_nor_factor()
    {
        foreach (Curve curve in s_named)
        {
            Assert.Equal(new CurveReading(Fate.Activation(curve), 2.0, IsShifted: true), Read(2.0 * Named(curve, X + 0.7)));
            Assert.Equal(new CurveReading(Fate.Activation(curve), 1.0, IsShifted: true), Read(Named(curve, X - K)));
        }
    }

    [Fact]
    public void A_factor_before_a_function_is_a_factor_behind_it_only_where_the_function_has_no_scale_of_its_own()
    {
        foreach (Curve curve in s_named)
        {
            CurveReading expected = curve == Curve.Relu ? new CurveReading(Fate.Activation(curve), 0.125)
                : curve == Curve.ReluSquared ? new CurveReading(Fate.Activation(curve), 0.015625)
                : CurveReading.Unknown;
            Assert.Equal(expected, Read(Named(curve, 0.125 * X)));
            CurveReading unknown = s_homogeneous.Contains(curve) ? new CurveReading(Fate.Activation(curve), double.NaN) : CurveReading.Unknown;
            Assert.Equal(unknown, Read(Named(curve, X / K)));
        }
    }

    [Fact]
    public void Rectifiers_in_every_writing()
    {
        var relu = new CurveReading(Fate.Activation(Curve.Relu), 1.0);
        Assert.Equal(relu, Read(Max(0.0, X)));
        Assert.Equal(relu, Read((X + Abs(X)) / 2.0));
        Assert.Equal(relu, Read(IfGreater(X, 0.0, X, 0.0)));
        Assert.Equal(relu, Read(X * IfGreater(X, 0.0, 1.0, 0.0)));
        Assert.Equal(relu with { Scale = 3.0 }, Read(Max(0.0, 1.5 * X) * 2.0));
        Assert.Equal(new CurveReading(Fate.Activation(Curve.Relu6), 1.0), Read(Min(Max(X, 0.0), 6.0)));
        Assert.Equal(new CurveReading(Fate.Activation(Curve.Relu6), 1.0, IsShifted: true), Read(Min(Max(X + 2.0, 0.0), 6.0)));
        Assert.Equal(new CurveReading(Fate.Activation(Curve.HardSigmoid), 1.0), Read(Min(Max(X + 3.0, 0.0), 6.0) / 6.0));
        Assert.Equal(new CurveReading(Fate.Activation(Curve.Sigmoid), 1.0), Read(1.0 / (1.0 + Exp(-Min(Max(X, -50.0), 50.0)))));
    }

    [Theory]
    [InlineData(0.2, 0.2)]
    [InlineData(0.01, 0.01)]
    public void A_leaky_rectifier_has_its_slope(double slope, double expected)
    {
        Assert.Equal(new CurveReading(Fate.Activation(Curve.LeakyRelu, expected), 1.0), Read(IfGreater(X, 0.0, X, slope * X)));
        Assert.Equal(new CurveReading(Fate.Activation(Curve.LeakyRelu, expected), 0.5), Read(Max(X / 2.0, slope * X / 2.0)));
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(-0.2)]
    [InlineData(1.5)]
    public void What_loses_nothing_is_no_rectifier(double slope) =>
        Assert.Equal(CurveReading.Unknown, Read(IfGreater(X, 0.0, X, slope * X)));

    [Fact]
    public void A_slope_that_is_not_known_is_none()
    {
        Assert.Equal(new CurveReading(Fate.Activation(Curve.LeakyRelu, double.NaN), 1.0), Read(IfGreater(X, 0.0, X, K * X)));
        Assert.Equal(new CurveReading(Fate.Activation(Curve.LeakyRelu, double.NaN), 1.0), Read(Named(Curve.LeakyRelu, X, double.NaN)));
    }

    [Fact]
    public void The_magnitude_and_a_rectifier_of_the_other_side_are_unknown()
    {
        Assert.Equal(CurveReading.Unknown, Read(Abs(X)));
        Assert.Equal(CurveReading.Unknown, Read(Max(0.0, -X)));
    }

    [Fact]
    public void A_line_has_its_factor()
    {
        Assert.Equal(CurveReading.Identity, Read(X));
        Assert.Equal(new CurveReading(Fate.Linear, 0.125), Read(0.125 * X));
        Assert.Equal(new CurveReading(Fate.Linear, 0.5), Read((3.0 - X) / 2.0));
        Assert.Equal(new CurveReading(Fate.Linear, double.NaN), Read(X * K));
        Assert.Equal(new CurveReading(Fate.Linear, 2.0), Read(X + X));
    }

    [Fact]
    public void A_sine_has_its_frequency()
    {
        Assert.Equal(new CurveReading(Fate.Activation(Curve.Sin, 1.0), 1.0), Read(Sin(X)));
        Assert.Equal(new CurveReading(Fate.Activation(Curve.Sin, 30.0), 1.0), Read(Sin(30.0 * X)));
        Assert.Equal(new CurveReading(Fate.Activation(Curve.Sin, 30.0), 0.5), Read((0.5 * Sin((30.0 * X) + 1.0)) - 2.0));
        Assert.Equal(new CurveReading(Fate.Activation(Curve.Sin, double.NaN), 1.0), Read(Sin(K * X)));
        Assert.Equal(CurveReading.Unknown, Read(Sin(X * X)));
        Assert.Equal(CurveReading.Unknown, Read(X + Sin(X)));
    }

    [Fact]
    public void An_exponential_has_its_inverse_temperature_and_a_square_its_factor()
    {
        Assert.Equal(new CurveReading(Fate.Exponential, 1.0), Read(Exp(X)));
        Assert.Equal(new CurveReading(Fate.Exponential, 0.5), Read(Exp((X - 7.0) / 2.0)));
        Assert.Equal(new CurveReading(Fate.Square, 2.0), Read(4.0 * X * X));
    }

    [Fact]
    public void What_is_scaled_by_numbers_that_differ_from_unit_to_unit_is_unknown()
    {
        Assert.Equal(CurveReading.Unknown, Read(Max(0.0, X * PerUnit)));
        Assert.Equal(CurveReading.Unknown, Read(X * Draw));
        Assert.Equal(CurveReading.Unknown, Read(PerUnit));
    }

    [Fact]
    public void A_small_function_is_looked_at_as_closely_as_a_large_one()
    {
        Assert.Equal(CurveReading.Unknown, Read(1e-5 * X * Sigmoid(1.7 * X)));
        Assert.Equal(new CurveReading(Fate.Activation(Curve.Silu), 1e-5), Read(1e-5 * X * Sigmoid(X)));
    }

    [Fact]
    public void A_choice_by_another_number_counts_where_it_makes_no_difference()
    {
        Formula test = Of(ExprOp.Less, K, 0.5);
        Assert.Equal(new CurveReading(Fate.Activation(Curve.Relu), double.NaN), Read(Of(ExprOp.Select, test, Max(0.0, X), Max(0.0, 2.0 * X))));
        Assert.Equal(CurveReading.Unknown, Read(Of(ExprOp.Select, test, Max(0.0, X), Tanh(X))));
    }

    [Fact]
    public void Functions_without_a_name_are_unknown()
    {
        Assert.Equal(CurveReading.Unknown, Read(X * X * X));
        Assert.Equal(CurveReading.Unknown, Read(Log(X)));
        Assert.Equal(CurveReading.Unknown, Read(1.0 / X));
        Assert.Equal(CurveReading.Unknown, Read(IfGreater(X, 0.0, 1.0, 0.0)));
        Assert.Equal(CurveReading.Unknown, Read(0.0 * X));
        Assert.Equal(CurveReading.Unknown, Read(1.7159 * Tanh(2.0 / 3.0 * X)));
    }

    private static CurveReading Read(Formula formula) => ActivationCurve.Read(formula.Expr);
}
