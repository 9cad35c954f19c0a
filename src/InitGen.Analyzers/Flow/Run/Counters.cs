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
    private double Highest(Expr left, Expr right)
    {
        var terms = new Dictionary<Token, double>();
        double constant = 0.0;
        return AddTo(left, 1.0, terms, ref constant) && AddTo(right, -1.0, terms, ref constant)
            ? Highest(terms, constant, 3)
            : double.PositiveInfinity;
    }

    private double Highest(Dictionary<Token, double> terms, double constant, int depth)
    {
        Token? counter = null;
        bool any = false;
        foreach (KeyValuePair<Token, double> term in terms)
        {
            any |= term.Value != 0.0;
            if (term.Value != 0.0 && run.State.Rounds.Bounds.ContainsKey(term.Key))
            {
                counter = term.Key;
            }
        }

        if (counter is null || depth == 0)
        {
            return any ? double.PositiveInfinity : constant;
        }

        double factor = terms[counter];
        double best = double.PositiveInfinity;
        foreach (Expr bound in factor > 0.0 ? run.State.Rounds.Bounds[counter].Upper : run.State.Rounds.Bounds[counter].Lower)
        {
            var others = new Dictionary<Token, double>(terms) { [counter] = 0.0 };
            double moved = constant;
            if (AddTo(bound, factor, others, ref moved))
            {
                best = Math.Min(best, Highest(others, moved, depth - 1));
            }
        }

        return best;
    }

    private static bool AddTo(Expr expr, double factor, Dictionary<Token, double> terms, ref double constant)
    {
        switch (expr.Op)
        {
            case ExprOp.Constant:
                constant += factor * expr.Value;
                return true;
            case ExprOp.Token:
                terms[expr.Token!] = (terms.TryGetValue(expr.Token!, out double old) ? old : 0.0) + factor;
                return expr.Token!.Kind == TokenKind.Scalar;
            case ExprOp.Negate:
                return AddTo(expr.Operands[0], -factor, terms, ref constant);
            case ExprOp.Add or ExprOp.Subtract:
                return AddTo(expr.Operands[0], factor, terms, ref constant)
                    && AddTo(expr.Operands[1], expr.Op == ExprOp.Add ? factor : -factor, terms, ref constant);
            case ExprOp.Multiply when expr.Operands[0].IsConstant:
                return AddTo(expr.Operands[1], factor * expr.Operands[0].Value, terms, ref constant);
            case ExprOp.Multiply when expr.Operands[1].IsConstant:
                return AddTo(expr.Operands[0], factor * expr.Operands[1].Value, terms, ref constant);
            default:
                return false;
        }
    }

    // The difference of two linear formulas where it is a constant.
    public static double? Difference(Expr? left, Expr? right)
    {
        var terms = new Dictionary<Token, double>();
        double constant = 0.0;
        return left is not null && right is not null && AddTo(left, 1.0, terms, ref constant) && AddTo(right, -1.0, terms, ref constant)
            && terms.Values.All(static factor => factor == 0.0)
            ? constant
            : null;
    }
}

/// <summary>Bounds of a counter, inclusive; each of them holds.</summary>
internal sealed record Bounds(ImmutableArray<Expr> Lower, ImmutableArray<Expr> Upper)
{
    public static readonly Bounds None = new([], []);

    public bool Equals(Bounds? other) => other is not null && Lower.SequenceEqual(other.Lower) && Upper.SequenceEqual(other.Upper);

    public override int GetHashCode() => Lower.Length;
}
