using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT001: a type with initializers, or one that contains it, is not partial.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartialAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT001",
        "The model must be partial",
        "'{0}' must be partial, so that its InitializeParameters can be generated",
        "The generator adds members to the model in a part of its own; the model and all types around it must be declared partial.");

    private protected override void AnalyzeType(INamedTypeSymbol type, SymbolAnalysisContext context)
    {
        if (type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface
            && !ModelParser.IsPartial(type, context.CancellationToken) && ContainsModel(type))
        {
            Report(context, At(type), type.Name);
        }
    }

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        // AnalyzeType does all: a type that only contains a model has no initializers of its own.
    }

    private static bool ContainsModel(INamedTypeSymbol type)
    {
        if (KnownTypes.HasInitializers(type))
        {
            return true;
        }

        foreach (INamedTypeSymbol nested in type.GetTypeMembers())
        {
            if (ContainsModel(nested))
            {
                return true;
            }
        }

        return false;
    }
}
