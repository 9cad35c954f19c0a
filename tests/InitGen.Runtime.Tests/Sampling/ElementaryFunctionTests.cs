using Xunit;

namespace InitGen.Tests;

/// <summary>
/// The accuracy of the logarithm, sine and cosine inside the samplers, against the platform's functions of double, over dense
/// grids. The vectors equal these scalar texts to the bit, as other tests show.
/// </summary>
public sealed class ElementaryFunctionTests
{
    [Fact]
    public void The_logarithm_of_a_float_is_within_2_ulp()
    {
        double worst = 0;
        for (ulong word = 0; word <= uint.MaxValue; word += word < 70_000 || word > uint.MaxValue - 70_000 ? 1UL : 997UL)
        {
            float argument = (float)(uint)word + 0.5f;
            double expected = -2.0 * Math.Log(argument / 4294967296.0);
            worst = Math.Max(worst, UlpsSingle(expected, ReferenceSampler.MinusTwiceLogarithm(argument, 32)));
        }

        Assert.InRange(worst, 0.5, 2.0);
    }

    [Fact]
    public void Sine_and_cosine_of_a_float_are_within_2_ulp()
    {
        double worst = 0;
        for (ulong word = 0; word < 1UL << 30; word += word < 70_000 || word > (1UL << 30) - 70_000 ? 1UL : 251UL)
        {
            (float cosine, float sine) = ReferenceSampler.CirclePoint((uint)word);
            double angle = (float)(int)((uint)word << 2) * (Math.PI / 4.0 / 2147483648.0);
            worst = Math.Max(worst, UlpsSingle(Math.Sin(angle), sine));
            worst = Math.Max(worst, UlpsSingle(Math.Cos(angle), cosine));
        }

        Assert.InRange(worst, 0.5, 2.0);
    }

    [Fact]
    public void The_logarithm_of_a_double_is_within_2_ulp()
    {
        double worst = 0;
        foreach (ulong bits in Grid())
        {
            double argument = (double)(bits >> 11) + 0.5;
            double logarithm = Math.Log(argument * (1.0 / (1L << 53)));
            worst = Math.Max(worst, UlpsDouble(-2.0 * logarithm, ReferenceSampler.MinusTwiceLogarithm(argument, 53)));
        }

        Assert.InRange(worst, 0.5, 2.0);
    }

    [Fact]
    public void Sine_and_cosine_of_a_double_are_within_2_ulp()
    {
        double worst = 0;
        foreach (ulong bits in Grid())
        {
            ulong angleBits = bits & 0x3FFFFFFFFFFFFFFF;
            (double cosine, double sine) = ReferenceSampler.CirclePoint(angleBits);
            double t = BitConverter.UInt64BitsToDouble((angleBits << 2 >> 12) | 0x4000000000000000) - 3.0;
            (double expectedSine, double expectedCosine) = Math.SinCos(t * (Math.PI / 4.0));
            worst = Math.Max(worst, UlpsDouble(expectedSine, sine));
            worst = Math.Max(worst, UlpsDouble(expectedCosine, cosine));
        }

        Assert.InRange(worst, 0.5, 2.0);
    }

    [Fact]
    public void Quarters_of_the_circle_are_reached_once_each()
    {
        // The same inner bits with all four settings of the topmost two.
        (float x, float y) = ReferenceSampler.CirclePoint(0x12345678);
        Assert.Equal((-x, y), ReferenceSampler.CirclePoint(0x92345678));
        Assert.Equal((y, x), ReferenceSampler.CirclePoint(0x52345678));
        Assert.Equal((y, -x), ReferenceSampler.CirclePoint(0xD2345678));
    }

    [Fact]
    public void The_radius_reaches_beyond_six_and_a_half_and_is_never_infinite()
    {
        Assert.InRange(MathF.Sqrt(ReferenceSampler.MinusTwiceLogarithm(0.5f, 32)), 6.76f, 6.77f);
        Assert.Equal(0f, ReferenceSampler.MinusTwiceLogarithm(4294967296f, 32));
        Assert.InRange(Math.Sqrt(ReferenceSampler.MinusTwiceLogarithm(0.5, 53)), 8.65, 8.66);
        Assert.InRange(ReferenceSampler.MinusTwiceLogarithm(9007199254740992.0, 53), 0.0, 3e-16);
    }

    // The library functions of double are themselves within 1 ulp, which is part of what is measured.
    private static IEnumerable<ulong> Grid()
    {
        var random = new Random(11);
        for (int shift = 0; shift < 64; shift++)
        {
            for (int i = 0; i < 20_000; i++)
            {
                ulong bits = (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> shift;
                yield return bits;
                yield return ~bits;
            }
        }
    }

    private static double UlpsSingle(double expected, float actual) =>
        Math.Abs(expected - actual) / Math.Max((double)MathF.BitIncrement(MathF.Abs((float)expected)) - MathF.Abs((float)expected), 1e-45);

    private static double UlpsDouble(double expected, double actual) =>
        Math.Abs(expected - actual) / (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected));
}
