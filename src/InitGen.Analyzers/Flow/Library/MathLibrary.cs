using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>Math, MathF, generic math and vectors.</summary>
internal sealed class MathLibrary(Interpreter run) : ILibrary
{
    public IEnumerable<string> Types => ["Math", "MathF", "Random", "Vector", "Vector64", "Vector128", "Vector256", "Vector512"];

    public AbstractValue? Invoke(LibraryCall call)
    {
        if (call.Method.ContainingType.Name == "Random")
        {
            // A draw: what it decides is decided at random, as by dropout.
            return Symbols.IsFloating(call.Method.ReturnType) ? AbstractValue.Number(Expr.Of(new Token(TokenKind.Random, call.Site))) : null;
        }

        bool isVector = call.Method.ContainingType.Name.StartsWith("Vector", StringComparison.Ordinal) || Symbols.IsFloating(call.Method.ContainingType);
        return (isVector ? VectorMethod(call.Method, call.Receiver, call.Arguments, call.Site) : null) ?? Elementwise(call.Method.Name, call.Arguments, call.Site);
    }

    /// <summary>A function of scalars, also applied to vectors and, by TensorPrimitives, to every element.</summary>
    public AbstractValue? Elementwise(string name, ImmutableArray<AbstractValue> a, Site site)
    {
        AbstractValue? one = a.Length >= 1 ? a[0] : null;
        if (one is null)
        {
            return null;
        }

        if (a.Length == 1)
        {
            switch (name)
            {
                case "Exp": return SignalArithmetic.Apply(one, ExprOp.Exp);
                case "Log": return SignalArithmetic.Apply(one, ExprOp.Log);
                case "Tanh": return SignalArithmetic.Apply(one, ExprOp.Tanh);
                case "Sigmoid": return SignalArithmetic.Apply(one, ExprOp.Sigmoid);
                case "Sqrt" or "SquareRoot": return SignalArithmetic.Apply(one, ExprOp.Sqrt);
                case "Abs": return SignalArithmetic.Apply(one, ExprOp.Abs);
                case "Sin": return SignalArithmetic.Apply(one, ExprOp.Sin);
                case "Cos": return SignalArithmetic.Apply(one, ExprOp.Cos);
                case "Floor": return SignalArithmetic.Apply(one, ExprOp.Floor);
                case "Negate": return SignalArithmetic.Apply(one, ExprOp.Negate);
                case "ExpM1": return run.Arithmetic.Add(SignalArithmetic.Apply(one, ExprOp.Exp), AbstractValue.Number(1.0), ExprOp.Subtract, site);
                case "LogP1": return SignalArithmetic.Apply(run.Arithmetic.Add(one, AbstractValue.Number(1.0), ExprOp.Add, site), ExprOp.Log);
                case "Reciprocal" or "ReciprocalEstimate": return run.Arithmetic.Divide(AbstractValue.Number(1.0), one, site);
                case "ReciprocalSqrt" or "ReciprocalSqrtEstimate":
                    return run.Arithmetic.Divide(AbstractValue.Number(1.0), SignalArithmetic.Apply(one, ExprOp.Sqrt), site);
                case "IsNegative": return SignalArithmetic.Compare(one, AbstractValue.Number(0.0), static (x, zero) => Expr.Make(ExprOp.Less, x, zero));
                case "IsPositive": return SignalArithmetic.Compare(one, AbstractValue.Number(0.0), static (x, zero) => Expr.Make(ExprOp.LessOrEqual, zero, x));
                case "CreateChecked" or "CreateSaturating" or "CreateTruncating" or "Create" or "Broadcast": return one;
                default: return null;
            }
        }

        AbstractValue two = a[1];
        switch (name, a.Length)
        {
            case ("Add", 2): return run.Arithmetic.Add(one, two, ExprOp.Add, site);
            case ("Subtract", 2): return run.Arithmetic.Add(one, two, ExprOp.Subtract, site);
            case ("Multiply", 2): return run.Arithmetic.Multiply(one, two, site);
            case ("Divide", 2): return run.Arithmetic.Divide(one, two, site);
            case ("Max" or "MaxNumber" or "MaxNative", 2): return SignalArithmetic.Extreme(one, two, ExprOp.Max, site);
            case ("Min" or "MinNumber" or "MinNative", 2): return SignalArithmetic.Extreme(one, two, ExprOp.Min, site);
            case ("Pow", 2) when two.Expr is { } exponent && !two.IsSignal: return SignalArithmetic.Apply(one, ExprOp.Power, exponent);
            case ("Clamp", 3):
                return SignalArithmetic.Extreme(SignalArithmetic.Extreme(one, two, ExprOp.Max, site), a[2], ExprOp.Min, site with { Role = "clamp" });
            case ("FusedMultiplyAdd" or "MultiplyAddEstimate" or "MultiplyAdd", 3):
                return run.Arithmetic.Add(run.Arithmetic.Multiply(one, two, site), a[2], ExprOp.Add, site with { Role = "sum" });
            case ("AddMultiply", 3):
                return run.Arithmetic.Multiply(run.Arithmetic.Add(one, two, ExprOp.Add, site), a[2], site with { Role = "product" });
            case ("GreaterThan", 2): return SignalArithmetic.Compare(one, two, static (x, y) => Expr.Make(ExprOp.Less, y, x));
            case ("GreaterThanOrEqual", 2): return SignalArithmetic.Compare(one, two, static (x, y) => Expr.Make(ExprOp.LessOrEqual, y, x));
            case ("LessThan", 2): return SignalArithmetic.Compare(one, two, static (x, y) => Expr.Make(ExprOp.Less, x, y));
            case ("LessThanOrEqual", 2): return SignalArithmetic.Compare(one, two, static (x, y) => Expr.Make(ExprOp.LessOrEqual, x, y));
            case ("ConditionalSelect", 3): return Lattice.Select(one, two, a[2], site, "lane");
            default: return null;
        }
    }

    // A sum over the elements: the weights stay, the formula of one element does not.
    public static AbstractValue Reduction(AbstractValue element, Site site) =>
        element.HasAtoms && !Operands.OnlyRaw(element)
            ? AbstractValue.Signal(Lattice.Settle(element).Atoms, SignalArithmetic.Fresh(site, "reduced"))
            : element.WithRead(null).WithExpr(null);

    private AbstractValue? VectorMethod(IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, Site site)
    {
        switch (method.Name)
        {
            case "Load" or "LoadUnsafe" or "LoadAligned":
                return run.Elements.ReadElements(arguments[0], [arguments.Length > 1 ? arguments[1].Expr : Expr.Constant(0.0)], site);
            case "Create" when arguments.Length == 1 && !arguments[0].References.IsEmpty:
                return run.Elements.ReadElements(arguments[0], [Expr.Constant(0.0)], site);
            case "Store" or "StoreUnsafe" or "StoreAligned" when arguments.Length >= 2:
                run.Elements.WriteElements(arguments[1], [arguments.Length > 2 ? arguments[2].Expr : arguments[1].Read is null ? null : Expr.Constant(0.0)], arguments[0], site);
                return AbstractValue.Nothing;
            case "CopyTo":
                AbstractValue value = method.IsStatic ? arguments[0] : receiver;
                ImmutableArray<AbstractValue> into = method.IsStatic ? arguments.RemoveAt(0) : arguments;
                run.Elements.WriteElements(into[0], [into.Length > 1 ? into[1].Expr : Expr.Constant(0.0)], value, site);
                return AbstractValue.Nothing;
            case "Dot":
                return Reduction(run.Arithmetic.Multiply(arguments[0], arguments[1], site), site);
            case "Sum":
                return Reduction(arguments[0], site);
            default:
                return null;
        }
    }
}
