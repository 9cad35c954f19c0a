using Xunit;

namespace InitGen.Tests;

/// <summary>Holds the tables of a law to integrals over the Gaussian that it comes from.</summary>
public sealed class SignalLawTests
{
    public static TheoryData<Nonlinearity> Nonlinearities => [.. Enum.GetValues<Nonlinearity>()];

    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void One_nonlinearity_has_the_moments_of_the_quadrature(Nonlinearity nonlinearity)
    {
        foreach ((double mean, double std) in ((double, double)[])[(0, 1), (0.7, 2), (-3, 0.5), (0, 1e-30)])
        {
            ActivationMoments expected = ActivationMoments.Of(nonlinearity, 0.2, mean, std);
            SignalLaw.Gaussian(mean, std).Through(nonlinearity, 0.2, out ActivationMoments moments);
            double rms = SignalState.Hypotenuse(expected.Mean, expected.Std);
            Close(expected.Mean, moments.Mean, 1e-3 * rms);
            Close(expected.Std, moments.Std, 1e-3 * rms);
            Close(expected.DerivativeRms, moments.DerivativeRms, 2e-3 * expected.DerivativeRms);
        }
    }

    /// <summary>g(a · f(z) + b), its derivative by the chain rule, against a rectangle rule over z in steps of 1e-3.</summary>
    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void Two_nonlinearities_have_the_moments_of_the_composition(Nonlinearity first)
    {
        foreach (Nonlinearity second in Enum.GetValues<Nonlinearity>())
        {
            const double Factor = 1.7;
            const double Shift = -0.35;
            SignalLaw.Gaussian(0.2, 1.3).Through(first, 0.2, out ActivationMoments of).Scaled(Factor, Shift)
                .Through(second, 0.2, out ActivationMoments moments);
            double mean = 0;
            double square = 0;
            double slope = 0;
            double total = 0;
            for (double z = -9.0; z < 9.0; z += 1e-3)
            {
                double weight = Math.Exp(-0.5 * z * z);
                double x = 0.2 + 1.3 * z;
                double inner = Factor * ActivationFunction.Value(first, x, 0.2) + Shift;
                double value = ActivationFunction.Value(second, inner, 0.2);
                mean += weight * value;
                square += weight * value * value;
                slope += weight * Math.Pow(ActivationFunction.Derivative(second, inner, 0.2) * ActivationFunction.Derivative(first, x, 0.2), 2);
                total += weight;
            }

            mean /= total;
            double std = Math.Sqrt(square / total - mean * mean);
            double rms = Math.Sqrt(square / total);
            Close(mean, moments.Mean, 2e-3 * rms);
            Close(std, moments.Std, 4e-3 * rms);
            Close(Math.Sqrt(slope / total), of.DerivativeRms * moments.DerivativeRms, 0.02 * Math.Sqrt(slope / total));
        }
    }

    [Fact]
    public void A_sum_with_a_Gaussian_keeps_half_of_a_rectified_signal_at_one_place()
    {
        // ReLU of N(0, 1) plus N(0, ¼): E[ReLU(x)²] = ½ · (E[ReLU(z/2)²] + E[ReLU(|z| + w)²]).
        SignalLaw rectified = SignalLaw.Gaussian(0.0, 1.0).Through(Nonlinearity.Relu, 0.0, out _);
        SignalLaw.Sum(rectified, SignalLaw.Gaussian(0.0, 0.5)).Through(Nonlinearity.Relu, 0.0, out ActivationMoments moments);
        double second = 0.5 * 0.125;
        double total = 0;
        double sum = 0;
        for (double z = 5e-3; z < 9.0; z += 1e-2)
        {
            ActivationMoments shifted = ActivationMoments.Of(Nonlinearity.Relu, 0.0, z, 0.5);
            sum += Math.Exp(-0.5 * z * z) * (shifted.Mean * shifted.Mean + shifted.Std * shifted.Std);
            total += Math.Exp(-0.5 * z * z);
        }

        second += 0.5 * sum / total;
        Close(Math.Sqrt(second), SignalState.Hypotenuse(moments.Mean, moments.Std), 1e-3);

        // Of all scales alike: the response to the logarithm of the variance is 1, and straight.
        Close(1.0, moments.Sensitivity, 1e-6);
        Close(0.0, moments.Curvature, 1e-6);
    }

    [Fact]
    public void A_sum_of_two_laws_adds_their_moments()
    {
        SignalLaw first = SignalLaw.Gaussian(0.3, 1.0).Through(Nonlinearity.Silu, 0.0, out ActivationMoments a);
        SignalLaw second = SignalLaw.Gaussian(-1.0, 2.0).Through(Nonlinearity.Relu, 0.0, out ActivationMoments b);
        SignalLaw.Sum(first, second).Through(Nonlinearity.Linear, 0.0, out ActivationMoments sum);
        Close(a.Mean + b.Mean, sum.Mean, 1e-9);
        Close(SignalState.Hypotenuse(a.Std, b.Std), sum.Std, 1e-9);
    }

    private static void Close(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance, FormattableString.Invariant($"expected {expected:R}, found {actual:R}, at most {tolerance:R} off"));
}
