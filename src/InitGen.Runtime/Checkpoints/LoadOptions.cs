namespace InitGen;

/// <summary>How a model takes its parameters from a file. Without options, file and model must match in every name and shape.</summary>
public sealed record LoadOptions
{
    /// <summary>
    /// Load what is there: a parameter that the file lacks gets its declared initializer, and tensors that the model lacks are left
    /// alone. A tensor of the wrong shape is an error all the same.
    /// </summary>
    public bool Partial { get; init; }

    /// <summary>The model's stream, from which parameters are drawn that the file lacks: by default that of seed 0.</summary>
    /// <remarks>What a parameter gets does not depend on which others are in the file.</remarks>
    public RandomStream Stream { get; init; }

    /// <summary>
    /// The tensor's name for a parameter's path; null for a parameter that is not to be looked for, which then counts as missing.
    /// Without it a tensor's name is the path. Several parameters may have one tensor.
    /// </summary>
    public Func<string, string?>? Name { get; init; }

    /// <summary>
    /// The file is another program's: a parameter with <see cref="PretrainedAttribute"/> is looked for by that name and turned as it says,
    /// and must be there; parameters without it get their declared initializers, and other tensors are left alone.
    /// </summary>
    public bool Pretrained { get; init; }
}
