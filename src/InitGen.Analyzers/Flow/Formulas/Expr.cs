namespace InitGen.Analyzers.Flow;

/// <summary>What an <see cref="Expr"/> node computes.</summary>
internal enum ExprOp
{
    Constant, Token,
    Negate, Add, Subtract, Multiply, Divide,
    Exp, Log, Tanh, Sigmoid, Sqrt, Abs, Sin, Cos, Erf, Power, Max, Min, Floor,
    Less, LessOrEqual, Equal, And, Or, Not,
    Select,
    Curve,
}

/// <summary>
/// A scalar as a formula over tokens. Formulas are kept small; one that grows past <see cref="MaxSize"/> is not kept (null), which
/// reads as "some number". They are compared by value and evaluated numerically, so that a function is recognized by its curve
/// however it is written.
/// </summary>
internal sealed class Expr : IEquatable<Expr>
{
    public const int MaxSize = 96;

    private static readonly Token s_slope = new(TokenKind.Scalar, "slope");

    private readonly int _hash;

    private Expr(ExprOp op, double value, Token? token, Nonlinearity curve, Expr[] operands)
    {
        Op = op;
        Value = value;
        Token = token;
        Curve = curve;
        Operands = operands;
        int size = 1;
        unchecked
        {
            int hash = ((int)op * 397) ^ value.GetHashCode() ^ (token?.GetHashCode() ?? 0) ^ ((int)curve << 8);
            foreach (Expr operand in operands)
            {
                hash = (hash * 31) + operand._hash;
                size += operand.Size;
            }

            _hash = hash;
        }

        Size = size;
    }

    public ExprOp Op { get; }

    /// <summary>The constant, or the slope of a <see cref="ExprOp.Curve"/>.</summary>
    public double Value { get; }

    public Token? Token { get; }

    public Nonlinearity Curve { get; }

    public Expr[] Operands { get; }

    public int Size { get; }

    public bool IsConstant => Op == ExprOp.Constant;

    public static Expr Constant(double value) => new(ExprOp.Constant, value, null, default, []);

    public static Expr Of(Token token) => new(ExprOp.Token, 0.0, token, default, []);

    /// <summary>A known nonlinearity applied to <paramref name="operand"/>; a leaky rectifier's slope may be NaN, a number that is not known.</summary>
    public static Expr? Apply(Nonlinearity nonlinearity, double slope, Expr? operand) =>
        operand is null ? null
        : double.IsNaN(slope) ? Make(ExprOp.Select, Make(ExprOp.Less, operand, Constant(0.0)), Make(ExprOp.Multiply, Of(s_slope), operand), operand)
        : Bounded(new Expr(ExprOp.Curve, slope, null, nonlinearity, [operand]));

    /// <summary>A node, folded where all operands are constants; null where an operand is unknown or the formula grows too large.</summary>
    public static Expr? Make(ExprOp op, params Expr?[] operands)
    {
        var known = new Expr[operands.Length];
        bool constant = true;
        for (int i = 0; i < operands.Length; i++)
        {
            if (operands[i] is not { } operand)
            {
                return null;
            }

            known[i] = operand;
            constant &= operand.IsConstant;
        }

        if (Simplify(op, known) is { } simpler)
        {
            return simpler;
        }

        var node = new Expr(op, 0.0, null, default, known);
        return constant ? Constant(node.Evaluate(static _ => double.NaN)) : Bounded(node);
    }

    public double Evaluate(Func<Token, double> tokens)
    {
        double A() => Operands[0].Evaluate(tokens);
        double B() => Operands[1].Evaluate(tokens);
        return Op switch
        {
            ExprOp.Constant => Value,
            ExprOp.Token => tokens(Token!),
            ExprOp.Negate => -A(),
            ExprOp.Add => A() + B(),
            ExprOp.Subtract => A() - B(),
            ExprOp.Multiply => A() * B(),
            ExprOp.Divide => A() / B(),
            ExprOp.Exp => Math.Exp(A()),
            ExprOp.Log => Math.Log(A()),
            ExprOp.Tanh => Math.Tanh(A()),
            ExprOp.Sigmoid => 1.0 / (1.0 + Math.Exp(-A())),
            ExprOp.Sqrt => Math.Sqrt(A()),
            ExprOp.Abs => Math.Abs(A()),
            ExprOp.Sin => Math.Sin(A()),
            ExprOp.Cos => Math.Cos(A()),
            ExprOp.Erf => ErrorFunction(A()),
            ExprOp.Power => Math.Pow(A(), B()),
            ExprOp.Max => Math.Max(A(), B()),
            ExprOp.Min => Math.Min(A(), B()),
            ExprOp.Floor => Math.Floor(A()),
            ExprOp.Less => A() < B() ? 1.0 : 0.0,
            ExprOp.LessOrEqual => A() <= B() ? 1.0 : 0.0,
            ExprOp.Equal => A() == B() ? 1.0 : 0.0,
            ExprOp.And => A() != 0.0 && B() != 0.0 ? 1.0 : 0.0,
            ExprOp.Or => A() != 0.0 || B() != 0.0 ? 1.0 : 0.0,
            ExprOp.Not => A() == 0.0 ? 1.0 : 0.0,
            ExprOp.Select => A() != 0.0 ? B() : Operands[2].Evaluate(tokens),
            ExprOp.Curve => ActivationFunction.Value(Curve, A(), Value),
            _ => double.NaN,
        };
    }

    /// <summary>Adds this formula's tokens to <paramref name="tokens"/>.</summary>
    public void CollectTokens(HashSet<Token> tokens)
    {
        if (Token is not null)
        {
            tokens.Add(Token);
        }

        foreach (Expr operand in Operands)
        {
            operand.CollectTokens(tokens);
        }
    }

    /// <summary>The formula over other tokens.</summary>
    public Expr Map(Func<Token, Token> map)
    {
        if (Token is not null)
        {
            Token mapped = map(Token);
            return ReferenceEquals(mapped, Token) ? this : Of(mapped);
        }

        Expr[]? changed = null;
        for (int i = 0; i < Operands.Length; i++)
        {
            Expr operand = Operands[i].Map(map);
            if (!ReferenceEquals(operand, Operands[i]))
            {
                changed ??= [.. Operands];
                changed[i] = operand;
            }
        }

        return changed is null ? this : new Expr(Op, Value, null, Curve, changed);
    }

    /// <summary>The formula with comparisons of numbers that are not the signal decided, where they can be.</summary>
    public Expr Decide(Func<Expr, bool?> truth)
    {
        if (Op is ExprOp.Less or ExprOp.LessOrEqual or ExprOp.Equal && Mentions(static _ => true) && !Mentions(static token => token.Kind == TokenKind.Signal)
            && truth(this) is { } decided)
        {
            return Constant(decided ? 1.0 : 0.0);
        }

        Expr[]? changed = null;
        for (int i = 0; i < Operands.Length; i++)
        {
            Expr operand = Operands[i].Decide(truth);
            if (!ReferenceEquals(operand, Operands[i]))
            {
                changed ??= [.. Operands];
                changed[i] = operand;
            }
        }

        return changed is null ? this
            : Op == ExprOp.Curve ? new Expr(Op, Value, null, Curve, changed)
            : Make(Op, changed) ?? this;
    }

    public bool Mentions(Token token)
    {
        if (Token is not null)
        {
            return Token.Equals(token);
        }

        foreach (Expr operand in Operands)
        {
            if (operand.Mentions(token))
            {
                return true;
            }
        }

        return false;
    }

    public bool Mentions(Func<Token, bool> isMeant)
    {
        if (Token is not null)
        {
            return isMeant(Token);
        }

        foreach (Expr operand in Operands)
        {
            if (operand.Mentions(isMeant))
            {
                return true;
            }
        }

        return false;
    }

    public bool Equals(Expr? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || _hash != other._hash || Op != other.Op || !Value.Equals(other.Value) || Curve != other.Curve
            || Operands.Length != other.Operands.Length || !Equals(Token, other.Token))
        {
            return false;
        }

        for (int i = 0; i < Operands.Length; i++)
        {
            if (!Operands[i].Equals(other.Operands[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Expr);

    public override int GetHashCode() => _hash;

    // erf(x) = 2 Φ(√2 x) − 1, by the GELU x Φ(x), which has Φ to the last digits.
    private static double ErrorFunction(double x)
    {
        double argument = Math.Sqrt(2.0) * x;
        return argument == 0.0 ? 0.0 : (2.0 * ActivationFunction.Value(Nonlinearity.Gelu, argument, Gain.DefaultSlope) / argument) - 1.0;
    }

    private static Expr? Bounded(Expr node) => node.Size <= MaxSize ? node : null;

    // Only what keeps a value the same token: an accumulator that starts at 0, a factor of 1.
    private static Expr? Simplify(ExprOp op, Expr[] operands)
    {
        static bool Is(Expr expr, double value) => expr.IsConstant && expr.Value == value;
        return op switch
        {
            ExprOp.Add when Is(operands[0], 0.0) => operands[1],
            ExprOp.Add or ExprOp.Subtract when Is(operands[1], 0.0) => operands[0],
            ExprOp.Multiply when Is(operands[0], 1.0) => operands[1],
            ExprOp.Multiply or ExprOp.Divide when Is(operands[1], 1.0) => operands[0],
            ExprOp.And when operands[0].IsConstant => operands[0].Value != 0.0 ? operands[1] : operands[0],
            ExprOp.And when operands[1].IsConstant => operands[1].Value != 0.0 ? operands[0] : operands[1],
            ExprOp.Or when operands[0].IsConstant => operands[0].Value != 0.0 ? operands[0] : operands[1],
            ExprOp.Or when operands[1].IsConstant => operands[1].Value != 0.0 ? operands[1] : operands[0],
            ExprOp.Select when operands[1].Equals(operands[2]) => operands[1],
            ExprOp.Select when operands[0].IsConstant => operands[0].Value != 0.0 ? operands[1] : operands[2],
            _ => null,
        };
    }
}
