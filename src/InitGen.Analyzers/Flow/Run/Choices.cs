using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Expressions that choose: conditionals, switches, patterns.</summary>
internal sealed class Choices(Interpreter run)
{
    public AbstractValue EvaluateConditional(IConditionalOperation conditional)
    {
        AbstractValue condition = run.Counters.Decided(run.Expressions.Evaluate(conditional.Condition));
        if (condition.Constant is { } constant)
        {
            return constant != 0.0 ? run.Expressions.Evaluate(conditional.WhenTrue) : conditional.WhenFalse is { } other ? run.Expressions.Evaluate(other) : AbstractValue.Nothing;
        }

        return run.Branches.Run(
            run.At(conditional, "choice"),
            new Arm(condition, () => ValueOf(conditional.WhenTrue)),
            Arm.Else(() => conditional.WhenFalse is { } whenNot ? ValueOf(whenNot) : AbstractValue.Nothing));
    }

    // An arm that throws gives no value.
    private AbstractValue ValueOf(IOperation arm)
    {
        if (Symbols.Unwrapped(arm) is IThrowOperation)
        {
            run.IsReachable = false;
            return AbstractValue.Nothing;
        }

        return run.Expressions.Evaluate(arm);
    }

    public AbstractValue EvaluateSwitch(ISwitchExpressionOperation choice)
    {
        AbstractValue value = run.Expressions.Evaluate(choice.Value);
        var arms = new List<Arm>();
        foreach (ISwitchExpressionArmOperation arm in choice.Arms)
        {
            AbstractValue condition = run.Counters.Decided(Guarded(Matches(value, arm.Pattern), arm.Guard));
            if (condition.Constant == 0.0)
            {
                continue;
            }

            arms.Add(new Arm(condition, () => ValueOf(arm.Value)));
            if (condition.Constant is not null)
            {
                break;
            }
        }

        return run.Branches.Run(run.At(choice, "choice"), arms);
    }

    private AbstractValue Guarded(AbstractValue condition, IOperation? guard) => guard is null
        ? condition
        : SignalArithmetic.Compare(condition, run.Expressions.Evaluate(guard), static (a, b) => Expr.Make(ExprOp.And, a, b));

    /// <summary>The condition of a clause of a switch statement; null for the default.</summary>
    public AbstractValue? Matches(AbstractValue value, ICaseClauseOperation clause) => clause switch
    {
        IDefaultCaseClauseOperation => null,
        ISingleValueCaseClauseOperation single =>
            SignalArithmetic.Compare(value, run.Expressions.Evaluate(single.Value), static (left, right) => Expr.Make(ExprOp.Equal, left, right)),
        IPatternCaseClauseOperation pattern => Guarded(Matches(value, pattern.Pattern), pattern.Guard),
        _ => SignalArithmetic.Compare(value, AbstractValue.Nothing, static (_, _) => null),
    };

    public AbstractValue Matches(AbstractValue value, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return AbstractValue.Number(1.0);
            case IDeclarationPatternOperation declaration:
                if (declaration.DeclaredSymbol is { } symbol)
                {
                    run.SetLocal(symbol, value);
                }

                return declaration.MatchesNull ? AbstractValue.Number(1.0) : AbstractValue.Number(null);
            case IConstantPatternOperation constant:
                return SignalArithmetic.Compare(value, run.Expressions.Evaluate(constant.Value), static (a, b) => Expr.Make(ExprOp.Equal, a, b));
            case IRelationalPatternOperation relational:
                AbstractValue bound = run.Expressions.Evaluate(relational.Value);
                return relational.OperatorKind switch
                {
                    BinaryOperatorKind.LessThan => SignalArithmetic.Compare(value, bound, static (a, b) => Expr.Make(ExprOp.Less, a, b)),
                    BinaryOperatorKind.LessThanOrEqual => SignalArithmetic.Compare(value, bound, static (a, b) => Expr.Make(ExprOp.LessOrEqual, a, b)),
                    BinaryOperatorKind.GreaterThan => SignalArithmetic.Compare(value, bound, static (a, b) => Expr.Make(ExprOp.Less, b, a)),
                    _ => SignalArithmetic.Compare(value, bound, static (a, b) => Expr.Make(ExprOp.LessOrEqual, b, a)),
                };
            case IBinaryPatternOperation binary:
                AbstractValue left = Matches(value, binary.LeftPattern);
                AbstractValue right = Matches(value, binary.RightPattern);
                ExprOp op = binary.OperatorKind == BinaryOperatorKind.And ? ExprOp.And : ExprOp.Or;
                return SignalArithmetic.Compare(left, right, (a, b) => Expr.Make(op, a, b));
            case INegatedPatternOperation negated:
                return Not(Matches(value, negated.Pattern));
            default:
                return SignalArithmetic.Compare(value, AbstractValue.Nothing, static (_, _) => null);
        }
    }

    public static AbstractValue Not(AbstractValue condition) => condition.WithExpr(Expr.Make(ExprOp.Not, condition.Expr));
}
