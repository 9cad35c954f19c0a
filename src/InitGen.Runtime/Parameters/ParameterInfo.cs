using System.Collections.Immutable;

namespace InitGen;

/// <summary>What is known of a parameter when its model is compiled.</summary>
public sealed record ParameterInfo
{
    /// <summary>The path, such as <c>blocks.3.attn.qkv</c>: the name of its stream, and in checkpoints.</summary>
    public required string Path { get; init; }

    /// <summary>The name of the member that stores it.</summary>
    public required string Member { get; init; }

    /// <summary>The element type: <see cref="float"/>, <see cref="double"/> or <see cref="Half"/>.</summary>
    public required Type ElementType { get; init; }

    /// <summary>The sizes, first axis first; empty where they are known only at run time.</summary>
    public ImmutableArray<int> Shape { get; init; } = [];

    /// <summary>The initializer's name, such as <c>KaimingNormal</c>.</summary>
    public required string Initializer { get; init; }

    /// <summary>The nonlinearity that the initializer makes up for; null where it has none.</summary>
    public Nonlinearity? Nonlinearity { get; init; }

    /// <summary>The inputs of one output unit; null where it does not apply or is not yet known.</summary>
    public long? FanIn { get; init; }

    /// <summary>The outputs of one input unit; null where it does not apply or is not yet known.</summary>
    public long? FanOut { get; init; }

    /// <summary>The gain; null where the initializer has none.</summary>
    public double? Gain { get; init; }

    /// <summary>The standard deviation of the values; null where it is not yet known.</summary>
    public double? Std { get; init; }

    /// <summary>The lower bound of the values; null where there is none or it is not yet known.</summary>
    public double? Low { get; init; }

    /// <summary>The upper bound of the values; null where there is none or it is not yet known.</summary>
    public double? High { get; init; }

    /// <summary>What fills any piece of it alone; null where the numbers are known only when the initializer runs.</summary>
    public ParameterValues? Values { get; init; }

    /// <summary>The name in another program's checkpoint, from <see cref="PretrainedAttribute"/>; null where there is none.</summary>
    public string? PretrainedName { get; init; }

    /// <summary>Whether that checkpoint stores the matrix with its axes exchanged.</summary>
    public bool IsPretrainedTransposed { get; init; }
}
