namespace InitGen;

/// <summary>The names of the pipeline's steps, by which tests see what ran on which edit.</summary>
internal static class TrackingNames
{
    /// <summary>From an attribute on a type's first annotated member to the model of the type.</summary>
    public const string Model = "Model";

    /// <summary>The hint names that differ only by case and so need a number.</summary>
    public const string HintNames = "HintNames";

    /// <summary>A model with its hint name.</summary>
    public const string NamedModel = "NamedModel";

    public static readonly string[] All = [Model, HintNames, NamedModel];
}
