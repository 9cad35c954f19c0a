using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

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
            AbstractValue value = initializer is null ? AbstractValue.Nothing
                : declarator.Symbol.RefKind != RefKind.None ? run.Assignments.Address(initializer.Value)
                : run.Expressions.Evaluate(initializer.Value);
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

        bool skips = false;
        run.Branches.Run(
            run.At(conditional, "if"),
            new Arm(condition, () =>
            {
                Loop? loop = run.OpenLoops.Count > 0 ? run.OpenLoops[run.OpenLoops.Count - 1] : null;
                int before = loop?.Continues.Count ?? 0;
                Execute(conditional.WhenTrue);
                skips = !run.IsReachable && loop?.Continues.Count > before;
                return AbstractValue.Nothing;
            }),
            Arm.Else(() => Executed(conditional.WhenFalse)));
        if (skips && run.IsReachable)
        {
            KeepUnless(condition, run.At(conditional, "unless"));
        }
    }

    // if (s <= 0) continue: what is done with s from here on is done with max(s, 0), for where s is negative nothing is done.
    private void KeepUnless(AbstractValue condition, Site site)
    {
        if (condition.Expr is not { Op: ExprOp.Less or ExprOp.LessOrEqual } || condition.SignalToken() is not { } token)
        {
            return;
        }

        run.State = run.State with
        {
            Locals = Maps.Select(run.State.Locals, (local, value) => value.HasAtoms && !value.HasRaw && value.References.IsEmpty && token.Equals(value.SignalToken())
                ? Lattice.Select(condition, AbstractValue.Number(0.0), value, site, local)
                : value),
        };
    }

    private AbstractValue Executed(IOperation? statement)
    {
        Execute(statement);
        return AbstractValue.Nothing;
    }

    private void ExecuteSwitch(ISwitchOperation choice)
    {
        AbstractValue value = run.Expressions.Evaluate(choice.Value);
        var arms = new List<Arm>();
        Arm other = Arm.Else(static () => AbstractValue.Nothing);
        foreach (ISwitchCaseOperation section in choice.Cases)
        {
            AbstractValue?[] clauses = [.. section.Clauses.Select(clause => run.Choices.Matches(value, clause))];
            if (clauses.Contains(null))
            {
                other = Arm.Else(() => ExecuteSection(choice, section));
                continue;
            }

            AbstractValue condition = run.Counters.Decided(clauses.Aggregate((left, right) =>
                SignalArithmetic.Compare(left!, right!, static (a, b) => Expr.Make(ExprOp.Or, a, b)))!);
            if (condition.Constant == 0.0)
            {
                continue;
            }

            if (condition.Constant is not null)
            {
                other = Arm.Else(() => ExecuteSection(choice, section));
                break;
            }

            arms.Add(new Arm(condition, () => ExecuteSection(choice, section)));
        }

        run.Branches.Run(run.At(choice, "switch"), [.. arms, other]);
    }

    private AbstractValue ExecuteSection(ISwitchOperation choice, ISwitchCaseOperation section)
    {
        var loop = new Loop(run.At(section, "case")) { ConditionDepth = run.Frame.Conditions.Count };
        _switches.Add((choice, loop));
        foreach (IOperation operation in section.Body)
        {
            Execute(operation);
        }

        _switches.RemoveAt(_switches.Count - 1);
        run.Loops.Leave(loop.Breaks, loop.Site);
        return AbstractValue.Nothing;
    }

    private void ExecuteTry(ITryOperation attempt)
    {
        if (attempt.Catches.IsEmpty)
        {
            Execute(attempt.Body);
        }
        else
        {
            // What the body had done when it was left is not known: all of it, or nothing.
            FlowState before = run.State;
            Site site = run.At(attempt, "try");
            FlowState after = before;
            AbstractValue Handled(ICatchClauseOperation handler)
            {
                run.State = run.Branches.Join(before, after, site, null);
                return Executed(handler.Handler);
            }

            AbstractValue Attempted()
            {
                Execute(attempt.Body);
                after = run.State;
                return AbstractValue.Nothing;
            }

            run.Branches.Run(
                site,
                [new Arm(AbstractValue.Number(null), Attempted), .. attempt.Catches.Select(handler => new Arm(AbstractValue.Number(null), () => Handled(handler)))]);
        }

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
