using System.Collections.Immutable;

namespace InitGen.Analyzers.Flow;

/// <summary>What is known of a linear formula.</summary>
internal enum AffineKind
{
    /// <summary>It is not linear, or not read.</summary>
    Unknown,

    /// <summary>A constant.</summary>
    Known,

    /// <summary>A constant plus multiples of numbers that are not known: sizes, counters.</summary>
    Multiple,
}

/// <summary>A formula as a constant and multiples of its tokens, where it is linear in them: an index, a length, a bound.</summary>
internal readonly struct Affine
{
    private readonly ImmutableDictionary<Token, double>? _terms;

    private Affine(double constant, ImmutableDictionary<Token, double> terms)
    {
        Constant = constant;
        _terms = terms;
    }

    public AffineKind Kind => _terms is null ? AffineKind.Unknown : _terms.IsEmpty ? AffineKind.Known : AffineKind.Multiple;

    public double Constant { get; }

    /// <summary>The tokens with their factors, none of which is zero.</summary>
    public ImmutableDictionary<Token, double> Terms => _terms ?? ImmutableDictionary<Token, double>.Empty;

    /// <summary>The constant, where there is nothing else.</summary>
    public double? Number => Kind == AffineKind.Known ? Constant : null;

    public static Affine Of(double constant) => new(constant, ImmutableDictionary<Token, double>.Empty);

    public static Affine Of(Token token) => new(0.0, ImmutableDictionary<Token, double>.Empty.Add(token, 1.0));

    /// <summary>Reads a formula over scalars; one that has a part in the signal is unknown.</summary>
    public static Affine Of(Expr? expr) => Of(expr, static _ => false);

    /// <summary>The formula of an index where all loops are in their first round: what is left is where a slice starts.</summary>
    public static Affine AtLoopStart(Expr? index) => Of(index, static token => token.IsIndex);

    /// <summary>The difference of two linear formulas where it is a constant.</summary>
    public static double? Difference(Expr? left, Expr? right) => (Of(left) - Of(right)).Number;

    /// <summary>Reads a formula in which some tokens are zero.</summary>
    public static Affine Of(Expr? expr, Func<Token, bool> isZero)
    {
        switch (expr?.Op)
        {
            case ExprOp.Constant:
                return Of(expr.Value);
            case ExprOp.Token:
                return isZero(expr.Token!) ? Of(0.0) : expr.Token!.Kind == TokenKind.Scalar ? Of(expr.Token) : default;
            case ExprOp.Negate:
                return Of(expr.Operands[0], isZero) * -1.0;
            case ExprOp.Add:
                return Of(expr.Operands[0], isZero) + Of(expr.Operands[1], isZero);
            case ExprOp.Subtract:
                return Of(expr.Operands[0], isZero) - Of(expr.Operands[1], isZero);
            case ExprOp.Multiply:
                Affine left = Of(expr.Operands[0], isZero);
                Affine right = Of(expr.Operands[1], isZero);
                // A stride times a counter that is at zero is zero, whatever the stride.
                return left.Number == 0.0 || right.Number == 0.0 ? Of(0.0)
                    : left.Number is { } factor ? right * factor
                    : right.Number is { } other ? left * other
                    : default;
            case ExprOp.Divide:
                return Of(expr.Operands[1], isZero).Number is { } divisor and not 0.0 ? Of(expr.Operands[0], isZero) * (1.0 / divisor) : default;
            default:
                return default;
        }
    }

    public double FactorOf(Token token) => Terms.TryGetValue(token, out double factor) ? factor : 0.0;

    /// <summary>With a formula in the place of a token.</summary>
    public Affine With(Token token, Affine value)
    {
        double factor = FactorOf(token);
        return factor == 0.0 ? this : new Affine(Constant, Terms.Remove(token)) + (value * factor);
    }

    public static Affine operator +(Affine left, Affine right)
    {
        if (left._terms is not { } terms || right._terms is not { } others)
        {
            return default;
        }

        foreach (KeyValuePair<Token, double> term in others)
        {
            double factor = left.FactorOf(term.Key) + term.Value;
            terms = factor == 0.0 ? terms.Remove(term.Key) : terms.SetItem(term.Key, factor);
        }

        return new Affine(left.Constant + right.Constant, terms);
    }

    public static Affine operator -(Affine left, Affine right) => left + (right * -1.0);

    public static Affine operator *(Affine affine, double factor) =>
        affine._terms is not { } terms ? default
        : factor == 0.0 ? Of(0.0)
        : new Affine(affine.Constant * factor, terms.ToImmutableDictionary(static term => term.Key, term => term.Value * factor));
}
