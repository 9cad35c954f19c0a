using System.Diagnostics.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>The nonlinearities by the names that code gives them.</summary>
internal static class Activations
{
    private static readonly Dictionary<string, Fate> s_byName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["relu"] = Fate.Activation(Nonlinearity.Relu),
        ["rectifier"] = Fate.Activation(Nonlinearity.Relu),
        ["leakyrelu"] = Fate.Activation(Nonlinearity.LeakyRelu, double.NaN),
        ["lrelu"] = Fate.Activation(Nonlinearity.LeakyRelu, double.NaN),
        ["relu6"] = Fate.Activation(Nonlinearity.Relu6),
        ["squaredrelu"] = Fate.Activation(Nonlinearity.ReluSquared),
        ["relusquared"] = Fate.Activation(Nonlinearity.ReluSquared),
        ["elu"] = Fate.Activation(Nonlinearity.Elu),
        ["celu"] = Fate.Activation(Nonlinearity.Celu),
        ["selu"] = Fate.Activation(Nonlinearity.Selu),
        ["gelu"] = Fate.Activation(Nonlinearity.Gelu),
        ["gelutanh"] = Fate.Activation(Nonlinearity.GeluTanh),
        ["silu"] = Fate.Activation(Nonlinearity.Silu),
        ["swish"] = Fate.Activation(Nonlinearity.Silu),
        ["mish"] = Fate.Activation(Nonlinearity.Mish),
        ["softplus"] = Fate.Activation(Nonlinearity.Softplus),
        ["softsign"] = Fate.Activation(Nonlinearity.Softsign),
        ["hardswish"] = Fate.Activation(Nonlinearity.HardSwish),
        ["hardtanh"] = Fate.Activation(Nonlinearity.HardTanh),
        ["hardsigmoid"] = Fate.Activation(Nonlinearity.HardSigmoid),
        ["sigmoid"] = Fate.Activation(Nonlinearity.Sigmoid),
        ["logistic"] = Fate.Activation(Nonlinearity.Sigmoid),
        ["tanh"] = Fate.Activation(Nonlinearity.Tanh),
        ["softmax"] = Fate.Softmax,
        ["logsoftmax"] = Fate.Softmax,
        ["layernorm"] = Fate.Norm,
        ["layernormalization"] = Fate.Norm,
        ["batchnorm"] = Fate.Norm,
        ["batchnorm1d"] = Fate.Norm,
        ["batchnorm2d"] = Fate.Norm,
        ["batchnormalization"] = Fate.Norm,
        ["rmsnorm"] = Fate.RmsNorm,
        ["groupnorm"] = Fate.Norm,
        ["instancenorm"] = Fate.Norm,
        ["l2normalize"] = Fate.RmsNorm,
        ["normalize"] = Fate.RmsNorm,
    };

    // What code hangs on a name without changing its meaning: ReluInPlace, ApplyRelu, TanhActivation, ReLULayer, relu_forward.
    private static readonly string[] s_decorations =
        ["inplace", "activation", "layer", "function", "apply", "forward", "vector", "batch", "rows", "compute", "derivativefree"];

    /// <summary>Reads a method's, delegate's or type's name. Names of derivatives and gradients name no activation.</summary>
    public static bool TryParse(string name, [NotNullWhen(true)] out Fate? fate)
    {
        string plain = name.Replace("_", string.Empty);
        fate = null;
        if (plain.IndexOf("deriv", StringComparison.OrdinalIgnoreCase) >= 0
            || plain.IndexOf("prime", StringComparison.OrdinalIgnoreCase) >= 0
            || plain.IndexOf("grad", StringComparison.OrdinalIgnoreCase) >= 0
            || plain.IndexOf("backward", StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return false;
        }

        if (s_byName.TryGetValue(plain, out Fate found))
        {
            fate = found;
            return true;
        }

        foreach (string decoration in s_decorations)
        {
            int at = plain.IndexOf(decoration, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && s_byName.TryGetValue(plain.Remove(at, decoration.Length), out found))
            {
                fate = found;
                return true;
            }
        }

        return false;
    }

    /// <summary>The name as the field writes it.</summary>
    public static string DisplayName(Nonlinearity nonlinearity) => nonlinearity switch
    {
        Nonlinearity.Linear => "linear",
        Nonlinearity.Sigmoid => "sigmoid",
        Nonlinearity.Tanh => "tanh",
        Nonlinearity.Relu => "ReLU",
        Nonlinearity.LeakyRelu => "leaky ReLU",
        Nonlinearity.Relu6 => "ReLU6",
        Nonlinearity.ReluSquared => "squared ReLU",
        Nonlinearity.Elu => "ELU",
        Nonlinearity.Celu => "CELU",
        Nonlinearity.Selu => "SELU",
        Nonlinearity.Gelu => "GELU",
        Nonlinearity.GeluTanh => "GELU (tanh)",
        Nonlinearity.Silu => "SiLU",
        Nonlinearity.Mish => "Mish",
        Nonlinearity.Softplus => "softplus",
        Nonlinearity.Softsign => "softsign",
        Nonlinearity.HardSwish => "hard swish",
        Nonlinearity.HardTanh => "hard tanh",
        Nonlinearity.HardSigmoid => "hard sigmoid",
        Nonlinearity.Sin => "sine",
        _ => "unknown",
    };

    /// <summary>The rectifiers for which Kaiming's derivation holds: half (or nearly half) of the second moment is lost.</summary>
    public static bool IsReluFamily(Nonlinearity nonlinearity) =>
        nonlinearity is Nonlinearity.Relu or Nonlinearity.LeakyRelu or Nonlinearity.Relu6;

    /// <summary>The saturating functions for which Xavier was derived.</summary>
    public static bool IsSaturating(Nonlinearity nonlinearity) =>
        nonlinearity is Nonlinearity.Sigmoid or Nonlinearity.Tanh or Nonlinearity.HardSigmoid or Nonlinearity.HardTanh or Nonlinearity.Softsign;
}
