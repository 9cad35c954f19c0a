using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Loops, by strategy: unrolled, in parts, or to a fixpoint.</summary>
internal sealed class Loops(Interpreter run)
{
    // A longer loop is run as a whole.
    private const int MaxUnrolled = 64;

    public void ExecuteFor(IForLoopOperation loop)
    {
        foreach (IOperation before in loop.Before)
        {
            run.Statements.Execute(before);
        }

        if (TryUnroll(loop) || run.PeeledLoops.TryRunParts(loop))
        {
            return;
        }

        RunToFixpoint(loop);
    }

    /// <summary>A short loop over a list of layers whose order is known runs layer by layer.</summary>
    private bool TryUnroll(IForLoopOperation loop)
    {
        if (loop.Condition is not IBinaryOperation { LeftOperand: ILocalReferenceOperation { Local: { } counter } } test
            || run.Local(counter).Constant is not { } first || !TouchesItems(loop.Body))
        {
            return false;
        }

        double? last = run.Expressions.Evaluate(test.RightOperand).Constant;
        if (last is not { } end || end - first > MaxUnrolled)
        {
            return false;
        }

        Site site = run.At(loop, "unrolled");
        var exits = new List<FlowState>();
        for (int round = 0; ; round++)
        {
            double? more = round <= MaxUnrolled ? run.Expressions.Evaluate(loop.Condition).Constant : null;
            if (more is null && round == 0)
            {
                return false;
            }

            if (more is null)
            {
                // How many rounds are left is not known any more: none, or any number.
                exits.Add(run.State);
                RunToFixpoint(loop);
            }

            if (more is null or 0.0)
            {
                break;
            }

            RunRound(site, () => run.Statements.Execute(loop.Body), exits);
            if (!run.IsReachable)
            {
                break;
            }

            Step(loop);
        }

        Leave(exits, site);
        return true;
    }

    /// <summary>One round of a loop that is run round by round; where it breaks off, the state goes to the loop's exits.</summary>
    private void RunRound(Site site, Action body, List<FlowState> exits)
    {
        var loop = new Loop(site) { ConditionDepth = run.Frame.Conditions.Count };
        run.OpenLoops.Add(loop);
        body();
        MergeContinues(loop);
        run.OpenLoops.Remove(loop);
        exits.AddRange(loop.Breaks);
        PassOn(loop);
    }

    // Behind a loop the code goes on from its end, if that is reached, and from where it was broken off.
    public void Leave(List<FlowState> exits, Site site)
    {
        if (run.IsReachable)
        {
            exits.Insert(0, run.State);
        }

        run.IsReachable = exits.Count > 0;
        run.State = run.Branches.Join(exits, site) ?? run.State;
    }

    private void Step(IForLoopOperation loop)
    {
        foreach (IOperation bottom in loop.AtLoopBottom)
        {
            run.Statements.Execute(bottom);
        }
    }

    private void RunToFixpoint(IForLoopOperation loop) => RunLoop(
        run.At(loop, "loop"),
        LoopVariables(loop),
        () =>
        {
            if (loop.Condition is not null)
            {
                run.Expressions.Evaluate(loop.Condition);
            }

            run.Statements.Execute(loop.Body);
        },
        () => Step(loop),
        isEndless: loop.Condition is null or ILiteralOperation);

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
                && run.TryGetItems(run.Expressions.Evaluate(list), out _))
            {
                return true;
            }
        }

        return false;
    }

    public void ExecuteWhile(IWhileLoopOperation loop)
    {
        bool endless = loop.Condition is ILiteralOperation;
        RunLoop(
            run.At(loop, "loop"),
            LoopVariables(loop),
            () =>
            {
                if (loop.Condition is not null)
                {
                    run.Expressions.Evaluate(loop.Condition);
                }

                run.Statements.Execute(loop.Body);
            },
            static () => { },
            endless);
    }

    public void ExecuteForEach(IForEachLoopOperation loop)
    {
        AbstractValue collection = run.Expressions.Evaluate(loop.Collection);
        ImmutableArray<ILocalSymbol> locals = loop.Locals;
        if (run.TryGetItems(collection, out ImmutableArray<AbstractValue> items) && items.Length <= MaxUnrolled)
        {
            Site site = run.At(loop, "unrolled");
            var exits = new List<FlowState>();
            foreach (AbstractValue item in items)
            {
                Bind(locals, item, loop);
                RunRound(site, () => run.Statements.Execute(loop.Body), exits);
                if (!run.IsReachable)
                {
                    break;
                }
            }

            Leave(exits, site);
            return;
        }

        if (run.PeeledLoops.TryRunParts(loop, collection))
        {
            return;
        }

        Site at = run.At(loop, "loop");
        Expr index = Expr.Of(new Token(TokenKind.Scalar, at, new LoopIndex("element")));
        RunLoop(
            at,
            LoopVariables(loop),
            () =>
            {
                bool byReference = locals.Length == 1 && locals[0].RefKind != RefKind.None;
                AbstractValue element = byReference
                    ? Elements.ElementReference(collection, [index])
                    : run.Elements.ReadElements(collection, [index], at);
                Bind(locals, element, loop);
                run.Statements.Execute(loop.Body);
            },
            static () => { },
            isEndless: false);
    }

    public void Bind(ImmutableArray<ILocalSymbol> locals, AbstractValue value, IForEachLoopOperation loop)
    {
        if (locals.Length == 1)
        {
            run.State = run.State with { Locals = run.State.Locals.SetItem(locals[0], value) };
            return;
        }

        // foreach (var (a, b) in …): each part may be any item of the pair.
        foreach (ILocalSymbol local in locals)
        {
            AbstractValue part = ItemOf(value, local, loop);
            run.State = run.State with { Locals = run.State.Locals.SetItem(local, part) };
        }
    }

    private AbstractValue ItemOf(AbstractValue tuple, ILocalSymbol local, IForEachLoopOperation loop)
    {
        int position = loop.Locals.IndexOf(local);
        return run.TryGetItems(tuple, out ImmutableArray<AbstractValue> parts) && position < parts.Length
            ? parts[position]
            : Lattice.Lose(tuple);
    }

    // The integers that a loop counts: they are unknown from the first round on.
    public static HashSet<ISymbol> LoopVariables(ILoopOperation loop)
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
    public void RunLoop(Site site, HashSet<ISymbol> counters, Action body, Action bottom, bool isEndless)
    {
        var loop = new Loop(site) { ConditionDepth = run.Frame.Conditions.Count };
        FlowState entry = run.State;
        foreach (ISymbol counter in counters)
        {
            if (entry.Locals.ContainsKey(counter))
            {
                entry = entry with { Locals = entry.Locals.SetItem(counter, Counter(site, counter)) };
            }
        }

        FlowState head = entry;
        run.OpenLoops.Add(loop);

        // Returns inside the loop repeat each round: only the last round's count.
        int returns = run.Frame.Returns.Count;
        for (int round = 0; round < Interpreter.MaxRounds; round++)
        {
            run.State = head;
            run.IsReachable = true;
            loop.Writes.Clear();
            loop.Continues.Clear();
            loop.Breaks.Clear();
            run.Frame.Returns.RemoveRange(returns, run.Frame.Returns.Count - returns);
            run.Frame.Conditions.Add(AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site, "runs"))));
            body();
            MergeContinues(loop);
            if (run.IsReachable)
            {
                bottom();
                run.Cells.Empty(site);
            }

            run.Frame.Conditions.RemoveRange(loop.ConditionDepth, run.Frame.Conditions.Count - loop.ConditionDepth);
            if (!run.IsReachable)
            {
                break;
            }

            FlowState next = JoinHead(loop, entry, run.State);
            foreach (ISymbol counter in counters)
            {
                if (next.Locals.ContainsKey(counter))
                {
                    next = next with { Locals = next.Locals.SetItem(counter, Counter(site, counter)) };
                }
            }

            run.Spend(next.Size / 8);
            if (next.Equals(head))
            {
                break;
            }

            if (round == Interpreter.MaxRounds - 1)
            {
                // Did not settle: nothing below is certain.
                run.Graph.IsComplete = false;
            }

            head = next;
        }

        run.OpenLoops.Remove(loop);
        run.IsReachable &= !isEndless;
        Leave([.. loop.Breaks], site);
        PassOn(loop);
    }

    public static AbstractValue Counter(Site site, ISymbol counter) =>
        AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site, new LoopIndex(counter))));

    public void MergeContinues(Loop loop)
    {
        foreach ((AbstractValue condition, FlowState state) in loop.Continues)
        {
            run.State = run.IsReachable ? run.Branches.Join(state, run.State, new Site(loop.Site.Context, loop.Site.Node, "continue"), condition) : state;
            run.IsReachable = true;
        }

        loop.Continues.Clear();
    }

    /// <summary>
    /// The state at the head of the next round. An array that the loop overwrites element by element, each by the loop's own index, is in
    /// each element still what it was before the loop.
    /// </summary>
    private FlowState JoinHead(Loop loop, FlowState entry, FlowState after)
    {
        FlowState joined = run.Branches.Join(entry, after, loop.Site, null);
        foreach (KeyValuePair<AbstractObject, List<Expr?>> write in loop.Writes)
        {
            if (after[write.Key].Content is not { } content)
            {
                continue;
            }

            AbstractValue? before = entry[write.Key].Content;
            Expr? index = write.Value[0];
            bool elementwise = true;
            foreach (Expr? other in write.Value)
            {
                elementwise &= other is not null && Runs(other, loop.Site);
            }

            if (elementwise)
            {
                joined = joined.With(write.Key, joined[write.Key] with { Content = before });
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

    public static void Note(Loop loop, AbstractObject key, Expr? index)
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

    public bool InLoop()
    {
        foreach (Loop loop in run.OpenLoops)
        {
            if (loop.Site.Role == "loop")
            {
                return true;
            }
        }

        return false;
    }

    // What was written by a loop was written by the loops around it.
    public void PassOn(Loop loop)
    {
        if (run.OpenLoops.Count == 0)
        {
            return;
        }

        Loop outer = run.OpenLoops[run.OpenLoops.Count - 1];
        foreach (KeyValuePair<AbstractObject, List<Expr?>> write in loop.Writes)
        {
            foreach (Expr? index in write.Value)
            {
                Note(outer, write.Key, index);
            }
        }
    }
}
