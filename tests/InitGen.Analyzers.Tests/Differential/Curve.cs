extern alias compiler;

using compiler::InitGen.Analyzers.Flow;
using Function = compiler::InitGen.Nonlinearity;

namespace InitGen.Analyzers.Tests.Differential;

/// <summary>An element-wise function: what it is to a rule, its values, and the ways in which people write it.</summary>
/// <param name="Name">Its name in the source.</param>
/// <param name="Fate">What the engine may call it; <see cref="FateKind.Unknown"/> where no name of <see cref="InitGen.Nonlinearity"/> fits.</param>
/// <param name="IsHomogeneous">Whether f(c·x) = c·f(x) for every positive c.</param>
/// <param name="At">Its value.</param>
/// <param name="Spellings">Expressions over a variable <c>v</c> of type double.</param>
internal sealed record Curve(string Name, Fate Fate, bool IsHomogeneous, Func<double, double> At, string[] Spellings)
{
    /// <summary>The body of a function of <c>v</c>, with statements.</summary>
    public string[] Bodies { get; init; } = [];

    /// <summary>Expressions over a <c>v</c> of a type <c>T : IFloatingPointIeee754&lt;T&gt;</c>.</summary>
    public string[] Generic { get; init; } = [];

    /// <summary>Statements that apply it to <c>$</c>, an array or span, in place.</summary>
    public string[] InPlace { get; init; } = [];

    /// <summary>Statements that apply it to one element <c>$</c>, in place.</summary>
    public string[] Element { get; init; } = [];

    public override string ToString() => Name;

    public static Curve[] All { get; } =
    [
        new("Relu", Fate.Activation(Function.Relu), true, static x => Math.Max(0.0, x),
            ["Math.Max(0.0, v)", "v > 0.0 ? v : 0.0", "v < 0.0 ? 0.0 : v", "0.5 * (v + Math.Abs(v))", "v * (v > 0.0 ? 1.0 : 0.0)", "double.Max(v, 0)", "!(v > 0) ? 0 : v", "v is > 0 ? v : 0", "v switch { > 0 => v, _ => 0 }", "Math.Clamp(v, 0.0, double.MaxValue)"])
        {
            Bodies = ["if (v < 0.0) { return 0.0; } return v;", "if (v > 0.0) { return v; } else { return 0.0; }", "double r = 0.0; if (v > 0.0) { r = v; } return r;", "switch (v) { case > 0.0: return v; default: return 0.0; }"],
            Generic = ["T.Max(T.Zero, v)", "v > T.Zero ? v : T.Zero"],
            InPlace = ["TensorPrimitives.Max<double>($, 0.0, $);"],
            Element = ["if ($ < 0.0) { $ = 0.0; }", "if ($ >= 0.0) { continue; } $ = 0.0;", "$ = Math.Max($, 0.0);", "if (!($ > 0.0)) { $ = 0.0; }"],
        },
        new("LeakyRelu", Fate.Activation(Function.LeakyRelu, 0.1), true, static x => x > 0.0 ? x : 0.1 * x,
            ["v > 0.0 ? v : 0.1 * v", "Math.Max(v, 0.1 * v)", "Math.Max(0.0, v) + 0.1 * Math.Min(0.0, v)", "v * (v > 0.0 ? 1.0 : 0.1)"])
        {
            Bodies = ["if (v < 0.0) { return 0.1 * v; } return v;", "if (v < 0.0) { v *= 0.1; } return v;"],
            Generic = ["v > T.Zero ? v : T.CreateChecked(0.1) * v"],
            Element = ["if ($ < 0.0) { $ *= 0.1; }"],
        },
        new("Tanh", Fate.Activation(Function.Tanh), false, Math.Tanh,
            ["Math.Tanh(v)", "2.0 / (1.0 + Math.Exp(-2.0 * v)) - 1.0", "(Math.Exp(v) - Math.Exp(-v)) / (Math.Exp(v) + Math.Exp(-v))", "double.Tanh(v)"])
        {
            Bodies = ["double e = Math.Exp(2.0 * v); return (e - 1.0) / (e + 1.0);"],
            Generic = ["T.Tanh(v)"],
            InPlace = ["TensorPrimitives.Tanh<double>($, $);"],
        },
        new("Sigmoid", Fate.Activation(Function.Sigmoid), false, static x => 1.0 / (1.0 + Math.Exp(-x)),
            ["1.0 / (1.0 + Math.Exp(-v))", "0.5 * (1.0 + Math.Tanh(0.5 * v))", "Math.Exp(v) / (1.0 + Math.Exp(v))"])
        {
            Bodies = ["if (v >= 0.0) { return 1.0 / (1.0 + Math.Exp(-v)); } double e = Math.Exp(v); return e / (1.0 + e);"],
            Generic = ["T.One / (T.One + T.Exp(-v))"],
            InPlace = ["TensorPrimitives.Sigmoid<double>($, $);"],
        },
        new("Silu", Fate.Activation(Function.Silu), false, static x => x / (1.0 + Math.Exp(-x)),
            ["v / (1.0 + Math.Exp(-v))", "v * (1.0 / (1.0 + Math.Exp(-v)))"])
        {
            Generic = ["v / (T.One + T.Exp(-v))"],
            Element = ["$ *= 1.0 / (1.0 + Math.Exp(-$));"],
        },
        new("Elu", Fate.Activation(Function.Elu), false, static x => x > 0.0 ? x : Math.Exp(x) - 1.0,
            ["v > 0.0 ? v : Math.Exp(v) - 1.0", "Math.Max(0.0, v) + Math.Min(0.0, Math.Exp(v) - 1.0)"])
        {
            Bodies = ["if (v > 0.0) { return v; } return Math.Exp(v) - 1.0;"],
            Element = ["if ($ < 0.0) { $ = Math.Exp($) - 1.0; }"],
        },
        new("Gelu", Fate.Activation(Function.GeluTanh), false, static x => 0.5 * x * (1.0 + Math.Tanh(Math.Sqrt(2.0 / Math.PI) * (x + (0.044715 * x * x * x)))),
            ["0.5 * v * (1.0 + Math.Tanh(Math.Sqrt(2.0 / Math.PI) * (v + 0.044715 * v * v * v)))"])
        {
            Bodies = ["double u = 0.7978845608028654 * (v + 0.044715 * Math.Pow(v, 3.0)); return 0.5 * v * (1.0 + Math.Tanh(u));"],
        },
        new("Selu", Fate.Activation(Function.Selu), false, static x => 1.0507009873554805 * (x > 0.0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1.0)),
            ["1.0507009873554805 * (v > 0.0 ? v : 1.6732632423543772 * (Math.Exp(v) - 1.0))"]),
        new("Softplus", Fate.Activation(Function.Softplus), false, static x => Math.Log(1.0 + Math.Exp(x)),
            ["Math.Log(1.0 + Math.Exp(v))", "Math.Max(v, 0.0) + Math.Log(1.0 + Math.Exp(-Math.Abs(v)))"]),
        new("Relu6", Fate.Activation(Function.Relu6), false, static x => Math.Min(6.0, Math.Max(0.0, x)),
            ["Math.Min(6.0, Math.Max(0.0, v))", "Math.Clamp(v, 0.0, 6.0)"]),
        new("Sine", Fate.Activation(Function.Sin, 1.0), false, Math.Sin, ["Math.Sin(v)"]),

        // A constant before the rectifier is a bias to it.
        new("Shifted", Fate.Activation(Function.Relu), true, static x => Math.Max(0.0, x - 0.7), ["Math.Max(0.0, v - 0.7)", "v > 0.7 ? v - 0.7 : 0.0"]),

        // None of these has a name that a rule may act on: a certain activation is a false one.
        new("Mirror", Fate.Unknown, true, Math.Abs, ["Math.Abs(v)", "v > 0.0 ? v : -v", "Math.Max(v, -v)"])
        {
            Element = ["if ($ < 0.0) { $ = -$; }"],
        },
        new("Steep", Fate.Unknown, true, static x => x > 0.0 ? x : 1.5 * x, ["v > 0.0 ? v : 1.5 * v"]),
        new("Narrow", Fate.Unknown, false, static x => Math.Tanh(2.5 * x), ["Math.Tanh(2.5 * v)"]),
        new("Tenth", Fate.Unknown, false, static x => Math.Tanh(Math.Max(0.0, x)), ["Math.Tanh(Math.Max(0.0, v))"])
        {
            Bodies = ["if (v < 0.0) { v = 0.0; } return Math.Tanh(v);"],
        },
        new("Gauss", Fate.Unknown, false, static x => Math.Exp(-(x * x)), ["Math.Exp(-v * v)", "Math.Exp(-(v * v))"]),
    ];

    public static Curve Named(string name) => Array.Find(All, curve => curve.Name == name)!;
}
