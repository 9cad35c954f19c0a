namespace InitGen.Model;

/// <summary>The place of a problem, told without a location: the member, one of its attributes, or an argument of that attribute.</summary>
/// <param name="Attribute">The attribute class's name, such as <c>ShapeAttribute</c>; null for the member itself.</param>
/// <param name="Argument">The constructor parameter's or property's name; null for the whole attribute.</param>
/// <param name="Element">Which of the arguments of a parameter array is meant, from 0.</param>
internal readonly record struct ProblemSite(string? Attribute = null, string? Argument = null, int Element = 0);

/// <summary>Why a declaration cannot be generated, for the analyzers to report; the generator stays silent.</summary>
/// <param name="Id">The rule, such as <c>INIT005</c>.</param>
/// <param name="Site">Where.</param>
/// <param name="Arguments">The arguments of the rule's message, in its order.</param>
internal sealed record Problem(string Id, ProblemSite Site, EquatableArray<string> Arguments)
{
    public static Problem Of(string id, ProblemSite site, params string[] arguments) => new(id, site, arguments.ToEquatableArray());
}
