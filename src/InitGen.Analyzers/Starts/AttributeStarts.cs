using System.Collections.Immutable;
using InitGen.Analyzers.Rules;
using InitGen.Model;
using InitGen.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Analyzers.Starts;

/// <summary>Initializer attributes, read by the generator's own parser.</summary>
internal sealed class AttributeStarts : StartSource
{
    public static readonly AttributeStarts Instance = new();

    private AttributeStarts()
    {
    }

    public override IEnumerable<string> TypeNames(Compilation compilation, CancellationToken cancellation)
    {
        // The outlines of the files, which the generator has made before in the same process.
        TreeOutline[] outlines = [.. compilation.SyntaxTrees.Select(tree => TreeOutline.Of(tree, cancellation))];
        return TreeOutline.CandidatesOf(outlines).SelectMany(static candidate => NamesIn(candidate.MetadataName));
    }

    public override StartReading Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (!KnownTypes.HasInitializers(type))
        {
            return StartReading.None;
        }

        var results = new Dictionary<string, ParameterResult>(StringComparer.Ordinal);
        foreach (ParameterResult result in ModelParser.ParseMembers(type, compilation, cancellation))
        {
            results[result.Member] = result;
        }

        ImmutableArray<WeightStart>.Builder starts = ImmutableArray.CreateBuilder<WeightStart>();
        ImmutableArray<(ISymbol, Problem)>.Builder problems = ImmutableArray.CreateBuilder<(ISymbol, Problem)>();
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not (IFieldSymbol or IPropertySymbol) || !results.TryGetValue(member.Name, out ParameterResult? result))
            {
                continue;
            }

            problems.AddRange(result.Problems.Select(problem => (member, problem)));
            if (KnownTypes.FindInitializer(member, out _) is { } attribute)
            {
                starts.AddRange(PartsOf(member, attribute, result, cancellation));
            }
        }

        return new StartReading(starts.ToImmutable()) { Problems = problems.ToImmutable() };
    }

    public override string Write(Replacement replacement)
    {
        string arguments = replacement.NamesNonlinearity ? "(Nonlinearity." + replacement.Nonlinearity + ")" : "";
        return "[" + replacement.Initializer + arguments + "]";
    }

    public override string Write(string name, string value) => name + " = " + value;

    // A layer's matrices are weights of their own; its biases start as its attribute's Bias says, and no rule is about them.
    private IEnumerable<WeightStart> PartsOf(ISymbol member, AttributeData attribute, ParameterResult result, CancellationToken cancellation)
    {
        SyntaxNode? syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
        Location evidence = syntax?.GetLocation() ?? member.Locations.FirstOrDefault() ?? Location.None;
        bool names = syntax is AttributeSyntax { ArgumentList.Arguments: { } given }
            && (given.Any(static argument => argument.NameEquals is null) || new AttributeArguments(attribute).Has("Slope"));
        ParameterModel[] matrices = result.Model is { IsLayer: true } layer
            ? [.. layer.Parameters.Where(static part => part.Shape.Rank >= 2)]
            : [];
        return matrices.Length == 0
            ? [new WeightStart(this, member, result.Parameter, result.Model) { Evidence = evidence, NamesNonlinearity = names }]
            : matrices.Select(part => new WeightStart(this, member, result.Parameter, result.Model, part, isOnly: matrices.Length == 1)
            {
                Evidence = evidence,
                NamesNonlinearity = names,
            });
    }

    // "Space.Outer`1+Inner": the type and those around it, as they are called in code.
    private static IEnumerable<string> NamesIn(string metadataName)
    {
        foreach (string part in metadataName.Split('+'))
        {
            string name = part.Substring(part.LastIndexOf('.') + 1);
            int arity = name.IndexOf('`');
            yield return arity < 0 ? name : name.Substring(0, arity);
        }
    }
}
