using InitGen.Analyzers.Flow;
using InitGen.Model;
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
        "'{0}' is used as a weight in the forward pass, but has no initializer and stays at zero",
        "An array that the forward pass multiplies with the signal, and that nothing fills, is a weight that was forgotten. [NotAParameter] says that it is none.");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        ISymbol[] candidates = [.. model.Type.GetMembers().Where(IsCandidate)];
        if (candidates.Length == 0)
        {
            return;
        }

        ParameterWrites writes = ParameterWrites.Read(model.Type, candidates, context.Compilation, context.CancellationToken);
        candidates = [.. candidates.Where(candidate => !writes.IsOverwritten(candidate) && !writes.IsAccumulated(candidate) && writes.IsCreated(candidate))];
        if (candidates.Length == 0)
        {
            return;
        }

        FlowGraph graph = model.GraphWith(candidates, context.CancellationToken);
        foreach (ISymbol candidate in candidates)
        {
            if (graph.IsComplete && graph.From(new Weight(candidate.Name, candidate, 2)).Any(static edge => edge.From.IsMatrix))
            {
                Report(context, At(candidate), candidate.Name);
            }
        }
    }

    // A matrix or kernel of floating-point numbers: vectors are as often buffers.
    private static bool IsCandidate(ISymbol member)
    {
        ITypeSymbol? type = member switch
        {
            IFieldSymbol { IsStatic: false, IsConst: false, AssociatedSymbol: null } field => field.Type,
            IPropertySymbol { IsStatic: false, IsIndexer: false } property => property.Type,
            _ => null,
        };
        return type is IArrayTypeSymbol && StorageParser.ParseBlock(type) is { Rank: >= 2 }
            && KnownTypes.FindInitializer(member, out _) is null
            && !member.GetAttributes().Any(static attribute => KnownTypes.IsInitGen(attribute.AttributeClass));
    }
}
