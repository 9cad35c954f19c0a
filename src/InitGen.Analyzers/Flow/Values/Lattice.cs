using System.Collections.Immutable;

namespace InitGen.Analyzers.Flow;

/// <summary>
/// The order of abstract values by how much they say: where paths meet (<see cref="Join"/>), where a condition chooses
/// (<see cref="Select"/>), where a formula is given up (<see cref="Settle"/>), and where all is lost (<see cref="Lose"/>).
/// </summary>
internal static class Lattice
{
    /// <summary>Gives up the formula: what it does to the signal becomes the fate, and the factor, of the weights that the value carries.</summary>
    public static AbstractValue Settle(AbstractValue value)
    {
        bool any = false;
        foreach (FlowAtom atom in value.Atoms)
        {
            any |= !atom.IsRaw;
        }

        if (!any || value.Expr is { Op: ExprOp.Token, Token.Kind: TokenKind.Signal })
        {
            return value;
        }

        CurveReading reading = ActivationCurve.Read(value.Expr);
        ImmutableArray<FlowAtom> atoms = Map(value.Atoms, atom => Passed(atom, reading));
        return Same(atoms, value.Atoms)
            ? value
            : value.WithAtoms(atoms).WithExpr(value.Expr is null ? null : Expr.Of(new Token(TokenKind.Signal, "settled", value.Expr)));
    }

    /// <summary>Marks all open weights with <paramref name="fate"/>; those that have passed a function before have now passed another.</summary>
    public static AbstractValue Close(AbstractValue value, Fate fate) =>
        value.WithAtoms(Map(value.Atoms, atom => Passed(atom, new CurveReading(fate, fate.Kind == FateKind.Unknown ? double.NaN : 1.0))));

    /// <summary>What a value becomes in code that cannot be read.</summary>
    public static AbstractValue Lose(AbstractValue value)
    {
        if (!value.HasAtoms)
        {
            return value.WithExpr(null);
        }

        return AbstractValue.Signal(
            Map(Settle(value).Atoms, static atom => atom.IsRaw || atom.IsOpen
                ? new FlowAtom(atom.Weight, Fate.Unknown, Scale: double.NaN)
                : atom with { Scale = double.NaN }),
            null);
    }

    /// <summary>
    /// Multiplied with a number that is not known: one for each unit makes what follows unknown, one for all of them the factor alone.
    /// What has passed a function stays so.
    /// </summary>
    /// <param name="value">What is multiplied.</param>
    /// <param name="isSignal">Whether the number comes from the input, so that it gates what has no known fate.</param>
    public static AbstractValue Obscure(AbstractValue value, bool isSignal)
    {
        AbstractValue settled = Settle(value);
        return settled.WithAtoms(Map(settled.Atoms, atom =>
            atom.IsRaw ? atom.Scaled(double.NaN)
            : atom.IsOpen ? atom with { Fate = Fate.Unknown, Scale = double.NaN, IsGated = atom.IsGated || isSignal }
            : atom with { Scale = double.NaN, IsGated = atom.IsGated || (isSignal && atom.Fate.Kind is FateKind.Unknown or FateKind.Exponential) }));
    }

    /// <summary>One of two values by a condition: <c>x &gt; 0 ? x : 0</c>, however it is written.</summary>
    public static AbstractValue Select(AbstractValue condition, AbstractValue whenTrue, AbstractValue whenFalse, object site, object? slot)
    {
        if (whenTrue.Equals(whenFalse))
        {
            return whenTrue;
        }

        bool numbers = whenTrue.References.IsEmpty && whenFalse.References.IsEmpty;
        if (numbers && !whenTrue.HasRaw && !whenFalse.HasRaw
            && condition.Expr is { } test && whenTrue.Expr is { } yes && whenFalse.Expr is { } no
            && Expr.Make(ExprOp.Select, test, yes, no) is { } formula
            && AbstractValue.Input(formula).SignalToken() is { } token && test.Mentions(token))
        {
            AbstractValue both = SignalArithmetic.Combined(whenTrue, whenFalse, formula, site);
            return AbstractValue.Signal(AbstractValue.Union(both.Atoms, condition.Atoms), formula);
        }

        if (condition.Expr is { Op: ExprOp.Less or ExprOp.LessOrEqual, Operands: [{ } less, { } more] } && whenTrue.Expr is { } one && whenFalse.Expr is { } two
            && ((one.Equals(less) && two.Equals(more)) || (one.Equals(more) && two.Equals(less))))
        {
            // if (x > max) max = x
            return SignalArithmetic.Extreme(whenTrue, whenFalse, one.Equals(more) ? ExprOp.Max : ExprOp.Min, (site, slot));
        }

        if (numbers && condition.Expr?.Mentions(static token => token.Kind == TokenKind.Random) == true
            && (whenTrue.Constant == 0.0 || whenFalse.Constant == 0.0))
        {
            // Dropout: what is kept is scaled up for what is dropped, and the function that follows is the same.
            AbstractValue kept = Settle(whenTrue.Constant == 0.0 ? whenFalse : whenTrue);
            return kept.HasAtoms
                ? AbstractValue.Signal(
                    Map(kept.Atoms, static atom => atom with { Scale = double.NaN, Lead = atom.IsOpen && atom.Lead is >= 1.0 and <= 10.0 ? 1.0 : atom.Lead }),
                    SignalArithmetic.Fresh(site, slot))
                : Join(whenTrue, whenFalse, site, slot);
        }

        if (numbers && (Decides(condition, whenTrue) || Decides(condition, whenFalse)))
        {
            // A choice by the signal itself that is no known function of it.
            return AbstractValue.Signal(
                AbstractValue.Union(Close(Settle(whenTrue), Fate.Unknown).Atoms, Close(Settle(whenFalse), Fate.Unknown).Atoms),
                SignalArithmetic.Fresh(site, slot));
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
        bool alike = Equals(left.Expr, right.Expr);
        Expr? expr = alike ? left.Expr : Expr.Of(new Token(KindOf(left, right), site, slot));
        if (!left.HasAtoms && !right.HasAtoms)
        {
            AbstractValue plain = signal ? AbstractValue.Input(expr) : AbstractValue.Number(expr);
            return plain.WithReferences(references).WithRead(read);
        }

        if (!alike)
        {
            left = Settle(left);
            right = Settle(right);
        }

        ImmutableArray<FlowAtom> atoms = AbstractValue.Union(left.Atoms, right.Atoms);
        if (!signal)
        {
            // Weights as they are stored, and what was computed of them alone.
            return left.WithAtoms(atoms).WithReferences(references).WithExpr(alike ? expr : null).WithRead(read);
        }

        return AbstractValue.Signal(atoms, expr).WithReferences(references).WithRead(read);
    }

    /// <summary>Applies <paramref name="map"/> to each weight; what has become equal is one.</summary>
    public static ImmutableArray<FlowAtom> Map(ImmutableArray<FlowAtom> atoms, Func<FlowAtom, FlowAtom> map)
    {
        ImmutableArray<FlowAtom> result = [];
        foreach (FlowAtom atom in atoms)
        {
            result = AbstractValue.With(result, map(atom));
        }

        return result;
    }

    // The first function that a weight's output passes is its fate; a further one leaves a factor that is not known.
    private static FlowAtom Passed(FlowAtom atom, CurveReading reading)
    {
        if (atom.IsRaw)
        {
            return atom;
        }

        if (!atom.IsOpen)
        {
            return reading.Fate.Kind == FateKind.Linear ? atom.Scaled(reading.Scale) : atom with { Scale = double.NaN };
        }

        return reading.Fate.Kind switch
        {
            FateKind.Linear => atom.Scaled(reading.Scale),
            // A norm takes out whatever factor stood before it.
            FateKind.Norm => atom with { Fate = reading.Fate, Scale = 1.0, Lead = 1.0 },
            _ => atom.Scaled(reading.Scale) with { Fate = reading.Fate, IsShifted = reading.IsShifted },
        };
    }

    // Numbers that may be two are of the kind of which less is known.
    private static TokenKind KindOf(AbstractValue left, AbstractValue right)
    {
        if (left.IsSignal || right.IsSignal || left.HasAtoms || right.HasAtoms)
        {
            return TokenKind.Signal;
        }

        bool Has(TokenKind kind) =>
            left.Expr?.Mentions(token => token.Kind == kind) == true || right.Expr?.Mentions(token => token.Kind == kind) == true;
        return Has(TokenKind.Element) ? TokenKind.Element : Has(TokenKind.Random) ? TokenKind.Random : TokenKind.Scalar;
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

    private static bool Same(ImmutableArray<FlowAtom> left, ImmutableArray<FlowAtom> right) =>
        left.Length == right.Length && left.SequenceEqual(right);
}
