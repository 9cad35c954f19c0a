using System.Collections.Immutable;

namespace InitGen.Analyzers.Flow;

/// <summary>What is known of loops' counters by their bounds, and the conditions that this decides.</summary>
internal sealed class Counters(Interpreter run)
{
    public Token Counted(Site site, string part, object counter, ImmutableArray<Expr> lower, ImmutableArray<Expr> upper)
    {
        var token = new Token(TokenKind.Scalar, site with { Role = part }, new TurnIndex(counter));
        Rounds rounds = run.State.Rounds;
        run.State = run.State with { Rounds = rounds with { Bounds = rounds.Bounds.SetItem(token, new Bounds(lower, upper)) } };
        return token;
    }

    public static Expr Plus(Expr expr, double constant) => Expr.Make(ExprOp.Add, expr, Expr.Constant(constant)) ?? expr;

    /// <summary>A condition, with what it says of counters decided where their bounds decide it.</summary>
    public AbstractValue Decided(AbstractValue condition)
    {
        if (run.State.Rounds.Bounds.IsEmpty || condition.Expr is not { IsConstant: false } formula)
        {
            return condition;
        }

        Expr decided = formula.Decide(Truth);
        decided = !decided.IsConstant && Truth(decided) is { } truth ? Expr.Constant(truth ? 1.0 : 0.0) : decided;
        return ReferenceEquals(decided, formula) ? condition : condition.WithExpr(decided);
    }

    private bool? Truth(Expr formula)
    {
        switch (formula.Op)
        {
            case ExprOp.Constant:
                return formula.Value != 0.0;
            case ExprOp.Not:
                return !Truth(formula.Operands[0]);
            case ExprOp.And:
                bool? a = Truth(formula.Operands[0]);
                bool? b = Truth(formula.Operands[1]);
                return a == false || b == false ? false : a & b;
            case ExprOp.Or:
                bool? c = Truth(formula.Operands[0]);
                bool? d = Truth(formula.Operands[1]);
                return c == true || d == true ? true : c | d;
            case ExprOp.Less or ExprOp.LessOrEqual or ExprOp.Equal:
                double high = Highest(formula.Operands[0], formula.Operands[1]);
                double low = -Highest(formula.Operands[1], formula.Operands[0]);
                return formula.Op switch
                {
                    ExprOp.Less => high < 0.0 ? true : low >= 0.0 ? false : null,
                    ExprOp.LessOrEqual => high <= 0.0 ? true : low > 0.0 ? false : null,
                    _ => high < 0.0 || low > 0.0 ? false : high == 0.0 && low == 0.0 ? true : null,
                };
            default:
                return null;
        }
    }

    /// <summary>The greatest value that the difference of two linear formulas can have by the counters' bounds; infinity where none is known.</summary>
    private double Highest(Expr left, Expr right) => Highest(Affine.Of(left) - Affine.Of(right), 3);

    private double Highest(Affine difference, int depth)
    {
        if (difference.Number is { } known)
        {
            return known;
        }

        double best = double.PositiveInfinity;
        foreach (KeyValuePair<Token, double> term in depth == 0 ? ImmutableDictionary<Token, double>.Empty : difference.Terms)
        {
            if (run.State.Rounds.Bounds.TryGetValue(term.Key, out Bounds? bounds))
            {
                foreach (Expr bound in term.Value > 0.0 ? bounds.Upper : bounds.Lower)
                {
                    best = Math.Min(best, Highest(difference.With(term.Key, Affine.Of(bound)), depth - 1));
                }
            }
        }

        return best;
    }
}

/// <summary>Bounds of a counter, inclusive; each of them holds.</summary>
internal sealed record Bounds(ImmutableArray<Expr> Lower, ImmutableArray<Expr> Upper)
{
    public static readonly Bounds None = new([], []);

    public bool Equals(Bounds? other) => other is not null && Lower.SequenceEqual(other.Lower) && Upper.SequenceEqual(other.Upper);

    public override int GetHashCode() => Lower.Length;
}
