using Xunit;

namespace InitGen.Tests;

/// <summary>Recomputes every gain by quadrature from the function itself.</summary>
public sealed class GainTests
{
    public static TheoryData<Nonlinearity> Nonlinearities => [.. Enum.GetValues<Nonlinearity>()];

    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void The_second_moment_is_the_integral(Nonlinearity nonlinearity)
    {
        Close(1.0 / Math.Sqrt(Expectation(z => Math.Pow(Apply(nonlinearity, z, 0.01), 2))), Gain.Of(nonlinearity, convention: GainConvention.SecondMoment));
    }

    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void The_variance_is_the_integral(Nonlinearity nonlinearity)
    {
        double mean = Expectation(z => Apply(nonlinearity, z, 0.01));
        double variance = Expectation(z => Math.Pow(Apply(nonlinearity, z, 0.01) - mean, 2));
        Close(1.0 / Math.Sqrt(variance), Gain.Of(nonlinearity, convention: GainConvention.Variance));
    }

    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void Torch_has_a_table_and_else_the_second_moment(Nonlinearity nonlinearity)
    {
        double expected = nonlinearity switch
        {
            Nonlinearity.Linear or Nonlinearity.Sigmoid => 1.0,
            Nonlinearity.Tanh => 5.0 / 3.0,
            Nonlinearity.Selu => 0.75,
            _ => Gain.Of(nonlinearity, convention: GainConvention.SecondMoment),
        };
        Assert.Equal(expected, Gain.Of(nonlinearity));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    [InlineData(1.0)]
    [InlineData(-0.5)]
    [InlineData(3.0)]
    public void The_leaky_rectifier_follows_its_slope(double slope)
    {
        double mean = Expectation(z => Apply(Nonlinearity.LeakyRelu, z, slope));
        double second = Expectation(z => Math.Pow(Apply(Nonlinearity.LeakyRelu, z, slope), 2));
        Close(1.0 / Math.Sqrt(second), Gain.Of(Nonlinearity.LeakyRelu, slope, GainConvention.SecondMoment));
        Close(1.0 / Math.Sqrt(second), Gain.Of(Nonlinearity.LeakyRelu, slope));
        Close(1.0 / Math.Sqrt(second - mean * mean), Gain.Of(Nonlinearity.LeakyRelu, slope, GainConvention.Variance));
    }

    [Fact]
    public void What_is_no_nonlinearity_is_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Gain.Of((Nonlinearity)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gain.Of(Nonlinearity.Relu, convention: (GainConvention)99));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gain.Of(Nonlinearity.LeakyRelu, double.NaN));
    }

    private static double Apply(Nonlinearity nonlinearity, double x, double slope) => nonlinearity switch
    {
        Nonlinearity.Linear => x,
        Nonlinearity.Sigmoid => 1.0 / (1.0 + Math.Exp(-x)),
        Nonlinearity.Tanh => Math.Tanh(x),
        Nonlinearity.Relu => Math.Max(0, x),
        Nonlinearity.LeakyRelu => x >= 0 ? x : slope * x,
        Nonlinearity.Relu6 => Math.Clamp(x, 0, 6),
        Nonlinearity.ReluSquared => Math.Pow(Math.Max(0, x), 2),
        Nonlinearity.Elu or Nonlinearity.Celu => x > 0 ? x : Math.Exp(x) - 1.0,
        Nonlinearity.Selu => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543773 * (Math.Exp(x) - 1.0)),
        Nonlinearity.Gelu => x * NormalCdf(x),
        Nonlinearity.GeluTanh => 0.5 * x * (1.0 + Math.Tanh(Math.Sqrt(2.0 / Math.PI) * (x + 0.044715 * x * x * x))),
        Nonlinearity.Silu => x / (1.0 + Math.Exp(-x)),
        Nonlinearity.Mish => x * Math.Tanh(Math.Log(1.0 + Math.Exp(x))),
        Nonlinearity.Softplus => Math.Log(1.0 + Math.Exp(x)),
        Nonlinearity.Softsign => x / (1.0 + Math.Abs(x)),
        Nonlinearity.HardSwish => x * Math.Clamp(x + 3.0, 0, 6) / 6.0,
        Nonlinearity.HardTanh => Math.Clamp(x, -1, 1),
        Nonlinearity.HardSigmoid => Math.Clamp(x + 3.0, 0, 6) / 6.0,
        Nonlinearity.Sin => Math.Sin(x),
        _ => throw new ArgumentOutOfRangeException(nameof(nonlinearity)),
    };

    /// <summary>E[f(z)] by Simpson's rule between the kinks of all functions: −3, −1, 0, 1, 3 and 6.</summary>
    private static double Expectation(Func<double, double> f)
    {
        double[] kinks = [-13, -3, -1, 0, 1, 3, 6, 13];
        double sum = 0;
        for (int k = 0; k + 1 < kinks.Length; k++)
        {
            const int Steps = 4000;
            double h = (kinks[k + 1] - kinks[k]) / Steps;
            double part = 0;
            for (int i = 0; i <= Steps; i++)
            {
                double z = kinks[k] + i * h;
                double weight = i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2;
                part += weight * f(z) * Math.Exp(-0.5 * z * z);
            }

            sum += part * h / 3.0;
        }

        return sum / Math.Sqrt(2.0 * Math.PI);
    }

    private static double NormalCdf(double x)
    {
        // Marsaglia, Evaluating the normal distribution, Journal of Statistical Software 2004.
        if (Math.Abs(x) > 9)
        {
            return x > 0 ? 1 : 0;
        }

        double sum = x;
        double previous = 0;
        double term = x;
        for (int i = 3; sum != previous; i += 2)
        {
            previous = sum;
            term *= x * x / i;
            sum += term;
        }

        return 0.5 + sum * Math.Exp(-0.5 * x * x) / Math.Sqrt(2.0 * Math.PI);
    }

    private static void Close(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-10 * expected, FormattableString.Invariant($"{expected:R} and {actual:R}"));
}
