extern alias compiler;

using compiler::InitGen.Analyzers.Flow;
using Curve = compiler::InitGen.Nonlinearity;

namespace InitGen.Analyzers.Tests;

/// <summary>Formulas over one signal and some unknowns, written as C# writes them.</summary>
internal sealed class Formula(Expr expr)
{
    /// <summary>The signal.</summary>
    public static readonly Formula X = new(Expr.Of(new Token(TokenKind.Signal, "x")));

    /// <summary>A number that is not known: one for all units, one for each, one for each time.</summary>
    public static readonly Formula K = new(Expr.Of(new Token(TokenKind.Scalar, "k")));
    public static readonly Formula PerUnit = new(Expr.Of(new Token(TokenKind.Element, "v[i]")));
    public static readonly Formula Draw = new(Expr.Of(new Token(TokenKind.Random, "draw")));

    public Expr Expr { get; } = expr;

    public static implicit operator Formula(double constant) => new(Expr.Constant(constant));

    public static Formula operator +(Formula a, Formula b) => Of(ExprOp.Add, a, b);

    public static Formula operator -(Formula a, Formula b) => Of(ExprOp.Subtract, a, b);

    public static Formula operator -(Formula a) => Of(ExprOp.Negate, a);

    public static Formula operator *(Formula a, Formula b) => Of(ExprOp.Multiply, a, b);

    public static Formula operator /(Formula a, Formula b) => Of(ExprOp.Divide, a, b);

    public static Formula Of(ExprOp op, params Formula[] operands) => new(Expr.Make(op, [.. operands.Select(operand => operand.Expr)])!);

    public static Formula Named(Curve function, Formula a, double slope = 0.0) => new(Expr.Apply(function, slope, a.Expr)!);

    public static Formula Max(Formula a, Formula b) => Of(ExprOp.Max, a, b);

    public static Formula Min(Formula a, Formula b) => Of(ExprOp.Min, a, b);

    public static Formula Abs(Formula a) => Of(ExprOp.Abs, a);

    public static Formula Exp(Formula a) => Of(ExprOp.Exp, a);

    public static Formula Log(Formula a) => Of(ExprOp.Log, a);

    public static Formula Tanh(Formula a) => Of(ExprOp.Tanh, a);

    public static Formula Sin(Formula a) => Of(ExprOp.Sin, a);

    public static Formula Sigmoid(Formula a) => Of(ExprOp.Sigmoid, a);

    public static Formula Sqrt(Formula a) => Of(ExprOp.Sqrt, a);

    /// <summary>a &gt; b ? yes : no.</summary>
    public static Formula IfGreater(Formula a, Formula b, Formula yes, Formula no) => Of(ExprOp.Select, Of(ExprOp.Less, b, a), yes, no);
}
