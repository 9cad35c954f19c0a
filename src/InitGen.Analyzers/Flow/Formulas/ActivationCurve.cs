namespace InitGen.Analyzers.Flow;

/// <summary>What a formula does to the one signal that it is a function of.</summary>
/// <param name="Fate">The function, apart from factors and addends; Unknown where it is none that has a name here.</param>
/// <param name="Scale">The factor, without its sign, that is left when the function is taken out; NaN where it is not known.</param>
/// <param name="IsShifted">Whether a constant is added to the signal before the function.</param>
internal readonly record struct CurveReading(Fate Fate, double Scale, bool IsShifted = false)
{
    public static readonly CurveReading Unknown = new(Fate.Unknown, double.NaN);

    /// <summary>Nothing at all.</summary>
    public static readonly CurveReading Identity = new(Fate.Linear, 1.0);
}

/// <summary>
/// Recognizes a nonlinearity by its curve: the formula of a value is evaluated at points left and right of every known kink and
/// compared with the definitions. However a body writes its function — with temporaries, early returns, in double, by tanh or by
/// exp — the numbers are the same, so no catalogue of spellings is needed and a wrong name cannot mislead.
/// </summary>
internal static class ActivationCurve
{
    // Float constants such as 0.7978846f are off by 1e-7; both GELUs are within 5e-4 of each other.
    private const double Tolerance = 1e-4;

    private static readonly double[] s_points =
        [-6.7, -4.1, -3.3, -2.6, -1.7, -1.1, -0.83, -0.45, -0.21, -0.07, 0.06, 0.19, 0.48, 0.77, 1.2, 1.9, 2.7, 3.4, 4.3, 5.6, 6.5, 8.1];

    // A line has to go on where a slow function bends at last; clipping farther out, as guards against overflow do, is none.
    private static readonly double[] s_far = [-60.0, 60.0];

    private static readonly (Nonlinearity Nonlinearity, double[] Values)[] s_candidates =
    [
        .. new[]
        {
            Nonlinearity.Sigmoid, Nonlinearity.Tanh, Nonlinearity.Relu6, Nonlinearity.ReluSquared, Nonlinearity.Elu, Nonlinearity.Selu,
            Nonlinearity.Gelu, Nonlinearity.GeluTanh, Nonlinearity.Silu, Nonlinearity.Mish, Nonlinearity.Softplus, Nonlinearity.Softsign,
            Nonlinearity.HardSwish, Nonlinearity.HardTanh, Nonlinearity.HardSigmoid,
        }.Select(static nonlinearity =>
            (nonlinearity, Array.ConvertAll(s_points, x => ActivationFunction.Value(nonlinearity, x, Gain.DefaultSlope)))),
    ];

    // Unknown scalars (a slope in a field, a temperature) take these values in turn; what is recognized must not depend on them.
    private static readonly double[] s_scalars = [0.13, 0.37];

    /// <summary>What <paramref name="expr"/> does to the one signal that it is a function of, apart from factors; Unknown where it is none of these.</summary>
    public static Fate Recognize(Expr? expr) => Read(expr).Fate;

    /// <summary>What <paramref name="expr"/> does to the one signal that it is a function of.</summary>
    public static CurveReading Read(Expr? expr)
    {
        if (expr is null)
        {
            return CurveReading.Unknown;
        }

        if (expr.Op == ExprOp.Token)
        {
            return expr.Token!.Kind == TokenKind.Signal ? CurveReading.Identity : CurveReading.Unknown;
        }

        // A choice by something else than the signal, such as the round of a loop, is a function only if it makes no difference.
        Expr whenTrue = expr.Decide(static _ => true);
        if (!ReferenceEquals(whenTrue, expr))
        {
            return Either(Read(whenTrue), Read(expr.Decide(static _ => false)));
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
            else if (token.Kind != TokenKind.Signal || signal is not null)
            {
                // Two signals, or numbers that differ from unit to unit.
                return CurveReading.Unknown;
            }
            else
            {
                signal = token;
            }
        }

        if (signal is null)
        {
            // A constant: the signal does not get through.
            return CurveReading.Unknown;
        }

        CurveReading first = ReadWith(expr, signal, s_scalars[0]);
        return scalars && first.Fate.Kind != FateKind.Unknown ? Either(first, ReadWith(expr, signal, s_scalars[1])) : first;
    }

    // What both say: the function where they agree on it, the factor where they agree on that too.
    private static CurveReading Either(CurveReading first, CurveReading second)
    {
        bool bend = first.Fate.Is(Nonlinearity.LeakyRelu) && second.Fate.Is(Nonlinearity.LeakyRelu);
        bool wave = first.Fate.Is(Nonlinearity.Sin) && second.Fate.Is(Nonlinearity.Sin);
        return first.Fate != second.Fate && !bend && !wave ? CurveReading.Unknown : new CurveReading(
            first.Fate == second.Fate ? first.Fate : Fate.Activation(first.Fate.Nonlinearity, double.NaN),
            first.Scale.Equals(second.Scale) ? first.Scale : double.NaN,
            first.IsShifted || second.IsShifted);
    }

    private static CurveReading ReadWith(Expr expr, Token signal, double scalar)
    {
        double At(double x) => expr.Evaluate(token => token.Equals(signal) ? x : scalar);
        if (ReadAt(At) is { } plain)
        {
            return plain;
        }

        if (ReadSine(expr, signal, scalar, 1.0) is { } sine)
        {
            return sine;
        }

        // The same with a constant added to the signal first: f(z + 1). The formula says where it is zero.
        var zeros = new HashSet<double>();
        CollectZeros(expr, signal, scalar, zeros);
        foreach (double zero in zeros.OrderBy(static zero => zero).Take(4))
        {
            if (zero != 0.0 && ReadAt(x => At(x + zero)) is { Fate.Kind: FateKind.Activation } shifted)
            {
                return shifted with { IsShifted = true };
            }
        }

        return CurveReading.Unknown;
    }

    private static CurveReading? ReadAt(Func<double, double> curve)
    {
        double[] values = Array.ConvertAll(s_points, point => curve(point));
        if (Array.Exists(values, static value => double.IsNaN(value) || double.IsInfinity(value)))
        {
            return CurveReading.Unknown;
        }

        double zero = curve(0.0);
        return ReadBend(values, zero, curve) ?? ReadCandidates(values) ?? ReadPowers(values, zero, curve(1.0));
    }

    // Straight lines, and two that meet at zero: of these any factor, before or behind, comes out as one factor.
    private static CurveReading? ReadBend(double[] values, double zero, Func<double, double> curve)
    {
        int last = s_points.Length - 1;
        double slope = (values[last] - values[0]) / (s_points[last] - s_points[0]);
        double offset = values[0] - (slope * s_points[0]);
        bool Continues(Func<double, double> line, double factor, double addend) =>
            Agrees(Array.ConvertAll(s_far, x => curve(x)), Array.ConvertAll(s_far, x => line(x)), factor, addend);
        if (slope != 0.0 && Agrees(values, s_points, slope, offset))
        {
            return !Continues(static x => x, slope, offset) ? CurveReading.Unknown : new CurveReading(Fate.Linear, Scaled(slope));
        }

        double right = (values[last] - zero) / s_points[last];
        double left = (values[0] - zero) / s_points[0];
        if (right == 0.0 || double.IsNaN(zero)
            || !Agrees(values, Array.ConvertAll(s_points, x => x > 0.0 ? x : left / right * x), right, zero)
            || !Continues(x => x > 0.0 ? x : left / right * x, right, zero))
        {
            return null;
        }

        double below = Math.Round(left / right, 6);
        return below == 0.0 ? new CurveReading(Fate.Activation(Nonlinearity.Relu), Scaled(right))
            : below is > 0.0 and < 1.0 ? new CurveReading(Fate.Activation(Nonlinearity.LeakyRelu, below), Scaled(right))
            : CurveReading.Unknown; // |x| and what grows on both sides: nothing is lost there, no rectifier's gain holds.
    }

    // The functions that have a scale of their own: behind them any factor and any addend.
    private static CurveReading? ReadCandidates(double[] values)
    {
        CurveReading? best = null;
        double least = Tolerance;
        foreach ((Nonlinearity nonlinearity, double[] function) in s_candidates)
        {
            int high = Array.IndexOf(function, function.Max());
            int low = Array.IndexOf(function, function.Min());
            double factor = (values[high] - values[low]) / (function[high] - function[low]);
            double addend = values[low] - (factor * function[low]);
            double error = factor == 0.0 ? double.PositiveInfinity : Error(values, function, factor, addend);
            if (error < least && IsOwn(nonlinearity, addend / factor))
            {
                least = error;
                best = new CurveReading(Fate.Activation(nonlinearity), Scaled(factor));
            }
        }

        return best;
    }

    // 2σ(2z) − 1 is tanh(z), and so are their hard kin: of these an addend tells which is meant. The other side of a gate, 1 − σ, is a gate.
    private static bool IsOwn(Nonlinearity nonlinearity, double addend) => nonlinearity switch
    {
        Nonlinearity.Tanh or Nonlinearity.HardTanh => Math.Abs(addend) <= 1e-3,
        Nonlinearity.Sigmoid or Nonlinearity.HardSigmoid => Math.Abs(addend) <= 1e-3 || Math.Abs(addend + 1.0) <= 1e-3,
        _ => true,
    };

    private static CurveReading? ReadPowers(double[] values, double zero, double one)
    {
        double growth = Math.Log(one / zero);
        if (zero > 0.0 && growth > 0.0 && Agrees(values, Array.ConvertAll(s_points, x => Math.Exp(growth * x)), zero, 0.0))
        {
            // What stands before it cancels in a softmax; what stands in the exponent is its inverse temperature.
            return new CurveReading(Fate.Exponential, Scaled(growth));
        }

        return one != 0.0 && Agrees(values, Array.ConvertAll(s_points, static x => x * x), one, 0.0)
            ? new CurveReading(Fate.Square, Scaled(Math.Sqrt(Math.Abs(one))))
            : null;
    }

    // Sines of any frequency (SIREN's ω₀) and phase, by their structure: points as far apart as these tell no fast wave from another.
    private static CurveReading? ReadSine(Expr expr, Token signal, double scalar, double factor)
    {
        double Constant(Expr constant) => constant.Evaluate(_ => scalar);
        bool Varies(Expr operand) => operand.Mentions(signal);
        switch (expr.Op)
        {
            case ExprOp.Sin or ExprOp.Curve when expr.Op == ExprOp.Sin || expr.Curve == Nonlinearity.Sin:
                Expr angle = expr.Operands[0];
                return ReadAt(x => angle.Evaluate(token => token.Equals(signal) ? x : scalar)) is { Fate.Kind: FateKind.Linear } inner
                    ? new CurveReading(Fate.Activation(Nonlinearity.Sin, inner.Scale), Scaled(factor))
                    : null;
            case ExprOp.Negate:
                return ReadSine(expr.Operands[0], signal, scalar, factor);
            case ExprOp.Add or ExprOp.Subtract when Varies(expr.Operands[0]) != Varies(expr.Operands[1]):
                return ReadSine(expr.Operands[Varies(expr.Operands[0]) ? 0 : 1], signal, scalar, factor);
            case ExprOp.Multiply when Varies(expr.Operands[0]) != Varies(expr.Operands[1]):
                int varying = Varies(expr.Operands[0]) ? 0 : 1;
                return ReadSine(expr.Operands[varying], signal, scalar, factor * Constant(expr.Operands[1 - varying]));
            case ExprOp.Divide when !Varies(expr.Operands[1]):
                return ReadSine(expr.Operands[0], signal, scalar, factor / Constant(expr.Operands[1]));
            default:
                return null;
        }
    }

    /// <summary>Collects the zeros of the largest parts that are linear in the signal; gives this part's factor and constant, where it is one.</summary>
    private static (double Factor, double Constant)? CollectZeros(Expr expr, Token signal, double scalar, HashSet<double> zeros)
    {
        if (!expr.Mentions(signal))
        {
            return (0.0, expr.Evaluate(_ => scalar));
        }

        if (expr.Op == ExprOp.Token)
        {
            return (1.0, 0.0);
        }

        (double Factor, double Constant)?[] parts = [.. expr.Operands.Select(operand => CollectZeros(operand, signal, scalar, zeros))];
        (double Factor, double Constant)? line = (expr.Op, parts) switch
        {
            (ExprOp.Negate, [{ } a]) => (-a.Factor, -a.Constant),
            (ExprOp.Add, [{ } a, { } b]) => (a.Factor + b.Factor, a.Constant + b.Constant),
            (ExprOp.Subtract, [{ } a, { } b]) => (a.Factor - b.Factor, a.Constant - b.Constant),
            (ExprOp.Multiply, [{ } a, { Factor: 0.0 } b]) => (a.Factor * b.Constant, a.Constant * b.Constant),
            (ExprOp.Multiply, [{ Factor: 0.0 } a, { } b]) => (b.Factor * a.Constant, b.Constant * a.Constant),
            (ExprOp.Divide, [{ } a, { Factor: 0.0 } b]) => (a.Factor / b.Constant, a.Constant / b.Constant),
            _ => null,
        };
        if (line is null)
        {
            foreach ((double Factor, double Constant)? part in parts)
            {
                if (part is { Factor: not 0.0 } linear)
                {
                    zeros.Add(FlowAtom.Significant(-linear.Constant / linear.Factor));
                }
            }
        }

        return line;
    }

    // A sign does not count: weights are symmetric.
    private static double Scaled(double factor) => FlowAtom.Significant(Math.Abs(factor));

    private static bool Agrees(double[] values, double[] function, double factor, double addend) =>
        Error(values, function, factor, addend) <= Tolerance;

    /// <summary>The greatest distance from factor · f + addend, in units of the factor.</summary>
    private static double Error(double[] values, double[] function, double factor, double addend)
    {
        double error = 0.0;
        for (int i = 0; i < values.Length; i++)
        {
            error = Math.Max(error, Math.Abs(((values[i] - addend) / factor) - function[i]) / Math.Max(1.0, Math.Abs(function[i])));
        }

        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }
}
