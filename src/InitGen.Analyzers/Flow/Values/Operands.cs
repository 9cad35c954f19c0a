namespace InitGen.Analyzers.Flow;

/// <summary>What is asked of the operands of an operation.</summary>
internal static class Operands
{
    /// <summary>Whether it is weights as they are stored, before the signal has met them.</summary>
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

    /// <summary>The formula; of an element of which nothing else is known, that it is this element.</summary>
    public static Expr? ExprOf(AbstractValue value) =>
        value.Expr ?? (value.Read is { } read && value.References.IsEmpty && (!value.HasAtoms || OnlyRaw(value))
            ? Expr.Of(new Token(value.IsSignal ? TokenKind.Signal : TokenKind.Element, read))
            : null);

    /// <summary>Whether it is one number for all units, known or not: a constant, a size, a hyperparameter.</summary>
    public static bool IsNumber(AbstractValue value) =>
        !value.HasAtoms && value.Expr is { } formula && !formula.Mentions(static token => token.Kind != TokenKind.Scalar);

    /// <summary>Whether it is a square root, as of a variance, perhaps with an ε behind it.</summary>
    public static bool IsRoot(Expr? formula) => formula switch
    {
        { Op: ExprOp.Sqrt } => true,
        { Op: ExprOp.Power, Operands: [_, { IsConstant: true, Value: 0.5 }] } => true,
        { Op: ExprOp.Add or ExprOp.Max, Operands: [{ } a, { IsConstant: true }] } => IsRoot(a),
        { Op: ExprOp.Add or ExprOp.Max, Operands: [{ IsConstant: true }, { } b] } => IsRoot(b),
        _ => false,
    };

    /// <summary>Whether it is one over a square root.</summary>
    public static bool IsInverseRoot(Expr? formula) => formula switch
    {
        { Op: ExprOp.Divide, Operands: [{ IsConstant: true }, { } divisor] } => IsRoot(divisor),
        { Op: ExprOp.Power, Operands: [_, { IsConstant: true, Value: -0.5 }] } => true,
        _ => false,
    };

    /// <summary>Whether a factor is an element of a matrix of the input that runs over places and leaves the units alone: <c>A[i, k] * z[k, j]</c>.</summary>
    public static bool IsMixing(ElementRead? factor, ElementRead? element)
    {
        if (element is null || factor is not { Source.Kind: ObjectKind.Input })
        {
            return false;
        }

        HashSet<Token> own = Running(element);
        HashSet<Token> running = Running(factor);
        return running.Overlaps(own) && !running.IsSubsetOf(own) && !running.IsSupersetOf(own);
    }

    /// <summary>The counters that run over both elements.</summary>
    public static HashSet<Token> Shared(ElementRead left, ElementRead right)
    {
        HashSet<Token> shared = Running(left);
        shared.IntersectWith(Running(right));
        return shared;
    }

    /// <summary>The counters that an element's indices run with.</summary>
    public static HashSet<Token> Running(ElementRead read)
    {
        var tokens = new HashSet<Token>();
        foreach (Expr? index in read.Indices)
        {
            index?.CollectTokens(tokens);
        }

        tokens.RemoveWhere(static token => !token.IsIndex);
        return tokens;
    }

    /// <summary>What the forward pass multiplies its input with, x / 255, before any weight. Features of other kinds are inputs of an unknown scale.</summary>
    public static double FactorOf(AbstractValue input)
    {
        if (input.Expr is not { } formula || !formula.Mentions(static token => token.Kind == TokenKind.Signal))
        {
            return 1.0;
        }

        return ActivationCurve.Read(formula) is { Fate.Kind: FateKind.Linear } line && formula.Evaluate(static _ => 0.0) == 0.0
            ? line.Scale
            : double.NaN;
    }

    /// <summary>Whether the output of a weight is in a value.</summary>
    public static bool Carries(AbstractValue value, Weight weight)
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

    /// <summary>Whether both are outputs of the same matrices, in other places: then the greater of them is one of them.</summary>
    public static bool IsPooling(AbstractValue left, AbstractValue right) =>
        left.Atoms.All(atom => !atom.Weight.IsMatrix || Carries(right, atom.Weight))
        && right.Atoms.All(atom => !atom.Weight.IsMatrix || Carries(left, atom.Weight));

    /// <summary>Whether a weight's output that the value carries has a fate of this kind.</summary>
    public static bool Any(AbstractValue value, FateKind kind)
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
}
