using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>Statements.</summary>
internal sealed class Statements(Interpreter run)
{
    private readonly List<(ISwitchOperation Switch, Loop Breaks)> _switches = [];

    public void Execute(IOperation? operation)
    {
        if (operation is null || !run.IsReachable)
        {
            return;
        }

        run.Step();
        switch (operation)
        {
            case IBlockOperation block:
                ExecuteBlock(block.Operations);
                break;
            case IVariableDeclarationGroupOperation group:
                foreach (IVariableDeclarationOperation declaration in group.Declarations)
                {
                    Declare(declaration);
                }

                break;
            case IVariableDeclarationOperation declaration:
                Declare(declaration);
                break;
            case IExpressionStatementOperation statement:
                run.Expressions.Evaluate(statement.Operation);
                break;
            case IConditionalOperation conditional:
                ExecuteIf(conditional);
                break;
            case IForLoopOperation loop:
                run.Loops.ExecuteFor(loop);
                break;
            case IForEachLoopOperation loop:
                run.Loops.ExecuteForEach(loop);
                break;
            case IWhileLoopOperation loop:
                run.Loops.ExecuteWhile(loop);
                break;
            case IReturnOperation { Kind: OperationKind.YieldReturn } yielded:
                Yield(yielded);
                break;
            case IReturnOperation { Kind: OperationKind.Return } returned:
                AbstractValue value = returned.ReturnedValue is null ? AbstractValue.Nothing : run.Expressions.Evaluate(returned.ReturnedValue);
                run.Frame.Returns.Add((run.Bodies.PathCondition(0), value, run.State));
                run.IsReachable = false;
                break;
            case IReturnOperation:
                run.IsReachable = false;
                break;
            case IBranchOperation branch:
                ExecuteBranch(branch);
                break;
            case IThrowOperation:
                run.IsReachable = false;
                break;
            case ISwitchOperation choice:
                ExecuteSwitch(choice);
                break;
            case ITryOperation attempt:
                ExecuteTry(attempt);
                break;
            case IUsingOperation use:
                Execute(use.Resources);
                Execute(use.Body);
                break;
            case IUsingDeclarationOperation use:
                Execute(use.DeclarationGroup);
                break;
            case ILockOperation locked:
                Execute(locked.Body);
                break;
            case ILabeledOperation labeled:
                Execute(labeled.Operation);
                break;
            case ILocalFunctionOperation or IEmptyOperation:
                break;
            default:
                if (operation.Type is not null || operation.ChildOperations.Count > 0)
                {
                    // The fixed statement among others: its parts in order.
                    foreach (IOperation child in operation.ChildOperations)
                    {
                        if (child is IBlockOperation or IVariableDeclarationGroupOperation or IExpressionStatementOperation)
                        {
                            Execute(child);
                        }
                        else
                        {
                            run.Expressions.Evaluate(child);
                        }
                    }
                }

                break;
        }
    }

    private void ExecuteBlock(ImmutableArray<IOperation> operations)
    {
        int conditions = run.Frame.Conditions.Count;
        foreach (IOperation operation in operations)
        {
            Execute(operation);
            if (!run.IsReachable)
            {
                break;
            }
        }

        run.Frame.Conditions.RemoveRange(conditions, run.Frame.Conditions.Count - conditions);
    }

    private void Declare(IVariableDeclarationOperation declaration)
    {
        foreach (IVariableDeclaratorOperation declarator in declaration.Declarators)
        {
            IVariableInitializerOperation? initializer = declarator.Initializer ?? declaration.Initializer;
            AbstractValue value = initializer is null ? AbstractValue.Nothing : run.Expressions.Evaluate(initializer.Value);
            run.State = run.State with { Locals = run.State.Locals.SetItem(declarator.Symbol, value) };
        }
    }

    private void ExecuteIf(IConditionalOperation conditional)
    {
        AbstractValue condition = run.Counters.Decided(run.Expressions.Evaluate(conditional.Condition));
        if (condition.Constant is { } constant)
        {
            Execute(constant != 0.0 ? conditional.WhenTrue : conditional.WhenFalse);
            return;
        }

        FlowState before = run.State;
        run.Frame.Conditions.Add(condition);
        int depth = run.Frame.Conditions.Count;
        Execute(conditional.WhenTrue);
        (FlowState State, bool Reachable) whenTrue = (run.State, run.IsReachable);
        run.Frame.Conditions[depth - 1] = Choices.Not(condition);
        run.State = before;
        run.IsReachable = true;
        Execute(conditional.WhenFalse);
        (FlowState State, bool Reachable) whenFalse = (run.State, run.IsReachable);
        run.Frame.Conditions.RemoveAt(depth - 1);

        run.IsReachable = whenTrue.Reachable || whenFalse.Reachable;
        if (whenTrue.Reachable && whenFalse.Reachable)
        {
            run.State = run.Branches.Join(whenTrue.State, whenFalse.State, run.At(conditional, "if"), condition);
        }
        else if (whenTrue.Reachable)
        {
            run.State = whenTrue.State;
        }
    }

    private void ExecuteSwitch(ISwitchOperation choice)
    {
        AbstractValue value = run.Expressions.Evaluate(choice.Value);
        FlowState before = run.State;
        FlowState? joined = null;
        bool exhaustive = false;
        foreach (ISwitchCaseOperation section in choice.Cases)
        {
            AbstractValue condition = AbstractValue.Number(null);
            foreach (ICaseClauseOperation clause in section.Clauses)
            {
                exhaustive |= clause is IDefaultCaseClauseOperation;
                condition = clause is ISingleValueCaseClauseOperation single && section.Clauses.Length == 1
                    ? SignalArithmetic.Compare(value, run.Expressions.Evaluate(single.Value), static (left, right) => Expr.Make(ExprOp.Equal, left, right))
                    : SignalArithmetic.Compare(value, condition, static (_, _) => null);
            }

            condition = run.Counters.Decided(condition);
            if (condition.Constant == 0.0)
            {
                continue;
            }

            run.State = before;
            run.IsReachable = true;
            run.Frame.Conditions.Add(condition.WithExpr(null));
            int depth = run.Frame.Conditions.Count;
            var breaks = new Loop(run.At(section, "case")) { ConditionDepth = depth };
            _switches.Add((choice, breaks));
            foreach (IOperation operation in section.Body)
            {
                Execute(operation);
            }

            _switches.RemoveAt(_switches.Count - 1);
            run.Frame.Conditions.RemoveRange(depth - 1, run.Frame.Conditions.Count - depth + 1);
            foreach (FlowState state in run.IsReachable ? breaks.Breaks.Append(run.State) : breaks.Breaks)
            {
                joined = joined is null ? state : run.Branches.Join(joined, state, run.At(choice, "switch"), null);
            }

            if (condition.Constant is { } chosen && chosen != 0.0)
            {
                exhaustive = true;
                break;
            }
        }

        if (!exhaustive)
        {
            joined = joined is null ? before : run.Branches.Join(joined, before, run.At(choice, "switch"), null);
        }

        run.IsReachable = joined is not null;
        run.State = joined ?? before;
    }

    private void ExecuteTry(ITryOperation attempt)
    {
        Execute(attempt.Body);
        bool reachable = run.IsReachable;
        run.IsReachable = true;
        Execute(attempt.Finally);
        run.IsReachable &= reachable;
    }

    private void ExecuteBranch(IBranchOperation branch)
    {
        if (branch.BranchKind == BranchKind.GoTo)
        {
            // Not structured: what follows cannot be told.
            run.Graph.IsComplete = false;
            run.IsReachable = false;
            return;
        }

        if (branch.BranchKind == BranchKind.Break && _switches.Count > 0 && Encloses(_switches[_switches.Count - 1].Switch, branch))
        {
            _switches[_switches.Count - 1].Breaks.Breaks.Add(run.State);
        }
        else if (run.OpenLoops.Count > 0)
        {
            Loop loop = run.OpenLoops[run.OpenLoops.Count - 1];
            if (branch.BranchKind == BranchKind.Continue)
            {
                loop.Continues.Add((run.Bodies.PathCondition(Math.Min(loop.ConditionDepth, run.Frame.Conditions.Count)), run.State));
            }
            else
            {
                loop.Breaks.Add(run.State);
            }
        }

        run.IsReachable = false;
    }

    // A break leaves the switch when no loop stands between.
    private static bool Encloses(ISwitchOperation choice, IBranchOperation branch)
    {
        for (IOperation? parent = branch.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation)
            {
                return false;
            }

            if (parent.Syntax == choice.Syntax)
            {
                return true;
            }
        }

        return false;
    }

    private void Yield(IReturnOperation yielded)
    {
        if (yielded.ReturnedValue is { } value)
        {
            // The items of an iterator: a sequence with one content.
            AbstractValue item = run.Expressions.Evaluate(value);
            AbstractValue sequence = run.Allocations.Allocate(new Site(run.Frame.Context, yielded.Syntax, "yield"), yielded.ReturnedValue.Type, item);
            run.Frame.Returns.Add((AbstractValue.Number(null), sequence, run.State));
        }
    }
}
