using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>
/// The paths of a model's parameters, its modules' and its bases' included, as far as they are certain when it is compiled: those of elements
/// of lists, of modules that may be null or are of a type that is not seen, show only at run time.
/// </summary>
internal sealed class TakenPaths
{
    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);
    private readonly HashSet<INamedTypeSymbol> _within = new(SymbolEqualityComparer.Default);
    private readonly CreationSites _sites;
    private readonly bool _readsModules;

    /// <summary>Begins with the paths of all bases.</summary>
    public TakenPaths(INamedTypeSymbol model, CreationSites sites)
    {
        _sites = sites;

        // Names of one segment that differ keep all below them apart.
        string[] segments = [.. Bases(model).SelectMany(Annotated).Select(ParameterPath.SegmentOf).OfType<string>()];
        _readsModules = segments.Any(segment => segment.IndexOf('.') >= 0) || segments.Distinct(StringComparer.Ordinal).Count() < segments.Length;
        foreach (INamedTypeSymbol type in Bases(model).Skip(1))
        {
            foreach (ISymbol member in Annotated(type))
            {
                foreach (string path in PathsOf(member, Read(member)))
                {
                    _members[path] = type.Name + "." + member.Name;
                }
            }
        }
    }

    /// <summary>Takes a member's paths; where one is another member's, the result is a problem (INIT012) in its place.</summary>
    public ParameterResult Add(ParameterResult result, ISymbol member)
    {
        foreach (string path in PathsOf(member, result.Model))
        {
            if (_members.TryGetValue(path, out string? other))
            {
                string shown = path.EndsWith(".**", StringComparison.Ordinal) ? path.Substring(0, path.Length - 3) : path;
                return new ParameterResult(
                    result.Member,
                    null,
                    result.Problems.Append(Problem.Of("INIT012", default, result.Member, "\"" + shown + "\"", "a path of its own; " + other + " has this one"))
                        .ToEquatableArray());
            }

            _members.Add(path, result.Member);
        }

        return result;
    }

    /// <summary>A type and its bases, the type first.</summary>
    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            yield return current;
        }
    }

    private static IEnumerable<ISymbol> Annotated(INamedTypeSymbol type) => type.GetMembers().Where(KnownTypes.IsAnnotated);

    private MemberModel? Read(ISymbol member) => ParameterParser.Parse(member, _sites.For(member.ContainingType))?.Model;

    // A star stands for any index of a list, two for all that a module has where it is not seen.
    private IEnumerable<string> PathsOf(ISymbol member, MemberModel? model)
    {
        if (model is null)
        {
            return [];
        }

        string path = model.Segment + (model.Collection is null ? "" : ".*");
        if (model.Module is { } module)
        {
            return module.MayBeNull ? []
                : _readsModules && ModuleOf(member) is { } type && _within.Add(type) ? [.. Below(path, type)]
                : [path + ".**"];
        }

        return model.IsLayer ? model.Parameters.Select(parameter => path + "." + parameter.Segment) : [path];
    }

    private List<string> Below(string path, INamedTypeSymbol module)
    {
        List<string> paths =
        [
            .. Bases(module).SelectMany(Annotated).SelectMany(member => PathsOf(member, Read(member))).Select(inner => path + "." + inner),
        ];
        _within.Remove(module);
        return paths;
    }

    /// <summary>The type of a module whose parameters are all seen.</summary>
    private INamedTypeSymbol? ModuleOf(ISymbol member)
    {
        ITypeSymbol type = ParameterParser.TypeOf(member);
        if (!ModuleParser.IsModel(type, _sites.Cancellation) && CollectionParser.Parse(type) is var (_, element))
        {
            type = element;
        }

        return type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named
            && Bases(named).All(current => !current.DeclaringSyntaxReferences.IsEmpty && (ModelParser.HandWrittenIn(current) & HandWrittenMembers.InitializeOrVisit) == HandWrittenMembers.None)
            ? named
            : null;
    }
}
