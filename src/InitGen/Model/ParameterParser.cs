using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Model;

/// <summary>What was read of one member: what can be generated, and the problems for the analyzers to report.</summary>
/// <param name="Member">The member's name.</param>
/// <param name="Parameter">The parameter, or that of each element of a list; null for layers, modules, and what cannot be generated.</param>
/// <param name="Problems">Why it cannot be generated.</param>
internal sealed record ParameterResult(string Member, ParameterModel? Parameter, EquatableArray<Problem> Problems)
{
    /// <summary>All that the emitter needs; null where it cannot be generated.</summary>
    public MemberModel? Model { get; init; }
}

/// <summary>Reads one member with an initializer. The generator and the analyzers share it, so that they never disagree.</summary>
internal sealed class ParameterParser
{
    private readonly ISymbol _member;
    private readonly INamedTypeSymbol _model;
    private readonly CreationSites _sites;
    private readonly StorageParser _storages;
    private readonly List<Problem> _problems = [];

    private ParameterParser(ISymbol member, INamedTypeSymbol model, CreationSites sites)
    {
        _member = member;
        _model = model;
        _sites = sites;
        _storages = new StorageParser(sites.Compilation, model, sites.Cancellation);
    }

    /// <summary>Reads a field or property.</summary>
    /// <param name="member">The member.</param>
    /// <param name="sites">The creation sites of its type.</param>
    /// <returns>Null where the member has no initializer and is no module.</returns>
    public static ParameterResult? Parse(ISymbol member, CreationSites sites)
    {
        if (!KnownTypes.IsAnnotated(member) || member.ContainingType is not { } model)
        {
            return null;
        }

        var parser = new ParameterParser(member, model, sites);
        MemberModel? read = parser.Read();
        if (parser._problems.Count > 0)
        {
            read = null;
        }

        return new ParameterResult(
            member.Name,
            read is { IsLayer: false, Parameters: { Count: 1 } single } ? single[0] : null,
            parser._problems.Distinct().ToEquatableArray())
        {
            Model = read,
        };
    }

    /// <summary>The type of a field or property.</summary>
    public static ITypeSymbol TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        _ => ((IPropertySymbol)member).Type,
    };

    private void Report(string id, ProblemSite site, params string[] arguments) => _problems.Add(Problem.Of(id, site, arguments));

    private MemberModel? Read()
    {
        ITypeSymbol type = TypeOf(_member);
        if (type.TypeKind == TypeKind.Error)
        {
            // Half-typed: the compiler says so.
            return null;
        }

        AttributeData? module = KnownTypes.FindAttribute(_member, KnownTypes.ModuleAttribute);
        AttributeData? attribute = KnownTypes.FindInitializer(_member, out InitializerKind kind);
        if (FindSecondInitializer(attribute, module) is { } second)
        {
            Report("INIT004", new ProblemSite(second + "Attribute"), _member.Name, attribute is null ? "Module" : kind.ToString(), second);
        }

        if (ParameterPath.SegmentOf(_member) is not { } segment)
        {
            Report(
                "INIT012", new ProblemSite(KnownTypes.ParameterNameAttribute), _member.Name,
                Quoted(new AttributeArguments(KnownTypes.FindAttribute(_member, KnownTypes.ParameterNameAttribute)!).String("name")),
                "one or more names joined by single dots");
            return null;
        }

        if (module is not null)
        {
            return ReadModule(type, segment);
        }

        return attribute?.AttributeClass is { } attributeClass && ReadInitialized(type, segment, attribute, attributeClass.Name, kind) is { } read
            ? read with { IsOptional = IsOptional(type) }
            : null;
    }

    private static bool IsOptional(ITypeSymbol type) => type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };

    private static string Quoted(string? text) => "\"" + text + "\"";

    private string? FindSecondInitializer(AttributeData? first, AttributeData? module)
    {
        foreach (AttributeData other in KnownTypes.AttributesOf(_member))
        {
            if (!ReferenceEquals(other, first) && KnownTypes.TryGetInitializer(other, out InitializerKind kind)
                && !Equals(other.ApplicationSyntaxReference?.Span, first?.ApplicationSyntaxReference?.Span))
            {
                return kind.ToString();
            }
        }

        return first is not null && module is not null ? "Module" : null;
    }

    private MemberModel? ReadModule(ITypeSymbol type, string segment)
    {
        if (ModuleParser.Parse(type, _model, _sites) is not var (module, collection))
        {
            Report("INIT013", new ProblemSite(KnownTypes.ModuleAttribute), _member.Name, CSharpNames.Of(type));
            return null;
        }

        bool inPlace = !module.IsValueType || (collection is { } list
            ? !list.IsList || IsListOfFramework(type)
            : _member is IFieldSymbol);
        if (_member.IsStatic || !HasStorage(_member) || !inPlace)
        {
            Report("INIT011", default, _member.Name, InPlace.Reason(_member, HasStorage(_member), null));
            return null;
        }

        return new MemberModel(_member.Name, segment, EquatableArray<ParameterModel>.Empty) { Module = module, Collection = collection };
    }

    private static bool IsListOfFramework(ITypeSymbol type) => type is { Name: "List" };

    private MemberModel? ReadInitialized(ITypeSymbol type, string segment, AttributeData attribute, string attributeName, InitializerKind kind)
    {
        CollectionModel? collection = null;
        ITypeSymbol element = type;
        StorageModel? storage = null;
        LayerMembers? layer = null;
        if (!Resolve(type))
        {
            if (CollectionParser.Parse(type) is var (list, item) && Resolve(item))
            {
                collection = list;
                element = item;
            }
            else
            {
                Report("INIT002", default, _member.Name, CSharpNames.Of(type), _storages.Explain(_member, type));
                return null;
            }
        }

        if (_member.IsStatic || !HasStorage(_member) || storage?.CopyFrom is not null)
        {
            Report("INIT011", default, _member.Name, InPlace.Reason(_member, HasStorage(_member), storage));
            return null;
        }

        if (storage is { Kind: StorageKind.Jagged, Access.Length: 0 } && collection is null && KnownTypes.FindAttribute(_member, KnownTypes.ShapeAttribute) is null)
        {
            switch (RowsOf(attribute, kind))
            {
                case RowKind.Vectors when CollectionParser.Parse(type) is var (rows, row):
                    (collection, storage) = (rows, StorageParser.ParseBlock(row));
                    break;
                case RowKind.Unknown:
                    storage = storage with { MayHaveUnequalRows = true };
                    break;
                case RowKind.None:
                    return null;
            }
        }

        if (layer is { } members)
        {
            return ReadLayer(element, members, collection, segment, attribute, attributeName, kind);
        }

        if (storage!.LiesInMember && (_member is not IFieldSymbol || collection is { IsList: true }))
        {
            Report("INIT011", default, _member.Name, InPlace.Reason(_member, true, storage));
            return null;
        }

        int?[]? created = CreatedSizes(_member, storage, collection is not null, _sites, null);
        ParameterModel? parameter = ReadParameter(
            _member, storage, created, _sites, attribute, attributeName, kind, LayoutOf(_model), collection is not null, segment);
        return parameter is null
            ? null
            : new MemberModel(_member.Name, segment, new[] { parameter }.ToEquatableArray()) { Collection = collection };

        bool Resolve(ITypeSymbol candidate)
        {
            layer = LayerParser.Parse(candidate, _sites.Compilation);
            storage = layer is null ? _storages.Parse(_member, candidate) : null;
            return layer is not null || storage is not null;
        }
    }

    /// <summary>What the rows of an array of arrays are.</summary>
    private enum RowKind
    {
        /// <summary>Rows of one matrix.</summary>
        Matrix,

        /// <summary>Parameters of their own, as the biases of several layers.</summary>
        Vectors,

        /// <summary>The one or the other, by whether they turn out to be equally long.</summary>
        Unknown,

        /// <summary>Neither: a problem has been reported.</summary>
        None,
    }

    private RowKind RowsOf(AttributeData attribute, InitializerKind kind)
    {
        IReadOnlyList<int>? unequal = _sites.UnequalRowsOf(_member);
        if (!kind.FillsVectors())
        {
            if (unequal is null)
            {
                return RowKind.Matrix;
            }

            string lengths = string.Join(", ", unequal.Take(unequal.Count - 1)) + " and " + unequal[unequal.Count - 1].ToString(CultureInfo.InvariantCulture);
            Report(
                "INIT010", default, _member.Name, "the rows of one matrix",
                "rows of " + lengths + " elements; the weights of several layers are an array of matrices, " + NameOfMatrices(_member));
            return RowKind.None;
        }

        if (unequal is not null || kind.Ranks().Most == 1 || (kind == InitializerKind.BiasUniform && IsListOfWeights(new AttributeArguments(attribute).String("weight"))))
        {
            return RowKind.Vectors;
        }

        return _sites.ElementSizesOf(_member) is [not null]
            ? RowKind.Matrix
            : RowKind.Unknown;
    }

    private static string NameOfMatrices(ISymbol member) =>
        TypeOf(member) is IArrayTypeSymbol { ElementType: IArrayTypeSymbol row } ? row.ElementType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + "[][,]" : "T[][,]";

    /// <summary>Whether a member holds the weights of several layers, so that its biases are several too.</summary>
    private bool IsListOfWeights(string? name) =>
        name is not null && _storages.FindMember(_model, name) is { } weight and (IFieldSymbol or IPropertySymbol) && TypeOf(weight) is var type
        && _storages.Parse(weight, type) is null && CollectionParser.Parse(type) is var (_, element) && _storages.Parse(element) is not null;

    private MemberModel? ReadLayer(
        ITypeSymbol type,
        LayerMembers members,
        CollectionModel? collection,
        string segment,
        AttributeData attribute,
        string attributeName,
        InitializerKind kind)
    {
        if (members.Missing is { } missing)
        {
            Report("INIT009", default, _member.Name, missing, "a field or property of " + CSharpNames.Of(type));
            return null;
        }

        IReadOnlyDictionary<ISymbol, int>? arguments = collection is null ? _sites.ArgumentsOf(_member) : null;
        var parameters = new List<ParameterModel>();
        foreach (ISymbol member in members.Weights.Concat(members.Biases))
        {
            bool isBias = members.Biases.Contains(member);
            ITypeSymbol memberType = TypeOf(member);
            if (memberType.TypeKind == TypeKind.Error)
            {
                return null;
            }

            if (_storages.Parse(member, memberType) is not { } storage)
            {
                Report("INIT002", default, _member.Name + "." + member.Name, CSharpNames.Of(memberType), _storages.Explain(member, memberType));
                continue;
            }

            ISymbol read = member is IPropertySymbol { GetMethod: { } getter } ? getter : member;
            bool inPlace = !storage.LiesInMember || (member is IFieldSymbol
                && (type.IsReferenceType || (collection is null ? _member is IFieldSymbol : !collection.IsList)));
            if (member.IsStatic || !HasStorage(member) || !inPlace || !_storages.IsAccessible(read) || storage.CopyFrom is not null)
            {
                Report(
                    "INIT011", default, _member.Name + "." + member.Name,
                    _storages.IsAccessible(read) ? InPlace.Reason(member, HasStorage(member), storage) : "generated code cannot reach it; make it internal or public");
                continue;
            }

            if (ParameterPath.SegmentOf(member) is not { } own)
            {
                Report(
                    "INIT012", default, _member.Name + "." + member.Name,
                    Quoted(new AttributeArguments(KnownTypes.FindAttribute(member, KnownTypes.ParameterNameAttribute)!).String("name")),
                    "one or more names joined by single dots");
                continue;
            }

            CreationSites sites = _sites.For(member.ContainingType);
            int?[]? created = CreatedSizes(member, storage, false, sites, arguments);
            ParameterModel? parameter = isBias
                ? ReadBias(member, storage, created, sites, attribute, attributeName, kind, own)
                : ReadParameter(
                    member, storage, created, sites, attribute, attributeName, kind, members.Layout ?? LayoutOf(_model), false, own);
            if (parameter is not null)
            {
                parameters.Add(parameter);
            }
        }

        return new MemberModel(_member.Name, segment, parameters.ToEquatableArray())
        {
            Collection = collection,
            IsLayer = true,
            IsLayerReference = type.IsReferenceType,
        };
    }

    private ParameterModel? ReadBias(
        ISymbol member, StorageModel storage, int?[]? created, CreationSites sites, AttributeData attribute, string attributeName, InitializerKind kind, string segment)
    {
        // Of the attribute only this argument is about the bias; the weights' own reading finds what is wrong with the others.
        var found = new List<Problem>();
        InitializerSpec? spec = InitializerParser.Parse(attribute, kind, ParameterLayout.OutIn, storage.Element, found);
        _problems.AddRange(found.Where(problem => problem.Site.Argument == "Bias"));
        ShapeModel? shape = ShapeParser.Parse(member, storage, created, sites, _model, _problems);
        if (spec is null || shape is null)
        {
            return null;
        }

        new ParameterCheck(member, attributeName, _problems).Sizes(shape, storage);
        spec = new InitializerSpec(spec.Bias.Equals(0.0) ? InitializerKind.Zeros : InitializerKind.Constant) { Value = spec.Bias };
        return new ParameterModel(member.Name, segment, storage, shape, spec, ScaleModel.Of(spec, shape));
    }

    private ParameterModel? ReadParameter(
        ISymbol member,
        StorageModel storage,
        int?[]? created,
        CreationSites sites,
        AttributeData attribute,
        string attributeName,
        InitializerKind kind,
        ParameterLayout layout,
        bool inList,
        string segment)
    {
        InitializerSpec? spec = InitializerParser.Parse(attribute, kind, layout, storage.Element, _problems);
        ShapeModel? shape = ShapeParser.Parse(member, storage, created, sites, _model, _problems);
        if (spec is null || shape is null)
        {
            return null;
        }

        spec = new NamedNumbers(_member, _model, _storages, _sites, attributeName, _problems).Complete(spec, new AttributeArguments(attribute));
        WeightModel? weight = null;
        if (kind == InitializerKind.BiasUniform && (weight = ReadWeight(new AttributeArguments(attribute), attributeName, inList)) is null)
        {
            return null;
        }

        bool hasShape = KnownTypes.FindAttribute(member, KnownTypes.ShapeAttribute) is not null;
        if (storage.Kind == StorageKind.Pointer && !hasShape)
        {
            Report("INIT003", new ProblemSite(attributeName), member.Name, kind.ToString(), "is a pointer");
            return null;
        }

        var check = new ParameterCheck(member, attributeName, _problems);
        check.Shape(spec, shape, storage, hasShape);
        if (_problems.Count > 0)
        {
            // Numbers that are out of range make no scale.
            return null;
        }

        ScaleModel scale = ScaleModel.Of(spec, shape, weight?.Parameter);
        check.Spread(spec, scale, storage.Element);
        return new ParameterModel(member.Name, segment, storage, shape, spec, scale) { Weight = weight };
    }

    /// <summary>The weight that a BiasUniform names; null and a problem (INIT009) where it is none.</summary>
    private WeightModel? ReadWeight(AttributeArguments arguments, string attributeName, bool inList)
    {
        const string Expected = "a weight of two axes or more";
        if (arguments.String("weight") is not { } name)
        {
            if (arguments.TryGet("weight", out TypedConstant given) && given.Kind != TypedConstantKind.Error)
            {
                Report("INIT009", new ProblemSite(attributeName, "weight"), _member.Name, "null", Expected);
            }

            return null;
        }

        ISymbol? weight = _storages.FindMember(_model, name);
        if (weight is not (IFieldSymbol or IPropertySymbol { IsIndexer: false, GetMethod: not null }) || weight.IsStatic
            || SymbolEqualityComparer.Default.Equals(weight, _member))
        {
            Report("INIT009", new ProblemSite(attributeName, "weight"), _member.Name, name, Expected);
            return null;
        }

        ITypeSymbol type = TypeOf(weight);
        CreationSites sites = _sites.For(weight.ContainingType);
        CollectionModel? collection = null;
        StorageModel? storage = null;
        if (!inList)
        {
            storage = _storages.Parse(weight, type);
        }
        else if (CollectionParser.Parse(type) is var (list, element))
        {
            collection = list;
            storage = _storages.Parse(element);
        }

        if (storage is null || storage.LiesInMember && weight is not IFieldSymbol)
        {
            if (type.TypeKind != TypeKind.Error)
            {
                Report("INIT009", new ProblemSite(attributeName, "weight"), _member.Name, name, Expected);
            }

            return null;
        }

        AttributeData? attribute = KnownTypes.FindInitializer(weight, out InitializerKind kind);
        var ignored = new List<Problem>();
        InitializerSpec spec = (attribute is null ? null : InitializerParser.Parse(attribute, kind, LayoutOf(_model), storage.Element, ignored))
            ?? new InitializerSpec(InitializerKind.Zeros) { Layout = LayoutOf(_model) };
        ShapeModel? shape = ShapeParser.Parse(weight, storage, CreatedSizes(weight, storage, inList, sites, null), sites, _model, ignored);
        if (shape is null || ignored.Count > 0)
        {
            // The weight's own problem.
            return null;
        }

        if (shape.Rank < 2 && spec.FanIn is null)
        {
            Report("INIT009", new ProblemSite(attributeName, "weight"), _member.Name, name, Expected);
            return null;
        }

        return new WeightModel(
            new ParameterModel(weight.Name, "", storage, shape, spec, ScaleModel.Of(spec, shape)),
            collection,
            IsChecked: !inList && attribute is not null && !IsOptional(type) && SymbolEqualityComparer.Default.Equals(weight.ContainingType, _model));
    }

    /// <summary>The sizes of the array that a member, or each element of its list, is created with.</summary>
    private static int?[]? CreatedSizes(
        ISymbol member, StorageModel storage, bool inList, CreationSites sites, IReadOnlyDictionary<ISymbol, int>? arguments)
    {
        if (storage.Kind is not (StorageKind.Vector or StorageKind.Rectangular or StorageKind.Jagged or StorageKind.Tensor) || storage.Access.Length > 0)
        {
            return null;
        }

        if (inList)
        {
            return sites.ElementSizesOf(member, arguments);
        }

        int?[]? created = sites.SizesOf(member, arguments);
        if (storage.Kind == StorageKind.Jagged && created is [{ } rows, null] && sites.ElementSizesOf(member, arguments) is [{ } columns])
        {
            return [rows, columns];
        }

        return created;
    }

    /// <summary>The layout that the type, one of its containing types, or the assembly declares.</summary>
    private static ParameterLayout LayoutOf(INamedTypeSymbol model)
    {
        for (INamedTypeSymbol? type = model; type is not null; type = type.ContainingType)
        {
            if (Declared(type) is { } layout)
            {
                return layout;
            }
        }

        return Declared(model.ContainingAssembly) ?? ParameterLayout.OutIn;

        static ParameterLayout? Declared(ISymbol symbol) =>
            KnownTypes.FindAttribute(symbol, KnownTypes.ParameterLayoutAttribute) is { } attribute
            && new AttributeArguments(attribute).Enum("layout") is { } value
                ? (ParameterLayout)value
                : null;
    }

    /// <summary>Whether a member has storage of its own: a field, or a property with a field behind it.</summary>
    private bool HasStorage(ISymbol member)
    {
        if (member is not IPropertySymbol property)
        {
            return member is IFieldSymbol { IsConst: false };
        }

        if (property.IsIndexer || property.GetMethod is null || property.IsAbstract || !property.ExplicitInterfaceImplementations.IsEmpty)
        {
            return false;
        }

        return PropertyGetter.ReturnsBackingField(property, _sites.Cancellation)
            || (property.DeclaringSyntaxReferences.IsEmpty && property.ContainingType.DeclaringSyntaxReferences.IsEmpty)
            || PropertyGetter.ReturnsField(property, _sites.Cancellation);
    }
}
