namespace InitGen.Analyzers.Starts;

/// <summary>The facade's names for what the attributes call by properties: <c>Layout</c> is <c>layout</c>.</summary>
internal static class FacadeParameter
{
    public static string Of(string property) => property switch
    {
        "GainConvention" => "convention",
        _ => char.ToLowerInvariant(property[0]) + property.Substring(1),
    };
}
