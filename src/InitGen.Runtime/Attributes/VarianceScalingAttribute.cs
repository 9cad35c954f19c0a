namespace InitGen;

/// <summary>Variance scaling as in Keras and JAX: a distribution of variance scale / max(1, fan).</summary>
/// <param name="scale">The variance at fan 1; above 0, finite.</param>
/// <param name="fanMode">The fan to divide by.</param>
/// <param name="distribution">The distribution to draw from; the truncated normal is widened so that the variance holds after truncation.</param>
public sealed class VarianceScalingAttribute(
    double scale = 1.0, FanMode fanMode = FanMode.FanIn, Distribution distribution = Distribution.TruncatedNormal) : FanInitializerAttribute
{
    /// <summary>The variance at fan 1.</summary>
    public double Scale { get; } = scale;

    /// <summary>The fan to divide by.</summary>
    public FanMode FanMode { get; } = fanMode;

    /// <summary>The distribution to draw from.</summary>
    public Distribution Distribution { get; } = distribution;
}
