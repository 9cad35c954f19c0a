namespace InitGen;

/// <summary>Draws from a normal distribution N(mean, std²).</summary>
/// <param name="mean">The mean; finite.</param>
/// <param name="std">The standard deviation; 0 or more, finite.</param>
public sealed class NormalAttribute(double mean = 0.0, double std = 1.0) : InitializerAttribute
{
    /// <summary>The mean.</summary>
    public double Mean { get; } = mean;

    /// <summary>The standard deviation.</summary>
    public double Std { get; } = std;

    /// <summary>The name of a field or property of type <see cref="double"/> or <see cref="float"/> that holds the standard deviation, in place of <see cref="Std"/>.</summary>
    public string? StdFrom { get; init; }

    /// <summary>How many residual branches add to the stream: σ is divided by √N, as in GPT-2.</summary>
    public int ResidualBranches { get; init; } = 1;

    /// <summary>The name of a field or property of type <see cref="int"/> that holds the number of residual branches, in place of <see cref="ResidualBranches"/>.</summary>
    public string? ResidualBranchesFrom { get; init; }

    /// <summary>How many weights are packed on the output axis, as Q, K and V: tells readers and analyzers, and changes no number here.</summary>
    public int Parts { get; init; } = 1;
}
