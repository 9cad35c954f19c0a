namespace InitGen.Analyzers.Flow;

/// <summary>
/// Recognizes a nonlinearity by its curve: the formula of a value is evaluated at points left and right of every known kink and
/// compared with the definitions. However a body writes its function — with temporaries, early returns, in double, by tanh or by
/// exp — the numbers are the same, so no catalogue of spellings is needed and a wrong name cannot mislead.
/// </summary>
internal static class ActivationCurve
{
    private const double DefaultTolerance = 1e-4;

    private static readonly double[] s_points =
        [-6.7, -4.1, -3.3, -2.6, -1.7, -1.1, -0.83, -0.45, -0.21, -0.07, 0.06, 0.19, 0.48, 0.77, 1.2, 1.9, 2.7, 3.4, 4.3, 5.6, 6.5, 8.1];

    private static readonly Nonlinearity[] s_candidates =
    [
        Nonlinearity.Relu, Nonlinearity.Sigmoid, Nonlinearity.Tanh, Nonlinearity.Relu6, Nonlinearity.ReluSquared, Nonlinearity.Elu,
        Nonlinearity.Selu, Nonlinearity.Gelu, Nonlinearity.GeluTanh, Nonlinearity.Silu, Nonlinearity.Mish, Nonlinearity.Softplus,
        Nonlinearity.Softsign, Nonlinearity.HardSwish, Nonlinearity.HardTanh, Nonlinearity.HardSigmoid,
    ];

    // Unknown scalars (a slope in a field, a temperature) take these values in turn; what is recognized must not depend on them.
    private static readonly double[] s_scalars = [0.13, 0.37];

    /// <summary>What <paramref name="expr"/> does to the one signal that it is a function of; Unknown where it is none of these.</summary>
    public static Fate Recognize(Expr? expr)
    {
        if (expr is null)
        {
            return Fate.Unknown;
        }

        if (expr.Op == ExprOp.Token)
        {
            return Fate.Linear;
        }

        // A choice by something else than the signal, such as the round of a loop, is a function only if it makes no difference.
        Expr whenTrue = expr.Decide(static _ => true);
        if (!ReferenceEquals(whenTrue, expr))
        {
            Fate either = Recognize(whenTrue);
            return either == Recognize(expr.Decide(static _ => false)) ? either : Fate.Unknown;
        }

        var tokens = new HashSet<Token>();
        expr.CollectTokens(tokens);
        Token? signal = null;
        bool scalars = false;
        foreach (Token token in tokens)
        {
            if (token.Kind == TokenKind.Scalar)
            {
                scalars = true;
            }
            else if (signal is not null)
            {
                return Fate.Unknown;
            }
            else
            {
                signal = token;
            }
        }

        if (signal is null)
        {
            // A constant: the signal does not get through.
            return Fate.Unknown;
        }

        Fate first = RecognizeAt(expr, signal, s_scalars[0]);
        if (!scalars || first.Kind == FateKind.Unknown)
        {
            return first;
        }

        Fate second = RecognizeAt(expr, signal, s_scalars[1]);
        if (first == second)
        {
            return first;
        }

        return first.Is(Nonlinearity.LeakyRelu) && second.Is(Nonlinearity.LeakyRelu)
            ? Fate.Activation(Nonlinearity.LeakyRelu, double.NaN)
            : Fate.Unknown;
    }

    public static double Evaluate(Nonlinearity nonlinearity, double slope, double x) => nonlinearity switch
    {
        Nonlinearity.Linear => x,
        Nonlinearity.Sigmoid => 1.0 / (1.0 + Math.Exp(-x)),
        Nonlinearity.Tanh => Math.Tanh(x),
        Nonlinearity.Relu => Math.Max(0.0, x),
        Nonlinearity.LeakyRelu => x > 0.0 ? x : (double.IsNaN(slope) ? 0.01 : slope) * x,
        Nonlinearity.Relu6 => Math.Min(6.0, Math.Max(0.0, x)),
        Nonlinearity.ReluSquared => x > 0.0 ? x * x : 0.0,
        Nonlinearity.Elu or Nonlinearity.Celu => x > 0.0 ? x : Math.Exp(x) - 1.0,
        Nonlinearity.Selu => 1.0507009873554805 * (x > 0.0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1.0)),
        Nonlinearity.Gelu => 0.5 * x * (1.0 + Erf(x / Math.Sqrt(2.0))),
        Nonlinearity.GeluTanh => 0.5 * x * (1.0 + Math.Tanh(Math.Sqrt(2.0 / Math.PI) * (x + (0.044715 * x * x * x)))),
        Nonlinearity.Silu => x / (1.0 + Math.Exp(-x)),
        Nonlinearity.Mish => x * Math.Tanh(Softplus(x)),
        Nonlinearity.Softplus => Softplus(x),
        Nonlinearity.Softsign => x / (1.0 + Math.Abs(x)),
        Nonlinearity.HardSwish => x * Math.Min(6.0, Math.Max(0.0, x + 3.0)) / 6.0,
        Nonlinearity.HardTanh => Math.Min(1.0, Math.Max(-1.0, x)),
        Nonlinearity.HardSigmoid => Math.Min(6.0, Math.Max(0.0, x + 3.0)) / 6.0,
        Nonlinearity.Sin => Math.Sin(x),
        _ => double.NaN,
    };

    /// <summary>The error function to 1.2e-7 (Numerical Recipes, erfcc), enough to tell curves apart.</summary>
    public static double Erf(double x)
    {
        double t = 1.0 / (1.0 + (0.5 * Math.Abs(x)));
        double series = -1.26551223 + (t * (1.00002368 + (t * (0.37409196 + (t * (0.09678418 + (t * (-0.18628806 + (t * (0.27886807
            + (t * (-1.13520398 + (t * (1.48851587 + (t * (-0.82215223 + (t * 0.17087277)))))))))))))))));
        double tail = t * Math.Exp(-(x * x) + series);
        return x >= 0.0 ? 1.0 - tail : tail - 1.0;
    }

    private static Fate RecognizeAt(Expr expr, Token signal, double scalar)
    {
        var values = new double[s_points.Length];
        for (int i = 0; i < s_points.Length; i++)
        {
            double x = s_points[i];
            values[i] = expr.Evaluate(token => token.Equals(signal) ? x : scalar);
            if (double.IsNaN(values[i]) || double.IsInfinity(values[i]))
            {
                return Fate.Unknown;
            }
        }

        if (Matches(values, affine: true))
        {
            return Fate.Linear;
        }

        foreach (Nonlinearity candidate in s_candidates)
        {
            // Both GELUs are within 5e-4 of each other: the first that fits to 1e-4 is the right one.
            if (Agrees(values, x => Evaluate(candidate, 0.0, x)))
            {
                return Fate.Activation(candidate);
            }
        }

        // The other side of a gate: 1 − σ(x) = σ(−x).
        if (Agrees(values, static x => 1.0 - Evaluate(Nonlinearity.Sigmoid, 0.0, x)))
        {
            return Fate.Activation(Nonlinearity.Sigmoid);
        }

        double slope = values[0] / s_points[0];
        if (slope != 0.0 && Math.Abs(slope) <= 1.0 && Agrees(values, x => x > 0.0 ? x : slope * x))
        {
            return Fate.Activation(Nonlinearity.LeakyRelu, Math.Round(slope, 6));
        }

        // Sines of any frequency (SIREN's ω₀): periodic, bounded, odd.
        if (expr.Op == ExprOp.Sin && expr.Operands[0].Mentions(signal))
        {
            return Fate.Activation(Nonlinearity.Sin);
        }

        double scale = expr.Evaluate(token => token.Equals(signal) ? 0.0 : scalar);
        double growth = Math.Log(expr.Evaluate(token => token.Equals(signal) ? 1.0 : scalar) / scale);
        if (scale > 0.0 && growth > 0.0 && Agrees(values, x => scale * Math.Exp(growth * x)))
        {
            return Fate.Exponential;
        }

        double square = expr.Evaluate(token => token.Equals(signal) ? 1.0 : scalar);
        return square != 0.0 && Agrees(values, x => square * x * x) ? Fate.Square : Fate.Unknown;
    }

    private static bool Matches(double[] values, bool affine)
    {
        int last = s_points.Length - 1;
        double slope = (values[last] - values[0]) / (s_points[last] - s_points[0]);
        double offset = affine ? values[0] - (slope * s_points[0]) : 0.0;
        return slope != 0.0 && Agrees(values, x => (slope * x) + offset);
    }

    private static bool Agrees(double[] values, Func<double, double> curve)
    {
        for (int i = 0; i < s_points.Length; i++)
        {
            double expected = curve(s_points[i]);
            if (!(Math.Abs(values[i] - expected) <= DefaultTolerance * Math.Max(1.0, Math.Abs(expected))))
            {
                return false;
            }
        }

        return true;
    }

    private static double Softplus(double x) => Math.Max(x, 0.0) + Math.Log(1.0 + Math.Exp(-Math.Abs(x)));
}
