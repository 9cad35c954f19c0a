using Xunit;

namespace InitGen.Tests;

/// <summary>Holds the quadrature to closed forms, to the table of gains, and to a far finer rule that shares no code with it.</summary>
public sealed class ActivationMomentsTests
{
    public static TheoryData<Nonlinearity> Nonlinearities => [.. Enum.GetValues<Nonlinearity>()];

    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void At_unit_variance_the_moments_are_the_gains(Nonlinearity nonlinearity)
    {
        ActivationMoments moments = ActivationMoments.Of(nonlinearity, Gain.DefaultSlope, 0.0, 1.0);
        double rms = Math.Sqrt(moments.Mean * moments.Mean + moments.Std * moments.Std);
        Close(1.0 / Gain.Of(nonlinearity, convention: GainConvention.SecondMoment), rms, 1e-12);
        Close(1.0 / Gain.Of(nonlinearity, convention: GainConvention.Variance), moments.Std, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void Every_moment_is_the_integral(Nonlinearity nonlinearity)
    {
        foreach ((double mean, double std) in ((double, double)[])[(0, 1), (0, 0.03), (0, 12), (0.7, 2), (-3, 0.5), (5, 4)])
        {
            ActivationMoments moments = ActivationMoments.Of(nonlinearity, 0.2, mean, std);
            double first = Reference(mean, std, x => Value(nonlinearity, x));
            double second = Reference(mean, std, x => Math.Pow(Value(nonlinearity, x), 2));
            double fourth = Reference(mean, std, x => Math.Pow(Value(nonlinearity, x), 4));
            Close(first, moments.Mean, 1e-9 * Math.Sqrt(second), absolute: true);
            Close(Math.Sqrt(second - first * first), moments.Std, 1e-6 * Math.Sqrt(second), absolute: true);
            Close(
                Math.Sqrt(Reference(mean, std, x => Math.Pow(ActivationFunction.Derivative(nonlinearity, x, 0.2), 2))),
                moments.DerivativeRms,
                1e-9);
            Close(fourth / (second * second) - 1.0, moments.RelativeVariance, 1e-7 * Math.Max(1.0, moments.RelativeVariance), absolute: true);

            // d ln E[f²] / d ln σ², by a central difference of the same reference.
            const double Step = 1e-4;
            double Log(double variance) => Math.Log(Reference(mean, Math.Sqrt(variance), x => Math.Pow(Value(nonlinearity, x), 2)));
            double slope = (Log(std * std * Math.Exp(Step)) - Log(std * std * Math.Exp(-Step))) / (2.0 * Step);
            Close(slope, moments.Sensitivity, 1e-5, absolute: true);
            const double Wide = 1e-2;
            double at = Math.Log(second);
            double curvature = (Log(std * std * Math.Exp(Wide)) - 2.0 * at + Log(std * std * Math.Exp(-Wide))) / (Wide * Wide);
            Close(curvature, moments.Curvature, 1e-3 * Math.Max(1.0, slope * slope), absolute: true);
        }
    }

    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void Derivatives_are_the_slope_of_the_function(Nonlinearity nonlinearity)
    {
        // Not at multiples of 1, where the kinks are.
        for (double x = -20.05; x < 20.0; x += 0.1)
        {
            const double Step = 1e-6;
            double slope = (ActivationFunction.Value(nonlinearity, x + Step, 0.2) - ActivationFunction.Value(nonlinearity, x - Step, 0.2)) / (2.0 * Step);
            Close(slope, ActivationFunction.Derivative(nonlinearity, x, 0.2), 1e-7, absolute: true);
        }
    }

    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void Small_signals_meet_the_function_at_its_tangent(Nonlinearity nonlinearity)
    {
        double at0 = ActivationFunction.Value(nonlinearity, 0.0, 0.2);
        foreach (double std in (double[])[1e-9, 1e-30, 1e-100, 1e-160])
        {
            ActivationMoments moments = ActivationMoments.Of(nonlinearity, 0.2, 0.0, std);
            switch (nonlinearity)
            {
                case Nonlinearity.Relu or Nonlinearity.Relu6:
                    Close(std * Math.Sqrt(0.5), Rms(moments), 1e-12);
                    break;
                case Nonlinearity.LeakyRelu:
                    Close(std * Math.Sqrt(0.52), Rms(moments), 1e-12);
                    break;
                case Nonlinearity.ReluSquared:
                    Close(std * std * Math.Sqrt(1.5), Rms(moments), std < 1e-150 ? 1.0 : 1e-12);
                    break;
                case Nonlinearity.Selu:
                    Close(std * 1.0507009873554805 * Math.Sqrt((1.0 + Math.Pow(1.6732632423543772, 2)) / 2.0), Rms(moments), 1e-8);
                    break;
                default:
                    double slope = ActivationFunction.Derivative(nonlinearity, 1e-300, 0.2);
                    Close(SignalState.Hypotenuse(at0, slope * std), Rms(moments), 1e-8);
                    Close(Math.Abs(slope), moments.DerivativeRms, 1e-8);
                    break;
            }
        }
    }

    /// <summary>About a mean too, where all values agree in most of their digits: σ |f′(μ)| (1 + O(σ)).</summary>
    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void Small_signals_about_a_mean_meet_the_function_at_its_tangent(Nonlinearity nonlinearity)
    {
        foreach (double mean in (double[])[0.7071, 0.3, -0.4, 1.6, -2.2])
        {
            foreach (double std in (double[])[1e-6, 1e-8, 1e-12, 1e-14, 1e-40, 1e-160])
            {
                ActivationMoments moments = ActivationMoments.Of(nonlinearity, 0.2, mean, std);
                double slope = Math.Abs(ActivationFunction.Derivative(nonlinearity, mean, 0.2));
                Close(std * slope, moments.Std, std == 1e-6 ? 1e-5 : 1e-7);
                Close(slope, moments.DerivativeRms, 1e-5);
                Close(ActivationFunction.Value(nonlinearity, mean, 0.2), moments.Mean, 1e-10);
            }
        }
    }

    [Fact]
    public void The_sigmoid_is_exact_about_0()
    {
        foreach (double std in (double[])[1e-4, 1e-6, 1e-9, 1e-12, 1e-15])
        {
            // s(x) − ½ = x/4 − x³/48 + …, so that Var s = σ²/16 − σ⁴/32 + ….
            Close(std / 4.0 * (1.0 - std * std / 4.0), ActivationMoments.Of(Nonlinearity.Sigmoid, 0.0, 0.0, std).Std, 1e-12);
        }
    }

    [Fact]
    public void The_sine_is_exact_about_every_mean()
    {
        foreach (double mean in (double[])[0.0, 0.7, Math.PI / 2.0, 3.0, -20.0])
        {
            foreach (double std in (double[])[0.01, 0.3, 2.0])
            {
                double v = std * std;
                double once = Math.Exp(-0.5 * v) * Math.Sin(mean);
                double second = 0.5 * (1.0 - Math.Exp(-2.0 * v) * Math.Cos(2.0 * mean));
                ActivationMoments moments = ActivationMoments.Of(Nonlinearity.Sin, 0.0, mean, std);
                Close(once, moments.Mean, 1e-12, absolute: true);

                // The differences on this side cancel, those on the other must not.
                Close(second - once * once, moments.Std * moments.Std, 1e-14, absolute: true);
                Close(0.5 * (1.0 + Math.Exp(-2.0 * v) * Math.Cos(2.0 * mean)), moments.DerivativeRms * moments.DerivativeRms, 1e-14, absolute: true);
            }
        }
    }

    [Fact]
    public void Wide_signals_meet_a_step()
    {
        foreach (double std in (double[])[1e3, 1e6, 1e20, 1e100])
        {
            // Half of the elements at 0, half at 1 but for a part of 1/σ.
            ActivationMoments sigmoid = ActivationMoments.Of(Nonlinearity.Sigmoid, 0.0, 0.0, std);
            Close(0.5, sigmoid.Mean, 1e-12);
            // ∫ s(x)² dx up to σ-scale: E[s²] = ½ − 1/(σ √(2π)) + O(σ⁻³).
            Close(0.5 - 1.0 / (std * Math.Sqrt(2.0 * Math.PI)), sigmoid.Mean * sigmoid.Mean + sigmoid.Std * sigmoid.Std, 1e-8);
            // ∫ s′(x)² dx = 1/6 and ∫ (1 − tanh²)² dx = 4/3, at the density 1/(σ √(2π)).
            Close(Math.Sqrt(1.0 / 6.0 / (std * Math.Sqrt(2.0 * Math.PI))), sigmoid.DerivativeRms, 1e-6);
            Close(
                Math.Sqrt(4.0 / 3.0 / (std * Math.Sqrt(2.0 * Math.PI))),
                ActivationMoments.Of(Nonlinearity.Tanh, 0.0, 0.0, std).DerivativeRms,
                1e-6);
            Close(std * Math.Sqrt(0.5), Rms(ActivationMoments.Of(Nonlinearity.Silu, 0.0, 0.0, std)), 1e-3 / std + 1e-6);
            Close(std * Math.Sqrt(0.5), Rms(ActivationMoments.Of(Nonlinearity.Gelu, 0.0, 0.0, std)), 1e-3 / std + 1e-6);
        }
    }

    [Fact]
    public void The_sine_is_exact_at_every_width()
    {
        foreach (double std in (double[])[0.5, 2, 30, 1e8])
        {
            ActivationMoments moments = ActivationMoments.Of(Nonlinearity.Sin, 0.0, 0.0, std);
            Close(Math.Sqrt((1.0 - Math.Exp(-2.0 * std * std)) / 2.0), moments.Std, 1e-12);
            Close(Math.Sqrt((1.0 + Math.Exp(-2.0 * std * std)) / 2.0), moments.DerivativeRms, 1e-12);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(16)]
    public void Gauss_and_Legendre_integrate_polynomials_exactly(int count)
    {
        (double[] nodes, double[] weights) = GaussLegendre.Rule(count);
        for (int degree = 0; degree < 2 * count; degree++)
        {
            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                sum += weights[i] * Math.Pow(nodes[i], degree);
            }

            Close(degree % 2 == 0 ? 2.0 / (degree + 1) : 0.0, sum, 1e-14, absolute: true);
        }
    }

    private static double Value(Nonlinearity nonlinearity, double x) => ActivationFunction.Value(nonlinearity, x, 0.2);

    private static double Rms(ActivationMoments moments) => SignalState.Hypotenuse(moments.Mean, moments.Std);

    /// <summary>E[f(μ + σz)] by Simpson's rule on a fine grid whose cells end at all kinks: −3, −1, 0, 1, 3 and 6.</summary>
    private static double Reference(double mean, double std, Func<double, double> f)
    {
        double[] kinks = [double.NegativeInfinity, -3, -1, 0, 1, 3, 6, double.PositiveInfinity];
        double sum = 0;
        for (int k = 0; k + 1 < kinks.Length; k++)
        {
            double low = Math.Max(-11.0, (kinks[k] - mean) / std);
            double high = Math.Min(11.0, (kinks[k + 1] - mean) / std);
            if (low >= high)
            {
                continue;
            }

            const int Steps = 4000;
            double h = (high - low) / Steps;
            double part = 0;
            for (int i = 0; i <= Steps; i++)
            {
                // The ends belong to this side of the kink, where a derivative may jump.
                double z = i == 0 ? low + 1e-8 * h : i == Steps ? high - 1e-8 * h : low + i * h;
                part += (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * f(mean + std * z) * Math.Exp(-0.5 * z * z);
            }

            sum += part * h / 3.0;
        }

        return sum / Math.Sqrt(2.0 * Math.PI);
    }

    private static void Close(double expected, double actual, double tolerance, bool absolute = false) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * (absolute ? 1.0 : Math.Abs(expected)),
            FormattableString.Invariant($"expected {expected:R}, found {actual:R}"));
}
