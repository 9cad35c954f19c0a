using System.Runtime.CompilerServices;
using InitGen.Pipeline;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Rules;

/// <summary>
/// The names of a compilation's types that may be models, or hold one, by syntax alone. Some forty analyzers ask every type whether it has
/// initializers: where its name is not among these it has none, and nothing of it is bound.
/// </summary>
internal static class ModelNames
{
    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> s_cache = new();

    /// <summary>Reads the outlines of the files, which the generator has made before in the same process.</summary>
    public static HashSet<string> Of(Compilation compilation, CancellationToken cancellation)
    {
        if (!s_cache.TryGetValue(compilation, out HashSet<string>? names))
        {
            names = Read(compilation, cancellation);
            names = s_cache.GetValue(compilation, _ => names);
        }

        return names;
    }

    private static HashSet<string> Read(Compilation compilation, CancellationToken cancellation)
    {
        TreeOutline[] outlines = [.. compilation.SyntaxTrees.Select(tree => TreeOutline.Of(tree, cancellation))];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (TreeOutline.Candidate candidate in TreeOutline.CandidatesOf(outlines))
        {
            Add(names, candidate.MetadataName);
        }

        return names;
    }

    // "Space.Outer`1+Inner": the type and those around it, as they are called in code.
    private static void Add(HashSet<string> names, string metadataName)
    {
        foreach (string part in metadataName.Split('+'))
        {
            string name = part.Substring(part.LastIndexOf('.') + 1);
            int arity = name.IndexOf('`');
            names.Add(arity < 0 ? name : name.Substring(0, arity));
        }
    }
}
