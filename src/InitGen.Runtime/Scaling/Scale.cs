namespace InitGen;

/// <summary>
/// The standard deviations and bounds of the scaled initializers, in double precision and of IEEE-exact operations alone, so that
/// the compiler and every machine at run time compute the same bits.
/// </summary>
public static class Scale
{
    /// <summary>The standard deviation of N(0, 1) truncated at ±2, by which variance scaling widens its truncated normal (Keras, JAX).</summary>
    public const double TruncatedNormalStd = 0.87962566103423978;

    /// <summary>The standard deviation of Xavier (Glorot and Bengio 2010): gain · √(2 / (fan_in + fan_out)).</summary>
    /// <param name="fanIn">The inputs of one output unit.</param>
    /// <param name="fanOut">The outputs of one input unit.</param>
    /// <param name="gain">The gain of the nonlinearity that follows.</param>
    /// <returns>σ.</returns>
    public static double XavierStd(double fanIn, double fanOut, double gain = 1.0) => gain * Math.Sqrt(2.0 / (fanIn + fanOut));

    /// <summary>The standard deviation of Kaiming (He et al. 2015): gain / √fan.</summary>
    /// <param name="fan">The fan that the mode selects.</param>
    /// <param name="gain">The gain of the nonlinearity that follows.</param>
    /// <returns>σ.</returns>
    public static double KaimingStd(double fan, double gain) => gain / Math.Sqrt(fan);

    /// <summary>The standard deviation of LeCun (LeCun et al. 1998): 1 / √fan_in.</summary>
    /// <param name="fanIn">The inputs of one output unit.</param>
    /// <returns>σ.</returns>
    public static double LecunStd(double fanIn) => 1.0 / Math.Sqrt(fanIn);

    /// <summary>The standard deviation of variance scaling (Keras' VarianceScaling): √(scale / max(1, fan)).</summary>
    /// <param name="scale">The variance at fan 1; above 0.</param>
    /// <param name="fan">The fan that the mode selects.</param>
    /// <returns>σ of the values drawn, after truncation where the distribution truncates.</returns>
    public static double VarianceScalingStd(double scale, double fan) => Math.Sqrt(scale / Math.Max(1.0, fan));

    /// <summary>The bound b for which U(−b, b) has the standard deviation <paramref name="std"/>: √3 · σ.</summary>
    /// <param name="std">The standard deviation.</param>
    /// <returns>The bound.</returns>
    public static double UniformBound(double std) => Math.Sqrt(3.0) * std;

    /// <summary>The standard deviation of one of <paramref name="branches"/> residual branches: σ / √N (GPT-2; Radford et al. 2019).</summary>
    /// <param name="std">The standard deviation of a weight outside any branch.</param>
    /// <param name="branches">How many branches add to the stream; at least 1.</param>
    /// <returns>σ.</returns>
    public static double ResidualStd(double std, int branches) => std / Math.Sqrt(branches);

    /// <summary>
    /// The interval of one of <paramref name="branches"/> residual branches: <c>U(low, high)</c> shrunk about its middle, so that its
    /// standard deviation is divided by √N.
    /// </summary>
    /// <param name="low">The lower bound outside any branch.</param>
    /// <param name="high">The upper bound outside any branch.</param>
    /// <param name="branches">How many branches add to the stream; at least 1.</param>
    /// <returns>The bounds; exactly the given ones for one branch.</returns>
    public static (double Low, double High) ResidualInterval(double low, double high, int branches)
    {
        if (branches == 1)
        {
            return (low, high);
        }

        double middle = 0.5 * low + 0.5 * high;
        double radius = ResidualStd(0.5 * high - 0.5 * low, branches);
        return (middle - radius, middle + radius);
    }

    /// <summary>The bound of a bias by its weight's fan-in, the default of torch's layers: 1 / √fan_in.</summary>
    /// <param name="fanIn">The fan-in of the weight.</param>
    /// <returns>The bound b of U(−b, b).</returns>
    public static double BiasBound(double fanIn) => 1.0 / Math.Sqrt(fanIn);

    /// <summary>
    /// The standard deviation of N(0, 1) truncated at two bounds: with φ the density and Z the probability between them,
    /// √(1 + (a φ(a) − b φ(b))/Z − ((φ(a) − φ(b))/Z)²).
    /// </summary>
    /// <param name="lowerSigmas">The lower bound a; −8 or more.</param>
    /// <param name="upperSigmas">The upper bound b; above a, 8 or less.</param>
    /// <returns>The standard deviation, below 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bounds are not as stated.</exception>
    public static double TruncatedStd(double lowerSigmas, double upperSigmas)
    {
        if (!(lowerSigmas >= -8.0 && lowerSigmas <= 8.0))
        {
            throw new ArgumentOutOfRangeException(nameof(lowerSigmas), lowerSigmas, "Expected a bound from -8 to 8.");
        }

        if (!(upperSigmas > lowerSigmas && upperSigmas <= 8.0))
        {
            throw new ArgumentOutOfRangeException(nameof(upperSigmas), upperSigmas, "Expected a bound above the lower one, at most 8.");
        }

        // Far from zero or between close bounds the closed form cancels: integrate about the middle of the mass instead.
        if (upperSigmas - lowerSigmas < 1.0 || lowerSigmas > 1.0 || upperSigmas < -1.0)
        {
            return TruncatedStdByQuadrature(lowerSigmas, upperSigmas);
        }

        double mass = lowerSigmas >= 0
            ? StandardNormal.UpperTail(lowerSigmas) - StandardNormal.UpperTail(upperSigmas)
            : StandardNormal.UpperTail(-upperSigmas) - StandardNormal.UpperTail(-lowerSigmas);
        double low = StandardNormal.Density(lowerSigmas);
        double high = StandardNormal.Density(upperSigmas);
        double mean = (low - high) / mass;
        return Math.Sqrt(1.0 + (lowerSigmas * low - upperSigmas * high) / mass - mean * mean);
    }

    // Simpson's rule over the density relative to the bound nearest to zero.
    private static double TruncatedStdByQuadrature(double a, double b)
    {
        const int Steps = 10000;
        double step = (b - a) / Steps;
        double mass = 0.0;
        double first = 0.0;
        double second = 0.0;
        for (int i = 0; i <= Steps; i++)
        {
            double distance = i * step;
            double weight = i == 0 || i == Steps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
            double density = weight * StandardNormal.Density(a + distance);
            mass += density;
            first += density * distance;
            second += density * distance * distance;
        }

        double mean = first / mass;
        return Math.Sqrt(second / mass - mean * mean);
    }
}
