namespace InitGen;

/// <summary>
/// Density and tail of N(0, 1) in double, of + − × ÷ alone and without fused operations, so that the compiler and every machine at run
/// time compute the same bits.
/// </summary>
internal static class StandardNormal
{
    private const double InverseSqrtTwoPi = 0.39894228040143267794;

    /// <summary>The density φ(x) = e^(−x²/2) / √(2π).</summary>
    /// <param name="x">−12 to 12.</param>
    /// <returns>φ(x).</returns>
    public static double Density(double x) => InverseSqrtTwoPi * Exponential(-0.5 * x * x);

    /// <summary>The probability of a value above <paramref name="x"/>, with a small relative error in the far tail too.</summary>
    /// <param name="x">−12 to 12.</param>
    /// <returns>1 − Φ(x).</returns>
    public static double UpperTail(double x)
    {
        double distance = Math.Abs(x);
        double tail = distance < 2.5 ? 0.5 - Density(distance) * OddSeries(distance) : Density(distance) / MillsDenominator(distance);
        return x < 0 ? 1.0 - tail : tail;
    }

    // Marsaglia, Evaluating the normal distribution, Journal of Statistical Software 2004: x + x³/3 + x⁵/(3·5) + …
    private static double OddSeries(double x)
    {
        double square = x * x;
        double term = x;
        double sum = x;
        for (int odd = 3; odd < 90; odd += 2)
        {
            term *= square / odd;
            sum += term;
        }

        return sum;
    }

    // Laplace's continued fraction of Mills' ratio: x + 1/(x + 2/(x + 3/(x + …))).
    private static double MillsDenominator(double x)
    {
        double fraction = x;
        for (int i = 100; i >= 1; i--)
        {
            fraction = x + i / fraction;
        }

        return fraction;
    }

    // e^x for −72 ≤ x ≤ 0: x = k · ln 2 + r, Taylor to r¹⁴ on |r| ≤ ln 2 / 2, within 2 ulp.
    private static double Exponential(double x)
    {
        double k = Math.Floor(x * 1.4426950408889634074 + 0.5);
        double r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
        double sum = 1.0;
        for (int i = 14; i >= 1; i--)
        {
            sum = 1.0 + r * sum / i;
        }

        return sum * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }
}
