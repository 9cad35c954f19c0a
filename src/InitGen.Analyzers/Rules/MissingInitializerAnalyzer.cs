using InitGen.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT201: a member that the forward pass uses as a weight has no initializer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MissingInitializerAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Info(
        "INIT201",
        "A weight without initializer",
        "'{0}' is used as a weight in the forward pass, but has no initializer, so it stays at zero; give it one, or mark it [NotAParameter]",
        "An array that the forward pass multiplies with the signal, and that nothing fills, is a weight that was forgotten. [NotAParameter] says that it is none.");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ISymbol member in model.Forgotten(context.CancellationToken))
        {
            FlowGraph graph = model.Graph(context.CancellationToken);
            if (graph.IsComplete && graph.From(new Weight(member.Name, member, 2)).Any(static edge => edge.From.IsMatrix))
            {
                Report(context, At(member), member.Name);
            }
        }
    }
}
