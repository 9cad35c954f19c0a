using Xunit;

namespace InitGen.Tests;

/// <summary>The facade draws what the sampler draws with the formula's numbers, rounded once.</summary>
public sealed class InitTests
{
    private static readonly RandomStream s_stream = new RandomStream(42).Child("w1");
    private static readonly int[] s_shape = [8, 6];

    [Fact]
    public void Kaiming_normal_is_normal_of_gain_over_root_fan_in()
    {
        Same(span => Init.KaimingNormal(span, s_shape, s_stream), span => Sampler.Normal(span, s_stream, 0f, (float)(Math.Sqrt(2.0) / Math.Sqrt(6.0))));
        Same(
            span => Init.KaimingNormal(span, s_shape, s_stream, Nonlinearity.Tanh, fanMode: FanMode.FanOut, residualBranches: 4),
            span => Sampler.Normal(span, s_stream, 0f, (float)(5.0 / 3.0 / Math.Sqrt(8.0) / 2.0)));
        Same(
            span => Init.KaimingNormal(span, s_shape, s_stream, layout: ParameterLayout.InOut, gain: 3.0),
            span => Sampler.Normal(span, s_stream, 0f, (float)(3.0 / Math.Sqrt(8.0))));
        Same(
            span => Init.KaimingNormal(span, s_shape, s_stream, fanIn: 100),
            span => Sampler.Normal(span, s_stream, 0f, (float)(Math.Sqrt(2.0) / 10.0)));
    }

    [Fact]
    public void Kaiming_uniform_is_uniform_of_root_three_sigma()
    {
        double bound = Math.Sqrt(3.0) * (Math.Sqrt(2.0 / 1.04) / Math.Sqrt(6.0));
        Same(
            span => Init.KaimingUniform(span, s_shape, s_stream, Nonlinearity.LeakyRelu, slope: 0.2),
            span => Sampler.Uniform(span, s_stream, (float)-bound, (float)bound));
    }

    [Fact]
    public void Xavier_takes_both_fans()
    {
        double std = Math.Sqrt(2.0 / 14.0);
        Same(span => Init.XavierNormal(span, s_shape, s_stream), span => Sampler.Normal(span, s_stream, 0f, (float)std));
        double bound = Math.Sqrt(3.0) * (5.0 / 3.0 * Math.Sqrt(2.0 / 14.0));
        Same(span => Init.XavierUniform(span, s_shape, s_stream, Nonlinearity.Tanh), span => Sampler.Uniform(span, s_stream, (float)-bound, (float)bound));
        Same(span => Init.XavierNormal(span, s_shape, s_stream, parts: 4), span => Sampler.Normal(span, s_stream, 0f, (float)Math.Sqrt(2.0 / 8.0)));
    }

    [Fact]
    public void Lecun_takes_fan_in()
    {
        Same(span => Init.LecunNormal(span, s_shape, s_stream), span => Sampler.Normal(span, s_stream, 0f, (float)(1.0 / Math.Sqrt(6.0))));
        double bound = Math.Sqrt(3.0) * (1.0 / Math.Sqrt(6.0));
        Same(span => Init.LecunUniform(span, s_shape, s_stream), span => Sampler.Uniform(span, s_stream, (float)-bound, (float)bound));
    }

    [Fact]
    public void Plain_distributions_shrink_for_residual_branches()
    {
        Same(span => Init.Normal(span, s_stream, 1.0, 0.02, residualBranches: 4), span => Sampler.Normal(span, s_stream, 1f, 0.01f));
        Same(span => Init.Uniform(span, s_stream, 1.0, 3.0, residualBranches: 4), span => Sampler.Uniform(span, s_stream, 1.5f, 2.5f));
        Same(span => Init.Uniform(span, s_stream, -0.1, 0.3), span => Sampler.Uniform(span, s_stream, -0.1f, 0.3f));
    }

    [Fact]
    public void Variance_scaling_widens_the_truncated_normal()
    {
        double std = Math.Sqrt(2.0 / 7.0);
        Same(
            span => Init.VarianceScaling(span, s_shape, s_stream, 2.0, FanMode.FanAverage),
            span => Sampler.TruncatedNormal(span, s_stream, 0f, (float)(std / 0.87962566103423978)));
        Same(
            span => Init.VarianceScaling(span, s_shape, s_stream, 2.0, FanMode.FanAverage, Distribution.Normal),
            span => Sampler.Normal(span, s_stream, 0f, (float)std));
        Same(
            span => Init.VarianceScaling(span, s_shape, s_stream, 2.0, FanMode.FanGeometric, Distribution.Uniform),
            span => Sampler.Uniform<float>(
                span, s_stream, -Math.Sqrt(3.0) * Math.Sqrt(2.0 / Math.Sqrt(48.0)), Math.Sqrt(3.0) * Math.Sqrt(2.0 / Math.Sqrt(48.0))));
    }

    [Fact]
    public void The_truncated_normal_may_keep_its_standard_deviation()
    {
        Same(
            span => Init.TruncatedNormal(span, s_stream, 0.5, 0.2, -1.0, 1.0, preserveStd: true, residualBranches: 4),
            span => Sampler.TruncatedNormal(span, s_stream, 0.5f, (float)(0.1 / Scale.TruncatedStd(-1, 1)), -1.0, 1.0));
        Same(span => Init.TruncatedNormal(span, s_stream), span => Sampler.TruncatedNormal(span, s_stream, 0f, 1f));
    }

    [Fact]
    public void A_bias_follows_its_weights_fan_in()
    {
        Same(
            span => Init.BiasUniform(span, [48, 25, 2, 2], s_stream),
            span => Sampler.Uniform(span, s_stream, -0.1f, 0.1f));
        Same(
            span => Init.BiasUniform(span, [100, 48], s_stream, ParameterLayout.InOut),
            span => Sampler.Uniform(span, s_stream, -0.1f, 0.1f));
    }

    [Fact]
    public void Orthogonal_takes_the_gain_of_its_nonlinearity()
    {
        Same(
            span => Init.Orthogonal(span, s_shape, s_stream, Nonlinearity.Tanh, residualBranches: 4),
            span => Sampler.Orthogonal(span, s_shape, s_stream, 5.0 / 3.0 / 2.0));
        Same(
            span => Init.Orthogonal(span, s_shape, s_stream, gain: 0.3, layout: ParameterLayout.InOut, parts: 3),
            span => Sampler.Orthogonal(span, s_shape, s_stream, 0.3, ParameterLayout.InOut, 3));
        Same(
            span => Init.DeltaOrthogonal(span, [4, 2, 6], s_stream, Nonlinearity.Relu),
            span => Sampler.DeltaOrthogonal(span, [4, 2, 6], s_stream, Math.Sqrt(2.0)));
    }

    [Fact]
    public void Icnr_takes_the_fans_before_it_repeats()
    {
        Same(
            span => Init.Icnr(span, [8, 2, 3], s_stream, 2),
            span => Sampler.IcnrNormal(span, [8, 2, 3], s_stream, 2, Math.Sqrt(2.0) / Math.Sqrt(6.0)));
        Same(
            span => Init.Icnr(span, [8, 2, 3], s_stream, 2, IcnrInitializer.KaimingUniform, fanMode: FanMode.FanOut),
            span => Sampler.IcnrUniform(span, [8, 2, 3], s_stream, 2, Math.Sqrt(3.0) * (Math.Sqrt(2.0) / Math.Sqrt(6.0))));
        Same(
            span => Init.Icnr(span, [3, 4, 4], s_stream, 2, IcnrInitializer.XavierNormal, Nonlinearity.Linear, layout: ParameterLayout.InOut),
            span => Sampler.IcnrNormal(span, [3, 4, 4], s_stream, 2, Math.Sqrt(2.0 / 15.0), ParameterLayout.InOut));
        Same(
            span => Init.Icnr(span, [8, 2, 3], s_stream, 2, IcnrInitializer.LecunUniform),
            span => Sampler.IcnrUniform(span, [8, 2, 3], s_stream, 2, Math.Sqrt(3.0) * (1.0 / Math.Sqrt(6.0))));
        Assert.Throws<ArgumentOutOfRangeException>(() => Init.Icnr<float>(new float[48], [8, 6], s_stream, 2, (IcnrInitializer)9));
    }

    [Fact]
    public void Icnr_has_the_gain_of_its_initializer_alone()
    {
        Same(
            span => Init.Icnr(span, [8, 2, 3], s_stream, 2, IcnrInitializer.XavierNormal),
            span => Sampler.IcnrNormal(span, [8, 2, 3], s_stream, 2, Math.Sqrt(2.0 / 12.0)));
        Same(
            span => Init.Icnr(span, [8, 2, 3], s_stream, 2, IcnrInitializer.XavierNormal, Nonlinearity.Relu),
            span => Sampler.IcnrNormal(span, [8, 2, 3], s_stream, 2, Math.Sqrt(2.0) * Math.Sqrt(2.0 / 12.0)));
        Assert.Equal(Nonlinearity.Linear, new IcnrAttribute(2, IcnrInitializer.XavierUniform).Nonlinearity);
        Assert.Equal(Nonlinearity.Relu, new IcnrAttribute(2).Nonlinearity);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(3)]
    [InlineData(46341)]
    public void Icnr_blames_a_wrong_factor_and_not_the_shape(int upscale)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Init.Icnr<float>(new float[48], [8, 6], s_stream, upscale));
        Assert.Equal("upscale", error.ParamName);
        Assert.Contains("whose square divides the 8 outputs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gain_that_the_element_type_cannot_hold_is_refused_by_all()
    {
        foreach (double gain in (double[])[1e-50, 1e60])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Init.XavierUniform<float>(new float[48], s_shape, s_stream, gain: gain));
            Assert.Throws<ArgumentOutOfRangeException>(() => Init.XavierNormal<float>(new float[48], s_shape, s_stream, gain: gain));
            Assert.Throws<ArgumentOutOfRangeException>(() => Init.KaimingNormal<Half>(new Half[48], s_shape, s_stream, gain: gain));
            Assert.Throws<ArgumentOutOfRangeException>(() => Init.Icnr<float>(new float[48], [8, 6], s_stream, 2, gain: gain));
            Assert.Throws<ArgumentOutOfRangeException>(() => Init.TruncatedNormal<float>(new float[48], s_stream, 0, gain));
            Init.XavierNormal<double>(new double[48], s_shape, s_stream, gain: gain);
            Init.XavierUniform<double>(new double[48], s_shape, s_stream, gain: gain);
        }
    }

    [Fact]
    public void A_size_of_0_is_refused_by_all_that_take_a_shape()
    {
        int[][] shapes = [[0, 5], [5, 0]];
        foreach (int[] shape in shapes)
        {
            Assert.Throws<ArgumentException>(() => Init.XavierNormal<float>([], shape, s_stream));
            Assert.Throws<ArgumentException>(() => Init.Orthogonal<float>([], shape, s_stream));
            Assert.Throws<ArgumentException>(() => Init.Identity<float>([], shape));
            Assert.Throws<ArgumentException>(() => Init.Sparse<float>([], shape, s_stream, 0.5));
            Assert.Throws<ArgumentException>(() => Init.Icnr<float>([], shape, s_stream, 1));
            Assert.Throws<ArgumentException>(() => Init.KaimingNormal<float>([], shape, s_stream, fanIn: 1));
        }

        Assert.Throws<ArgumentException>(() => Init.Dirac<float>([], [4, 0, 3]));
        Assert.Throws<ArgumentException>(() => Init.DeltaOrthogonal<float>([], [4, 4, 0], s_stream));
        Assert.Throws<ArgumentException>(() => Init.Bilinear<float>([], [0, 4, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Init.LstmBias<float>([], 0));
        Assert.Throws<ArgumentException>(() => Sampler.Orthogonal<float>([], 4, s_stream));

        // Without a shape there is nothing to fill, and nothing wrong.
        Init.Normal<float>([], s_stream);
        Init.Zeros<float>([]);
    }

    [Fact]
    public void A_shape_whose_product_overflows_is_named()
    {
        int[] shape = [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue];
        foreach (Action call in (Action[])[
            () => Init.KaimingNormal<float>(new float[4], shape, s_stream, offset: 0),
            () => Init.KaimingNormal<float>(new float[4], shape, s_stream, fanIn: 4, offset: 0),
            () => Init.Dirac<float>(new float[4], shape, offset: 0),
            () => Init.Orthogonal<float>(new float[4], shape, s_stream),
            () => Fans.Of(shape)])
        {
            var error = Assert.Throws<ArgumentException>(call);
            Assert.Equal("shape", error.ParamName);
            Assert.Contains("[2147483647, 2147483647, 2147483647, 2147483647]", error.Message, StringComparison.Ordinal);
        }

        var found = Assert.Throws<InvalidOperationException>(() => ParameterNumbers.Fans(shape, "Net._w"));
        Assert.Equal("Net._w: expected fewer than 2⁶³ elements; found [2147483647, 2147483647, 2147483647, 2147483647].", found.Message);
    }

    [Fact]
    public void The_direct_ones_are_the_samplers()
    {
        Same(span => Init.Identity(span, s_shape, 2.0), span => Sampler.Identity(span, s_shape, 2.0));
        Same(span => Init.Dirac(span, [4, 4, 3], 2), span => Sampler.Dirac(span, [4, 4, 3], 2));
        Same(span => Init.Bilinear(span, [4, 4, 3]), span => Sampler.Bilinear(span, [4, 4, 3]));
        Same(span => Init.LstmBias(span, 12, 2.0), span => Sampler.LstmBias(span, 12, 2.0));
        Same(span => Init.Sparse(span, s_shape, s_stream, 0.4), span => Sampler.Sparse(span, s_shape, s_stream, 0.4));
    }

    [Fact]
    public void Double_and_half_round_the_same_number_once()
    {
        double std = Math.Sqrt(2.0) / Math.Sqrt(6.0);
        var expected = new double[48];
        var actual = new double[48];
        Init.KaimingNormal<double>(actual, s_shape, s_stream);
        Sampler.Normal(expected, s_stream, 0.0, std);
        Assert.Equal(expected, actual);
        var expectedHalf = new Half[48];
        var actualHalf = new Half[48];
        Init.KaimingNormal<Half>(actualHalf, s_shape, s_stream);
        Sampler.Normal(expectedHalf, s_stream, 0f, (float)std);
        Assert.Equal(expectedHalf, actualHalf);
    }

    [Fact]
    public void A_piece_gets_what_the_whole_has_there()
    {
        var whole = new float[48];
        var piece = new float[10];
        Init.KaimingNormal<float>(whole, s_shape, s_stream);
        Init.KaimingNormal<float>(piece, s_shape, s_stream, offset: 30);
        Assert.Equal(whole[30..40], piece);
        Init.KaimingNormal<float>(piece, s_shape, s_stream, offset: 0);
        Assert.Equal(whole[..10], piece);
    }

    [Fact]
    public void Shapes_and_pieces_are_checked()
    {
        Assert.Equal("shape", Assert.Throws<ArgumentException>(() => Init.KaimingNormal<float>(new float[47], s_shape, s_stream)).ParamName);
        Assert.Equal("shape", Assert.Throws<ArgumentException>(() => Init.KaimingNormal<float>(new float[8], [8], s_stream)).ParamName);
        Assert.Equal("offset", Assert.Throws<ArgumentOutOfRangeException>(() => Init.KaimingNormal<float>(new float[8], s_shape, s_stream, offset: 41)).ParamName);
        Assert.Equal("fanIn", Assert.Throws<ArgumentOutOfRangeException>(() => Init.KaimingNormal<float>(new float[48], s_shape, s_stream, fanIn: 0)).ParamName);
        Assert.Equal("gain", Assert.Throws<ArgumentOutOfRangeException>(() => Init.KaimingNormal<float>(new float[48], s_shape, s_stream, gain: -1)).ParamName);
        Assert.Equal("groups", Assert.Throws<ArgumentException>(() => Init.KaimingNormal<float>(new float[48], s_shape, s_stream, groups: 3)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => Init.XavierNormal<float>(new float[48], s_shape, s_stream, residualBranches: 0));
        Init.KaimingNormal<float>(new float[8], [8], s_stream, fanIn: 8);
    }

    private static void Same(UniformNormalBitsTests.FillSpan<float> actual, UniformNormalBitsTests.FillSpan<float> expected)
    {
        var left = new float[48];
        var right = new float[48];
        actual(left);
        expected(right);
        Assert.Equal(right, left);
    }
}
