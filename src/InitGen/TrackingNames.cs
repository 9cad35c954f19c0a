namespace InitGen;

/// <summary>The names of the pipeline's steps, by which tests see what ran on which edit.</summary>
internal static class TrackingNames
{
    /// <summary>All models of the compilation.</summary>
    public const string Models = "Models";

    /// <summary>One model with its hint name.</summary>
    public const string Model = "Model";

    public static readonly string[] All = [Models, Model];
}
