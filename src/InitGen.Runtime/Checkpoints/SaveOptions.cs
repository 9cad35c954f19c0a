namespace InitGen;

/// <summary>How a model writes its parameters to a file.</summary>
public sealed record SaveOptions
{
    /// <summary>Texts to keep under <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The tensor's name for a parameter's path; null for a parameter that is left out. Without it a tensor's name is the path.</summary>
    public Func<string, string?>? Name { get; init; }
}
