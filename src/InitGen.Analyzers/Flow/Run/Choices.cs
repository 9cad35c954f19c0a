using System.Globalization;
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

        FlowState before = run.State;
        AbstractValue whenTrue = run.Expressions.Evaluate(conditional.WhenTrue);
        FlowState afterTrue = run.State;
        run.State = before;
        AbstractValue whenFalse = conditional.WhenFalse is { } whenNot ? run.Expressions.Evaluate(whenNot) : AbstractValue.Nothing;
        Site site = run.At(conditional, "choice");
        run.State = run.Branches.Join(afterTrue, run.State, site, condition);
        return conditional.WhenFalse is IConversionOperation { Operand: IThrowOperation } or IThrowOperation
            ? whenTrue
            : SignalArithmetic.Select(condition, whenTrue, whenFalse, site, "value");
    }

    public AbstractValue EvaluateSwitch(ISwitchExpressionOperation choice)
    {
        AbstractValue value = run.Expressions.Evaluate(choice.Value);
        Site site = run.At(choice, "choice");
        var arms = new List<(AbstractValue Condition, AbstractValue Value)>();
        foreach (ISwitchExpressionArmOperation arm in choice.Arms)
        {
            AbstractValue condition = Matches(value, arm.Pattern);
            if (arm.Guard is { } guard)
            {
                condition = SignalArithmetic.Compare(condition, run.Expressions.Evaluate(guard), static (a, b) => Expr.Make(ExprOp.And, a, b));
            }

            condition = run.Counters.Decided(condition);
            if (condition.Constant == 0.0 || Symbols.Unwrapped(arm.Value) is IThrowOperation)
            {
                continue;
            }

            arms.Add((condition, run.Expressions.Evaluate(arm.Value)));
            if (condition.Constant is not null)
            {
                break;
            }
        }

        AbstractValue? result = null;
        for (int i = arms.Count - 1; i >= 0; i--)
        {
            result = result is null ? arms[i].Value : SignalArithmetic.Select(arms[i].Condition, arms[i].Value, result, site, "arm" + i.ToString(CultureInfo.InvariantCulture));
        }

        return result ?? AbstractValue.Nothing;
    }

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
