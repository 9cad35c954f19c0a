using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Rules;

/// <summary>What is known of one model type, read once for all rules: what its weights start with, and its forward pass.</summary>
/// <remarks>Rules of one compilation run on many threads: the first that asks reads, under a lock that no reading leaves for another model's.</remarks>
internal sealed class ModelFacts
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<INamedTypeSymbol, ModelFacts>> s_cache = new();

    private readonly object _lock = new();
    private StartReading[]? _readings;
    private ImmutableArray<WeightStart> _starts;
    private ImmutableArray<ISymbol> _forgotten;
    private FlowGraph? _graph;
    private ParameterWrites? _writes;

    private ModelFacts(INamedTypeSymbol type, Compilation compilation)
    {
        Type = type;
        Compilation = compilation;
    }

    public INamedTypeSymbol Type { get; }

    public Compilation Compilation { get; }

    public static ModelFacts Of(INamedTypeSymbol type, Compilation compilation) =>
        s_cache.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default)).GetOrAdd(type, key => new ModelFacts(key, compilation));

    /// <summary>The weights whose start the code tells, in order of declaration; of a member that two sources tell, what the first says.</summary>
    public ImmutableArray<WeightStart> Starts(CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_starts.IsDefault)
            {
                var members = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
                ImmutableArray<WeightStart>.Builder starts = ImmutableArray.CreateBuilder<WeightStart>();
                foreach (StartReading reading in Readings(cancellation))
                {
                    WeightStart[] added = [.. reading.Starts.Where(start => !members.Contains(start.Member))];
                    members.UnionWith(added.Select(static start => start.Member));
                    starts.AddRange(added);
                }

                _starts = starts.ToImmutable();
            }

            return _starts;
        }
    }

    /// <summary>What is wrong with the declarations: of members with an initializer, and of modules.</summary>
    public IEnumerable<(ISymbol Member, Problem Problem)> Problems(CancellationToken cancellation) =>
        Readings(cancellation).SelectMany(static reading => reading.Problems);

    /// <summary>
    /// The arrays of rank 2 or more that nothing gives values: weights that were forgotten, where the forward pass uses them as such. It is
    /// read with them, since an array that stays zero is no buffer.
    /// </summary>
    public ImmutableArray<ISymbol> Forgotten(CancellationToken cancellation)
    {
        ImmutableArray<WeightStart> starts = Starts(cancellation);
        lock (_lock)
        {
            if (_forgotten.IsDefault)
            {
                ISymbol[] candidates = starts.IsEmpty ? [] : [.. Type.GetMembers().Where(member => IsPlainMatrix(member) && !starts.Any(start => Same(start.Member, member)))];
                if (candidates.Length > 0)
                {
                    ParameterWrites writes = ParameterWrites.Read(Type, candidates, [], Compilation, cancellation);
                    candidates = [.. candidates.Where(candidate => !writes.IsOverwritten(candidate) && !writes.IsAccumulated(candidate) && writes.IsCreated(candidate))];
                }

                _forgotten = [.. candidates];
            }

            return _forgotten;
        }
    }

    /// <summary>The forward pass.</summary>
    public FlowGraph Graph(CancellationToken cancellation)
    {
        ImmutableArray<WeightStart> starts = Starts(cancellation);
        ImmutableArray<ISymbol> forgotten = Forgotten(cancellation);
        lock (_lock)
        {
            if (_graph is null)
            {
                Dictionary<ISymbol, FlowMember> members = FlowMembers(starts);
                foreach (ISymbol member in forgotten)
                {
                    members[member] = new FlowMember(2);
                }

                _graph = ForwardPass.Read(Type, members, Compilation, cancellation);

                // What the pass itself writes to is a buffer, and no weight that somebody forgot to initialize.
                ISymbol[] buffers = [.. forgotten.Where(member => _graph.Written.Any(written => Same(written.Member, member)))];
                if (buffers.Length > 0)
                {
                    _forgotten = forgotten.RemoveRange(buffers, SymbolEqualityComparer.Default);
                    foreach (ISymbol buffer in buffers)
                    {
                        members.Remove(buffer);
                    }

                    _graph = ForwardPass.Read(Type, members, Compilation, cancellation);
                }
            }

            return _graph;
        }
    }

    /// <summary>Whether the model is a part of another one, which may do something more to its result.</summary>
    public bool IsPart(CancellationToken cancellation) => Composition.Of(Compilation, cancellation).IsPart(Type, cancellation);

    /// <summary>Which weights other code gives values.</summary>
    public ParameterWrites Writes(CancellationToken cancellation)
    {
        ImmutableArray<WeightStart> starts = Starts(cancellation);
        lock (_lock)
        {
            if (_writes is null)
            {
                // A call that starts a weight overwrites nothing, unless an attribute has spoken of the member before.
                var fills = new HashSet<SyntaxNode>();
                foreach (StartReading reading in Readings(cancellation))
                {
                    if (reading.Starts.All(starts.Contains))
                    {
                        fills.UnionWith(reading.Fills);
                    }
                }

                _writes = ParameterWrites.Read(Type, [.. starts.Select(static start => start.Member)], fills, Compilation, cancellation);
            }

            return _writes;
        }
    }

    private StartReading[] Readings(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return _readings ??= [.. StartSource.All.Select(source => source.Read(Type, Compilation, cancellation))];
        }
    }

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    // A matrix or kernel of floating-point numbers, about which InitGen is told nothing: vectors are as often buffers.
    private static bool IsPlainMatrix(ISymbol member)
    {
        ITypeSymbol? type = member switch
        {
            IFieldSymbol { IsStatic: false, IsConst: false, AssociatedSymbol: null } field => field.Type,
            IPropertySymbol { IsStatic: false, IsIndexer: false } property => property.Type,
            _ => null,
        };
        return type is IArrayTypeSymbol && StorageParser.ParseBlock(type) is { Rank: >= 2 }
            && !KnownTypes.AttributesOf(member).Any(static attribute => KnownTypes.IsInitGen(attribute.AttributeClass));
    }

    private static Dictionary<ISymbol, FlowMember> FlowMembers(ImmutableArray<WeightStart> starts)
    {
        var members = new Dictionary<ISymbol, FlowMember>(SymbolEqualityComparer.Default);
        foreach (WeightStart start in starts)
        {
            var member = new FlowMember(start.Members is { IsLayer: true } ? 1 : start.Rank, start.IsList);
            if (start.Members is { IsLayer: true } layer)
            {
                var parts = new Dictionary<string, int>(StringComparer.Ordinal);
                foreach (ParameterModel part in layer.Parameters)
                {
                    parts[part.Member] = part.Shape.Rank;
                }

                member = member with { Parts = parts };
            }

            members[start.Member] = member;
        }

        return members;
    }
}
