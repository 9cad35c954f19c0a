using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT015: a base constructor initializes the model before its own constructor has created the parameters.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EarlyInitializationAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT015",
        "The base constructor initializes too early",
        "'{0}' is still null when the constructor of '{1}' calls InitializeParameters, which runs before that of '{2}'; create it in its declaration, or call InitializeParameters from outside or from the last constructor",
        "A base constructor runs before that of the derived type has assigned its fields, and InitializeParameters reaches these too.");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        if (EarlyInitialization.BaseOf(model.Type, context.Compilation, context.CancellationToken) is not { } early)
        {
            return;
        }

        foreach (ISymbol member in model.Type.GetMembers())
        {
            if (KnownTypes.IsAnnotated(member) && !member.IsStatic && EarlyInitialization.IsAssignedLate(member, context.CancellationToken))
            {
                Report(context, At(member), member.Name, early.Name, model.Type.Name);
            }
        }
    }
}
