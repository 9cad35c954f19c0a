using System.Collections.Immutable;
using System.Text;
using InitGen.Emission;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace InitGen;

/// <summary>
/// Writes <c>InitializeParameters</c>, <c>VisitParameters</c> and the manifest of every type with initializer attributes. It reports
/// nothing: what cannot be generated is left out, and the analyzers say why.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class InitializerGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // One look-up an attribute. A type is read at its first annotated member alone, so that each look-up yields whole types and an
        // edit re-runs no grouping.
        var models = new List<IncrementalValuesProvider<ModelDescription>>();
        foreach (InitializerKind kind in InitializerKinds.All)
        {
            models.Add(context.SyntaxProvider
                .ForAttributeWithMetadataName(
                    KnownTypes.Namespace + "." + kind + "Attribute",
                    static (_, _) => true,
                    static (match, cancellation) => ModelParser.IsFirstInitializer(match.TargetSymbol, match.Attributes[0])
                        ? ModelParser.Parse(match.TargetSymbol.ContainingType, match.SemanticModel.Compilation, cancellation)
                        : null)
                .Where(static model => model is not null)
                .Select(static (model, _) => model!)
                .WithTrackingName(TrackingNames.Model));
        }

        IncrementalValueProvider<EquatableArray<string>> ambiguous = AmbiguousHintNames(models);
        foreach (IncrementalValuesProvider<ModelDescription> kind in models)
        {
            IncrementalValuesProvider<(ModelDescription Model, string HintName)> named = kind
                .Combine(ambiguous)
                .Select(static (pair, _) => (pair.Left, HintName(pair.Left.HintName, pair.Right)))
                .WithTrackingName(TrackingNames.NamedModel);
            context.RegisterSourceOutput(named, static (output, model) => output.AddSource(
                model.HintName, SourceText.From(ModelEmitter.Emit(model.Model), Encoding.UTF8)));
        }
    }

    /// <summary>
    /// The hint names that are equal but for case: the compiler compares them without case, and one clash would drop every file of the
    /// generator with a mere warning.
    /// </summary>
    private static IncrementalValueProvider<EquatableArray<string>> AmbiguousHintNames(List<IncrementalValuesProvider<ModelDescription>> models)
    {
        IncrementalValueProvider<ImmutableArray<string>>? names = null;
        foreach (IncrementalValuesProvider<ModelDescription> kind in models)
        {
            IncrementalValueProvider<ImmutableArray<string>> own = kind.Select(static (model, _) => model.HintName).Collect();
            names = names is { } others ? others.Combine(own).Select(static (pair, _) => pair.Left.AddRange(pair.Right)) : own;
        }

        return names!.Value
            .Select(static (all, _) => all
                .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
                .Where(static group => group.Skip(1).Any())
                .SelectMany(static group => group.OrderBy(static name => name, StringComparer.Ordinal))
                .ToEquatableArray())
            .WithTrackingName(TrackingNames.HintNames);
    }

    private static string HintName(string name, EquatableArray<string> ambiguous)
    {
        int rank = 0;
        foreach (string other in ambiguous)
        {
            if (string.Equals(other, name, StringComparison.Ordinal))
            {
                return name + (rank == 0 ? "" : "." + Literal.Int(rank + 1)) + ".g.cs";
            }

            if (string.Equals(other, name, StringComparison.OrdinalIgnoreCase))
            {
                rank++;
            }
        }

        return name + ".g.cs";
    }
}
