namespace InitGen;

/// <summary>Where the gain of a <see cref="Nonlinearity"/> comes from.</summary>
public enum GainConvention
{
    /// <summary>The values of torch.nn.init.calculate_gain; the second moment for functions that torch has no gain for.</summary>
    Torch = 0,

    /// <summary>1 / √E[f(z)²] with z ~ N(0, 1): keeps the second moment of the signal (He et al. 2015).</summary>
    SecondMoment = 1,

    /// <summary>1 / √Var f(z) with z ~ N(0, 1): keeps the variance of the signal (Brock et al. 2021, NF-Nets).</summary>
    Variance = 2,
}
