using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Loops over weights and layers. One that asks which of its rounds it is in is run in three parts, the first round, those between, and
/// the last (loop peeling), so that a last layer without activation is told from the others.</summary>
internal sealed class PeeledLoops(Interpreter run)
{
    // Code that lists more layers than this one by one is taken as a whole.
    private const int MaxTurns = 64;

    /// <summary>Runs a loop over layers part by part, where that tells more than running it as a whole.</summary>
    public bool TryRunParts(IForLoopOperation loop)
    {
        if (loop.Condition is not IBinaryOperation
            {
                LeftOperand: ILocalReferenceOperation { Local: { } counter },
                OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals,
            } test
            || !CountsUp(loop, counter)
            || Lists(loop.Body, counter, 0) is not { Count: > 0 } lists
            || run.Local(counter).Expr is not { } start || run.Expressions.Evaluate(test.RightOperand).Expr is not { } end)
        {
            return false;
        }

        if (test.OperatorKind == BinaryOperatorKind.LessThanOrEqual && Expr.Make(ExprOp.Add, end, Expr.Constant(1.0)) is { } next)
        {
            end = next;
        }

        Site site = run.At(loop, "parts");
        ImmutableArray<Part> parts = lists.Count(HasOrder) == 1
            ? PartsOf(lists.Single(HasOrder), start, end, site, counter)
            : [];
        if (parts.IsEmpty && Compares(loop.Body, counter, 0))
        {
            parts = PartsOf(start, end, site, counter);
        }

        if (parts.IsEmpty && lists.Any(static list => list.Weight is not null))
        {
            parts = [new Part("all", Repeats: true, [new Turn(run.Counters.Counted(site, "all", counter, [start], [Counters.Plus(end, -1.0)]), null, null)])];
        }

        if (parts.IsEmpty)
        {
            return false;
        }

        HashSet<ISymbol> others = Loops.LoopVariables(loop);
        others.Remove(counter);
        RunParts(site, parts, others, turn =>
        {
            run.SetLocal(counter, AbstractValue.Number(Expr.Of(turn.Counter)));
            run.Statements.Execute(loop.Body);
        });
        return true;
    }

    private bool HasOrder(AbstractObject list) => !run.State[list].Runs.IsDefault;

    public bool TryRunParts(IForEachLoopOperation loop, AbstractValue collection)
    {
        if (collection.References is not [var list] || !HasOrder(list))
        {
            return false;
        }

        Site site = run.At(loop, "parts");
        ImmutableArray<Part> parts = PartsOf(list, Expr.Constant(0.0), run.ListOrder.LengthOf(list), site, loop);
        if (parts.IsEmpty)
        {
            return false;
        }

        RunParts(site, parts, Loops.LoopVariables(loop), turn =>
        {
            run.Loops.Bind(loop.Locals, turn.Element!, loop);
            run.Statements.Execute(loop.Body);
        });
        return true;
    }

    private void RunParts(Site site, ImmutableArray<Part> parts, HashSet<ISymbol> others, Action<Turn> body)
    {
        var breaks = new List<FlowState>();
        RunParts(site, parts, 0, others, body, breaks);
        foreach (FlowState state in breaks)
        {
            run.State = run.IsReachable ? run.Branches.Join(run.State, state, site, null) : state;
            run.IsReachable = true;
        }
    }

    private void RunParts(Site site, ImmutableArray<Part> parts, int index, HashSet<ISymbol> others, Action<Turn> body, List<FlowState> breaks)
    {
        if (index == parts.Length || !run.IsReachable)
        {
            return;
        }

        // Each part allocates objects of its own.
        Part part = parts[index];
        CallSite? context = run.Frame.Context;
        run.Frame.Context = run.Enter(site.Node, part.Name);
        Site own = new(run.Frame.Context, site.Node, "loop");
        void Round()
        {
            foreach (Turn turn in part.Turns)
            {
                RunOnce(own, turn, body, breaks);
            }
        }

        FlowState[] exits = [];
        if (!part.Repeats)
        {
            Round();
        }
        else
        {
            exits = RunRounds(own, Round, others);
            if (exits.Length == 0)
            {
                run.Loops.RunLoop(own, others, Round, static () => { }, isEndless: false);
            }
        }

        run.Frame.Context = context;
        if (exits.Length == 0)
        {
            RunParts(site, parts, index + 1, others, body, breaks);
            return;
        }

        FlowState? joined = null;
        foreach (FlowState exit in exits)
        {
            run.State = exit;
            run.IsReachable = true;
            RunParts(site, parts, index + 1, others, body, breaks);
            if (run.IsReachable)
            {
                joined = joined is null ? run.State : run.Branches.Join(joined, run.State, site, null);
            }
        }

        run.IsReachable = joined is not null;
        run.State = joined ?? run.State;
    }

    /// <summary>
    /// Runs round after round, each from the state that the one before has left, until a state comes back: two buffers that change places
    /// in every round are not mixed up. Gives the states that come again and again; none, and the state as it was, where none comes back.
    /// </summary>
    private FlowState[] RunRounds(Site site, Action round, HashSet<ISymbol> others)
    {
        FlowState entry = run.State;
        var loop = new Loop(site) { ConditionDepth = run.Frame.Conditions.Count };
        int returns = run.Frame.Returns.Count;
        var seen = new List<FlowState>();
        FlowState[] found = [];
        run.OpenLoops.Add(loop);
        for (int i = 0; i < Interpreter.MaxRounds && found.Length == 0; i++)
        {
            foreach (ISymbol other in others)
            {
                if (run.State.Locals.ContainsKey(other))
                {
                    run.SetLocal(other, Loops.Counter(site, other));
                }
            }

            Renumber(site);
            run.Frame.Returns.RemoveRange(returns, run.Frame.Returns.Count - returns);
            run.Frame.Conditions.Add(AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site, "runs"))));
            round();
            run.Frame.Conditions.RemoveRange(loop.ConditionDepth, run.Frame.Conditions.Count - loop.ConditionDepth);
            if (!run.IsReachable)
            {
                break;
            }

            int again = seen.FindIndex(state => state.Equals(run.State));
            if (again >= 0)
            {
                found = [.. seen.Skip(again)];
            }

            seen.Add(run.State);
        }

        run.OpenLoops.Remove(loop);
        run.Loops.PassOn(loop);
        if (found.Length == 0)
        {
            run.State = entry;
            run.IsReachable = true;
        }

        return found;
    }

    /// <summary>What the variables hold at the start of a round are numbers known by the variables: a sum of sums would be a new one every time.</summary>
    private void Renumber(Site site)
    {
        AbstractValue Numbered(object slot, AbstractValue value) =>
            value.HasAtoms && value.IsSignal && value.Expr is not null ? Lattice.Settle(value).WithExpr(SignalArithmetic.Fresh(site, slot)) : value;
        run.Spend(run.State.Size / 4);
        run.State = run.State with
        {
            Locals = Maps.Select(run.State.Locals, Numbered),
            Heap = Maps.Select(run.State.Heap, (key, value) =>
            {
                AbstractValue? content = value.Content is null ? null : Numbered(key, value.Content);
                ImmutableDictionary<ISymbol, AbstractValue> slots = Maps.Select(value.Slots, (slot, held) => Numbered((key, slot), held));
                return ReferenceEquals(content, value.Content) && ReferenceEquals(slots, value.Slots) ? value : value with { Content = content, Slots = slots };
            }),
        };
    }

    private void RunOnce(Site site, Turn turn, Action<Turn> body, List<FlowState> breaks)
    {
        if (!run.IsReachable)
        {
            return;
        }

        if (turn is { List: { } list, Element: { } element })
        {
            Rounds rounds = run.State.Rounds;
            run.State = run.State with { Rounds = rounds with { Elements = rounds.Elements.SetItem((list, turn.Counter), element) } };
        }

        var once = new Loop(site with { Role = "once" }) { ConditionDepth = run.Frame.Conditions.Count };
        run.OpenLoops.Add(once);
        body(turn);
        run.Loops.MergeContinues(once);
        run.Cells.Empty(turn.Counter);
        run.OpenLoops.Remove(once);
        breaks.AddRange(once.Breaks);
        run.Loops.PassOn(once);
    }

    private static bool CountsUp(IForLoopOperation loop, ILocalSymbol counter) =>
        loop.AtLoopBottom is [IExpressionStatementOperation { Operation: { } bottom }]
        && (bottom is IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: ILocalReferenceOperation { Local: { } stepped } } && Symbols.Same(stepped, counter)
            || bottom is ICompoundAssignmentOperation
            {
                OperatorKind: BinaryOperatorKind.Add,
                Target: ILocalReferenceOperation { Local: { } added },
                Value.ConstantValue: { HasValue: true, Value: 1 },
            } && Symbols.Same(added, counter));

    /// <summary>The lists of weights, layers or buffers that a loop's body, or a method of the model that it calls, reads or writes by the loop's counter.</summary>
    private List<AbstractObject> Lists(IOperation body, ISymbol counter, int depth)
    {
        var lists = new List<AbstractObject>();
        foreach ((IOperation called, IParameterSymbol passed) in Called(body, counter, depth))
        {
            lists.AddRange(Lists(called, passed, depth + 1));
        }

        foreach (IOperation operation in body.Descendants())
        {
            (IOperation? list, ImmutableArray<IOperation> indices) = operation switch
            {
                IArrayElementReferenceOperation element => (element.ArrayReference, element.Indices),
                IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } indexer =>
                    (instance, [.. indexer.Arguments.Select(static argument => argument.Value)]),
                _ => default,
            };
            bool isNamed = depth == 0
                ? list is IFieldReferenceOperation or ILocalReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation
                : list is IMemberReferenceOperation { Instance: IInstanceReferenceOperation };
            if (isNamed && list is not null
                && operation.Type is { SpecialType: not SpecialType.System_String } type && Symbols.IsObject(type) && indices.Length == 1
                && Mentions(indices[0], counter)
                && run.Expressions.Evaluate(list).References is [var reference]
                && reference.Weight is null or { IsList: true } && !lists.Contains(reference))
            {
                lists.Add(reference);
            }
        }

        return lists;
    }

    /// <summary>The methods of the same type that a body gives the loop's counter to, each with the parameter that gets it.</summary>
    private IEnumerable<(IOperation Body, IParameterSymbol Parameter)> Called(IOperation body, ISymbol counter, int depth)
    {
        foreach (IOperation operation in body.Descendants())
        {
            if (depth < 2 && operation is IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation { TargetMethod: { } method } } argument
                && Symbols.Unwrapped(argument.Value) is ILocalReferenceOperation or IParameterReferenceOperation && Mentions(argument.Value, counter)
                && method.ContainingType is { } type && Symbols.Same(type.OriginalDefinition, run.Model.Type.OriginalDefinition)
                && run.Bodies.BodyOf(method.OriginalDefinition) is { } called)
            {
                yield return (called, parameter.OriginalDefinition);
            }
        }
    }

    /// <summary>Whether a body, or a method that it calls, compares the loop's counter with something: it treats some rounds in their own way.</summary>
    private bool Compares(IOperation body, ISymbol counter, int depth)
    {
        foreach ((IOperation called, IParameterSymbol passed) in Called(body, counter, depth))
        {
            if (Compares(called, passed, depth + 1))
            {
                return true;
            }
        }

        foreach (IOperation operation in body.Descendants())
        {
            bool compares = operation switch
            {
                IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan
                        or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThanOrEqual,
                } comparison => (Asks(comparison.LeftOperand, counter) || Asks(comparison.RightOperand, counter))
                    && comparison.Parent is not IForLoopOperation,
                IIsPatternOperation test => Asks(test.Value, counter),
                ISwitchExpressionOperation choice => Asks(choice.Value, counter),
                ISwitchOperation choice => Asks(choice.Value, counter),
                _ => false,
            };
            if (compares)
            {
                return true;
            }
        }

        return false;
    }

    // Whether an operand is about the counter itself, and not about what stands at it in an array.
    private static bool Asks(IOperation operand, ISymbol counter) => operand switch
    {
        IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } or IImplicitIndexerReferenceOperation => false,
        ILocalReferenceOperation or IParameterReferenceOperation => Mentions(operand, counter),
        _ => operand.ChildOperations.Any(child => Asks(child, counter)),
    };

    private static bool Mentions(IOperation operation, ISymbol variable) => operation.DescendantsAndSelf().Any(part =>
        part is ILocalReferenceOperation local && Symbols.Same(local.Local, variable)
        || part is IParameterReferenceOperation parameter && Symbols.Same(parameter.Parameter.OriginalDefinition, variable));

    /// <summary>The first round, those between, and the last.</summary>
    private ImmutableArray<Part> PartsOf(Expr start, Expr end, Site site, object counter)
    {
        double? rounds = Affine.Difference(end, start);
        if (rounds < 2.0)
        {
            return [];
        }

        Expr second = Counters.Plus(start, 1.0);
        Expr last = Counters.Plus(end, -1.0);
        Expr beforeLast = Counters.Plus(end, -2.0);
        Part first = new("first", Repeats: false, [new Turn(run.Counters.Counted(site, "first", counter, [start], [start, beforeLast]), null, null)]);
        Part between = new("between", Repeats: true, [new Turn(run.Counters.Counted(site, "between", counter, [second], [beforeLast]), null, null)]);
        Part end1 = new("last", Repeats: false, [new Turn(run.Counters.Counted(site, "last", counter, [second, last], [last]), null, null)]);
        return rounds == 2.0 ? [first, end1] : [first, between, end1];
    }

    /// <summary>The rounds of a loop over a list whose order is known.</summary>
    private ImmutableArray<Part> PartsOf(AbstractObject list, Expr start, Expr end, Site site, object counter)
    {
        ImmutableArray<ListRun> runs = run.State[list].Runs;
        Expr length = run.ListOrder.LengthOf(list);
        if (Affine.Difference(start, Expr.Constant(0.0)) is not { } skipped || Affine.Difference(length, end) is not { } left || skipped < 0.0 || left < 0.0
            || runs.Sum(static run => run.Items.Length) > MaxTurns)
        {
            return [];
        }

        while (skipped > 0.0 && runs is [{ IsRepeated: false, Items.Length: 1 }, ..])
        {
            runs = runs.RemoveAt(0);
            skipped--;
        }

        while (left > 0.0 && runs is [.., { IsRepeated: false, Items.Length: 1 }])
        {
            runs = runs.RemoveAt(runs.Length - 1);
            left--;
        }

        if (runs.IsEmpty || (skipped > 0.0 && !runs[0].IsRepeated) || (left > 0.0 && !runs[runs.Length - 1].IsRepeated))
        {
            return [];
        }

        ImmutableArray<Part> parts = [];
        for (int i = 0; i < runs.Length; i++)
        {
            string name = "run" + i.ToString(CultureInfo.InvariantCulture);
            int before = runs.Take(i).Any(static run => run.IsRepeated) ? -1 : runs.Take(i).Sum(static run => run.Items.Length);
            int behind = runs.Skip(i + 1).Any(static run => run.IsRepeated) ? -1 : runs.Skip(i + 1).Sum(static run => run.Items.Length);
            ImmutableArray<Turn> turns = [];
            for (int j = 0; j < runs[i].Items.Length; j++)
            {
                bool repeats = runs[i].IsRepeated;
                int after = runs[i].Items.Length - 1 - j;
                ImmutableArray<Expr> lower = before >= 0 ? [Counters.Plus(start, before + j)] : [Counters.Plus(start, runs.Take(i).Sum(static run => run.Items.Length) + j)];
                ImmutableArray<Expr> upper = [Counters.Plus(end, -1 - after - runs.Skip(i + 1).Sum(static run => run.Items.Length))];
                if (!repeats && before >= 0)
                {
                    upper = upper.Add(Counters.Plus(start, before + j));
                }

                if (!repeats && behind >= 0)
                {
                    lower = lower.Add(Counters.Plus(end, -1 - after - behind));
                }

                turns = turns.Add(new Turn(
                    run.Counters.Counted(site, name + "." + j.ToString(CultureInfo.InvariantCulture), counter, lower, upper), list, runs[i].Items[j].Value));
            }

            parts = parts.Add(new Part(name, runs[i].IsRepeated, turns));
        }

        return parts;
    }
}

/// <summary>The rounds of a loop that are told apart: one, or (repeated) any number of them.</summary>
internal sealed record Part(string Name, bool Repeats, ImmutableArray<Turn> Turns);

/// <summary>What is known in a round: the counter's bounds, by its token, and the elements that lists have there.</summary>
internal sealed record Turn(Token Counter, AbstractObject? List, AbstractValue? Element);
