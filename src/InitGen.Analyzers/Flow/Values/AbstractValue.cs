using System.Collections.Immutable;

namespace InitGen.Analyzers.Flow;

/// <summary>Where a value was read: the object, and the index by which.</summary>
internal sealed record ElementRead(AbstractObject Source, ImmutableArray<Expr?> Indices)
{
    public bool Equals(ElementRead? other) =>
        other is not null && Source.Equals(other.Source) && Indices.SequenceEqual(other.Indices);

    public override int GetHashCode() => Source.GetHashCode();
}

/// <summary>
/// What is known of a value: the weights whose outputs it carries, the objects it may refer to, and, for a scalar, its formula.
/// Weights that have passed the formula's nonlinearity are only marked with it when the formula is given up (at a sum, a product with
/// another part of the signal, the next weight), so that <c>x * Sigmoid(x)</c> is read as one function.
/// </summary>
internal sealed class AbstractValue : IEquatable<AbstractValue>
{
    public static readonly AbstractValue Nothing = new([], [], null, false, null);

    private AbstractValue(
        ImmutableArray<FlowAtom> atoms, ImmutableArray<AbstractObject> references, Expr? expr, bool isSignal, ElementRead? read)
    {
        Atoms = atoms;
        References = references;
        Expr = expr;
        IsSignal = isSignal;
        Read = read;
    }

    public ImmutableArray<FlowAtom> Atoms { get; }

    public ImmutableArray<AbstractObject> References { get; }

    public Expr? Expr { get; }

    /// <summary>Whether it depends on the model's input, be it through weights or directly.</summary>
    public bool IsSignal { get; }

    /// <summary>The element it was read from, as long as nothing was done to it.</summary>
    public ElementRead? Read { get; }

    public bool HasAtoms => !Atoms.IsEmpty;

    public bool HasRaw
    {
        get
        {
            foreach (FlowAtom atom in Atoms)
            {
                if (atom.IsRaw)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The constant that it is for certain.</summary>
    public double? Constant => Expr is { IsConstant: true } ? Expr.Value : null;

    public static AbstractValue Number(Expr? expr) => new([], [], expr, false, null);

    public static AbstractValue Number(double constant) => Number(Expr.Constant(constant));

    public static AbstractValue Input(Expr? expr) => new([], [], expr, true, null);

    public static AbstractValue Signal(ImmutableArray<FlowAtom> atoms, Expr? expr) => new(atoms, [], expr, true, null);

    public static AbstractValue Raw(Weight weight, ElementRead read) =>
        new([new FlowAtom(weight, Fate.Linear, IsRaw: true)], [], null, false, read);

    public static AbstractValue Reference(params ImmutableArray<AbstractObject> references) => new([], references, null, false, null);

    public AbstractValue WithAtoms(ImmutableArray<FlowAtom> atoms) => new(atoms, References, Expr, IsSignal, Read);

    public AbstractValue WithExpr(Expr? expr) => new(Atoms, References, expr, IsSignal, null);

    public AbstractValue WithRead(ElementRead? read) => new(Atoms, References, Expr, IsSignal, read);

    public AbstractValue WithReferences(ImmutableArray<AbstractObject> references) => new(Atoms, references, Expr, IsSignal, Read);

    public AbstractValue AsSignal() => IsSignal ? this : new(Atoms, References, Expr, true, Read);

    /// <summary>The one signal that the formula is a function of; null where there is none, or more than one.</summary>
    public Token? SignalToken()
    {
        if (Expr is null)
        {
            return null;
        }

        var tokens = new HashSet<Token>();
        Expr.CollectTokens(tokens);
        Token? found = null;
        foreach (Token token in tokens)
        {
            if (token.Kind == TokenKind.Signal)
            {
                if (found is not null)
                {
                    return null;
                }

                found = token;
            }
        }

        return found;
    }

    public bool Equals(AbstractValue? other) =>
        ReferenceEquals(this, other)
        || (other is not null && IsSignal == other.IsSignal && Equals(Expr, other.Expr) && Equals(Read, other.Read)
            && SameSet(Atoms, other.Atoms) && SameSet(References, other.References));

    public override bool Equals(object? obj) => Equals(obj as AbstractValue);

    public override int GetHashCode() => unchecked((Expr?.GetHashCode() ?? 0) + (Atoms.Length * 31) + (References.Length * 97));

    /// <summary>The weights of both. Atoms that differ in their factor alone become one, whose factor is not known: so loops settle.</summary>
    public static ImmutableArray<FlowAtom> Union(ImmutableArray<FlowAtom> left, ImmutableArray<FlowAtom> right)
    {
        ImmutableArray<FlowAtom> result = left;
        foreach (FlowAtom atom in right)
        {
            result = With(result, atom);
        }

        return result;
    }

    /// <summary>The weights with one more.</summary>
    public static ImmutableArray<FlowAtom> With(ImmutableArray<FlowAtom> atoms, FlowAtom atom)
    {
        for (int i = 0; i < atoms.Length; i++)
        {
            if (atoms[i] with { Scale = atom.Scale, Lead = atom.Lead } == atom)
            {
                FlowAtom either = atom with { Scale = Either(atoms[i].Scale, atom.Scale), Lead = Either(atoms[i].Lead, atom.Lead) };
                return either == atoms[i] ? atoms : atoms.SetItem(i, either);
            }
        }

        return atoms.Add(atom);
    }

    // Two factors are none that is known.
    private static double Either(double left, double right) => left.Equals(right) ? left : double.NaN;

    public static ImmutableArray<T> Union<T>(ImmutableArray<T> left, ImmutableArray<T> right)
    {
        if (left.IsEmpty)
        {
            return right;
        }

        ImmutableArray<T> result = left;
        foreach (T item in right)
        {
            if (!result.Contains(item))
            {
                result = result.Add(item);
            }
        }

        return result;
    }

    private static bool SameSet<T>(ImmutableArray<T> left, ImmutableArray<T> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        foreach (T item in left)
        {
            if (!right.Contains(item))
            {
                return false;
            }
        }

        return true;
    }
}
