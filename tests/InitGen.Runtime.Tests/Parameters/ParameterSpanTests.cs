using Xunit;

namespace InitGen.Tests;

public sealed class ParameterSpanTests
{
    [Fact]
    public void A_span_covers_the_array_in_storage_order()
    {
        var matrix = new float[2, 3] { { 1, 2, 3 }, { 4, 5, 6 } };
        Span<float> span = ParameterSpan.Of(matrix, "M.w", 2, 3);
        Assert.Equal([1, 2, 3, 4, 5, 6], span.ToArray());
        span[4] = 50;
        Assert.Equal(50, matrix[1, 1]);
        Assert.Equal(6, ParameterSpan.Of(matrix, "M.w").Length);

        Assert.Equal(24, ParameterSpan.Of(new double[2, 3, 4], "M.w", 2, 3, 4).Length);
        Assert.Equal(120, ParameterSpan.Of(new Half[2, 3, 4, 5], "M.w", 2, 3, 4, 5).Length);
        Assert.Equal(720, ParameterSpan.Of(new float[2, 3, 4, 5, 6], "M.w", 2, 3, 4, 5, 6).Length);
        Assert.Equal(24, ParameterSpan.Of(new double[2, 3, 4], "M.w").Length);
        Assert.Equal(120, ParameterSpan.Of(new Half[2, 3, 4, 5], "M.w").Length);
        Assert.Equal(720, ParameterSpan.Of(new float[2, 3, 4, 5, 6], "M.w").Length);
        Assert.Equal(7, ParameterSpan.Of(new float[7], "M.b", 7).Length);
        Assert.Equal(7, ParameterSpan.Of(new float[7], "M.b").Length);
        Assert.Equal(0, ParameterSpan.Of(new float[0, 3], "M.w", 0, 3).Length);
    }

    [Fact]
    public void A_size_of_0_is_found_where_an_arrays_own_sizes_hold()
    {
        Says("M.w: expected sizes of 1 or more; found [0, 5].", () => ParameterSpan.Of(new float[0, 5], "M.w"));
        Says("M.w: expected sizes of 1 or more; found [4, 0, 3].", () => ParameterSpan.Of(new double[4, 0, 3], "M.w"));
        Says("M.w: expected sizes of 1 or more; found [4, 3, 3, 0].", () => ParameterSpan.Of(new float[4, 3, 3, 0], "M.w"));
        Says("M.w: expected sizes of 1 or more; found [1, 1, 0, 1, 1].", () => ParameterSpan.Of(new float[1, 1, 0, 1, 1], "M.w"));
        Says(
            "M.w: expected sizes of 1 or more; found [2, 0].",
            () => ParameterSpan.RequireRows(new float[][] { [], [] }, "M.w", out int _, out int _));

        // Five axes of 2³⁰ do not fit 128 bits.
        int[] huge = [1 << 30, 1 << 30, 1 << 30, 1 << 30, 1 << 30];
        Says(
            "M.w: expected the elements of float[1073741824, 1073741824, 1073741824, 1073741824, 1073741824], each size at least 1; found 4 elements.",
            () => ParameterSpan.Of(new float[4], "M.w", huge));
    }

    [Fact]
    public void Errors_name_the_member_what_was_expected_and_what_was_found()
    {
        Says("Mlp._w1: expected float[256, 784]; found null.", () => ParameterSpan.Of((float[,]?)null, "Mlp._w1", 256, 784));
        Says("Mlp._w1: expected float[256, 784]; found float[784, 256].", () => ParameterSpan.Of(new float[784, 256], "Mlp._w1", 256, 784));
        Says("Mlp._b1: expected double[256]; found double[255].", () => ParameterSpan.Of(new double[255], "Mlp._b1", 256));
        Says("Mlp._b1: expected Half[256]; found null.", () => ParameterSpan.Of((Half[]?)null, "Mlp._b1", 256));
        Says("Cnn._k: expected float[8, 4, 3, 3]; found float[8, 4, 3, 5].", () => ParameterSpan.Of(new float[8, 4, 3, 5], "Cnn._k", 8, 4, 3, 3));
        Says("Cnn._k: expected float[8, 4, 3]; found float[8, 4, 2].", () => ParameterSpan.Of(new float[8, 4, 2], "Cnn._k", 8, 4, 3));
        Says("Cnn._k: expected float[1, 2, 3, 4, 5]; found null.", () => ParameterSpan.Of((float[,,,,]?)null, "Cnn._k", 1, 2, 3, 4, 5));
        Says("Mlp._w1: expected float[,]; found null.", () => ParameterSpan.Of((float[,]?)null, "Mlp._w1"));
        Says("Mlp._b1: expected float[]; found null.", () => ParameterSpan.Of((float[]?)null, "Mlp._b1"));
        Says("Mlp._b1: expected float[,,,]; found null.", () => ParameterSpan.Of((float[,,,]?)null, "Mlp._b1"));
    }

    [Fact]
    public void Equal_products_are_not_equal_shapes()
    {
        Assert.Throws<InvalidOperationException>(() => ParameterSpan.Of(new float[6, 4], "M.w", 4, 6));
    }

    [Fact]
    public void Rows_are_read_one_by_one()
    {
        float[][] matrix = [[1, 2], [3, 4], [5, 6]];
        ParameterSpan.RequireRows(matrix, "M.w", 3, 2);
        ParameterSpan.RequireRows(matrix, "M.w", out int rows, out int columns);
        Assert.Equal((3, 2), (rows, columns));
        Assert.Equal([3, 4], ParameterSpan.Row(matrix, "M.w", 1, 2).ToArray());
    }

    [Fact]
    public void Rows_that_are_missing_or_ragged_are_rejected()
    {
        float[][] ragged = [[1, 2], [3], [5, 6]];
        float[]?[] missing = [[1, 2], null];
        Says("M.w: expected row 1 of 2 elements; found 1.", () => ParameterSpan.RequireRows(ragged, "M.w", 3, 2));
        Says("M.w: expected row 1 of 2 elements; found 1.", () => ParameterSpan.RequireRows(ragged, "M.w", out _, out _));
        Says("M.w: expected row 1 of 2 elements; found 1.", () => ParameterSpan.Row(ragged, "M.w", 1, 2));
        Says("M.w: expected row 1 of 2 elements; found null.", () => ParameterSpan.RequireRows(missing, "M.w", 2, 2));
        Says("M.w: expected float[4][2]; found 3 rows.", () => ParameterSpan.RequireRows(ragged, "M.w", 4, 2));
        Says("M.w: expected float[4][2]; found null.", () => ParameterSpan.RequireRows((float[][]?)null, "M.w", 4, 2));
        Says("M.w: expected float[][]; found null.", () => ParameterSpan.RequireRows((float[][]?)null, "M.w", out _, out _));
        Says("M.w: expected float[][]; found null.", () => ParameterSpan.Row((float[][]?)null, "M.w", 0, 2));
        Says("M.w: expected a row 3; found 3 rows.", () => ParameterSpan.Row(ragged, "M.w", 3, 2));
        Says(
            "M.w: expected float[][] with a first row that tells the columns; found no row.",
            () => ParameterSpan.RequireRows(Array.Empty<float[]>(), "M.w", out _, out _));
    }

    [Fact]
    public void Success_allocates_nothing()
    {
        var matrix = new float[4, 5];
        float[][] rows = [[1, 2], [3, 4]];
        long before = 0;
        for (int round = 0; round < 2; round++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            _ = ParameterSpan.Of(matrix, "M.w", 4, 5);
            ParameterSpan.RequireRows(rows, "M.w", 2, 2);
            _ = ParameterSpan.Row(rows, "M.w", 1, 2);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Says(string message, Action action) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(action).Message);
}
