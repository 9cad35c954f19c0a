using System.Text;
using InitGen.Emission;
using InitGen.Pipeline;
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
        var collector = new ModelCollector();
        IncrementalValuesProvider<NamedModel> models = context.CompilationProvider
            .Select((compilation, cancellation) => collector.Collect(compilation, cancellation))
            .WithTrackingName(TrackingNames.Models)
            .SelectMany(static (models, _) => models)
            .WithTrackingName(TrackingNames.Model);
        context.RegisterSourceOutput(models, static (output, model) => output.AddSource(
            model.HintName, SourceText.From(ModelEmitter.Emit(model.Model), Encoding.UTF8)));
    }
}
