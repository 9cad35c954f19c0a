extern alias compiler;

using compiler::InitGen.Analyzers.Flow;

namespace InitGen.Analyzers.Tests;

/// <summary>Indices and lengths as linear formulas, and the starts of slices that they say.</summary>
public sealed class AffineTests
{
    private static readonly Token s_i = new(TokenKind.Scalar, "i", new LoopIndex("i"));
    private static readonly Token s_j = new(TokenKind.Scalar, "j", new LoopIndex("j"));
    private static readonly Token s_size = new(TokenKind.Scalar, "size");
    private static readonly Token s_other = new(TokenKind.Scalar, "other");

    private static Formula I => new(Expr.Of(s_i));

    private static Formula J => new(Expr.Of(s_j));

    private static Formula Size => new(Expr.Of(s_size));

    private static Formula Other => new(Expr.Of(s_other));

    [Fact]
    public void A_linear_formula_is_a_constant_and_multiples()
    {
        Affine read = Affine.Of((((2.0 * Size) - 3.0 + (I / 4.0)) - Size).Expr);
        Assert.Equal(AffineKind.Multiple, read.Kind);
        Assert.Equal(-3.0, read.Constant);
        Assert.Equal(1.0, read.FactorOf(s_size));
        Assert.Equal(0.25, read.FactorOf(s_i));
        Assert.Equal(0.0, read.FactorOf(s_j));
        Assert.Null(read.Number);
    }

    [Fact]
    public void What_cancels_leaves_a_number()
    {
        Assert.Equal(-1.0, Affine.Difference((Size - 1.0).Expr, Size.Expr));
        Assert.Null(Affine.Difference(Size.Expr, Other.Expr));
        Assert.Null(Affine.Difference(Size.Expr, null));
        Assert.Equal(AffineKind.Unknown, Affine.Of((Size * Other).Expr).Kind);
        Assert.Equal(AffineKind.Unknown, Affine.Of(Formula.X.Expr).Kind);
        Assert.Equal(AffineKind.Unknown, (Affine.Of(1.0) + Affine.Of((Size * Other).Expr)).Kind);
    }

    [Fact]
    public void A_bound_takes_the_place_of_a_counter() =>
        Assert.Equal(-1.0, (Affine.Of((I - Size).Expr).With(s_i, Affine.Of((Size - 1.0).Expr))).Number);

    [Fact]
    public void A_slice_starts_at_elements_or_at_multiples_of_an_unknown_size()
    {
        Assert.Equal(new SliceStart(0.0, 0.0), Start(I));
        Assert.Equal(new SliceStart(5.0, 0.0), Start(5.0 + I));
        Assert.Equal(new SliceStart(0.0, 1.0), Start(Size + I));
        Assert.Equal(new SliceStart(0.0, 2.0), Start((2.0 * Size) + I));
        Assert.Equal(new SliceStart(0.0, 2.0), Start(Size + (I + Size)));
        Assert.Equal(new SliceStart(1.0, 1.0), Start(Size + I + 1.0));
    }

    [Fact]
    public void A_start_of_two_unknown_sizes_is_at_no_multiple() =>
        Assert.True(double.IsNaN(Start(Size + Other + I)!.Value.Units));

    [Fact]
    public void What_does_not_run_element_by_element_is_no_slice()
    {
        Assert.Null(Start(Size));
        Assert.Null(Start(5.0 + (2.0 * I)));
        Assert.Null(Start(5.0 + I + J));
        Assert.Null(Start((Size * Other) + I));
        Assert.Equal(new SliceStart(0.0, 0.0), Start((I * Size) + J));
    }

    private static SliceStart? Start(Formula index) => SliceStart.Of(index.Expr);
}
