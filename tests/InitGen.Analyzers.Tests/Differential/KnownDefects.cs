namespace InitGen.Analyzers.Tests.Differential;

/// <summary>
/// What the differential test leaves out because the engine is known to be wrong there, each with its reason. A line goes when its defect
/// does. INITGEN_DIFF_ALL=1 leaves out nothing.
/// </summary>
internal static class KnownDefects
{
    public static IReadOnlySet<string> Left { get; } = Environment.GetEnvironmentVariable("INITGEN_DIFF_ALL") == "1"
        ? new HashSet<string>()
        : new HashSet<string>(StringComparer.Ordinal)
        {
            // A factor on the input is forgotten where two branches meet.
            "wrap:arms",

            // The maximum over neighbours counts as linear: a rectifier may follow or come before it, and in a softmax it cancels.
            "op:max-pool",

            // σ(2 · z), and tanh(3 · z + b): the engine names the function and gives the factor apart, in the edge's scale, where the test
            // calls it no function that has a name.
            "fate:inner-scale",

            // A method that calls itself for the next layer: the last layer's way is not seen beside that of the others.
            "stack:recursion",
        };
}
