using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Rules;

/// <summary>What is known of one model type, read once for all rules: its parameters by the generator's parser, and its forward pass.</summary>
internal sealed class ModelFacts
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<INamedTypeSymbol, ModelFacts>> s_cache = new();

    private readonly object _lock = new();
    private readonly Compilation _compilation;
    private ImmutableArray<ParameterFacts> _parameters;
    private ImmutableArray<(ISymbol Member, Problem Problem)> _problems;
    private FlowGraph? _graph;
    private ParameterWrites? _writes;

    private ModelFacts(INamedTypeSymbol type, Compilation compilation)
    {
        Type = type;
        _compilation = compilation;
    }

    public INamedTypeSymbol Type { get; }

    public Compilation Compilation => _compilation;

    public static ModelFacts Of(INamedTypeSymbol type, Compilation compilation) =>
        s_cache.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default)).GetOrAdd(type, key => new ModelFacts(key, compilation));

    /// <summary>The members with an initializer, in order of declaration.</summary>
    public ImmutableArray<ParameterFacts> Parameters(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_parameters.IsDefault)
            {
                var results = new Dictionary<string, ParameterResult>(StringComparer.Ordinal);
                foreach (ParameterResult result in ModelParser.ParseMembers(Type, _compilation, cancellation))
                {
                    results[result.Member] = result;
                }

                ImmutableArray<ParameterFacts>.Builder parameters = ImmutableArray.CreateBuilder<ParameterFacts>();
                ImmutableArray<(ISymbol, Problem)>.Builder problems = ImmutableArray.CreateBuilder<(ISymbol, Problem)>();
                foreach (ISymbol member in Type.GetMembers())
                {
                    if (member is not (IFieldSymbol or IPropertySymbol) || !results.TryGetValue(member.Name, out ParameterResult? result))
                    {
                        continue;
                    }

                    problems.AddRange(result.Problems.Select(problem => (member, problem)));
                    if (KnownTypes.FindInitializer(member, out _) is { } attribute)
                    {
                        parameters.AddRange(PartsOf(member, attribute, result));
                    }
                }

                _problems = problems.ToImmutable();
                _parameters = parameters.ToImmutable();
            }

            return _parameters;
        }
    }

    /// <summary>What is wrong with the declarations: of members with an initializer, and of modules.</summary>
    public ImmutableArray<(ISymbol Member, Problem Problem)> Problems(CancellationToken cancellation)
    {
        _ = Parameters(cancellation);
        return _problems;
    }

    /// <summary>The forward pass.</summary>
    public FlowGraph Graph(CancellationToken cancellation)
    {
        ImmutableArray<ParameterFacts> parameters = Parameters(cancellation);
        lock (_lock)
        {
            if (_graph is null)
            {
                _graph = ForwardPass.Read(Type, FlowMembers(parameters), _compilation, cancellation);
            }

            return _graph;
        }
    }

    /// <summary>The forward pass with further members taken for weights of rank 2.</summary>
    public FlowGraph GraphWith(IEnumerable<ISymbol> members, CancellationToken cancellation)
    {
        Dictionary<ISymbol, FlowMember> known = FlowMembers(Parameters(cancellation));
        foreach (ISymbol member in members)
        {
            known[member] = new FlowMember(2);
        }

        return ForwardPass.Read(Type, known, _compilation, cancellation);
    }

    // A layer's matrices are weights of their own; its biases start as its attribute's Bias says, and no rule is about them.
    private static IEnumerable<ParameterFacts> PartsOf(ISymbol member, AttributeData attribute, ParameterResult result)
    {
        ParameterModel[] matrices = result.Model is { IsLayer: true } layer
            ? [.. layer.Parameters.Where(static part => part.Shape.Rank >= 2)]
            : [];
        return matrices.Length == 0
            ? [new ParameterFacts(member, attribute, result)]
            : matrices.Select(part => new ParameterFacts(member, attribute, result, part, isOnly: matrices.Length == 1));
    }

    private static Dictionary<ISymbol, FlowMember> FlowMembers(ImmutableArray<ParameterFacts> parameters)
    {
        var members = new Dictionary<ISymbol, FlowMember>(SymbolEqualityComparer.Default);
        foreach (ParameterFacts parameter in parameters)
        {
            var member = new FlowMember(parameter.Model?.Shape.Rank ?? 1, parameter.IsList);
            if (parameter.Members is { IsLayer: true } layer)
            {
                var parts = new Dictionary<string, int>(StringComparer.Ordinal);
                foreach (ParameterModel part in layer.Parameters)
                {
                    parts[part.Member] = part.Shape.Rank;
                }

                member = member with { Parts = parts };
            }

            members[parameter.Member] = member;
        }

        return members;
    }

    /// <summary>Whether the model is a part of another one, which may do something more to its result.</summary>
    public bool IsPart(CancellationToken cancellation) => Composition.Of(_compilation, cancellation).IsPart(Type, cancellation);

    /// <summary>Which parameters are written by hand.</summary>
    public ParameterWrites Writes(CancellationToken cancellation)
    {
        ImmutableArray<ParameterFacts> parameters = Parameters(cancellation);
        lock (_lock)
        {
            return _writes ??= ParameterWrites.Read(Type, [.. parameters.Select(static parameter => parameter.Member)], _compilation, cancellation);
        }
    }
}
