namespace InitGen;

/// <summary>
/// The gain of each <see cref="Nonlinearity"/>: the factor on a weight's standard deviation that makes up for what the function
/// takes from the signal.
/// </summary>
public static class Gain
{
    /// <summary>The slope of the leaky rectifier below zero where none is given, as in torch.</summary>
    public const double DefaultSlope = 0.01;

    /// <summary>The gain of <paramref name="nonlinearity"/>.</summary>
    /// <param name="nonlinearity">The function that the layer's output passes.</param>
    /// <param name="slope">The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>; the others ignore it.</param>
    /// <param name="convention">Torch's table, the second moment, or the variance.</param>
    /// <returns>
    /// With z ~ N(0, 1): <see cref="GainConvention.SecondMoment"/> gives 1/√E[f(z)²] and <see cref="GainConvention.Variance"/>
    /// 1/√Var f(z), by quadrature where no closed form is known; <see cref="GainConvention.Torch"/> gives
    /// torch.nn.init.calculate_gain, and the second moment where torch has no gain.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="nonlinearity"/> or <paramref name="convention"/> is not a member of its enumeration, or
    /// <paramref name="slope"/> is not a finite number.
    /// </exception>
    public static double Of(
        Nonlinearity nonlinearity, double slope = DefaultSlope, GainConvention convention = GainConvention.Torch)
    {
        if (double.IsNaN(slope) || double.IsInfinity(slope))
        {
            throw new ArgumentOutOfRangeException(nameof(slope), slope, "Expected a finite slope.");
        }

        return convention switch
        {
            GainConvention.Torch => Torch(nonlinearity, slope),
            GainConvention.SecondMoment => SecondMoment(nonlinearity, slope),
            GainConvention.Variance => Variance(nonlinearity, slope),
            _ => throw new ArgumentOutOfRangeException(nameof(convention), convention, "Expected a member of GainConvention."),
        };
    }

    private static double Torch(Nonlinearity nonlinearity, double slope) => nonlinearity switch
    {
        Nonlinearity.Linear or Nonlinearity.Sigmoid => 1.0,
        Nonlinearity.Tanh => 5.0 / 3.0,
        Nonlinearity.Selu => 3.0 / 4.0,
        _ => SecondMoment(nonlinearity, slope),
    };

    // The decimal constants were computed with 30-digit quadrature; the tests recompute them.
    private static double SecondMoment(Nonlinearity nonlinearity, double slope) => nonlinearity switch
    {
        Nonlinearity.Linear or Nonlinearity.Selu => 1.0,
        Nonlinearity.Sigmoid => 1.846228545338605413,
        Nonlinearity.Tanh => 1.5925374197228314278,
        Nonlinearity.Relu => Math.Sqrt(2.0),
        Nonlinearity.LeakyRelu => Math.Sqrt(2.0 / (1.0 + slope * slope)),
        Nonlinearity.Relu6 => 1.4142135650950736514,
        Nonlinearity.ReluSquared => Math.Sqrt(2.0 / 3.0),
        Nonlinearity.Elu or Nonlinearity.Celu => 1.2451983007007065503,
        Nonlinearity.Gelu => 1.5335304411955352338,
        Nonlinearity.GeluTanh => 1.5335805216661469181,
        Nonlinearity.Silu => 1.6765324703310911586,
        Nonlinearity.Mish => 1.486847581273208102,
        Nonlinearity.Softplus => 1.041866835535301708,
        Nonlinearity.Softsign => 2.3375333631085396599,
        Nonlinearity.HardSwish => 1.7366572127665416197,
        Nonlinearity.HardTanh => 1.3920361404483097513,
        Nonlinearity.HardSigmoid => 1.8978404247295589879,
        Nonlinearity.Sin => 1.520866623178814883,
        _ => throw Unknown(nonlinearity),
    };

    private static double Variance(Nonlinearity nonlinearity, double slope) => nonlinearity switch
    {
        // Odd functions have mean zero, so both conventions agree.
        Nonlinearity.Linear or Nonlinearity.Selu or Nonlinearity.Tanh or Nonlinearity.Softsign or Nonlinearity.HardTanh
            or Nonlinearity.Sin => SecondMoment(nonlinearity, slope),
        Nonlinearity.Sigmoid => 4.8013133720399621815,
        Nonlinearity.Relu => LeakyReluVariance(0.0),
        Nonlinearity.LeakyRelu => LeakyReluVariance(slope),
        Nonlinearity.Relu6 => 1.7128585549723952636,
        Nonlinearity.ReluSquared => Math.Sqrt(4.0 / 5.0),
        Nonlinearity.Elu or Nonlinearity.Celu => 1.2708434178501964761,
        Nonlinearity.Gelu => 1.7009262433633331193,
        Nonlinearity.GeluTanh => 1.7009165616954503845,
        Nonlinearity.Silu => 1.787187222100441982,
        Nonlinearity.Mish => 1.5920253810994462291,
        Nonlinearity.Softplus => 1.9191259801076564035,
        Nonlinearity.HardSwish => 1.8138714738131827466,
        Nonlinearity.HardSigmoid => 6.0150344866370970838,
        _ => throw Unknown(nonlinearity),
    };

    // E[f²] = (1 + a²)/2 and E[f] = (1 − a)/√(2π).
    private static double LeakyReluVariance(double slope) =>
        1.0 / Math.Sqrt((1.0 + slope * slope) / 2.0 - (1.0 - slope) * (1.0 - slope) / (2.0 * Math.PI));

    private static ArgumentOutOfRangeException Unknown(Nonlinearity nonlinearity) =>
        new(nameof(nonlinearity), nonlinearity, "Expected a member of Nonlinearity.");
}
