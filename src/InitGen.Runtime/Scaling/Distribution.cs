namespace InitGen;

/// <summary>The distribution that variance scaling draws from.</summary>
public enum Distribution
{
    /// <summary>A normal distribution, cut at two standard deviations and widened so that the variance holds (Keras' default).</summary>
    TruncatedNormal = 0,

    /// <summary>A normal distribution.</summary>
    Normal = 1,

    /// <summary>A uniform distribution, symmetric about zero.</summary>
    Uniform = 2,
}
