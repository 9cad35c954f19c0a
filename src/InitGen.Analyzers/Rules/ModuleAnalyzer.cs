using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT013: [Module] on a type that is not IInitializable and will not become it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModuleAnalyzer() : ProblemAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Error(
        "INIT013",
        "The module is not a model",
        "'{0}' is marked [Module], but '{1}' neither implements IInitializable nor has initializers of its own; a base class or interface that layers without parameters share implements IInitializable with an empty InitializeParameters",
        "[Module] recurses into models: types with initializers, or others that implement IInitializable.");
}
