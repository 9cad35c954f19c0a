using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT001: a type with initializers, or one that contains it, is not partial, or is local to its file.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartialAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT001",
        "The model must be partial",
        "'{0}' must be {1}, so that its InitializeParameters can be generated",
        "The generator adds members to the model in a part of its own, in another file; the model and all types around it must be declared partial, and not be local to their file.");

    private protected override void AnalyzeType(INamedTypeSymbol type, SymbolAnalysisContext context)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface))
        {
            return;
        }

        bool isPartial = ModelParser.IsPartial(type, context.CancellationToken);
        if ((type.IsFileLocal || !isPartial) && ContainsModel(type))
        {
            Report(context, At(type), type.Name, !type.IsFileLocal ? "partial"
                : "internal in place of file, since a type that is local to its file has no parts in another" + (isPartial ? "" : ", and partial"));
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
