using Xunit;

namespace InitGen.Tests;

public sealed class StructuredSamplerTests
{
    private static readonly RandomStream s_stream = new RandomStream(42).Child("w");

    [Fact]
    public void Identity_has_its_gain_on_the_diagonal()
    {
        var values = new float[15];
        Sampler.Identity<float>(values, [3, 5], 2.0);
        Assert.Equal([2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 2, 0, 0], values);
        Array.Fill(values, 9f);
        Sampler.Identity<float>(values, [5, 3]);
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0], values);
        Pieces([5, 3], (span, offset) => Sampler.Identity(span, [5, 3], 1.0, offset));
        Pieces([3, 5], (span, offset) => Sampler.Identity(span, [3, 5], 1.0, offset));
        Assert.Throws<ArgumentException>(() => Sampler.Identity<float>(new float[8], [2, 2, 2]));
        Assert.Throws<ArgumentException>(() => Sampler.Identity<float>(new float[8], [2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Identity<float>(new float[4], [2, 2], double.NaN));
    }

    [Fact]
    public void Dirac_passes_its_channels()
    {
        // What torch.nn.init.dirac_ gives: [2·g outputs, 2 inputs of each group, kernel 3].
        var values = new float[4 * 2 * 3];
        Sampler.Dirac<float>(values, [4, 2, 3], groups: 2);
        var expected = new float[4 * 2 * 3];
        expected[(0 * 2 + 0) * 3 + 1] = 1;
        expected[(1 * 2 + 1) * 3 + 1] = 1;
        expected[(2 * 2 + 0) * 3 + 1] = 1;
        expected[(3 * 2 + 1) * 3 + 1] = 1;
        Assert.Equal(expected, values);
        Pieces([4, 2, 3], (span, offset) => Sampler.Dirac(span, [4, 2, 3], 2, offset: offset));
        Pieces([3, 2, 5, 4], (span, offset) => Sampler.Dirac(span, [3, 2, 5, 4], layout: ParameterLayout.InOut, offset: offset));
    }

    [Fact]
    public void A_dirac_convolution_is_the_identity()
    {
        // y[o, x] = Σ w[o, i, k] · in[i, x + k − 1], in both layouts.
        float[] input = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        foreach (ParameterLayout layout in Enum.GetValues<ParameterLayout>())
        {
            var w = new float[2 * 2 * 3];
            Sampler.Dirac<float>(w, layout == ParameterLayout.OutIn ? [2, 2, 3] : [3, 2, 2], layout: layout);
            for (int o = 0; o < 2; o++)
            {
                for (int x = 1; x < 4; x++)
                {
                    float sum = 0;
                    for (int i = 0; i < 2; i++)
                    {
                        for (int k = 0; k < 3; k++)
                        {
                            sum += w[layout == ParameterLayout.OutIn ? (o * 2 + i) * 3 + k : (k * 2 + i) * 2 + o] * input[i * 5 + x + k - 1];
                        }
                    }

                    Assert.Equal(input[o * 5 + x], sum);
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    public void Dirac_checks_rank_and_groups(int groups, int size)
    {
        Assert.Throws<ArgumentException>(() => Sampler.Dirac<float>(new float[4], [2, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Dirac<float>(new float[4 * size], [4, 1, size], groups));
    }

    [Fact]
    public void Bilinear_upsamples_a_ramp_linearly()
    {
        // A transposed convolution with stride 2, kernel 4 and padding 1 takes x to 2x + ½: the inside of a ramp stays a ramp.
        var w = new double[4];
        Sampler.Bilinear<double>(w, [1, 1, 4]);
        Assert.Equal([0.25, 0.75, 0.75, 0.25], w);
        double[] ramp = [0, 1, 2, 3, 4, 5];
        var up = new double[12];
        for (int i = 0; i < 6; i++)
        {
            for (int k = 0; k < 4; k++)
            {
                int at = 2 * i + k - 1;
                if (at is >= 0 and < 12)
                {
                    up[at] += ramp[i] * w[k];
                }
            }
        }

        for (int x = 1; x < 11; x++)
        {
            Assert.Equal((x - 0.5) / 2.0, up[x], 1e-12);
        }
    }

    [Fact]
    public void Bilinear_connects_each_channel_to_itself()
    {
        var w = new float[2 * 2 * 3 * 3];
        Sampler.Bilinear<float>(w, [2, 2, 3, 3]);
        float[] filter = [0.25f, 0.5f, 0.25f, 0.5f, 1f, 0.5f, 0.25f, 0.5f, 0.25f];
        float[] none = new float[9];
        Assert.Equal([.. filter, .. none, .. none, .. filter], w);

        // A grouped kernel stores one channel: all have the filter.
        var depthwise = new float[3 * 1 * 3 * 3];
        Sampler.Bilinear<float>(depthwise, [3, 1, 3, 3]);
        Assert.Equal([.. filter, .. filter, .. filter], depthwise);

        var inOut = new float[3 * 3 * 2 * 2];
        Sampler.Bilinear<float>(inOut, [3, 3, 2, 2], ParameterLayout.InOut);
        Assert.Equal(filter, inOut.Where((_, i) => i % 4 == 0));
        Assert.Equal(none, inOut.Where((_, i) => i % 4 == 1));
        Pieces([2, 2, 3, 3], (span, offset) => Sampler.Bilinear(span, [2, 2, 3, 3], offset: offset));
    }

    [Theory]
    [InlineData(GateOrder.InputForgetCellOutput, 1)]
    [InlineData(GateOrder.InputCellForgetOutput, 2)]
    [InlineData(GateOrder.InputForgetOutputCell, 1)]
    [InlineData(GateOrder.InputOutputForgetCell, 2)]
    [InlineData(GateOrder.ForgetInputCellOutput, 0)]
    [InlineData(GateOrder.ForgetInputOutputCell, 0)]
    public void The_forget_gate_starts_open(GateOrder order, int gate)
    {
        var values = new Half[12];
        Array.Fill(values, (Half)9f);
        Sampler.LstmBias<Half>(values, 3, 1.5, order);
        for (int i = 0; i < 12; i++)
        {
            Assert.Equal((Half)(i / 3 == gate ? 1.5f : 0f), values[i]);
        }

        Pieces([4, 3], (span, offset) => Sampler.LstmBias(span, 3, 1.0, order, offset));
        Assert.Throws<ArgumentException>(() => Sampler.LstmBias<float>(new float[11], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.LstmBias<float>(new float[12], 3, order: (GateOrder)9));
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.1, 3)]
    [InlineData(0.5, 12)]
    [InlineData(0.97, 23)]
    [InlineData(1.0, 23)]
    public void Sparse_has_exactly_so_many_zeros_a_column(double sparsity, int zeros)
    {
        const int Rows = 23;
        const int Columns = 301;
        var values = new double[Rows * Columns];
        var dense = new double[Rows * Columns];
        Sampler.Sparse<double>(values, [Rows, Columns], s_stream, sparsity, 0.5);
        Sampler.Normal(dense, s_stream, 0.0, 0.5);
        for (int column = 0; column < Columns; column++)
        {
            Assert.Equal(zeros, Enumerable.Range(0, Rows).Count(row => values[row * Columns + column] == 0));
        }

        for (int i = 0; i < values.Length; i++)
        {
            Assert.True(values[i] == 0 || values[i] == dense[i]);
        }

        Pieces([Rows, Columns], (span, offset) => Sampler.Sparse(span, [Rows, Columns], s_stream, sparsity, 0.5, offset));
    }

    [Fact]
    public void Sparse_chooses_every_set_of_rows_alike()
    {
        // 2 of 5 rows: ten sets, 100,000 columns. χ² with 9 degrees exceeds 44.8 by luck once in a million.
        const int Columns = 100_000;
        var values = new float[5 * Columns];
        Sampler.Sparse<float>(values, [5, Columns], s_stream, 0.4, 1.0);
        var counts = new Dictionary<int, int>();
        for (int column = 0; column < Columns; column++)
        {
            int set = 0;
            for (int row = 0; row < 5; row++)
            {
                set |= values[row * Columns + column] == 0 ? 1 << row : 0;
            }

            counts[set] = counts.GetValueOrDefault(set) + 1;
        }

        Assert.Equal(10, counts.Count);
        Assert.InRange(counts.Values.Sum(count => Math.Pow(count - Columns / 10.0, 2) / (Columns / 10.0)), 0.1, 44.8);
    }

    [Fact]
    public void Sparse_checks_its_arguments()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Sparse<float>(new float[6], [2, 3], s_stream, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Sparse<float>(new float[6], [2, 3], s_stream, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Sparse<float>(new float[6], [2, 3], s_stream, double.NaN));
        Assert.Throws<ArgumentException>(() => Sampler.Sparse<float>(new float[6], [6], s_stream, 0.5));
        Assert.Throws<ArgumentException>(() => Sampler.Sparse<float>([], [0, 3], s_stream, 0.5));
    }

    [Fact]
    public void Icnr_repeats_a_channel_for_its_sub_pixels()
    {
        // OutIn, as pixel_shuffle reads it: four neighbouring outputs are one channel.
        var values = new float[8 * 6];
        var inner = new float[2 * 6];
        Sampler.IcnrNormal<float>(values, [8, 6], s_stream, 2, 0.3);
        Sampler.Normal(inner, s_stream, 0f, 0.3f);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(inner[i / 6 / 4 * 6 + i % 6], values[i]);
        }

        // InOut, as depth_to_space reads it: outputs o, o + C, o + 2C, … are channel o.
        var inOut = new float[3 * 8];
        var innerInOut = new float[3 * 2];
        Sampler.IcnrUniform<float>(inOut, [3, 8], s_stream, 2, 0.3, ParameterLayout.InOut);
        Sampler.Uniform(innerInOut, s_stream, -0.3f, 0.3f);
        for (int i = 0; i < inOut.Length; i++)
        {
            Assert.Equal(innerInOut[i / 8 * 2 + i % 2], inOut[i]);
        }

        Pieces([8, 6], (span, offset) => Sampler.IcnrNormal(span, [8, 6], s_stream, 2, 0.3, offset: offset));
        Pieces([3, 8], (span, offset) => Sampler.IcnrUniform(span, [3, 8], s_stream, 2, 0.3, ParameterLayout.InOut, offset));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.IcnrNormal<float>(values, [8, 6], s_stream, 3, 0.3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.IcnrNormal<float>(values, [8, 6], s_stream, 2, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.IcnrUniform<float>(values, [8, 6], s_stream, 2, 0));
        Assert.Throws<ArgumentException>(() => Sampler.IcnrNormal<float>(new float[8], [8], s_stream, 2, 0.3));
    }

    private static void Pieces(int[] shape, Action<float[], long?> fill)
    {
        int length = shape.Aggregate(1, (a, b) => a * b);
        var whole = new float[length];
        fill(whole, null);
        var cuts = new Random(3);
        for (int round = 0; round < 20; round++)
        {
            int start = cuts.Next(length);
            var piece = new float[cuts.Next(1, length - start + 1)];
            Array.Fill(piece, 9f);
            fill(piece, start);
            Assert.Equal(whole.AsSpan(start, piece.Length).ToArray(), piece);
        }
    }
}
