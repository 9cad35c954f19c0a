using System.Runtime.CompilerServices;
using InitGen.Analyzers.Starts;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Rules;

/// <summary>
/// The names of a compilation's types that may be models, or hold one, by syntax alone. Some forty analyzers ask every type whether its
/// weights' starts are known: where its name is not among these they are not, and nothing of it is bound.
/// </summary>
internal static class ModelNames
{
    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> s_cache = new();

    public static HashSet<string> Of(Compilation compilation, CancellationToken cancellation)
    {
        if (!s_cache.TryGetValue(compilation, out HashSet<string>? names))
        {
            names = new HashSet<string>(StartSource.All.SelectMany(source => source.TypeNames(compilation, cancellation)), StringComparer.Ordinal);
            names = s_cache.GetValue(compilation, _ => names);
        }

        return names;
    }
}
