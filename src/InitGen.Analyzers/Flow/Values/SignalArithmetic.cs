using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>
/// Arithmetic on abstract values: what sums, products, functions and choices do to the weights that a value carries. Events (a weight
/// meets the next, a dimension is contracted) go to the <see cref="FlowRecorder"/>.
/// </summary>
internal sealed class SignalArithmetic(FlowRecorder recorder)
{
    /// <summary>Gives up the formula: what it does to the signal becomes the fate of the weights that were open.</summary>
    public static AbstractValue Settle(AbstractValue value)
    {
        bool open = false;
        foreach (FlowAtom atom in value.Atoms)
        {
            open |= atom.IsOpen;
        }

        if (!open)
        {
            return value;
        }

        Fate fate = ActivationCurve.Recognize(value.Expr);
        return fate.Kind == FateKind.Linear ? value : Close(value, fate);
    }

    /// <summary>Marks all open weights with <paramref name="fate"/>.</summary>
    public static AbstractValue Close(AbstractValue value, Fate fate) =>
        value.WithAtoms(Map(value.Atoms, atom => atom.IsOpen ? atom with { Fate = fate } : atom));

    /// <summary>What a value becomes in code that cannot be read.</summary>
    public static AbstractValue Lose(AbstractValue value)
    {
        if (!value.HasAtoms)
        {
            return value.WithExpr(null);
        }

        return AbstractValue.Signal(
            Map(Settle(value).Atoms, atom => atom.IsRaw || atom.IsOpen ? new FlowAtom(atom.Weight, Fate.Unknown) : atom), null);
    }

    public AbstractValue Add(AbstractValue left, AbstractValue right, ExprOp op, object site)
    {
        if (!left.HasAtoms && !right.HasAtoms)
        {
            return Plain(left, right, op);
        }

        if (left.HasAtoms && right.HasAtoms)
        {
            if (OnlyRaw(left) && OnlyRaw(right))
            {
                return left.WithAtoms(AbstractValue.Union(left.Atoms, right.Atoms)).WithExpr(null);
            }

            if (left.SignalToken() is { } token && token.Equals(right.SignalToken()) && !left.HasRaw && !right.HasRaw)
            {
                return Combined(left, right, Expr.Make(op, left.Expr, right.Expr), site);
            }
        }
        else
        {
            AbstractValue carrier = left.HasAtoms ? left : right;
            AbstractValue other = left.HasAtoms ? right : left;
            if (OnlyRaw(carrier))
            {
                recorder.AddBias(carrier, other);
                return other.IsSignal
                    ? AbstractValue.Signal(Map(carrier.Atoms, Added), Fresh(site))
                    : carrier.WithRead(null);
            }

            if (!other.IsSignal && other.Expr is not null && carrier.Expr is not null)
            {
                return carrier.WithExpr(Expr.Make(op, left.Expr, right.Expr) ?? Fresh(site));
            }
        }

        AbstractValue a = Settle(left);
        AbstractValue b = Settle(right);
        recorder.AddBias(a, b);
        ImmutableArray<FlowAtom> first = Map(a.Atoms, atom => atom.IsRaw ? Added(atom) : Summed(atom, a, b));
        ImmutableArray<FlowAtom> second = Map(b.Atoms, atom => atom.IsRaw ? Added(atom) : Summed(atom, b, a));
        return AbstractValue.Signal(AbstractValue.Union(first, second), Numbered(op, left.Expr, right.Expr, site));
    }

    // Equal sums of equal terms are one number, wherever they are written: (v - mean) * (v - mean) is a square.
    private Expr Numbered(ExprOp op, Expr? left, Expr? right, object site)
    {
        if (left is null || right is null)
        {
            return Fresh(site);
        }

        (ExprOp, Expr, Expr) sum = (op, left, right);
        if (!_sums.TryGetValue(sum, out int number))
        {
            _sums.Add(sum, number = _sums.Count);
            if (op == ExprOp.Subtract)
            {
                _differences.Add(number);
            }
        }

        return Expr.Of(new Token(TokenKind.Signal, "sum", number));
    }

    private readonly Dictionary<(ExprOp, Expr, Expr), int> _sums = [];
    private readonly HashSet<int> _differences = [];

    // x − mean: what tells a batch or layer norm from an RMS norm.
    private bool IsDifference(AbstractValue value) =>
        value.Expr is { Op: ExprOp.Token, Token: { Site: "sum", Slot: int number } } && _differences.Contains(number);

    public AbstractValue Multiply(AbstractValue left, AbstractValue right, object site)
    {
        if (!left.HasAtoms && !right.HasAtoms)
        {
            return Plain(left, right, ExprOp.Multiply);
        }

        bool leftRaw = OnlyRaw(left);
        bool rightRaw = OnlyRaw(right);
        if (leftRaw && rightRaw)
        {
            return left.WithAtoms(AbstractValue.Union(left.Atoms, right.Atoms)).WithExpr(null);
        }

        if (leftRaw || rightRaw)
        {
            return leftRaw ? Weigh(left, right, site) : Weigh(right, left, site);
        }

        if (!left.HasAtoms || !right.HasAtoms)
        {
            AbstractValue carrier = left.HasAtoms ? left : right;
            AbstractValue other = left.HasAtoms ? right : left;
            if (!other.IsSignal && other.Expr is not null && carrier.Expr is not null)
            {
                return carrier.WithExpr(Expr.Make(ExprOp.Multiply, left.Expr, right.Expr) ?? Fresh(site));
            }

            // A scale that no name is known for, such as exp(tanh(z)), gates what it is multiplied with.
            return AbstractValue.Signal(
                Map(Settle(carrier).Atoms, atom => other.IsSignal && atom.Fate.Kind is FateKind.Unknown or FateKind.Exponential ? atom with { IsGated = true } : atom),
                Fresh(site));
        }

        if (left.SignalToken() is { } token && token.Equals(right.SignalToken()))
        {
            return Combined(left, right, Expr.Make(ExprOp.Multiply, left.Expr, right.Expr), site);
        }

        return Modulate(left, right, site);
    }

    public AbstractValue Divide(AbstractValue left, AbstractValue right, object site)
    {
        if (!left.HasAtoms && !right.HasAtoms)
        {
            return Plain(left, right, ExprOp.Divide);
        }

        if (!right.HasAtoms)
        {
            if (OnlyRaw(left))
            {
                return left.WithRead(null);
            }

            return !right.IsSignal && right.Expr is not null && left.Expr is not null
                ? left.WithExpr(Expr.Make(ExprOp.Divide, left.Expr, right.Expr) ?? Fresh(site))
                : AbstractValue.Signal(Settle(left).Atoms, Fresh(site));
        }

        if (OnlyRaw(right))
        {
            // Divided by a weight: a scale such as a running variance.
            return Weigh(right, left, site);
        }

        if (!left.HasAtoms && !left.IsSignal && left.Expr is not null && right.Expr is not null)
        {
            return right.WithExpr(Expr.Make(ExprOp.Divide, left.Expr, right.Expr) ?? Fresh(site));
        }

        if (left.SignalToken() is { } token && token.Equals(right.SignalToken()))
        {
            return Combined(left, right, Expr.Make(ExprOp.Divide, left.Expr, right.Expr), site);
        }

        AbstractValue a = Settle(left);
        AbstractValue b = Settle(right);
        if (Any(a, FateKind.Exponential) && Any(b, FateKind.Exponential))
        {
            return AbstractValue.Signal(
                Map(AbstractValue.Union(a.Atoms, b.Atoms), atom => atom.Fate.Kind == FateKind.Exponential ? atom with { Fate = Fate.Softmax } : atom),
                Fresh(site));
        }

        return Modulate(left, right, site);
    }

    /// <summary>The greater or the smaller: a rectifier where one side is a constant, pooling where both are the signal.</summary>
    public static AbstractValue Extreme(AbstractValue left, AbstractValue right, ExprOp op, object site)
    {
        if (OnlyRaw(left) || OnlyRaw(right))
        {
            return left.WithAtoms(AbstractValue.Union(left.Atoms, right.Atoms)).WithExpr(null);
        }

        Token? token = left.SignalToken() ?? right.SignalToken();
        bool together = (!left.IsSignal || Equals(token, left.SignalToken())) && (!right.IsSignal || Equals(token, right.SignalToken()));
        if (together && left.Expr is not null && right.Expr is not null)
        {
            return Combined(left, right, Expr.Make(op, left.Expr, right.Expr), site);
        }

        if ((left.HasAtoms && right.HasAtoms) || (left.IsSignal && right.IsSignal))
        {
            return AbstractValue.Signal(AbstractValue.Union(Settle(left).Atoms, Settle(right).Atoms), Fresh(site));
        }

        return Combined(left, right, null, site);
    }

    /// <summary>A function of one value: exp, tanh, a named activation.</summary>
    public static AbstractValue Apply(AbstractValue value, ExprOp op, params Expr?[] further)
    {
        var operands = new Expr?[further.Length + 1];
        operands[0] = value.Expr;
        further.CopyTo(operands, 1);
        return OnlyRaw(value) ? value.WithRead(null) : value.WithExpr(Expr.Make(op, operands));
    }

    public static AbstractValue Apply(AbstractValue value, Fate fate, object site)
    {
        if (OnlyRaw(value))
        {
            return value.WithRead(null);
        }

        if (fate.Kind == FateKind.Activation && Expr.Apply(fate.Nonlinearity, fate.Slope, value.Expr) is { } curve)
        {
            return value.WithExpr(curve);
        }

        return value.HasAtoms
            ? AbstractValue.Signal(Close(Settle(value), fate).Atoms, Fresh(site))
            : value.WithExpr(value.IsSignal ? Fresh(site) : null);
    }

    /// <summary>A condition: its formula, and whether the signal has a say in it.</summary>
    public static AbstractValue Compare(AbstractValue left, AbstractValue right, Func<Expr?, Expr?, Expr?> make)
    {
        Expr? formula = make(left.Expr, right.Expr);
        return left.IsSignal || right.IsSignal || left.HasAtoms || right.HasAtoms
            ? AbstractValue.Signal(AbstractValue.Union(left.Atoms, right.Atoms), formula)
            : AbstractValue.Number(formula);
    }

    /// <summary>One of two values by a condition: <c>x &gt; 0 ? x : 0</c>, however it is written.</summary>
    public static AbstractValue Select(AbstractValue condition, AbstractValue whenTrue, AbstractValue whenFalse, object site, object? slot)
    {
        if (whenTrue.Equals(whenFalse))
        {
            return whenTrue;
        }

        if (whenTrue.References.IsEmpty && whenFalse.References.IsEmpty && !whenTrue.HasRaw && !whenFalse.HasRaw
            && condition.Expr is { } test && whenTrue.Expr is { } yes && whenFalse.Expr is { } no
            && Expr.Make(ExprOp.Select, test, yes, no) is { } formula
            && AbstractValue.Input(formula).SignalToken() is { } token && test.Mentions(token))
        {
            AbstractValue both = Combined(whenTrue, whenFalse, formula, site);
            return AbstractValue.Signal(AbstractValue.Union(both.Atoms, condition.Atoms), formula);
        }

        if (condition.Expr is { Op: ExprOp.Less or ExprOp.LessOrEqual, Operands: [{ } less, { } more] } && whenTrue.Expr is { } one && whenFalse.Expr is { } two
            && ((one.Equals(less) && two.Equals(more)) || (one.Equals(more) && two.Equals(less))))
        {
            // if (x > max) max = x
            return Extreme(whenTrue, whenFalse, one.Equals(more) ? ExprOp.Max : ExprOp.Min, (site, slot));
        }

        if (whenTrue.References.IsEmpty && whenFalse.References.IsEmpty && (Decides(condition, whenTrue) || Decides(condition, whenFalse)))
        {
            // A choice by the signal itself that is no known function of it.
            return AbstractValue.Signal(
                AbstractValue.Union(Close(Settle(whenTrue), Fate.Unknown).Atoms, Close(Settle(whenFalse), Fate.Unknown).Atoms),
                Fresh(site, slot));
        }

        return Join(whenTrue, whenFalse, site, slot);
    }

    /// <summary>Either of two values: where paths meet.</summary>
    public static AbstractValue Join(AbstractValue left, AbstractValue right, object site, object? slot)
    {
        if (left.Equals(right))
        {
            return left;
        }

        ImmutableArray<AbstractObject> references = AbstractValue.Union(left.References, right.References);
        bool signal = left.IsSignal || right.IsSignal;
        ElementRead? read = Equals(left.Read, right.Read) ? left.Read : null;
        Expr? expr = Equals(left.Expr, right.Expr)
            ? left.Expr
            : Expr.Of(new Token(signal || left.HasAtoms || right.HasAtoms ? TokenKind.Signal : TokenKind.Scalar, site, slot));
        if (!left.HasAtoms && !right.HasAtoms)
        {
            AbstractValue plain = signal ? AbstractValue.Input(expr) : AbstractValue.Number(expr);
            return plain.WithReferences(references).WithRead(read);
        }

        if (!Equals(left.Expr, right.Expr))
        {
            left = Settle(left);
            right = Settle(right);
        }

        ImmutableArray<FlowAtom> atoms = AbstractValue.Union(left.Atoms, right.Atoms);
        if (!signal)
        {
            return left.WithAtoms(atoms).WithReferences(references).WithRead(read);
        }

        return AbstractValue.Signal(atoms, expr).WithReferences(references).WithRead(read);
    }

    public static Expr Fresh(object site, object? slot = null) => Expr.Of(new Token(TokenKind.Signal, site, slot));

    public static bool OnlyRaw(AbstractValue value)
    {
        if (value.Atoms.IsEmpty)
        {
            return false;
        }

        foreach (FlowAtom atom in value.Atoms)
        {
            if (!atom.IsRaw)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The signal meets a weight.</summary>
    private AbstractValue Weigh(AbstractValue raw, AbstractValue signal, object site)
    {
        if (!signal.IsSignal && !signal.HasAtoms)
        {
            // Scaled by a number: still the weight.
            return raw.WithRead(raw.Read);
        }

        AbstractValue settled = Settle(signal);
        ImmutableArray<FlowAtom> result = [];
        bool through = false;
        foreach (FlowAtom atom in raw.Atoms)
        {
            if (atom.Weight.IsMatrix)
            {
                if (recorder.Meet(settled, atom.Weight, site))
                {
                    recorder.Contract(atom.Weight, raw.Read, signal.Read);
                }
            }
            else
            {
                through = true;
                recorder.Scale(atom.Weight, Any(settled, FateKind.Norm));
            }

            result = AbstractValue.Union(result, [new FlowAtom(atom.Weight, Fate.Linear)]);
        }

        if (through)
        {
            // A gain scales each unit alone: the weights before it stay what they were.
            result = AbstractValue.Union(result, Map(settled.Atoms, Opened));
        }

        return AbstractValue.Signal(result, Fresh(site));
    }

    /// <summary>The product or quotient of two parts of the signal: a norm, a gate, attention.</summary>
    private AbstractValue Modulate(AbstractValue left, AbstractValue right, object site)
    {
        AbstractValue a = Settle(left);
        AbstractValue b = Settle(right);
        Fate fate = Any(a, FateKind.Square) || Any(b, FateKind.Square)
            ? IsDifference(left) || IsDifference(right) ? Fate.Norm : Fate.RmsNorm
            : Fate.Gate;
        if (fate.Kind == FateKind.Gate)
        {
            recorder.Gate(a, b);
        }

        ImmutableArray<FlowAtom> atoms = Map(
            AbstractValue.Union(a.Atoms, b.Atoms),
            atom => atom.IsRaw ? new FlowAtom(atom.Weight, Fate.Unknown)
                : atom.IsOpen || (fate.Kind == FateKind.Norm && atom.Fate.Kind == FateKind.Square) ? atom with { Fate = fate, IsGated = atom.IsGated || fate.Kind == FateKind.Gate }
                : fate.Kind == FateKind.Gate ? atom with { IsGated = true } : atom);
        return AbstractValue.Signal(atoms, Fresh(site));
    }

    private static AbstractValue Plain(AbstractValue left, AbstractValue right, ExprOp op)
    {
        Expr? expr = Expr.Make(op, left.Expr, right.Expr);
        return left.IsSignal || right.IsSignal ? AbstractValue.Input(expr) : AbstractValue.Number(expr);
    }

    // Both are functions of one signal: so is the result. A formula that grew too large is a function that is not known.
    private static AbstractValue Combined(AbstractValue left, AbstractValue right, Expr? expr, object site)
    {
        ImmutableArray<FlowAtom> atoms = AbstractValue.Union(left.Atoms, right.Atoms);
        if (expr is not null)
        {
            return left.IsSignal || right.IsSignal ? AbstractValue.Signal(atoms, expr) : AbstractValue.Number(expr);
        }

        return AbstractValue.Signal(Map(atoms, atom => atom.IsOpen ? atom with { Fate = Fate.Unknown } : atom), Fresh(site));
    }

    // A matrix that is added, as the biases of all layers in one jagged array are, is a bias.
    private static FlowAtom Added(FlowAtom atom) => atom.IsRaw ? atom with { IsRaw = false, Weight = atom.Weight with { Rank = 1 } } : atom;

    private static FlowAtom Opened(FlowAtom atom) => atom.IsRaw ? atom with { IsRaw = false } : atom;

    // Added to another path: to the input itself, or to what other matrices made. A bias, or one more term of an accumulator, is no path.
    private static FlowAtom Summed(FlowAtom atom, AbstractValue own, AbstractValue other)
    {
        if (atom.IsSummed || !other.IsSignal)
        {
            return atom;
        }

        bool matrix = false;
        bool different = false;
        bool same = true;
        foreach (FlowAtom term in other.Atoms)
        {
            if (term.Weight.IsMatrix && !term.IsRaw)
            {
                // In a loop over residual blocks the other path carries the weights of the blocks before.
                if (term.IsSummed && term.Weight.Equals(atom.Weight) && term.Weight.IsList)
                {
                    return atom with { IsSummed = true };
                }

                matrix = true;
                different |= !term.Weight.Equals(atom.Weight);
                same &= Carries(own, term.Weight);
            }
        }

        if (!matrix)
        {
            return other.HasAtoms ? atom : atom with { IsSummed = true };
        }

        foreach (FlowAtom term in own.Atoms)
        {
            same &= !term.Weight.IsMatrix || term.IsRaw || Carries(other, term.Weight);
        }

        return different && !same ? atom with { IsSummed = true } : atom;
    }

    private static bool Carries(AbstractValue value, Weight weight)
    {
        foreach (FlowAtom atom in value.Atoms)
        {
            if (!atom.IsRaw && atom.Weight.Equals(weight))
            {
                return true;
            }
        }

        return false;
    }

    // Whether a condition depends on an open weight that the value carries: then the choice is a nonlinearity.
    private static bool Decides(AbstractValue condition, AbstractValue value)
    {
        foreach (FlowAtom atom in value.Atoms)
        {
            foreach (FlowAtom tested in condition.Atoms)
            {
                if (atom.IsOpen && tested.Weight.Equals(atom.Weight))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Any(AbstractValue value, FateKind kind)
    {
        foreach (FlowAtom atom in value.Atoms)
        {
            if (!atom.IsRaw && atom.Fate.Kind == kind)
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<FlowAtom> Map(ImmutableArray<FlowAtom> atoms, Func<FlowAtom, FlowAtom> map)
    {
        ImmutableArray<FlowAtom> result = [];
        foreach (FlowAtom atom in atoms)
        {
            FlowAtom mapped = map(atom);
            if (!result.Contains(mapped))
            {
                result = result.Add(mapped);
            }
        }

        return result;
    }
}
