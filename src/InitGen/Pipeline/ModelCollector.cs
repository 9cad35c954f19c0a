using System.Runtime.CompilerServices;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Pipeline;

/// <summary>A model and the name of its file.</summary>
internal sealed record NamedModel(ModelDescription Model, string HintName);

/// <summary>
/// Reads all models of a compilation, and reads them again only where something that they can depend on has changed.
/// </summary>
/// <remarks>
/// A look-up by attribute (ForAttributeWithMetadataName) binds every annotated member again on every edit, since any file may hold the
/// constant or type that it names: with a thousand models that is a second for each key typed. Here the models are a function of the
/// fingerprint of all declarations, whose parts are kept a tree: a comment or a method body leaves it alone, and nothing is bound. The
/// last results are remembered by value; no symbol, tree or compilation is held.
/// </remarks>
internal sealed class ModelCollector
{
    // Undo and redo, and the two ends of a debounced edit.
    private const int Remembered = 4;

    private static readonly ConditionalWeakTable<MetadataReference, StrongBox<long>> s_references = new();
    private static long s_lastReference;

    private readonly object _lock = new();
    private readonly List<(Fingerprint Key, EquatableArray<NamedModel> Models)> _last = [];

    /// <summary>The models of a compilation, in order of declaration.</summary>
    public EquatableArray<NamedModel> Collect(Compilation compilation, CancellationToken cancellation)
    {
        if (KnownTypes.TryCreate(compilation) is null || !LanguageRequirement.IsMet(compilation))
        {
            return EquatableArray<NamedModel>.Empty;
        }

        TreeOutline[] outlines = [.. compilation.SyntaxTrees.Select(tree => TreeOutline.Of(tree, cancellation))];
        if (!TreeOutline.CandidatesOf(outlines).Any())
        {
            return EquatableArray<NamedModel>.Empty;
        }

        var hash = new Fingerprint.Builder();
        hash.Add(compilation.AssemblyName ?? "");
        hash.Add((long)compilation.Options.NullableContextOptions);
        hash.Add(compilation.Options.CheckOverflow ? 1 : 0);
        hash.Add(compilation.Options is CSharpCompilationOptions { AllowUnsafe: true } ? 1 : 0);
        foreach (TreeOutline outline in outlines)
        {
            hash.Add(outline.FingerprintOf(cancellation));
        }

        foreach (MetadataReference reference in compilation.References)
        {
            hash.Add(s_references.GetValue(reference, _ => new StrongBox<long>(Interlocked.Increment(ref s_lastReference))).Value);
        }

        Fingerprint key = hash.ToFingerprint();
        if (Find(key) is { } known)
        {
            return known;
        }

        EquatableArray<NamedModel> models = Named(Read(compilation, outlines, cancellation)).ToEquatableArray();
        lock (_lock)
        {
            if (_last.Count == Remembered)
            {
                _last.RemoveAt(0);
            }

            _last.Add((key, models));
        }

        return models;
    }

    private EquatableArray<NamedModel>? Find(Fingerprint key)
    {
        lock (_lock)
        {
            for (int i = _last.Count - 1; i >= 0; i--)
            {
                if (_last[i].Key == key)
                {
                    return _last[i].Models;
                }
            }
        }

        return null;
    }

    private static List<ModelDescription> Read(Compilation compilation, TreeOutline[] outlines, CancellationToken cancellation)
    {
        var models = new List<ModelDescription>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (TreeOutline.Candidate candidate in TreeOutline.CandidatesOf(outlines))
        {
            if (seen.Add(candidate.MetadataName)
                && compilation.Assembly.GetTypeByMetadataName(candidate.MetadataName) is { } type
                && Read(type, compilation, cancellation) is { } model)
            {
                models.Add(model);
            }
        }

        return models;
    }

    private static ModelDescription? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        try
        {
            return KnownTypes.HasInitializers(type) ? ModelParser.Parse(type, compilation, cancellation) : null;
        }
        catch (NullReferenceException)
        {
            // The compiler's own binder throws on half-typed attributes such as nameof(x++) of a readonly field, whatever of the type is asked for.
            return null;
        }
    }

    /// <summary>
    /// Gives each model the name of its file. The compiler compares them without case, and one clash would drop every file of the generator
    /// with a mere warning: names that differ by case alone get numbers.
    /// </summary>
    private static IEnumerable<NamedModel> Named(List<ModelDescription> models)
    {
        ILookup<string, string> byName = models.Select(model => model.HintName).ToLookup(name => name, StringComparer.OrdinalIgnoreCase);
        foreach (ModelDescription model in models)
        {
            int rank = byName[model.HintName].Count(other => string.CompareOrdinal(other, model.HintName) < 0);
            yield return new NamedModel(model, model.HintName + (rank == 0 ? "" : "." + Emission.Literal.Int(rank + 1)) + ".g.cs");
        }
    }
}
