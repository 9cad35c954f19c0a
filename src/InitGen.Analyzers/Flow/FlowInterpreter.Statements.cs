using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Statements and loops.</summary>
internal sealed partial class FlowInterpreter
{
    private void Execute(IOperation? operation)
    {
        if (operation is null || !_reachable)
        {
            return;
        }

        Step();
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
                Evaluate(statement.Operation);
                break;
            case IConditionalOperation conditional:
                ExecuteIf(conditional);
                break;
            case IForLoopOperation loop:
                ExecuteFor(loop);
                break;
            case IForEachLoopOperation loop:
                ExecuteForEach(loop);
                break;
            case IWhileLoopOperation loop:
                ExecuteWhile(loop);
                break;
            case IReturnOperation { Kind: OperationKind.YieldReturn } yielded:
                Yield(yielded);
                break;
            case IReturnOperation { Kind: OperationKind.Return } returned:
                AbstractValue value = returned.ReturnedValue is null ? AbstractValue.Nothing : Evaluate(returned.ReturnedValue);
                _frame.Returns.Add((PathCondition(0), value, _state));
                _reachable = false;
                break;
            case IReturnOperation:
                _reachable = false;
                break;
            case IBranchOperation branch:
                ExecuteBranch(branch);
                break;
            case IThrowOperation:
                _reachable = false;
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
                            Evaluate(child);
                        }
                    }
                }

                break;
        }
    }

    private void ExecuteBlock(ImmutableArray<IOperation> operations)
    {
        int conditions = _frame.Conditions.Count;
        foreach (IOperation operation in operations)
        {
            Execute(operation);
            if (!_reachable)
            {
                break;
            }
        }

        _frame.Conditions.RemoveRange(conditions, _frame.Conditions.Count - conditions);
    }

    private void Declare(IVariableDeclarationOperation declaration)
    {
        foreach (IVariableDeclaratorOperation declarator in declaration.Declarators)
        {
            IVariableInitializerOperation? initializer = declarator.Initializer ?? declaration.Initializer;
            AbstractValue value = initializer is null ? AbstractValue.Nothing : Evaluate(initializer.Value);
            _state = _state with { Locals = _state.Locals.SetItem(declarator.Symbol, value) };
        }
    }

    private void ExecuteIf(IConditionalOperation conditional)
    {
        AbstractValue condition = Decided(Evaluate(conditional.Condition));
        if (condition.Constant is { } constant)
        {
            Execute(constant != 0.0 ? conditional.WhenTrue : conditional.WhenFalse);
            return;
        }

        FlowState before = _state;
        _frame.Conditions.Add(condition);
        int depth = _frame.Conditions.Count;
        Execute(conditional.WhenTrue);
        (FlowState State, bool Reachable) whenTrue = (_state, _reachable);
        _frame.Conditions[depth - 1] = Not(condition);
        _state = before;
        _reachable = true;
        Execute(conditional.WhenFalse);
        (FlowState State, bool Reachable) whenFalse = (_state, _reachable);
        _frame.Conditions.RemoveAt(depth - 1);

        _reachable = whenTrue.Reachable || whenFalse.Reachable;
        if (whenTrue.Reachable && whenFalse.Reachable)
        {
            _state = Join(whenTrue.State, whenFalse.State, At(conditional, "if"), condition);
        }
        else if (whenTrue.Reachable)
        {
            _state = whenTrue.State;
        }
    }

    private static AbstractValue Not(AbstractValue condition) => condition.WithExpr(Expr.Make(ExprOp.Not, condition.Expr));

    private void ExecuteSwitch(ISwitchOperation choice)
    {
        AbstractValue value = Evaluate(choice.Value);
        FlowState before = _state;
        FlowState? joined = null;
        bool exhaustive = false;
        foreach (ISwitchCaseOperation section in choice.Cases)
        {
            AbstractValue condition = AbstractValue.Number(null);
            foreach (ICaseClauseOperation clause in section.Clauses)
            {
                exhaustive |= clause is IDefaultCaseClauseOperation;
                condition = clause is ISingleValueCaseClauseOperation single && section.Clauses.Length == 1
                    ? SignalArithmetic.Compare(value, Evaluate(single.Value), static (left, right) => Expr.Make(ExprOp.Equal, left, right))
                    : SignalArithmetic.Compare(value, condition, static (_, _) => null);
            }

            condition = Decided(condition);
            if (condition.Constant == 0.0)
            {
                continue;
            }

            _state = before;
            _reachable = true;
            _frame.Conditions.Add(condition.WithExpr(null));
            int depth = _frame.Conditions.Count;
            var breaks = new Loop(At(section, "case")) { ConditionDepth = depth };
            _switches.Add((choice, breaks));
            foreach (IOperation operation in section.Body)
            {
                Execute(operation);
            }

            _switches.RemoveAt(_switches.Count - 1);
            _frame.Conditions.RemoveRange(depth - 1, _frame.Conditions.Count - depth + 1);
            foreach (FlowState state in _reachable ? breaks.Breaks.Append(_state) : breaks.Breaks)
            {
                joined = joined is null ? state : Join(joined, state, At(choice, "switch"), null);
            }

            if (condition.Constant is { } chosen && chosen != 0.0)
            {
                exhaustive = true;
                break;
            }
        }

        if (!exhaustive)
        {
            joined = joined is null ? before : Join(joined, before, At(choice, "switch"), null);
        }

        _reachable = joined is not null;
        _state = joined ?? before;
    }

    private readonly List<(ISwitchOperation Switch, Loop Breaks)> _switches = [];

    private void ExecuteTry(ITryOperation attempt)
    {
        Execute(attempt.Body);
        bool reachable = _reachable;
        _reachable = true;
        Execute(attempt.Finally);
        _reachable &= reachable;
    }

    private void ExecuteBranch(IBranchOperation branch)
    {
        if (branch.BranchKind == BranchKind.GoTo)
        {
            // Not structured: what follows cannot be told.
            _graph.IsComplete = false;
            _reachable = false;
            return;
        }

        if (branch.BranchKind == BranchKind.Break && _switches.Count > 0 && Encloses(_switches[_switches.Count - 1].Switch, branch))
        {
            _switches[_switches.Count - 1].Breaks.Breaks.Add(_state);
        }
        else if (_loops.Count > 0)
        {
            Loop loop = _loops[_loops.Count - 1];
            if (branch.BranchKind == BranchKind.Continue)
            {
                loop.Continues.Add((PathCondition(Math.Min(loop.ConditionDepth, _frame.Conditions.Count)), _state));
            }
            else
            {
                loop.Breaks.Add(_state);
            }
        }

        _reachable = false;
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

    private void ExecuteFor(IForLoopOperation loop)
    {
        foreach (IOperation before in loop.Before)
        {
            Execute(before);
        }

        if (TryUnroll(loop) || TryRunParts(loop))
        {
            return;
        }

        RunLoop(
            At(loop, "loop"),
            LoopVariables(loop),
            () =>
            {
                if (loop.Condition is not null)
                {
                    Evaluate(loop.Condition);
                }

                Execute(loop.Body);
            },
            () =>
            {
                foreach (IOperation bottom in loop.AtLoopBottom)
                {
                    Execute(bottom);
                }
            },
            isEndless: loop.Condition is null or ILiteralOperation);
    }

    /// <summary>A short loop over a list of layers whose order is known runs layer by layer.</summary>
    private bool TryUnroll(IForLoopOperation loop)
    {
        if (loop.Condition is not IBinaryOperation { LeftOperand: ILocalReferenceOperation { Local: { } counter } } test
            || Local(counter).Constant is not { } first || !TouchesItems(loop.Body))
        {
            return false;
        }

        double? last = Evaluate(test.RightOperand).Constant;
        if (last is not { } end || end - first > 64)
        {
            return false;
        }

        Site site = At(loop, "unrolled");
        for (int round = 0; round <= 65; round++)
        {
            AbstractValue condition = Evaluate(loop.Condition);
            if (condition.Constant is not { } more)
            {
                return round > 0;
            }

            if (more == 0.0)
            {
                return true;
            }

            var frame = new Loop(site) { ConditionDepth = _frame.Conditions.Count };
            _loops.Add(frame);
            Execute(loop.Body);
            MergeContinues(frame);
            _loops.Remove(frame);
            if (!_reachable)
            {
                if (frame.Breaks.Count > 0)
                {
                    _state = frame.Breaks[0];
                    _reachable = true;
                }

                return true;
            }

            foreach (IOperation bottom in loop.AtLoopBottom)
            {
                Execute(bottom);
            }
        }

        return true;
    }

    // Whether a body reads elements of a list whose items are known one by one.
    private bool TouchesItems(IOperation body)
    {
        foreach (IOperation operation in body.Descendants())
        {
            IOperation? list = operation switch
            {
                IArrayElementReferenceOperation element => element.ArrayReference,
                IPropertyReferenceOperation { Arguments.Length: 1 } indexer => indexer.Instance,
                _ => null,
            };
            if (list is IFieldReferenceOperation or ILocalReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation
                && Evaluate(list).References is [var reference] && _state.Items.ContainsKey(reference))
            {
                return true;
            }
        }

        return false;
    }

    private void ExecuteWhile(IWhileLoopOperation loop)
    {
        bool endless = loop.Condition is ILiteralOperation;
        RunLoop(
            At(loop, "loop"),
            LoopVariables(loop),
            () =>
            {
                if (loop.Condition is not null)
                {
                    Evaluate(loop.Condition);
                }

                Execute(loop.Body);
            },
            static () => { },
            endless);
    }

    private void ExecuteForEach(IForEachLoopOperation loop)
    {
        AbstractValue collection = Evaluate(loop.Collection);
        ImmutableArray<ILocalSymbol> locals = loop.Locals;
        if (collection.References is [var list] && _state.Items.TryGetValue(list, out ImmutableArray<AbstractValue> items) && items.Length <= 64)
        {
            Site site = At(loop, "unrolled");
            foreach (AbstractValue item in items)
            {
                Bind(locals, item, loop);
                var frame = new Loop(site) { ConditionDepth = _frame.Conditions.Count };
                _loops.Add(frame);
                Execute(loop.Body);
                MergeContinues(frame);
                _loops.Remove(frame);
                if (!_reachable)
                {
                    _reachable = frame.Breaks.Count > 0;
                    _state = _reachable ? frame.Breaks[0] : _state;
                    break;
                }
            }

            return;
        }

        if (TryRunParts(loop, collection))
        {
            return;
        }

        Site at = At(loop, "loop");
        Expr index = Expr.Of(new Token(TokenKind.Scalar, at, new LoopIndex("element")));
        RunLoop(
            at,
            LoopVariables(loop),
            () =>
            {
                bool byReference = locals.Length == 1 && locals[0].RefKind != RefKind.None;
                AbstractValue element = byReference
                    ? ElementReference(collection, [index])
                    : ReadElements(collection, [index], at);
                Bind(locals, element, loop);
                Execute(loop.Body);
            },
            static () => { },
            isEndless: false);
    }

    private void Bind(ImmutableArray<ILocalSymbol> locals, AbstractValue value, IForEachLoopOperation loop)
    {
        if (locals.Length == 1)
        {
            _state = _state with { Locals = _state.Locals.SetItem(locals[0], value) };
            return;
        }

        // foreach (var (a, b) in …): each part may be any item of the pair.
        foreach (ILocalSymbol local in locals)
        {
            AbstractValue part = ItemOf(value, local, loop);
            _state = _state with { Locals = _state.Locals.SetItem(local, part) };
        }
    }

    private AbstractValue ItemOf(AbstractValue tuple, ILocalSymbol local, IForEachLoopOperation loop)
    {
        int position = loop.Locals.IndexOf(local);
        return tuple.References is [var pair] && _state.Items.TryGetValue(pair, out ImmutableArray<AbstractValue> parts) && position < parts.Length
            ? parts[position]
            : SignalArithmetic.Lose(tuple);
    }

    // The integers that a loop counts: they are unknown from the first round on.
    private static HashSet<ISymbol> LoopVariables(ILoopOperation loop)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        IEnumerable<IOperation> operations = loop is IForLoopOperation counted
            ? counted.AtLoopBottom.SelectMany(static bottom => bottom.DescendantsAndSelf()).Concat(counted.Body.Descendants())
            : loop.Body.Descendants();
        foreach (IOperation operation in operations)
        {
            IOperation? target = operation switch
            {
                IIncrementOrDecrementOperation increment => increment.Target,
                ICompoundAssignmentOperation compound => compound.Target,
                ISimpleAssignmentOperation simple => simple.Target,
                _ => null,
            };
            if (target is ILocalReferenceOperation { Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_IntPtr } local)
            {
                found.Add(local.Local);
            }
        }

        return found;
    }

    /// <summary>Runs a loop to its fixpoint and leaves the state after its last round.</summary>
    private void RunLoop(Site site, HashSet<ISymbol> counters, Action body, Action bottom, bool isEndless)
    {
        var loop = new Loop(site) { ConditionDepth = _frame.Conditions.Count };
        FlowState entry = _state;
        foreach (ISymbol counter in counters)
        {
            if (entry.Locals.ContainsKey(counter))
            {
                entry = entry with { Locals = entry.Locals.SetItem(counter, Counter(site, counter)) };
            }
        }

        FlowState head = entry;
        _loops.Add(loop);

        // Returns inside the loop repeat each round: only the last round's count.
        int returns = _frame.Returns.Count;
        for (int round = 0; round < MaxRounds; round++)
        {
            _state = head;
            _reachable = true;
            loop.Writes.Clear();
            loop.Continues.Clear();
            loop.Breaks.Clear();
            _frame.Returns.RemoveRange(returns, _frame.Returns.Count - returns);
            _frame.Conditions.Add(AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site, "runs"))));
            body();
            MergeContinues(loop);
            if (_reachable)
            {
                bottom();
                EmptyCells(site);
            }

            _frame.Conditions.RemoveRange(loop.ConditionDepth, _frame.Conditions.Count - loop.ConditionDepth);
            if (!_reachable)
            {
                break;
            }

            FlowState next = JoinHead(loop, entry, _state);
            foreach (ISymbol counter in counters)
            {
                if (next.Locals.ContainsKey(counter))
                {
                    next = next with { Locals = next.Locals.SetItem(counter, Counter(site, counter)) };
                }
            }

            if (next.SameAs(head))
            {
                break;
            }

            if (round == MaxRounds - 1)
            {
                // Did not settle: nothing below is certain.
                _graph.IsComplete = false;
            }

            head = next;
        }

        _loops.Remove(loop);
        FlowState? exit = _reachable && !isEndless ? _state : null;
        foreach (FlowState state in loop.Breaks)
        {
            exit = exit is null ? state : Join(exit, state, site, null);
        }

        _reachable = exit is not null;
        _state = exit ?? _state;

        PassOn(loop);
    }

    private static AbstractValue Counter(Site site, ISymbol counter) =>
        AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site, new LoopIndex(counter))));

    private void MergeContinues(Loop loop)
    {
        foreach ((AbstractValue condition, FlowState state) in loop.Continues)
        {
            _state = _reachable ? Join(state, _state, new Site(loop.Site.Context, loop.Site.Node, "continue"), condition) : state;
            _reachable = true;
        }

        loop.Continues.Clear();
    }

    /// <summary>
    /// The state at the head of the next round. An array that the loop overwrites element by element, each by the loop's own index, is in
    /// each element still what it was before the loop.
    /// </summary>
    private FlowState JoinHead(Loop loop, FlowState entry, FlowState after)
    {
        FlowState joined = Join(entry, after, loop.Site, null);
        foreach (KeyValuePair<HeapKey, List<Expr?>> write in loop.Writes)
        {
            if (!after.Heap.TryGetValue(write.Key, out AbstractValue? content))
            {
                continue;
            }

            entry.Heap.TryGetValue(write.Key, out AbstractValue? before);

            Expr? index = write.Value[0];
            bool elementwise = true;
            foreach (Expr? other in write.Value)
            {
                elementwise &= other is not null && Runs(other, loop.Site);
            }

            if (elementwise)
            {
                joined = joined with { Heap = before is null ? joined.Heap.Remove(write.Key) : joined.Heap.SetItem(write.Key, before) };
                loop.Carried[write.Key] = (content, index);
            }
        }

        return joined;
    }

    private static bool Runs(Expr index, Site loop)
    {
        var tokens = new HashSet<Token>();
        index.CollectTokens(tokens);
        foreach (Token token in tokens)
        {
            if (token.Slot is LoopIndex && loop.Equals(token.Site))
            {
                return true;
            }
        }

        return false;
    }

    private static void Note(Loop loop, HeapKey key, Expr? index)
    {
        if (!loop.Writes.TryGetValue(key, out List<Expr?>? indices))
        {
            loop.Writes.Add(key, indices = []);
        }

        if (!indices.Contains(index))
        {
            indices.Add(index);
        }
    }
}
