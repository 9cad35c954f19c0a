using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>
/// Lists of weights and layers, and the loops that run through them. A loop that asks which of its rounds it is in is run in three parts,
/// the first round, those between, and the last (loop peeling), so that a last layer without activation is told from the others.
/// </summary>
internal sealed partial class FlowInterpreter
{
    // Code that lists more layers than this one by one is taken as a whole.
    private const int MaxTurns = 64;

    /// <summary>The rounds of a loop that are told apart: one, or (repeated) any number of them.</summary>
    private sealed record Part(string Name, bool Repeats, ImmutableArray<Turn> Turns);

    /// <summary>What is known in a round: the counter's bounds, by its token, and the elements that lists have there.</summary>
    private sealed record Turn(Token Counter, AbstractObject? List, AbstractValue? Element);

    /// <summary>Bounds of a counter, inclusive; each of them holds.</summary>
    private sealed record Bounds(ImmutableArray<Expr> Lower, ImmutableArray<Expr> Upper);

    private readonly Dictionary<Token, Bounds> _bounds = [];
    private readonly Dictionary<(AbstractObject List, Token Counter), AbstractValue> _elements = [];
    private readonly Dictionary<AbstractObject, Expr?> _lengths = [];
    private readonly Dictionary<AbstractObject, (string Path, ISymbol Member)> _held = [];
    private readonly Dictionary<AbstractObject, (ImmutableArray<AbstractObject> Arrays, HashSet<Token> Tokens)> _cells = [];

    // -------------------------------------------------------------------------------------------------------------- loops

    /// <summary>Runs a loop over layers part by part, where that tells more than running it as a whole.</summary>
    private bool TryRunParts(IForLoopOperation loop)
    {
        if (loop.Condition is not IBinaryOperation
            {
                LeftOperand: ILocalReferenceOperation { Local: { } counter },
                OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.NotEquals,
            } test
            || !CountsUp(loop, counter)
            || Lists(loop.Body, counter, 0) is not { Count: > 0 } lists
            || Local(counter).Expr is not { } start || Evaluate(test.RightOperand).Expr is not { } end)
        {
            return false;
        }

        if (test.OperatorKind == BinaryOperatorKind.LessThanOrEqual && Expr.Make(ExprOp.Add, end, Expr.Constant(1.0)) is { } next)
        {
            end = next;
        }

        Site site = At(loop, "parts");
        ImmutableArray<Part> parts = lists.Count(list => _state.Runs.ContainsKey(list)) == 1
            ? PartsOf(lists.Single(list => _state.Runs.ContainsKey(list)), start, end, site, counter)
            : [];
        if (parts.IsEmpty && Compares(loop.Body, counter, 0))
        {
            parts = PartsOf(start, end, site, counter);
        }

        if (parts.IsEmpty && lists.Any(static list => list.Weight is not null))
        {
            parts = [new Part("all", Repeats: true, [new Turn(Counted(site, "all", counter, [start], [Plus(end, -1.0)]), null, null)])];
        }

        if (parts.IsEmpty)
        {
            return false;
        }

        HashSet<ISymbol> others = LoopVariables(loop);
        others.Remove(counter);
        RunParts(site, parts, others, turn =>
        {
            SetLocal(counter, AbstractValue.Number(Expr.Of(turn.Counter)));
            Execute(loop.Body);
        });
        return true;
    }

    private bool TryRunParts(IForEachLoopOperation loop, AbstractValue collection)
    {
        if (collection.References is not [var list] || !_state.Runs.ContainsKey(list))
        {
            return false;
        }

        Site site = At(loop, "parts");
        ImmutableArray<Part> parts = PartsOf(list, Expr.Constant(0.0), LengthOf(list), site, loop);
        if (parts.IsEmpty)
        {
            return false;
        }

        RunParts(site, parts, LoopVariables(loop), turn =>
        {
            Bind(loop.Locals, turn.Element!, loop);
            Execute(loop.Body);
        });
        return true;
    }

    private void RunParts(Site site, ImmutableArray<Part> parts, HashSet<ISymbol> others, Action<Turn> body)
    {
        var breaks = new List<FlowState>();
        RunParts(site, parts, 0, others, body, breaks);
        foreach (FlowState state in breaks)
        {
            _state = _reachable ? Join(_state, state, site, null) : state;
            _reachable = true;
        }
    }

    private void RunParts(Site site, ImmutableArray<Part> parts, int index, HashSet<ISymbol> others, Action<Turn> body, List<FlowState> breaks)
    {
        if (index == parts.Length || !_reachable)
        {
            return;
        }

        // Each part allocates objects of its own.
        Part part = parts[index];
        CallSite? context = _frame.Context;
        _frame.Context = Enter(site.Node, part.Name);
        Site own = new(_frame.Context, site.Node, "loop");
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
            exits = Rounds(own, Round, others);
            if (exits.Length == 0)
            {
                RunLoop(own, others, Round, static () => { }, isEndless: false);
            }
        }

        _frame.Context = context;
        if (exits.Length == 0)
        {
            RunParts(site, parts, index + 1, others, body, breaks);
            return;
        }

        FlowState? joined = null;
        foreach (FlowState exit in exits)
        {
            _state = exit;
            _reachable = true;
            RunParts(site, parts, index + 1, others, body, breaks);
            if (_reachable)
            {
                joined = joined is null ? _state : Join(joined, _state, site, null);
            }
        }

        _reachable = joined is not null;
        _state = joined ?? _state;
    }

    /// <summary>
    /// Runs round after round, each from the state that the one before has left, until a state comes back: two buffers that change places
    /// in every round are not mixed up. Gives the states that come again and again; none, and the state as it was, where none comes back.
    /// </summary>
    private FlowState[] Rounds(Site site, Action round, HashSet<ISymbol> others)
    {
        FlowState entry = _state;
        var loop = new Loop(site) { ConditionDepth = _frame.Conditions.Count };
        int returns = _frame.Returns.Count;
        var seen = new List<FlowState>();
        FlowState[] found = [];
        _loops.Add(loop);
        for (int i = 0; i < MaxRounds && found.Length == 0; i++)
        {
            foreach (ISymbol other in others)
            {
                if (_state.Locals.ContainsKey(other))
                {
                    SetLocal(other, Counter(site, other));
                }
            }

            Renumber(site);
            _frame.Returns.RemoveRange(returns, _frame.Returns.Count - returns);
            _frame.Conditions.Add(AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site, "runs"))));
            round();
            _frame.Conditions.RemoveRange(loop.ConditionDepth, _frame.Conditions.Count - loop.ConditionDepth);
            if (!_reachable)
            {
                break;
            }

            int again = seen.FindIndex(state => state.SameAs(_state));
            if (again >= 0)
            {
                found = [.. seen.Skip(again)];
            }

            seen.Add(_state);
        }

        _loops.Remove(loop);
        PassOn(loop);
        if (found.Length == 0)
        {
            _state = entry;
            _reachable = true;
        }

        return found;
    }

    /// <summary>What the variables hold at the start of a round are numbers known by the variables: a sum of sums would be a new one every time.</summary>
    private void Renumber(Site site)
    {
        AbstractValue Numbered(object slot, AbstractValue value) =>
            value.HasAtoms && value.IsSignal && value.Expr is not null ? SignalArithmetic.Settle(value).WithExpr(SignalArithmetic.Fresh(site, slot)) : value;
        ImmutableDictionary<ISymbol, AbstractValue> locals = _state.Locals;
        foreach (KeyValuePair<ISymbol, AbstractValue> pair in _state.Locals)
        {
            locals = locals.SetItem(pair.Key, Numbered(pair.Key, pair.Value));
        }

        ImmutableDictionary<HeapKey, AbstractValue> heap = _state.Heap;
        foreach (KeyValuePair<HeapKey, AbstractValue> pair in _state.Heap)
        {
            heap = heap.SetItem(pair.Key, Numbered(pair.Key, pair.Value));
        }

        _state = _state with { Locals = locals, Heap = heap };
    }

    private void RunOnce(Site site, Turn turn, Action<Turn> body, List<FlowState> breaks)
    {
        if (!_reachable)
        {
            return;
        }

        if (turn is { List: { } list, Element: { } element })
        {
            _elements[(list, turn.Counter)] = element;
        }

        var once = new Loop(site with { Role = "once" }) { ConditionDepth = _frame.Conditions.Count };
        _loops.Add(once);
        body(turn);
        MergeContinues(once);
        EmptyCells(turn.Counter);
        _loops.Remove(once);
        breaks.AddRange(once.Breaks);
        PassOn(once);
    }

    // What was written by a loop was written by the loops around it.
    private void PassOn(Loop loop)
    {
        if (_loops.Count == 0)
        {
            return;
        }

        Loop outer = _loops[_loops.Count - 1];
        foreach (KeyValuePair<HeapKey, List<Expr?>> write in loop.Writes)
        {
            foreach (Expr? index in write.Value)
            {
                Note(outer, write.Key, index);
            }
        }
    }

    private static bool CountsUp(IForLoopOperation loop, ILocalSymbol counter) =>
        loop.AtLoopBottom is [IExpressionStatementOperation { Operation: { } bottom }]
        && (bottom is IIncrementOrDecrementOperation { Kind: OperationKind.Increment, Target: ILocalReferenceOperation { Local: { } stepped } } && Same(stepped, counter)
            || bottom is ICompoundAssignmentOperation
            {
                OperatorKind: BinaryOperatorKind.Add,
                Target: ILocalReferenceOperation { Local: { } added },
                Value.ConstantValue: { HasValue: true, Value: 1 },
            } && Same(added, counter));

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
                && operation.Type is { SpecialType: not SpecialType.System_String } type && IsObject(type) && indices.Length == 1
                && Mentions(indices[0], counter)
                && Evaluate(list).References is [var reference]
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
                && Unwrapped(argument.Value) is ILocalReferenceOperation or IParameterReferenceOperation && Mentions(argument.Value, counter)
                && method.ContainingType is { } type && Same(type.OriginalDefinition, _model.Type.OriginalDefinition)
                && BodyOf(method.OriginalDefinition) is { } called)
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
                } comparison => (Mentions(comparison.LeftOperand, counter) || Mentions(comparison.RightOperand, counter))
                    && comparison.Parent is not IForLoopOperation,
                IIsPatternOperation test => Mentions(test.Value, counter),
                ISwitchExpressionOperation choice => Mentions(choice.Value, counter),
                ISwitchOperation choice => Mentions(choice.Value, counter),
                _ => false,
            };
            if (compares)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Mentions(IOperation operation, ISymbol variable) => operation.DescendantsAndSelf().Any(part =>
        part is ILocalReferenceOperation local && Same(local.Local, variable)
        || part is IParameterReferenceOperation parameter && Same(parameter.Parameter.OriginalDefinition, variable));

    /// <summary>The first round, those between, and the last.</summary>
    private ImmutableArray<Part> PartsOf(Expr start, Expr end, Site site, object counter)
    {
        double? rounds = Difference(end, start);
        if (rounds < 2.0)
        {
            return [];
        }

        Expr second = Plus(start, 1.0);
        Expr last = Plus(end, -1.0);
        Expr beforeLast = Plus(end, -2.0);
        Part first = new("first", Repeats: false, [new Turn(Counted(site, "first", counter, [start], [start, beforeLast]), null, null)]);
        Part between = new("between", Repeats: true, [new Turn(Counted(site, "between", counter, [second], [beforeLast]), null, null)]);
        Part end1 = new("last", Repeats: false, [new Turn(Counted(site, "last", counter, [second, last], [last]), null, null)]);
        return rounds == 2.0 ? [first, end1] : [first, between, end1];
    }

    /// <summary>The rounds of a loop over a list whose order is known.</summary>
    private ImmutableArray<Part> PartsOf(AbstractObject list, Expr start, Expr end, Site site, object counter)
    {
        ImmutableArray<ListRun> runs = _state.Runs[list];
        Expr length = LengthOf(list);
        if (Difference(start, Expr.Constant(0.0)) is not { } skipped || Difference(length, end) is not { } left || skipped < 0.0 || left < 0.0
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
                ImmutableArray<Expr> lower = before >= 0 ? [Plus(start, before + j)] : [Plus(start, runs.Take(i).Sum(static run => run.Items.Length) + j)];
                ImmutableArray<Expr> upper = [Plus(end, -1 - after - runs.Skip(i + 1).Sum(static run => run.Items.Length))];
                if (!repeats && before >= 0)
                {
                    upper = upper.Add(Plus(start, before + j));
                }

                if (!repeats && behind >= 0)
                {
                    lower = lower.Add(Plus(end, -1 - after - behind));
                }

                turns = turns.Add(new Turn(
                    Counted(site, name + "." + j.ToString(CultureInfo.InvariantCulture), counter, lower, upper), list, runs[i].Items[j].Value));
            }

            parts = parts.Add(new Part(name, runs[i].IsRepeated, turns));
        }

        return parts;
    }

    private Token Counted(Site site, string part, object counter, ImmutableArray<Expr> lower, ImmutableArray<Expr> upper)
    {
        var token = new Token(TokenKind.Scalar, site with { Role = part }, new TurnIndex(counter));
        _bounds[token] = new Bounds(lower, upper);
        return token;
    }

    private static Expr Plus(Expr expr, double constant) => Expr.Make(ExprOp.Add, expr, Expr.Constant(constant)) ?? expr;

    // -------------------------------------------------------------------------------------------------------------- conditions

    /// <summary>A condition, with what it says of counters decided where their bounds decide it.</summary>
    private AbstractValue Decided(AbstractValue condition)
    {
        if (_bounds.Count == 0 || condition.Expr is not { IsConstant: false } formula)
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
            if (term.Value != 0.0 && _bounds.ContainsKey(term.Key))
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
        foreach (Expr bound in factor > 0.0 ? _bounds[counter].Upper : _bounds[counter].Lower)
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
    private static double? Difference(Expr? left, Expr? right)
    {
        var terms = new Dictionary<Token, double>();
        double constant = 0.0;
        return left is not null && right is not null && AddTo(left, 1.0, terms, ref constant) && AddTo(right, -1.0, terms, ref constant)
            && terms.Values.All(static factor => factor == 0.0)
            ? constant
            : null;
    }

    // -------------------------------------------------------------------------------------------------------------- lengths

    /// <summary>How many elements a list has: a number, the size it was created with, or an unknown of its own.</summary>
    private Expr LengthOf(AbstractObject list) =>
        _state.Items.TryGetValue(list, out ImmutableArray<AbstractValue> items) ? Expr.Constant(items.Length)
        : _lengths.TryGetValue(list, out Expr? length) && length is not null ? length
        : Expr.Of(new Token(TokenKind.Scalar, (list, "length")));

    // A size that is not always the same is none that is known.
    private void SetLength(AbstractObject list, Expr? length) =>
        _lengths[list] = _lengths.TryGetValue(list, out Expr? old) && !Equals(old, length) ? null : length;

    /// <summary>An index: as it is written, or counted from the end.</summary>
    private AbstractValue EvaluateIndex(IOperation index, AbstractValue array)
    {
        if (Unwrapped(index) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat)
        {
            Expr? back = Evaluate(hat.Operand).Expr;
            return AbstractValue.Number(array.References is [var list] && array.Read is null ? Expr.Make(ExprOp.Subtract, LengthOf(list), back) : null);
        }

        return Evaluate(index);
    }

    // -------------------------------------------------------------------------------------------------------------- order

    /// <summary>An element is added behind the others: once, or in every round of the loop around.</summary>
    private void Append(AbstractObject list, Site site, Expr? index, AbstractValue value)
    {
        if (list.Kind != ObjectKind.Allocation && !_state.Runs.ContainsKey(list) && !_state.Items.ContainsKey(list))
        {
            // What it held before is not known.
            return;
        }

        ImmutableArray<ListRun> runs = _state.Runs.TryGetValue(list, out ImmutableArray<ListRun> found) ? found
            : _state.Items.TryGetValue(list, out ImmutableArray<AbstractValue> items) ? [.. items.Select(static item => new ListRun(null, [new ListItem("item", null, item)]))]
            : [];
        object? loop = null;
        foreach (Loop around in _loops)
        {
            loop = around.Site.Role == "loop" ? around.Site : loop;
        }

        var added = new ListItem(site, index, value);
        if (loop is not null && runs is [.., { Loop: { } last } open] && last.Equals(loop))
        {
            int at = -1;
            for (int i = 0; i < open.Items.Length; i++)
            {
                at = open.Items[i].Site.Equals(site) || (index is not null && index.Equals(open.Items[i].Index)) ? i : at;
            }

            ImmutableArray<ListItem> joined = at < 0
                ? open.Items.Add(added)
                : open.Items.SetItem(at, open.Items[at] with { Value = SignalArithmetic.Join(open.Items[at].Value, value, site, "run") });
            runs = runs.SetItem(runs.Length - 1, open with { Items = joined });
        }
        else
        {
            runs = runs.Add(new ListRun(loop, [added]));
        }

        _state = _state with { Runs = _state.Runs.SetItem(list, runs) };
    }

    /// <summary>An object is stored in a list by an index: where that tells its place, it is kept in order.</summary>
    private void AppendAt(AbstractObject list, ImmutableArray<Expr?> indices, AbstractValue value, Site site)
    {
        if (value.References.IsEmpty || indices is not [{ } index] || _state.Items.ContainsKey(list) || value.References.Any(static reference => reference.Type is null || IsStorage(reference.Type)))
        {
            return;
        }

        bool known = _state.Runs.TryGetValue(list, out ImmutableArray<ListRun> runs);
        int count = known && runs.All(static run => !run.IsRepeated) ? runs.Sum(static run => run.Items.Length) : known ? -1 : 0;
        bool inLoop = index.Op == ExprOp.Token && index.Token!.Slot is LoopIndex && _loops.Any(loop => loop.Site.Role is "loop" or "once");
        bool isLast = Difference(index, LengthOf(list)) is -1.0;
        if (inLoop || isLast || (index.IsConstant && index.Value == count))
        {
            Append(list, site, index, value);
        }
        else if (known)
        {
            _state = _state with { Runs = _state.Runs.Remove(list) };
        }
    }

    /// <summary>The element of a list at an index, where the order tells it.</summary>
    private AbstractValue? ElementOf(AbstractObject list, ImmutableArray<Expr?> indices)
    {
        if (indices is not [{ } index])
        {
            return null;
        }

        if (index.Op == ExprOp.Token && _elements.TryGetValue((list, index.Token!), out AbstractValue? element))
        {
            return element;
        }

        if (!_state.Runs.TryGetValue(list, out ImmutableArray<ListRun> runs) || runs.IsEmpty)
        {
            return null;
        }

        return index.IsConstant && index.Value == 0.0 && !runs[0].IsRepeated ? runs[0].Items[0].Value
            : Difference(index, LengthOf(list)) is -1.0 && runs[runs.Length - 1] is { IsRepeated: false } last ? last.Items[last.Items.Length - 1].Value
            : null;
    }

    // -------------------------------------------------------------------------------------------------------------- holders

    /// <summary>Layers and modules that the constructors put into annotated members are known by these members' names.</summary>
    private void NameHeldObjects()
    {
        foreach (KeyValuePair<HeapKey, AbstractValue> pair in _state.Heap)
        {
            if (pair.Key.Object.Equals(_this) && pair.Key.Slot is { } slot and (IFieldSymbol or IPropertySymbol) && _model.IsHolder(slot))
            {
                Name(pair.Value, slot.Name, slot, 0);
            }
        }
    }

    private void Name(AbstractValue value, string path, ISymbol member, int depth)
    {
        if (depth > 4)
        {
            return;
        }

        foreach (AbstractObject reference in value.References)
        {
            if (reference.Type is { } type && IsStorage(type))
            {
                string element = path + FlowModel.Element;
                foreach (AbstractValue item in _state.Items.TryGetValue(reference, out ImmutableArray<AbstractValue> items) ? items : [])
                {
                    Name(item, element, member, depth + 1);
                }

                if (_state.Heap.TryGetValue(new HeapKey(reference, null), out AbstractValue? content))
                {
                    Name(content, element, member, depth + 1);
                }
            }
            else if (reference.Kind == ObjectKind.Allocation && !_held.ContainsKey(reference))
            {
                _held.Add(reference, (path, member));
                foreach (KeyValuePair<HeapKey, AbstractValue> pair in _state.Heap)
                {
                    if (pair.Key.Object.Equals(reference) && pair.Key.Slot is { } slot
                        && (Model.KnownTypes.FindInitializer(slot, out _) is not null
                            || Model.KnownTypes.FindAttribute(slot, Model.KnownTypes.ModuleAttribute) is not null))
                    {
                        Name(pair.Value, path + "." + slot.Name, member, depth + 1);
                    }
                }
            }
        }
    }

    // -------------------------------------------------------------------------------------------------------------- cells

    /// <summary>
    /// The buffer at one index of a list of buffers, of which it is not known which array it is. It is written as a whole while the round
    /// lasts; then what it holds is added to all that it may have been.
    /// </summary>
    private AbstractValue Cell(AbstractObject list, Expr index, AbstractValue arrays)
    {
        var tokens = new HashSet<Token>();
        index.CollectTokens(tokens);
        tokens.RemoveWhere(static token => token.Slot is not LoopIndex);
        ITypeSymbol? type = arrays.References[0].Type;
        if (tokens.Count == 0 || arrays.References.Any(static array => array.Weight is not null || array.Type is not IArrayTypeSymbol { ElementType: { } element } || !IsFloating(element)))
        {
            return arrays;
        }

        var cell = new AbstractObject(ObjectKind.Allocation, (list, index), type);
        HeapKey key = new(cell, null);
        if (!_state.Heap.ContainsKey(key))
        {
            AbstractValue? content = null;
            foreach (AbstractObject array in arrays.References)
            {
                AbstractValue one = _state.Heap.TryGetValue(new HeapKey(array, null), out AbstractValue? held) ? held : AbstractValue.Input(null);
                content = content is null ? one : SignalArithmetic.Join(content, one, cell.Site, "cell");
            }

            SetHeap(key, content!);
        }

        _cells[cell] = (arrays.References, tokens);
        return AbstractValue.Reference(cell);
    }

    /// <summary>The round is over for which cells were kept by the tokens of this loop, or by this counter.</summary>
    private void EmptyCells(object of)
    {
        foreach (KeyValuePair<AbstractObject, (ImmutableArray<AbstractObject> Arrays, HashSet<Token> Tokens)> cell in _cells.ToArray())
        {
            if (!cell.Value.Tokens.Any(token => of is Token counter ? token.Equals(counter) : of.Equals(token.Site))
                || !_state.Heap.TryGetValue(new HeapKey(cell.Key, null), out AbstractValue? content))
            {
                continue;
            }

            ImmutableDictionary<HeapKey, AbstractValue> heap = _state.Heap.Remove(new HeapKey(cell.Key, null));
            foreach (AbstractObject array in cell.Value.Arrays)
            {
                HeapKey key = new(array, null);
                heap = heap.SetItem(key, heap.TryGetValue(key, out AbstractValue? old) ? SignalArithmetic.Join(old, content, array.Site, key) : content);
            }

            AbstractValue Rename(AbstractValue value) => value.References.Contains(cell.Key)
                ? value.WithReferences(AbstractValue.Union(value.References.Remove(cell.Key), cell.Value.Arrays))
                : value;
            _state = _state with
            {
                Heap = Renamed(heap, Rename),
                Locals = Renamed(_state.Locals, Rename),
            };
        }
    }

    private static ImmutableDictionary<TKey, AbstractValue> Renamed<TKey>(
        ImmutableDictionary<TKey, AbstractValue> values, Func<AbstractValue, AbstractValue> rename)
        where TKey : notnull
    {
        ImmutableDictionary<TKey, AbstractValue> result = values;
        foreach (KeyValuePair<TKey, AbstractValue> pair in values)
        {
            AbstractValue renamed = rename(pair.Value);
            if (!ReferenceEquals(renamed, pair.Value))
            {
                result = result.SetItem(pair.Key, renamed);
            }
        }

        return result;
    }
}
