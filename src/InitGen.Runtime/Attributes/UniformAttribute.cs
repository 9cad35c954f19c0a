namespace InitGen;

/// <summary>Draws from the open interval (low, high).</summary>
/// <param name="low">The lower bound; finite.</param>
/// <param name="high">The upper bound; above <paramref name="low"/>, finite.</param>
public sealed class UniformAttribute(double low, double high) : InitializerAttribute
{
    /// <summary>The lower bound.</summary>
    public double Low { get; } = low;

    /// <summary>The upper bound.</summary>
    public double High { get; } = high;

    /// <summary>How many residual branches add to the stream: the range shrinks by √N about its middle.</summary>
    public int ResidualBranches { get; init; } = 1;

    /// <summary>The name of a field or property of type <see cref="int"/> that holds the number of residual branches, in place of <see cref="ResidualBranches"/>.</summary>
    public string? ResidualBranchesFrom { get; init; }
}
