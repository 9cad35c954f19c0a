namespace InitGen;

/// <summary>The functions of <see cref="Nonlinearity"/> and their derivatives, accurate near zero too, where a vanishing signal lives.</summary>
internal static class ActivationFunction
{
    // Klambauer et al. 2017, equation 14.
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    // √(2/π) and the cubic's factor of Hendrycks and Gimpel 2016.
    private const double GeluSlope = 0.79788456080286535588;
    private const double GeluCubic = 0.044715;

    private const double SmallStep = 1e-4;

    /// <summary>f(x).</summary>
    /// <param name="nonlinearity">f.</param>
    /// <param name="x">Where.</param>
    /// <param name="slope">The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <returns>The value, within a few units of the last place relative to the exact one.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="nonlinearity"/> is not a member of its enumeration.</exception>
    public static double Value(Nonlinearity nonlinearity, double x, double slope) => nonlinearity switch
    {
        Nonlinearity.Linear => x,
        Nonlinearity.Sigmoid => Sigmoid(x),
        Nonlinearity.Tanh => Math.Tanh(x),
        Nonlinearity.Relu => Math.Max(0.0, x),
        Nonlinearity.LeakyRelu => x > 0.0 ? x : slope * x,
        Nonlinearity.Relu6 => Math.Min(Math.Max(0.0, x), 6.0),
        Nonlinearity.ReluSquared => x > 0.0 ? x * x : 0.0,
        Nonlinearity.Elu or Nonlinearity.Celu => x > 0.0 ? x : ExponentialMinusOne(x),
        Nonlinearity.Selu => SeluScale * (x > 0.0 ? x : SeluAlpha * ExponentialMinusOne(x)),
        Nonlinearity.Gelu => x * NormalDistribution(x),
        Nonlinearity.GeluTanh => x * Sigmoid(2.0 * GeluSlope * (x + GeluCubic * x * x * x)),
        Nonlinearity.Silu => x * Sigmoid(x),
        Nonlinearity.Mish => x * Math.Tanh(Softplus(x)),
        Nonlinearity.Softplus => Softplus(x),
        Nonlinearity.Softsign => x / (1.0 + Math.Abs(x)),
        Nonlinearity.HardSwish => x * HardSigmoid(x),
        Nonlinearity.HardTanh => Math.Min(Math.Max(-1.0, x), 1.0),
        Nonlinearity.HardSigmoid => HardSigmoid(x),
        Nonlinearity.Sin => Math.Sin(x),
        _ => throw Unknown(nonlinearity),
    };

    /// <summary>f′(x); at a kink, the derivative from the left.</summary>
    /// <param name="nonlinearity">f.</param>
    /// <param name="x">Where.</param>
    /// <param name="slope">The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <returns>The derivative.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="nonlinearity"/> is not a member of its enumeration.</exception>
    public static double Derivative(Nonlinearity nonlinearity, double x, double slope)
    {
        switch (nonlinearity)
        {
            case Nonlinearity.Linear:
                return 1.0;
            case Nonlinearity.Sigmoid:
                return Sigmoid(x) * Sigmoid(-x);
            case Nonlinearity.Tanh:
                return SechSquared(x);
            case Nonlinearity.Relu:
                return x > 0.0 ? 1.0 : 0.0;
            case Nonlinearity.LeakyRelu:
                return x > 0.0 ? 1.0 : slope;
            case Nonlinearity.Relu6:
                return x > 0.0 && x <= 6.0 ? 1.0 : 0.0;
            case Nonlinearity.ReluSquared:
                return 2.0 * Math.Max(0.0, x);
            case Nonlinearity.Elu or Nonlinearity.Celu:
                return x > 0.0 ? 1.0 : Math.Exp(x);
            case Nonlinearity.Selu:
                return SeluScale * (x > 0.0 ? 1.0 : SeluAlpha * Math.Exp(x));
            case Nonlinearity.Gelu:
                return NormalDistribution(x) + x * NormalDensity(x);
            case Nonlinearity.GeluTanh:
                double inner = 2.0 * GeluSlope * (x + GeluCubic * x * x * x);
                double innerDerivative = 2.0 * GeluSlope * (1.0 + 3.0 * GeluCubic * x * x);
                return Sigmoid(inner) + Weighted(x * innerDerivative, Sigmoid(inner) * Sigmoid(-inner));
            case Nonlinearity.Silu:
                return Sigmoid(x) + Weighted(x, Sigmoid(x) * Sigmoid(-x));
            case Nonlinearity.Mish:
                double softplus = Softplus(x);
                return Math.Tanh(softplus) + Weighted(x, SechSquared(softplus) * Sigmoid(x));
            case Nonlinearity.Softplus:
                return Sigmoid(x);
            case Nonlinearity.Softsign:
                return 1.0 / ((1.0 + Math.Abs(x)) * (1.0 + Math.Abs(x)));
            case Nonlinearity.HardSwish:
                return x <= -3.0 ? 0.0 : x <= 3.0 ? x / 3.0 + 0.5 : 1.0;
            case Nonlinearity.HardTanh:
                return x > -1.0 && x <= 1.0 ? 1.0 : 0.0;
            case Nonlinearity.HardSigmoid:
                return x > -3.0 && x <= 3.0 ? 1.0 / 6.0 : 0.0;
            case Nonlinearity.Sin:
                return Math.Cos(x);
            default:
                throw Unknown(nonlinearity);
        }
    }

    /// <summary>Where f or a derivative of it jumps: a quadrature is accurate on either side.</summary>
    /// <param name="nonlinearity">f.</param>
    /// <returns>The abscissas, in ascending order.</returns>
    public static ReadOnlySpan<double> Kinks(Nonlinearity nonlinearity) => nonlinearity switch
    {
        Nonlinearity.Relu6 => [0.0, 6.0],
        Nonlinearity.HardTanh => [-1.0, 1.0],
        Nonlinearity.HardSwish or Nonlinearity.HardSigmoid => [-3.0, 3.0],
        _ => [0.0],
    };

    /// <summary>Whether f has no kink at all.</summary>
    /// <param name="nonlinearity">f.</param>
    /// <returns>False where <see cref="Kinks"/> has more than places at which a quadrature is cut for its accuracy.</returns>
    public static bool IsSmooth(Nonlinearity nonlinearity) => nonlinearity is Nonlinearity.Linear or Nonlinearity.Sigmoid or Nonlinearity.Tanh
        or Nonlinearity.Gelu or Nonlinearity.GeluTanh or Nonlinearity.Silu or Nonlinearity.Mish or Nonlinearity.Softplus or Nonlinearity.Sin;

    /// <summary>f(x + step) − f(x), accurate for a step so small that the values agree in most digits.</summary>
    /// <param name="nonlinearity">f.</param>
    /// <param name="x">Where.</param>
    /// <param name="step">The step.</param>
    /// <param name="slope">The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <returns>The difference.</returns>
    public static double Difference(Nonlinearity nonlinearity, double x, double step, double slope)
    {
        if (Math.Abs(step) > SmallStep || (!IsSmooth(nonlinearity) && HasKinkBetween(nonlinearity, x, x + step)))
        {
            return Value(nonlinearity, x + step, slope) - Value(nonlinearity, x, slope);
        }

        // Simpson's rule over the derivative: its error is of the order of step⁵.
        return step / 6.0 * (Derivative(nonlinearity, x, slope)
            + 4.0 * Derivative(nonlinearity, x + 0.5 * step, slope)
            + Derivative(nonlinearity, x + step, slope));
    }

    private static bool HasKinkBetween(Nonlinearity nonlinearity, double x, double y)
    {
        foreach (double kink in Kinks(nonlinearity))
        {
            if (kink >= Math.Min(x, y) && kink <= Math.Max(x, y))
            {
                return true;
            }
        }

        return false;
    }

    // Either operand may be so large, and the other so small, that the one is infinite and the other zero: the limit is 0.
    private static double Weighted(double factor, double vanishing) => vanishing == 0.0 ? 0.0 : factor * vanishing;

    private static double Sigmoid(double x) => 1.0 / (1.0 + Math.Exp(-x));

    private static double HardSigmoid(double x) => Math.Min(Math.Max(x / 6.0 + 0.5, 0.0), 1.0);

    private static double SechSquared(double x)
    {
        // 1 − tanh² loses all digits where tanh is 1.
        double decay = Math.Exp(-2.0 * Math.Abs(x));
        return 4.0 * decay / ((1.0 + decay) * (1.0 + decay));
    }

    private static double Softplus(double x)
    {
        double decay = Math.Exp(-Math.Abs(x));
        double sum = 1.0 + decay;
        // ln(1 + d) with the rounding error of 1 + d put back (Kahan).
        return Math.Max(0.0, x) + Math.Log(sum) - ((sum - 1.0) - decay) / sum;
    }

    private static double ExponentialMinusOne(double x) => x < -40.0 ? -1.0 : Math.Tanh(0.5 * x) * (Math.Exp(x) + 1.0);

    private static double NormalDensity(double x) => 0.39894228040143267794 * Math.Exp(-0.5 * x * x);

    // Marsaglia, Evaluating the normal distribution, Journal of Statistical Software 2004; far out, Laplace's continued fraction.
    private static double NormalDistribution(double x)
    {
        double distance = Math.Abs(x);
        if (distance > 38.0)
        {
            return x > 0.0 ? 1.0 : 0.0;
        }

        if (distance < 3.0)
        {
            double term = x;
            double sum = x;
            for (int odd = 3; odd < 100 && Math.Abs(term) > 1e-18 * Math.Abs(sum); odd += 2)
            {
                term *= x * x / odd;
                sum += term;
            }

            return 0.5 + sum * NormalDensity(x);
        }

        double fraction = distance;
        for (int i = 80; i >= 1; i--)
        {
            fraction = distance + i / fraction;
        }

        double tail = NormalDensity(distance) / fraction;
        return x > 0.0 ? 1.0 - tail : tail;
    }

    private static ArgumentOutOfRangeException Unknown(Nonlinearity nonlinearity) =>
        new(nameof(nonlinearity), nonlinearity, "Expected a member of Nonlinearity.");
}
