using Xunit;

namespace InitGen.Tests;

/// <summary>
/// Kolmogorov–Smirnov, Anderson–Darling, moments to the fourth, χ² on 2¹⁰ bins, correlation at lags 1 to 64, at fixed seeds with n = 2²².
/// </summary>
/// <remarks>
/// A case makes 71 checks, each of which an ideal sampler fails by luck with a chance of at most 10⁻⁶; seeds are fixed, so a test that
/// passes once passes always on every machine.
/// </remarks>
public sealed class SamplerStatisticsTests
{
    private const int Count = 1 << 22;

    [Fact]
    public void Uniform_floats() => Check(Draw<float>(s => Sampler.Uniform(s, Stream("u32"), -3f, 5f)), x => (x + 3) / 8, UniformMoments(-3, 5), 0);

    [Fact]
    public void Uniform_doubles() => Check(Draw<double>(s => Sampler.Uniform(s, Stream("u64"), -3.0, 5.0)), x => (x + 3) / 8, UniformMoments(-3, 5), 0);

    [Fact]
    public void Uniform_halves() => CheckRounded(Draw<Half>(s => Sampler.Uniform(s, Stream("u16"), -3f, 5f)), x => (x + 3) / 8, UniformMoments(-3, 5));

    [Fact]
    public void Normal_floats() => Check(Draw<float>(s => Sampler.Normal(s, Stream("n32"), 0.5f, 2f)), x => Cdf((x - 0.5) / 2), NormalMoments(0.5, 2), 0);

    [Fact]
    public void Normal_doubles() => Check(Draw<double>(s => Sampler.Normal(s, Stream("n64"), 0.5, 2.0)), x => Cdf((x - 0.5) / 2), NormalMoments(0.5, 2), 0);

    [Fact]
    public void Normal_halves() => CheckRounded(Draw<Half>(s => Sampler.Normal(s, Stream("n16"), 0.5f, 2f)), x => Cdf((x - 0.5) / 2), NormalMoments(0.5, 2));

    [Theory]
    [InlineData(-2, 2)]
    [InlineData(-1, 4)]
    [InlineData(-8, 8)]
    [InlineData(4, 6)]
    [InlineData(-6, -4)]
    [InlineData(7, 8)]
    public void Truncated_normal_floats(double a, double b) =>
        Check(Draw<float>(s => Sampler.TruncatedNormal(s, Stream("t32"), 0f, 1f, a, b)), x => Between(x, a, b), TruncatedMoments(a, b), 0);

    [Theory]
    [InlineData(-2, 2)]
    [InlineData(4, 6)]
    [InlineData(-8, 8)]
    public void Truncated_normal_doubles(double a, double b) =>
        Check(Draw<double>(s => Sampler.TruncatedNormal(s, Stream("t64"), 0.0, 1.0, a, b)), x => Between(x, a, b), TruncatedMoments(a, b), 0);

    [Theory]
    [InlineData(-2, 2)]
    [InlineData(4, 6)]
    public void Truncated_normal_halves(double a, double b) =>
        CheckRounded(Draw<Half>(s => Sampler.TruncatedNormal(s, Stream("t16"), 0f, 1f, a, b)), x => Between(x, a, b), TruncatedMoments(a, b));

    [Theory]
    [InlineData("w1", 0UL, "w2", 0UL)]
    [InlineData("blocks.0", 0UL, "blocks.1", 0UL)]
    [InlineData("blocks.0.w", 0UL, "blocks.1.w", 0UL)]
    [InlineData("w1", 0UL, "w1", 1UL)]
    [InlineData("w1", 0UL, "w1", 1UL << 32)]
    [InlineData("w1", 0UL, "w1.w1", 0UL)]
    public void Sibling_streams_do_not_correlate(string path, ulong seed, string otherPath, ulong otherSeed)
    {
        var first = new double[Count];
        var second = new double[Count];
        Sampler.Normal(first, new RandomStream(seed).Child(path), 0.0, 1.0);
        Sampler.Normal(second, new RandomStream(otherSeed).Child(otherPath), 0.0, 1.0);
        for (int lag = 0; lag <= 64; lag++)
        {
            Assert.InRange(GoodnessOfFit.Correlation(first.AsSpan(lag), second.AsSpan(0, Count - lag)), -5.0, 5.0);
            Assert.InRange(GoodnessOfFit.Correlation(second.AsSpan(lag), first.AsSpan(0, Count - lag)), -5.0, 5.0);
        }
    }

    [Fact]
    public void A_float_normal_reaches_its_tails()
    {
        // Of 2²⁶ values 0.3 % are beyond three standard deviations; the largest is beyond five with all but certainty (1 − e^(−38)).
        var values = new float[1 << 26];
        Sampler.Normal(values, Stream("tail"), 0f, 1f);
        int beyond = 0;
        float largest = 0;
        foreach (float value in values)
        {
            beyond += MathF.Abs(value) > 3f ? 1 : 0;
            largest = MathF.Max(largest, MathF.Abs(value));
        }

        double expected = values.Length * 2.0 * UpperTail(3.0);
        Assert.InRange(beyond, expected - 5 * Math.Sqrt(expected), expected + 5 * Math.Sqrt(expected));
        Assert.InRange(largest, 5f, 6.77f);
    }

    private static RandomStream Stream(string name) => new RandomStream(2026).Child(name);

    private static T[] Draw<T>(Action<T[]> fill)
    {
        var values = new T[Count];
        fill(values);
        return values;
    }

    private static void Check<T>(T[] draws, Func<double, double> distribution, double[] moments, double rounding)
        where T : System.Numerics.INumber<T>
    {
        double[] values = Array.ConvertAll(draws, double.CreateChecked);
        double[] places = Array.ConvertAll(values, x => Math.Clamp(distribution(x), 1e-12, 1 - 1e-12));
        Check(values, places, moments, rounding);
    }

    // The place of a rounded value is uniform in what rounds to it.
    private static void CheckRounded(Half[] draws, Func<double, double> distribution, double[] moments)
    {
        var jitter = new Random(5);
        double[] values = Array.ConvertAll(draws, value => (double)value);
        double[] places = Array.ConvertAll(draws, value =>
        {
            double low = Math.Max(0, distribution(((double)value + (double)Half.BitDecrement(value)) / 2));
            double high = Math.Min(1, distribution(((double)value + (double)Half.BitIncrement(value)) / 2));
            return Math.Clamp(low + (high - low) * jitter.NextDouble(), 1e-12, 1 - 1e-12);
        });
        Check(values, places, moments, 1e-6);
    }

    private static void Check(double[] values, double[] places, double[] moments, double rounding)
    {
        double mean = moments[0];
        double variance = moments[1];
        for (int power = 1; power <= 4; power++)
        {
            double sum = 0;
            foreach (double value in values)
            {
                double deviation = value - mean;
                sum += power switch { 1 => deviation, 2 => deviation * deviation, 3 => deviation * deviation * deviation, _ => Math.Pow(deviation * deviation, 2) };
            }

            double expected = power == 1 ? 0 : moments[power - 1];
            double error = Math.Sqrt((moments[2 * power - 1] - expected * expected) / Count);
            double allowance = GoodnessOfFit.StandardErrors * error + rounding * Math.Pow(variance, power / 2.0);
            Assert.InRange(sum / Count, expected - allowance, expected + allowance);
        }

        double scale = 1.0 / Math.Sqrt(variance);
        for (int i = 0; i < Count; i++)
        {
            values[i] = (values[i] - mean) * scale;
        }

        for (int lag = 1; lag <= 64; lag++)
        {
            Assert.InRange(
                GoodnessOfFit.Correlation(values.AsSpan(lag), values.AsSpan(0, Count - lag)),
                -GoodnessOfFit.StandardErrors,
                GoodnessOfFit.StandardErrors);
        }

        Assert.InRange(GoodnessOfFit.ChiSquare(places), -GoodnessOfFit.StandardErrors, GoodnessOfFit.StandardErrors);
        Assert.InRange(GoodnessOfFit.KolmogorovSmirnov(places), 0, GoodnessOfFit.KolmogorovSmirnovLimit);
        Assert.InRange(GoodnessOfFit.AndersonDarling(places), 0, GoodnessOfFit.AndersonDarlingLimit);
    }

    /// <summary>Mean and central moments 2 to 8.</summary>
    private static double[] UniformMoments(double low, double high)
    {
        double h = (high - low) / 2;
        return [(low + high) / 2, Math.Pow(h, 2) / 3, 0, Math.Pow(h, 4) / 5, 0, Math.Pow(h, 6) / 7, 0, Math.Pow(h, 8) / 9];
    }

    private static double[] NormalMoments(double mean, double std) =>
        [mean, Math.Pow(std, 2), 0, 3 * Math.Pow(std, 4), 0, 15 * Math.Pow(std, 6), 0, 105 * Math.Pow(std, 8)];

    private static double[] TruncatedMoments(double a, double b)
    {
        const int Steps = 40_000;
        double h = (b - a) / Steps;
        var density = new double[Steps + 1];
        double mass = 0;
        double mean = 0;
        for (int i = 0; i <= Steps; i++)
        {
            double x = a + i * h;
            density[i] = (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-x * x / 2);
            mass += density[i];
            mean += density[i] * x;
        }

        mean /= mass;
        var moments = new double[8];
        moments[0] = mean;
        for (int i = 0; i <= Steps; i++)
        {
            for (int power = 2; power <= 8; power++)
            {
                moments[power - 1] += density[i] / mass * Math.Pow(a + i * h - mean, power);
            }
        }

        return moments;
    }

    private static double Between(double x, double a, double b) => b <= 0
        ? (UpperTail(-x) - UpperTail(-a)) / (UpperTail(-b) - UpperTail(-a))
        : (UpperTail(a) - UpperTail(x)) / (UpperTail(a) - UpperTail(b));

    private static double Cdf(double x) => UpperTail(-x);

    /// <summary>
    /// 1 − Φ(x) with a relative error under 1.2 · 10⁻⁷ everywhere (Press et al., Numerical Recipes, erfcc): far below what 2²² values can tell,
    /// and not the text that the samplers use.
    /// </summary>
    private static double UpperTail(double x)
    {
        double z = Math.Abs(x) * Math.Sqrt(0.5);
        double t = 1.0 / (1.0 + 0.5 * z);
        double polynomial = 0.17087277;
        foreach (double c in s_coefficients)
        {
            polynomial = polynomial * t + c;
        }

        double tail = 0.5 * t * Math.Exp(polynomial - z * z);
        return x < 0 ? 1.0 - tail : tail;
    }

    private static readonly double[] s_coefficients =
        [-0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223];
}
