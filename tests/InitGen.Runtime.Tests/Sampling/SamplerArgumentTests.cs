using Xunit;

namespace InitGen.Tests;

public sealed class SamplerArgumentTests
{
    private static readonly RandomStream s_stream = new(42, 1);

    [Theory]
    [InlineData(float.NaN, 1f, "low")]
    [InlineData(float.NegativeInfinity, 1f, "low")]
    [InlineData(0f, float.PositiveInfinity, "high")]
    [InlineData(1f, 1f, "high")]
    [InlineData(2f, 1f, "high")]
    [InlineData(0f, float.Epsilon, "high")]
    public void Uniform_rejects_bounds_without_numbers_between(float low, float high, string parameter)
    {
        Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Uniform(new float[4], s_stream, low, high)).ParamName);
        Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Uniform(new Half[4], s_stream, low, high)).ParamName);
    }

    [Fact]
    public void Uniform_rejects_bounds_out_of_Half()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Uniform(new Half[4], s_stream, -70000f, 0f));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Uniform(new Half[4], s_stream, 0f, 70000f));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Uniform(new Half[4], s_stream, 1f, 1.0001f));
    }

    [Theory]
    [InlineData(double.NaN, 1.0, "mean")]
    [InlineData(double.PositiveInfinity, 1.0, "mean")]
    [InlineData(0.0, -1.0, "std")]
    [InlineData(0.0, double.NaN, "std")]
    [InlineData(0.0, double.PositiveInfinity, "std")]
    [InlineData(0.0, double.MaxValue, "std")]
    public void Normal_rejects_what_is_no_distribution(double mean, double std, string parameter)
    {
        Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Normal(new double[4], s_stream, mean, std)).ParamName);
        Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Normal<float>(new float[4], s_stream, mean, std)).ParamName);
    }

    [Fact]
    public void Normal_rejects_values_out_of_Half()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Normal(new Half[4], s_stream, 0f, 10000f));
        Sampler.Normal(new Half[4], s_stream, 0f, 9000f);
    }

    [Fact]
    public void An_error_names_parameter_value_and_what_is_allowed()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Normal(new float[4], s_stream, 0f, -1f));
        Assert.Equal("std", error.ParamName);
        Assert.Equal(-1.0, error.ActualValue);
        Assert.Contains("0 or more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Offsets_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Normal(new float[4], s_stream, 0f, 1f, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Uniform(new float[4], s_stream, 0f, 1f, long.MaxValue - 3));
        Sampler.Uniform(new float[4], s_stream, 0f, 1f, long.MaxValue - 4);
    }

    [Fact]
    public void Other_element_types_are_refused_by_name()
    {
        var error = Assert.Throws<NotSupportedException>(() => Sampler.Normal<int>(new int[4], s_stream, 0, 1));
        Assert.Contains("System.Int32", error.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => Sampler.Uniform<decimal>(new decimal[4], s_stream, 0, 1));
        Assert.Throws<NotSupportedException>(() => Sampler.Ones<long>(new long[4]));
        Assert.Throws<NotSupportedException>(() => Sampler.Constant(new decimal[4].AsSpan(), 1m));
        Assert.Throws<NotSupportedException>(() => Sampler.Constant<decimal>(new decimal[4], 1.0));
        Assert.Throws<NotSupportedException>(() => Sampler.Zeros<decimal>(new decimal[4]));
    }

    [Fact]
    public void A_value_beyond_the_element_type_is_refused_by_all()
    {
        Refused("value", () => Sampler.Constant<float>(new float[4], 1e39));
        Refused("value", () => Sampler.Constant<Half>(new Half[4], 65520.0));
        Refused("value", () => Sampler.Constant(new float[4].AsSpan(), float.PositiveInfinity));
        Refused("value", () => Sampler.Constant(new Half[4].AsSpan(), Half.NaN));
        Refused("gain", () => Sampler.Identity<float>(new float[4], [2, 2], -1e39));
        Refused("gain", () => Sampler.Identity<Half>(new Half[4], [2, 2], 1e5));
        Refused("gain", () => Sampler.Orthogonal<float>(new float[4], [2, 2], s_stream, 1e39));
        Refused("gain", () => Sampler.Orthogonal<Half>(new Half[4], [2, 2], s_stream, 1e5));
        Refused("gain", () => Sampler.Orthogonal<double>(new double[4], [2, 2], s_stream, double.NaN));
        Refused("gain", () => Sampler.Orthogonal<float>([new float[2], new float[2]], 2, s_stream, 1e39));
        Refused("gain", () => Sampler.DeltaOrthogonal<float>(new float[12], [2, 2, 3], s_stream, 1e39));
        Refused("forgetGate", () => Sampler.LstmBias<Half>(new Half[4], 1, 1e5));
        var half = new Half[4];
        Sampler.Constant<Half>(half, 65519.0);
        Assert.Equal(Half.MaxValue, half[0]);

        static void Refused(string name, Action call) => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(call).ParamName);
    }

    [Fact]
    public void The_largest_gain_of_an_orthogonal_matrix_overflows_nowhere()
    {
        var singles = new float[100 * 100];
        Sampler.Orthogonal<float>(singles, [100, 100], s_stream, float.MaxValue / 65536.0);
        Assert.All(singles, value => Assert.True(float.IsFinite(value)));
        var halves = new Half[100 * 100];
        Sampler.Orthogonal<Half>(halves, [100, 100], s_stream, (double)Half.MaxValue);
        Assert.All(halves, value => Assert.True(Half.IsFinite(value)));
        Assert.True(halves.Max() > (Half)10000f);
    }

    [Fact]
    public void Uniform_stays_inside_where_rounding_would_reach_a_bound()
    {
        foreach ((float low, float high) in new[] { (1f, 1.0000005f), (-16777216f, -16777208f), (0f, 1e-44f), (-float.MaxValue, float.MaxValue), (0f, 1f) })
        {
            var values = new float[10_000];
            Sampler.Uniform(values, s_stream, low, high);
            Assert.All(values, value => Assert.True(low < value && value < high));
        }

        var halves = new Half[10_000];
        Sampler.Uniform(halves, s_stream, 0f, 1f);
        Assert.All(halves, value => Assert.True((float)value is > 0f and < 1f));
    }

    [Fact]
    public void Constants_fill_without_a_stream()
    {
        var values = new Half[9];
        Sampler.Ones<Half>(values);
        Assert.All(values, value => Assert.Equal((Half)1f, value));
        Sampler.Constant<Half>(values, 0.1);
        Assert.All(values, value => Assert.Equal((Half)0.1, value));
        Sampler.Zeros<Half>(values);
        Assert.All(values, value => Assert.Equal((Half)0f, value));
        Sampler.Constant(values, (Half)3f);
        Assert.All(values, value => Assert.Equal((Half)3f, value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Constant<float>(new float[3], double.NaN));
    }

    [Fact]
    public void A_fill_allocates_nothing()
    {
        var singles = new float[1000];
        var doubles = new double[1000];
        var halves = new Half[3000];
        Fill();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fill();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Fill()
        {
            Sampler.Uniform(singles, s_stream, -1f, 1f, 3);
            Sampler.Uniform(doubles, s_stream, -1.0, 1.0, 3);
            Sampler.Uniform(halves, s_stream, -1f, 1f, 3);
            Sampler.Normal(singles, s_stream, 0f, 1f, 3);
            Sampler.Normal(doubles, s_stream, 0.0, 1.0, 3);
            Sampler.Normal(halves, s_stream, 0f, 1f, 3);
            Sampler.Normal<double>(doubles, s_stream, 0.0, 1.0, 3);
            Sampler.Ones<float>(singles);
        }
    }
}
