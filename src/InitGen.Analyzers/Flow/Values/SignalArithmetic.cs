using System.Collections.Immutable;

namespace InitGen.Analyzers.Flow;

/// <summary>
/// Arithmetic on abstract values: what sums, products, functions and choices do to the weights that a value carries. Events (a weight
/// meets the next, a dimension is contracted) go to the <see cref="FlowRecorder"/>.
/// </summary>
/// <remarks>
/// Each operand is accounted for, or the result says that it is not known: an addend never changes which function follows; a factor that
/// is one number for all units leaves the function where any factor does (<see cref="ActivationCurve"/>) and goes into
/// <see cref="FlowAtom.Scale"/>; a factor that may differ from unit to unit makes what follows unknown (<see cref="Lattice.Obscure"/>).
/// </remarks>
internal sealed class SignalArithmetic(FlowRecorder recorder)
{
    // Equal sums of equal terms are one number, wherever they are written: (v - mean) * (v - mean) is a square.
    private readonly Dictionary<(ExprOp, Expr, Expr), int> _sums = [];
    private readonly HashSet<int> _differences = [];

    // The products of a weight with the signal, each with the counters that run over both.
    private readonly Dictionary<Expr, (Weight Weight, HashSet<Token> Shared)> _products = [];

    public AbstractValue Add(AbstractValue left, AbstractValue right, ExprOp op, object site)
    {
        if (!left.HasAtoms && !right.HasAtoms)
        {
            return Plain(left, right, op);
        }

        if (left.HasAtoms && right.HasAtoms)
        {
            if (Operands.OnlyRaw(left) && Operands.OnlyRaw(right))
            {
                return BothRaw(left, right, op);
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
            if (Operands.OnlyRaw(carrier))
            {
                if (other.IsSignal)
                {
                    recorder.AddBias(carrier, other);
                    return AbstractValue.Signal(Lattice.Map(carrier.Atoms, Added), Fresh(site));
                }

                // A sum that starts at zero; or an offset, as in 1 + gain.
                return other.Constant == 0.0 ? carrier.WithRead(null) : Changed(carrier, Expr.Make(op, Operands.ExprOf(left), Operands.ExprOf(right)));
            }

            if (Operands.IsNumber(other) && Expr.Make(op, left.Expr, right.Expr) is { } formula)
            {
                return carrier.WithExpr(formula);
            }
        }

        AddAtIndex(left, right);
        AddAtIndex(right, left);
        AbstractValue a = Lattice.Settle(left);
        AbstractValue b = Lattice.Settle(right);
        bool subtracts = op == ExprOp.Subtract && Operands.OnlyRaw(right);
        if (!subtracts)
        {
            recorder.AddBias(a, b);
        }

        ImmutableArray<FlowAtom> first = Lattice.Map(a.Atoms, atom => atom.IsRaw ? Added(atom) : Summed(atom, a, b));
        ImmutableArray<FlowAtom> second = Lattice.Map(b.Atoms, atom =>
            // A threshold or a running mean starts like no bias does.
            subtracts ? Added(atom) with { Fate = Fate.Unknown, Scale = double.NaN }
            : atom.IsRaw ? Added(atom)
            : Summed(atom, b, a));
        return AbstractValue.Signal(AbstractValue.Union(first, second), Numbered(op, Operands.ExprOf(left), Operands.ExprOf(right), site));
    }

    public AbstractValue Multiply(AbstractValue left, AbstractValue right, object site)
    {
        if (!left.HasAtoms && !right.HasAtoms)
        {
            return Plain(left, right, ExprOp.Multiply);
        }

        if (left.Constant == 0.0 || right.Constant == 0.0)
        {
            // Nothing passes: what a state that is still zero makes.
            return AbstractValue.Number(0.0);
        }

        bool leftRaw = Operands.OnlyRaw(left);
        bool rightRaw = Operands.OnlyRaw(right);
        if (leftRaw && rightRaw)
        {
            return BothRaw(left, right, ExprOp.Multiply);
        }

        if (leftRaw || rightRaw)
        {
            AbstractValue raw = leftRaw ? left : right;
            AbstractValue signal = leftRaw ? right : left;
            return Operands.IsInverseRoot(raw.Expr) && IsDifference(signal) ? Normed(signal, raw, site) : Weigh(raw, signal, site);
        }

        if (!left.HasAtoms || !right.HasAtoms)
        {
            AbstractValue carrier = left.HasAtoms ? left : right;
            AbstractValue other = left.HasAtoms ? right : left;
            return Operands.IsNumber(other) ? Scaled(carrier, ExprOp.Multiply, left, right, site)
                : Operands.IsInverseRoot(other.Expr) && IsDifference(carrier) ? Normed(carrier, other, site)
                : Obscured(carrier, other, site);
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

        if (Operands.OnlyRaw(left) && (Operands.OnlyRaw(right) || !right.HasAtoms))
        {
            // Divided by its own norm or by another weight; scaled by a number; by an input there is no name for.
            return Operands.OnlyRaw(right) ? BothRaw(left, right, ExprOp.Divide)
                : right.Constant is { } divisor ? left.WithAtoms(Lattice.Map(left.Atoms, atom => atom.Scaled(1.0 / divisor)))
                : !right.IsSignal ? left.WithAtoms(Lattice.Map(left.Atoms, static atom => atom.Scaled(double.NaN)))
                : Lattice.Lose(left).AsSignal();
        }

        if (!right.HasAtoms)
        {
            return Operands.IsNumber(right) ? Scaled(left, ExprOp.Divide, left, right, site)
                : Operands.IsRoot(right.Expr) && IsDifference(left) ? Normed(left, right, site)
                : Obscured(left, right, site);
        }

        if (Operands.OnlyRaw(right))
        {
            return Operands.IsRoot(right.Expr) && IsDifference(left) ? Normed(left, right, site)
                : left.IsSignal || left.HasAtoms ? Weigh(right, left, site)
                : Changed(right, Expr.Make(ExprOp.Divide, left.Expr, Operands.ExprOf(right)));
        }

        if (Operands.IsNumber(left) && Expr.Make(ExprOp.Divide, left.Expr, right.Expr) is { } reciprocal)
        {
            return right.WithExpr(reciprocal);
        }

        if (left.SignalToken() is { } token && token.Equals(right.SignalToken()))
        {
            return Combined(left, right, Expr.Make(ExprOp.Divide, left.Expr, right.Expr), site);
        }

        AbstractValue a = Lattice.Settle(left);
        AbstractValue b = Lattice.Settle(right);
        if (Operands.Any(a, FateKind.Exponential) && Operands.Any(b, FateKind.Exponential))
        {
            return AbstractValue.Signal(
                Lattice.Map(AbstractValue.Union(a.Atoms, b.Atoms), static atom => atom.Fate.Kind == FateKind.Exponential ? atom with { Fate = Fate.Softmax } : atom),
                Fresh(site));
        }

        return Modulate(left, right, site);
    }

    /// <summary>The greater or the smaller: a rectifier where one side is a constant, pooling where both are outputs of one weight.</summary>
    public static AbstractValue Extreme(AbstractValue left, AbstractValue right, ExprOp op, object site)
    {
        if (Operands.OnlyRaw(left) || Operands.OnlyRaw(right))
        {
            // Weights that are clipped, by numbers or by each other.
            return left.IsSignal || right.IsSignal || (left.HasAtoms && !Operands.OnlyRaw(left)) || (right.HasAtoms && !Operands.OnlyRaw(right))
                ? Lattice.Lose(AbstractValue.Signal(AbstractValue.Union(Lattice.Settle(left).Atoms, Lattice.Settle(right).Atoms), null)).WithExpr(Fresh(site))
                : Changed(left.WithAtoms(AbstractValue.Union(left.Atoms, right.Atoms)), Expr.Make(op, Operands.ExprOf(left), Operands.ExprOf(right)));
        }

        Token? token = left.SignalToken() ?? right.SignalToken();
        bool together = (!left.IsSignal || Equals(token, left.SignalToken())) && (!right.IsSignal || Equals(token, right.SignalToken()));
        if (together && left.Expr is not null && right.Expr is not null)
        {
            return Combined(left, right, Expr.Make(op, left.Expr, right.Expr), site);
        }

        if ((left.HasAtoms && right.HasAtoms) || (left.IsSignal && right.IsSignal))
        {
            AbstractValue a = Lattice.Settle(left);
            AbstractValue b = Lattice.Settle(right);
            var either = AbstractValue.Signal(AbstractValue.Union(a.Atoms, b.Atoms), Fresh(site));
            // The greater of what two maps make, or of a map and the input, is a function of both (maxout).
            return Operands.IsPooling(a, b) ? either : Lattice.Close(either, Fate.Unknown);
        }

        return Combined(left, right, null, site);
    }

    /// <summary>A function of one value: exp, tanh, a named activation.</summary>
    public static AbstractValue Apply(AbstractValue value, ExprOp op, params Expr?[] further)
    {
        var operands = new Expr?[further.Length + 1];
        operands[0] = Operands.ExprOf(value);
        further.CopyTo(operands, 1);
        Expr? formula = Expr.Make(op, operands);
        return !Operands.OnlyRaw(value) ? value.WithExpr(formula)
            : op == ExprOp.Negate ? value.WithRead(null)
            : Changed(value, formula);
    }

    public static AbstractValue Apply(AbstractValue value, Fate fate, object site)
    {
        if (Operands.OnlyRaw(value))
        {
            return Changed(value, null);
        }

        if (fate.Kind == FateKind.Activation && Expr.Apply(fate.Nonlinearity, fate.Slope, Operands.ExprOf(value)) is { } curve)
        {
            return value.WithExpr(curve);
        }

        return value.HasAtoms
            ? AbstractValue.Signal(Lattice.Close(Lattice.Settle(value), fate).Atoms, Fresh(site))
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

    public static Expr Fresh(object site, object? slot = null) => Expr.Of(new Token(TokenKind.Signal, site, slot));

    /// <summary>Both are functions of one signal: so is the result. A formula that grew too large is a function that is not known.</summary>
    internal static AbstractValue Combined(AbstractValue left, AbstractValue right, Expr? expr, object site)
    {
        ImmutableArray<FlowAtom> atoms = AbstractValue.Union(left.Atoms, right.Atoms);
        if (expr is not null)
        {
            return left.IsSignal || right.IsSignal ? AbstractValue.Signal(atoms, expr) : AbstractValue.Number(expr);
        }

        return AbstractValue.Signal(
            Lattice.Map(atoms, static atom => atom.IsRaw || !atom.IsOpen ? atom with { Scale = double.NaN } : atom with { Fate = Fate.Unknown, Scale = double.NaN }),
            Fresh(site));
    }

    // Times or over a number, known or not, that is one for all units.
    private static AbstractValue Scaled(AbstractValue carrier, ExprOp op, AbstractValue left, AbstractValue right, object site)
    {
        if (Expr.Make(op, left.Expr, right.Expr) is { } formula)
        {
            return carrier.WithExpr(formula);
        }

        AbstractValue settled = Lattice.Settle(carrier);
        return AbstractValue.Signal(Lattice.Map(settled.Atoms, static atom => atom.Scaled(double.NaN)), Fresh(site));
    }

    // Times or over numbers that differ from unit to unit. A matrix of the input that leaves the units alone mixes places, as A·(X·W)
    // does over a graph: of such a sum the function is the same, its factor is not known.
    private static AbstractValue Obscured(AbstractValue carrier, AbstractValue by, object site)
    {
        if (!Operands.IsMixing(by.Read, carrier.Read))
        {
            return AbstractValue.Signal(Lattice.Obscure(carrier, by.IsSignal).Atoms, Fresh(site));
        }

        return AbstractValue.Signal(Lattice.Map(Lattice.Settle(carrier).Atoms, static atom => atom with { Scale = double.NaN }), Fresh(site));
    }

    // A weight under a function: still the weight's numbers, but not as they were drawn.
    private static AbstractValue Changed(AbstractValue raw, Expr? formula) =>
        raw.WithAtoms(Lattice.Map(raw.Atoms, static atom => atom.Scaled(double.NaN) with { IsReparametrized = true })).WithExpr(formula);

    // Two weights in one: noise on a weight, a mask, a direction and its length. Sums of biases stay biases.
    private AbstractValue BothRaw(AbstractValue left, AbstractValue right, ExprOp op)
    {
        ImmutableArray<FlowAtom> atoms = AbstractValue.Union(left.Atoms, right.Atoms);
        Expr? formula = Expr.Make(op, Operands.ExprOf(left), Operands.ExprOf(right));
        bool matrix = atoms.Any(static atom => atom.Weight.IsMatrix);
        if (op is ExprOp.Add or ExprOp.Subtract)
        {
            return matrix || op == ExprOp.Subtract ? Changed(left.WithAtoms(atoms), formula) : left.WithAtoms(atoms).WithExpr(formula);
        }

        recorder.Overlay(left, right);
        return op == ExprOp.Divide
            ? Changed(left.WithAtoms(atoms), formula)
            : left.WithAtoms(Lattice.Map(atoms, static atom => atom.Scaled(double.NaN))).WithExpr(formula);
    }

    /// <summary>The signal meets a weight.</summary>
    private AbstractValue Weigh(AbstractValue raw, AbstractValue signal, object site)
    {
        if (!signal.IsSignal && !signal.HasAtoms)
        {
            // Scaled by a number, known or not: still the weight. Noise goes with each element.
            recorder.Overlay(raw, signal);
            double factor = signal.Constant ?? double.NaN;
            return raw.WithAtoms(Lattice.Map(raw.Atoms, atom => atom.Scaled(factor)));
        }

        AbstractValue settled = Lattice.Settle(signal);
        double input = signal.HasAtoms ? 1.0 : Operands.FactorOf(signal);
        Expr product = Fresh(site);
        ImmutableArray<FlowAtom> result = [];
        bool through = false;
        foreach (FlowAtom atom in raw.Atoms)
        {
            if (atom.IsReparametrized)
            {
                recorder.Reparametrize(atom.Weight);
            }

            if (!atom.Weight.IsMatrix)
            {
                through = true;
                recorder.Scale(atom.Weight, Operands.Any(settled, FateKind.Norm));
            }
            else if (recorder.Meet(settled, atom.Weight, site))
            {
                recorder.Contract(atom.Weight, raw.Read, signal.Read);
                if (raw.Read is { } element && signal.Read is { } met && Operands.Shared(element, met) is { Count: > 0 } shared)
                {
                    _products[product] = (atom.Weight, shared);
                }
            }

            result = AbstractValue.With(result, new FlowAtom(atom.Weight, Fate.Linear, Scale: atom.Scaled(input).Scale) { Lead = atom.Lead });
        }

        if (through)
        {
            // A gain scales each unit alone: the weights before it stay what they were.
            result = AbstractValue.Union(result, Lattice.Map(settled.Atoms, static atom => atom.Scaled(double.NaN) with { IsRaw = false }));
        }

        return AbstractValue.Signal(result, product);
    }

    // x[i] + γ[l][i] · r[i]: a product that is added to what stands at the very index that a sum would run over is no term of a sum.
    private void AddAtIndex(AbstractValue product, AbstractValue element)
    {
        if (element.Read is { } read && product.Expr is { } expr && _products.TryGetValue(expr, out (Weight Weight, HashSet<Token> Shared) known)
            && known.Shared.IsSubsetOf(Operands.Running(read)))
        {
            recorder.Overlay(known.Weight);
        }
    }

    /// <summary>The product or quotient of two parts of the signal: a norm, a gate, attention.</summary>
    private AbstractValue Modulate(AbstractValue left, AbstractValue right, object site)
    {
        AbstractValue a = Lattice.Settle(left);
        AbstractValue b = Lattice.Settle(right);
        Fate fate = Operands.Any(a, FateKind.Square) || Operands.Any(b, FateKind.Square)
            ? IsDifference(left) || IsDifference(right) ? Fate.Norm : Fate.RmsNorm
            : Fate.Gate;
        if (fate.Kind == FateKind.Gate)
        {
            recorder.Gate(a, b);
        }

        ImmutableArray<FlowAtom> atoms = Lattice.Map(
            AbstractValue.Union(a.Atoms, b.Atoms),
            atom => atom.IsRaw ? new FlowAtom(atom.Weight, Fate.Unknown, Scale: double.NaN)
                : fate.Kind == FateKind.Norm
                    ? atom.IsOpen || atom.Fate.Kind == FateKind.Square ? atom with { Fate = fate, Scale = 1.0 } : atom with { Scale = double.NaN }
                : atom with { Fate = atom.IsOpen ? fate : atom.Fate, IsGated = true, Scale = double.NaN });
        return AbstractValue.Signal(atoms, Fresh(site));
    }

    // (z − mean) / √(variance + ε) with statistics that do not come from z itself: a norm by running statistics.
    private static AbstractValue Normed(AbstractValue value, AbstractValue by, object site)
    {
        AbstractValue settled = Lattice.Close(Lattice.Settle(value), Fate.Norm);
        return AbstractValue.Signal(
            AbstractValue.Union(settled.Atoms, Lattice.Map(by.Atoms, static atom => new FlowAtom(atom.Weight, Fate.Unknown, Scale: double.NaN))),
            Fresh(site));
    }

    private static AbstractValue Plain(AbstractValue left, AbstractValue right, ExprOp op)
    {
        Expr? expr = Expr.Make(op, Operands.ExprOf(left), Operands.ExprOf(right));
        return left.IsSignal || right.IsSignal ? AbstractValue.Input(expr) : AbstractValue.Number(expr);
    }

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

    // x − mean: what tells a batch or layer norm from an RMS norm.
    private bool IsDifference(AbstractValue value)
    {
        if (value.Expr is { Op: ExprOp.Subtract })
        {
            return true;
        }

        Token? token = value.Expr?.Token;
        while (token is { Site: Token element })
        {
            token = element;
        }

        return token is { Site: "sum", Slot: int number } && _differences.Contains(number);
    }

    // A matrix that is added, as the biases of all layers in one jagged array are, is a bias.
    private FlowAtom Added(FlowAtom atom)
    {
        if (!atom.IsRaw)
        {
            return atom;
        }

        recorder.Add(atom.Weight, atom.IsReparametrized);
        return new FlowAtom(atom.Weight with { Rank = 1 }, atom.Fate, Scale: atom.Scale) { Lead = atom.Lead };
    }

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
                    return OnSum(atom);
                }

                matrix = true;
                different |= !term.Weight.Equals(atom.Weight);
                same &= Operands.Carries(own, term.Weight);
            }
        }

        if (!matrix)
        {
            return other.HasAtoms ? atom : OnSum(atom);
        }

        foreach (FlowAtom term in own.Atoms)
        {
            same &= !term.Weight.IsMatrix || term.IsRaw || Operands.Carries(other, term.Weight);
        }

        return different && !same ? OnSum(atom) : atom;
    }

    private static FlowAtom OnSum(FlowAtom atom) => atom with { IsSummed = true, IsSummedBefore = atom.IsOpen };
}
