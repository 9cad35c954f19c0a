using Xunit;
using static InitGen.Tests.UniformNormalBitsTests;

namespace InitGen.Tests;

public sealed class TruncatedNormalTests
{
    private static readonly RandomStream s_stream = new RandomStream(0x0123456789ABCDEF).Child("embed");

    public static TheoryData<double, double> Bounds => new()
    {
        { -2, 2 }, { -3, 3 }, { -4, 4 }, { -8, 8 }, { 4, 6 }, { -6, -4 }, { 7, 8 }, { -8, -7 }, { 0, 2 }, { -2, 0 }, { -0.5, 3.5 },
        { -1e-3, 1e-3 }, { 1, 1.001 }, { -8, 0.25 }, { -1, 8 },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Truncated_normal_equals_the_reference(double a, double b)
    {
        const float Mean = 0.25f;
        const float Std = 1.5f;
        float lowest = (float)(Mean + a * Std);
        lowest = lowest < Mean + a * Std ? MathF.BitIncrement(lowest) : lowest;
        float highest = (float)(Mean + b * Std);
        highest = highest > Mean + b * Std ? MathF.BitDecrement(highest) : highest;
        foreach ((int length, long offset) in new (int, long)[] { (0, 0), (1, 77), (200, 0), (131, 29), (1030, 5), (300, (1L << 34) - 100) })
        {
            Equal(
                length,
                offset,
                span => Sampler.TruncatedNormal(span, s_stream, Mean, Std, a, b, offset),
                i => ReferenceSampler.TruncatedNormalSingle(s_stream, i, Mean, Std, a, b, lowest, highest));
            Equal(
                length,
                offset,
                span => Sampler.TruncatedNormal(span, s_stream, 0.25, 1.5, a, b, offset),
                i => ReferenceSampler.TruncatedNormalDouble(
                    s_stream, i, 0.25, 1.5, a, b, Math.FusedMultiplyAdd(a, 1.5, 0.25), Math.FusedMultiplyAdd(b, 1.5, 0.25)));
            if (b - a < 0.01)
            {
                continue;
            }

            Half lowestHalf = (Half)lowest;
            lowestHalf = (float)lowestHalf < lowest ? Half.BitIncrement(lowestHalf) : lowestHalf;
            Half highestHalf = (Half)highest;
            highestHalf = (float)highestHalf > highest ? Half.BitDecrement(highestHalf) : highestHalf;
            Equal(
                length,
                offset,
                span => Sampler.TruncatedNormal(span, s_stream, Mean, Std, a, b, offset),
                i => (Half)ReferenceSampler.TruncatedNormalSingle(s_stream, i, Mean, Std, a, b, (float)lowestHalf, (float)highestHalf));
        }
    }

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Values_are_inside_the_bounds(double a, double b)
    {
        var singles = new float[100_000];
        var doubles = new double[100_000];
        Sampler.TruncatedNormal(singles, s_stream, 0f, 0.02f, a, b);
        Sampler.TruncatedNormal(doubles, s_stream, 0.0, 0.02, a, b);
        Assert.All(singles, value => Assert.InRange((double)value, a * 0.02f, b * 0.02f));
        Assert.All(doubles, value => Assert.InRange(value, a * 0.02, b * 0.02));
    }

    [Theory]
    [MemberData(nameof(Bounds))]
    public void The_double_quantile_inverts_the_tail(double a, double b)
    {
        // The fraction of the mass beyond a value is the value's place: the sampler's word, read back.
        var values = new double[512];
        Sampler.TruncatedNormal(values, s_stream, 0.0, 1.0, a, b);
        double tailA = StandardNormal.UpperTail(a);
        double tailB = StandardNormal.UpperTail(b);
        for (int i = 0; i < values.Length; i++)
        {
            ulong word = ReferenceSampler.Word64(s_stream, i) ^ 0x8000000000000000;
            double place = word / 18446744073709551616.0;
            double expected = b <= 0
                ? StandardNormal.UpperTail(-a) + (1 - place) * (StandardNormal.UpperTail(-b) - StandardNormal.UpperTail(-a))
                : tailB + (1 - place) * (tailA - tailB);
            double actual = StandardNormal.UpperTail(b <= 0 ? -values[i] : values[i]);
            Assert.Equal(expected, actual, 1e-12 * Math.Max(expected, 1e-3) + 1e-15);
        }
    }

    [Theory]
    [InlineData(double.NaN, 1, -2, 2, "mean")]
    [InlineData(0, -1, -2, 2, "std")]
    [InlineData(0, double.PositiveInfinity, -2, 2, "std")]
    [InlineData(0, 1, -9, 2, "lowerSigmas")]
    [InlineData(0, 1, double.NaN, 2, "lowerSigmas")]
    [InlineData(0, 1, 2, 2, "upperSigmas")]
    [InlineData(0, 1, -2, 8.5, "upperSigmas")]
    public void Arguments_are_checked(double mean, double std, double a, double b, string parameter)
    {
        foreach (Action fill in new Action[]
        {
            () => Sampler.TruncatedNormal<float>(new float[8], s_stream, mean, std, a, b),
            () => Sampler.TruncatedNormal<double>(new double[8], s_stream, mean, std, a, b),
            () => Sampler.TruncatedNormal<Half>(new Half[8], s_stream, mean, std, a, b),
        })
        {
            Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(fill).ParamName);
        }
    }

    [Fact]
    public void A_standard_deviation_of_zero_gives_the_mean()
    {
        var values = new Half[70];
        Sampler.TruncatedNormal(values, s_stream, 0.1f, 0f);
        Assert.All(values, value => Assert.Equal((Half)0.1f, value));
    }
}
