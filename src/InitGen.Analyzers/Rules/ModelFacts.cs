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
                        parameters.Add(new ParameterFacts(member, attribute, result));
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
                var ranks = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
                foreach (ParameterFacts parameter in parameters)
                {
                    // A layer's own members are its weights; a single one in a list is not told from the others.
                    if (parameter.Members is not { IsLayer: true, Collection: null })
                    {
                        ranks[parameter.Member] = parameter.Model?.Shape.Rank ?? 1;
                    }
                }

                _graph = ForwardPass.Read(Type, ranks, _compilation, cancellation);
            }

            return _graph;
        }
    }

    /// <summary>The forward pass with further members taken for weights of rank 2.</summary>
    public FlowGraph GraphWith(IEnumerable<ISymbol> members, CancellationToken cancellation)
    {
        var ranks = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        foreach (ParameterFacts parameter in Parameters(cancellation))
        {
            ranks[parameter.Member] = parameter.Model?.Shape.Rank ?? 1;
        }

        foreach (ISymbol member in members)
        {
            ranks[member] = 2;
        }

        return ForwardPass.Read(Type, ranks, _compilation, cancellation);
    }

    /// <summary>Whether the model is a part of another one, which may do something more to its result.</summary>
    public bool IsPart(CancellationToken cancellation) => Composition.Of(_compilation, cancellation).IsPart(Type);

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
