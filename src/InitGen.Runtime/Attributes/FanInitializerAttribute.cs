namespace InitGen;

/// <summary>An initializer whose spread follows from the weight's fans.</summary>
public abstract class FanInitializerAttribute : InitializerAttribute
{
    private protected FanInitializerAttribute()
    {
    }

    /// <summary>The number of inputs of one output unit, where the shape does not tell it.</summary>
    public int FanIn { get; init; }

    /// <summary>The number of outputs of one input unit, where the shape does not tell it.</summary>
    public int FanOut { get; init; }

    /// <summary>The groups of a grouped convolution; the stored input axis is already divided by it, as in torch.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>How many weights are packed on the output axis (gates; Q, K, V): the fans are those of one of them.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>How many residual branches add to the stream: σ is divided by √N, as in GPT-2.</summary>
    public int ResidualBranches { get; init; } = 1;

    /// <summary>The name of a field or property of type <see cref="int"/> that holds the number of residual branches, in place of <see cref="ResidualBranches"/>.</summary>
    public string? ResidualBranchesFrom { get; init; }

    /// <summary>Which axes are inputs and outputs; else the type's or the assembly's <see cref="ParameterLayoutAttribute"/>, else <see cref="ParameterLayout.OutIn"/>.</summary>
    public ParameterLayout Layout { get; init; }
}
