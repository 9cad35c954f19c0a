namespace InitGen;

/// <summary>Draws from a normal distribution N(mean, std²) cut to [mean + LowerSigmas · std, mean + UpperSigmas · std].</summary>
/// <param name="mean">The mean before the cut; finite.</param>
/// <param name="std">The standard deviation before the cut, unless <see cref="PreserveStd"/>; 0 or more, finite.</param>
public sealed class TruncatedNormalAttribute(double mean = 0.0, double std = 1.0) : InitializerAttribute
{
    /// <summary>The mean before the cut.</summary>
    public double Mean { get; } = mean;

    /// <summary>The standard deviation before the cut, or after it with <see cref="PreserveStd"/>.</summary>
    public double Std { get; } = std;

    /// <summary>The name of a field or property of type <see cref="double"/> or <see cref="float"/> that holds the standard deviation, in place of <see cref="Std"/>.</summary>
    public string? StdFrom { get; init; }

    /// <summary>The lower bound in standard deviations from the mean; −8 or more.</summary>
    public double LowerSigmas { get; init; } = -2.0;

    /// <summary>The upper bound in standard deviations from the mean; above <see cref="LowerSigmas"/>, 8 or less.</summary>
    public double UpperSigmas { get; init; } = 2.0;

    /// <summary>Widens the distribution so that its standard deviation is <see cref="Std"/> after the cut, as Keras and JAX do.</summary>
    public bool PreserveStd { get; init; }

    /// <summary>How many residual branches add to the stream: σ is divided by √N, as in GPT-2.</summary>
    public int ResidualBranches { get; init; } = 1;

    /// <summary>The name of a field or property of type <see cref="int"/> that holds the number of residual branches, in place of <see cref="ResidualBranches"/>.</summary>
    public string? ResidualBranchesFrom { get; init; }
}
