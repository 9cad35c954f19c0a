namespace InitGen;

/// <summary>The function that a layer's output passes, for which an initializer picks its gain.</summary>
public enum Nonlinearity
{
    /// <summary>The identity: f(x) = x. Also a convolution or matrix product with nothing behind it.</summary>
    Linear = 0,

    /// <summary>The logistic function: f(x) = 1 / (1 + e⁻ˣ).</summary>
    Sigmoid = 1,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh = 2,

    /// <summary>The rectifier: f(x) = max(0, x).</summary>
    Relu = 3,

    /// <summary>The leaky rectifier: f(x) = x for x ≥ 0, slope · x below (slope 0.01 unless given).</summary>
    LeakyRelu = 4,

    /// <summary>The capped rectifier: f(x) = min(max(0, x), 6).</summary>
    Relu6 = 5,

    /// <summary>The squared rectifier: f(x) = max(0, x)² (So et al. 2021, Primer).</summary>
    ReluSquared = 6,

    /// <summary>The exponential linear unit with α = 1: f(x) = x for x &gt; 0, eˣ − 1 below (Clevert et al. 2016).</summary>
    Elu = 7,

    /// <summary>The continuously differentiable exponential linear unit with α = 1, where it equals <see cref="Elu"/> (Barron 2017).</summary>
    Celu = 8,

    /// <summary>The self-normalizing exponential linear unit (Klambauer et al. 2017).</summary>
    Selu = 9,

    /// <summary>The Gaussian error linear unit: f(x) = x · Φ(x) (Hendrycks and Gimpel 2016).</summary>
    Gelu = 10,

    /// <summary>The tanh approximation of <see cref="Gelu"/>: f(x) = x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).</summary>
    GeluTanh = 11,

    /// <summary>The sigmoid linear unit, also called Swish: f(x) = x · sigmoid(x) (Ramachandran et al. 2017).</summary>
    Silu = 12,

    /// <summary>Mish: f(x) = x · tanh(softplus(x)) (Misra 2019).</summary>
    Mish = 13,

    /// <summary>Softplus: f(x) = ln(1 + eˣ).</summary>
    Softplus = 14,

    /// <summary>Softsign: f(x) = x / (1 + |x|).</summary>
    Softsign = 15,

    /// <summary>The piecewise linear Swish: f(x) = x · min(max(x + 3, 0), 6) / 6 (Howard et al. 2019).</summary>
    HardSwish = 16,

    /// <summary>The clipped identity: f(x) = min(max(x, −1), 1).</summary>
    HardTanh = 17,

    /// <summary>The piecewise linear sigmoid: f(x) = min(max(x + 3, 0), 6) / 6.</summary>
    HardSigmoid = 18,

    /// <summary>The sine (Sitzmann et al. 2020, SIREN).</summary>
    Sin = 19,
}
