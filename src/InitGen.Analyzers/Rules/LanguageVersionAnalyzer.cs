using InitGen.Model;
using InitGen.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT014: the project's C# is older than what is generated. Told once, at the first model: the version is the project's.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LanguageVersionAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT014",
        "The language version is too old",
        "Generated code needs C# {0}, and the project's LangVersion is {1}; set <LangVersion>{0}</LangVersion> or higher, or remove the setting",
        "What is generated uses the language of the newest framework that the runtime is built for. With an older one nothing is generated.");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        if (!LanguageRequirement.IsMet(context.Compilation) && context.Compilation is CSharpCompilation compilation
            && SymbolEqualityComparer.Default.Equals(FirstModel(compilation, context.CancellationToken), model.Type))
        {
            Report(
                context, At(model.Type), LanguageRequirement.Of(compilation).ToDisplayString(), compilation.LanguageVersion.ToDisplayString());
        }
    }

    private static INamedTypeSymbol? FirstModel(Compilation compilation, CancellationToken cancellation) =>
        TreeOutline.CandidatesOf([.. compilation.SyntaxTrees.Select(tree => TreeOutline.Of(tree, cancellation))])
            .Select(candidate => compilation.Assembly.GetTypeByMetadataName(candidate.MetadataName))
            .FirstOrDefault(type => type is not null && KnownTypes.HasInitializers(type));
}
