using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Model;

/// <summary>
/// The expressions by which a type's members are created: their initializers and the assignments in the type's bodies. Read once a
/// type; a member is matched by name first, by symbol only where the name fits.
/// </summary>
internal sealed class CreationSites
{
    // How far constants are followed through members: enough for any real code, and an end for members that name each other.
    private const int MaximalDepth = 8;

    private readonly Shared _shared;
    private readonly Dictionary<string, List<(ExpressionSyntax Target, ExpressionSyntax? Value)>> _assignments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(ExpressionSyntax Target, ExpressionSyntax? Value)>> _elements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ExpressionSyntax>> _late = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ExpressionSyntax>> _lateElements = new(StringComparer.Ordinal);

    private CreationSites(Shared shared) => _shared = shared;

    public Compilation Compilation => _shared.Compilation;

    public CancellationToken Cancellation => _shared.Cancellation;

    public static CreationSites Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        new Shared(compilation, cancellation).For(type);

    /// <summary>The creation sites of another type of the same compilation, such as a layer's.</summary>
    public CreationSites For(INamedTypeSymbol type) => _shared.For(type.OriginalDefinition);

    /// <summary>
    /// The sizes of the array that a member holds from its construction on: one entry an axis, null where a size is not constant.
    /// Null where the member's creation is not seen, not an array creation, or differs from place to place.
    /// </summary>
    /// <param name="member">The member.</param>
    /// <param name="arguments">The constants that the type's constructor is called with, where the call is known.</param>
    public int?[]? SizesOf(ISymbol member, IReadOnlyDictionary<ISymbol, int>? arguments = null)
    {
        if (IsWrittenLate(_late, member))
        {
            return null;
        }

        int?[]? sizes = null;
        bool seen = false;
        foreach (ExpressionSyntax? value in ValuesOf(member))
        {
            int?[]? created = value is null ? null : SizesOf(value, arguments);
            if (created is null || (seen && !created.SequenceEqual(sizes)))
            {
                return null;
            }

            sizes = created;
            seen = true;
        }

        return sizes;
    }

    /// <summary>
    /// The sizes of every array in the array or list that a member holds: from a collection expression or initializer, from <c>Add</c>, or
    /// from a constructor's loop that fills it.
    /// </summary>
    /// <param name="member">The member.</param>
    /// <param name="arguments">The constants that the type's constructor is called with, where the call is known.</param>
    public int?[]? ElementSizesOf(ISymbol member, IReadOnlyDictionary<ISymbol, int>? arguments = null)
    {
        if (ElementsOf(member) is not { } elements)
        {
            return null;
        }

        int?[]? sizes = null;
        foreach (ExpressionSyntax? element in elements)
        {
            int?[]? created = element is null ? null : SizesOf(element, arguments);
            if (created is null || (sizes is not null && !created.SequenceEqual(sizes)))
            {
                return null;
            }

            sizes = created;
        }

        return sizes;
    }

    /// <summary>The lengths of the rows that an array of arrays is created with, as far as they are constant, where two of them differ; null elsewhere.</summary>
    public IReadOnlyList<int>? UnequalRowsOf(ISymbol member)
    {
        int[] lengths = [.. (ElementsOf(member) ?? []).Select(element => element is null ? null : SizesOf(element, null)?[0]).OfType<int>()];
        return lengths.Distinct().Count() > 1 ? lengths : null;
    }

    /// <summary>The expressions by which the elements of an array or list are created; null for one that is not seen, and for all where the member may be filled elsewhere.</summary>
    private List<ExpressionSyntax?>? ElementsOf(ISymbol member)
    {
        if (IsWrittenLate(_late, member) || IsWrittenLate(_lateElements, member))
        {
            return null;
        }

        var elements = new List<ExpressionSyntax?>();
        foreach (ExpressionSyntax? value in ValuesOf(member))
        {
            if (value is null || !AddElements(value, elements))
            {
                return null;
            }
        }

        if (_elements.TryGetValue(member.Name, out List<(ExpressionSyntax Target, ExpressionSyntax? Value)>? assignments))
        {
            elements.AddRange(assignments.Where(assignment => Refers(assignment.Target, member)).Select(assignment => assignment.Value));
        }

        return elements;
    }

    /// <summary>
    /// The constants that the constructor of the object in a member is called with, by its parameters; null where the object's creation is
    /// not seen or differs from place to place.
    /// </summary>
    public IReadOnlyDictionary<ISymbol, int>? ArgumentsOf(ISymbol member) =>
        IsWrittenLate(_late, member) || ValuesOf(member) is not [{ } value] ? null : ArgumentsOf(value);

    /// <summary>The value of an int member that is fixed at compile time: constant, or readonly and set once to a constant.</summary>
    public int? ConstantOf(ISymbol member, IReadOnlyDictionary<ISymbol, int>? arguments = null, int depth = 0)
    {
        switch (member)
        {
            case IFieldSymbol { HasConstantValue: true, ConstantValue: int constant }:
                return constant;
            case IPropertySymbol property when !property.IsReadOnly || property.IsIndexer || !PropertyGetter.ReturnsBackingField(property, Cancellation):
                return null;
            case IFieldSymbol { IsReadOnly: true } or IPropertySymbol:
                CreationSites own = member.ContainingType is { } type ? For(type) : this;
                return !own.IsWrittenLate(own._late, member) && own.ValuesOf(member) is [{ } value]
                    ? own.ConstantOf(value, arguments, depth + 1)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>The names that a body outside the constructors writes to: with these, a type's syntax apart from its bodies tells all that is read here.</summary>
    public static IEnumerable<string> LateNames(SyntaxNode body)
    {
        var sites = new CreationSites(new Shared(null!, CancellationToken.None));
        sites.Collect(body, inConstructor: false);
        return sites._late.Keys.Concat(sites._lateElements.Keys.Select(name => name + "[]"));
    }

    /// <summary>The declarations of a member, both parts where it is partial.</summary>
    public static IEnumerable<SyntaxReference> DeclarationsOf(ISymbol member) =>
        member is IPropertySymbol { PartialImplementationPart: { } implementation }
            ? member.DeclaringSyntaxReferences.Concat(implementation.DeclaringSyntaxReferences)
            : member.DeclaringSyntaxReferences;

    /// <summary>The expression without parentheses and <c>!</c>.</summary>
    public static ExpressionSyntax Unwrapped(ExpressionSyntax value)
    {
        while (true)
        {
            switch (value)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    value = parenthesized.Expression;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                    value = suppressed.Operand;
                    break;
                default:
                    return value;
            }
        }
    }

    private static ExpressionSyntax? MemberTarget(ExpressionSyntax target, out string name)
    {
        ExpressionSyntax? found = target switch
        {
            IdentifierNameSyntax => target,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } => target,
            _ => null,
        };
        name = found switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            _ => "",
        };
        return found;
    }

    private static void Add<T>(Dictionary<string, List<T>> map, string key, T item)
    {
        if (!map.TryGetValue(key, out List<T>? list))
        {
            map.Add(key, list = []);
        }

        list.Add(item);
    }

    /// <summary>Adds the elements that an expression creates its collection with; false where they are not seen.</summary>
    private static bool AddElements(ExpressionSyntax value, List<ExpressionSyntax?> elements)
    {
        switch (Unwrapped(value))
        {
            case CollectionExpressionSyntax collection:
                foreach (CollectionElementSyntax element in collection.Elements)
                {
                    elements.Add((element as ExpressionElementSyntax)?.Expression);
                }

                return true;
            case ArrayCreationExpressionSyntax array:
                elements.AddRange(array.Initializer?.Expressions ?? default);
                return true;
            case ImplicitArrayCreationExpressionSyntax array:
                elements.AddRange(array.Initializer.Expressions);
                return true;
            case BaseObjectCreationExpressionSyntax creation:
                if (creation.Initializer is { } initializer)
                {
                    elements.AddRange(initializer.Expressions.Select(element => element is AssignmentExpressionSyntax ? null : element));
                }

                // Arguments may be elements to copy; a capacity is none, but cannot be told from one by syntax.
                return creation.ArgumentList is null || creation.ArgumentList.Arguments.Count == 0;
            case InitializerExpressionSyntax braces:
                elements.AddRange(braces.Expressions);
                return true;
            case InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "ToArray" or "ToList",
                    Expression: InvocationExpressionSyntax
                    {
                        Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select" },
                        ArgumentList.Arguments: [{ Expression: LambdaExpressionSyntax { ExpressionBody: { } element } }],
                    },
                },
            }:
                // Enumerable.Range(0, 12).Select(_ => new float[64, 64]).ToArray()
                elements.Add(element);
                return true;
            default:
                return false;
        }
    }

    private void Collect(SyntaxNode member, bool inConstructor)
    {
        // Attributes write nothing, whatever stands half-typed among their arguments.
        foreach (SyntaxNode node in member.DescendantNodesAndSelf(static node => node is not AttributeListSyntax))
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment:
                    Collect(assignment.Left, assignment.Right, inConstructor);
                    break;
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression, Left: FieldExpressionSyntax } assignment:
                    Collect(assignment.Left, assignment.Right, inConstructor);
                    break;
                case AssignmentExpressionSyntax assignment:
                    Collect(assignment.Left, null, inConstructor);
                    break;
                case PrefixUnaryExpressionSyntax
                {
                    RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression,
                } unary:
                    Collect(unary.Operand, null, inConstructor);
                    break;
                case PostfixUnaryExpressionSyntax
                {
                    RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression,
                } unary:
                    Collect(unary.Operand, null, inConstructor);
                    break;
                case ArgumentSyntax { RefOrOutKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument:
                    Collect(argument.Expression, null, inConstructor);
                    break;
                case InvocationExpressionSyntax
                {
                    Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "Insert" or "AddRange" } call,
                } invocation:
                    CollectElement(
                        call.Expression,
                        call.Name.Identifier.ValueText == "Add" && invocation.ArgumentList.Arguments is [{ } item] ? item.Expression : null,
                        inConstructor);
                    break;
            }
        }
    }

    private void Collect(ExpressionSyntax left, ExpressionSyntax? value, bool inConstructor)
    {
        // Deconstructing assignments: (_w, _b) = (new float[2, 3], new float[2]).
        if (left is TupleExpressionSyntax tuple)
        {
            var values = value as TupleExpressionSyntax;
            for (int i = 0; i < tuple.Arguments.Count; i++)
            {
                bool paired = values is not null && values.Arguments.Count == tuple.Arguments.Count;
                Collect(tuple.Arguments[i].Expression, paired ? values!.Arguments[i].Expression : null, inConstructor);
            }

            return;
        }

        if (left is FieldExpressionSyntax)
        {
            // A setter that stores its value shows nothing: what it is given stands where the property is assigned.
            ExpressionSyntax? stored = value is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: ThrowExpressionSyntax } guarded
                ? guarded.Left
                : value;
            if (stored is not IdentifierNameSyntax { Identifier.ValueText: "value" } && left.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property)
            {
                Add(_assignments, property.Identifier.ValueText, (left, value));
            }
        }
        else if (left is ElementAccessExpressionSyntax access)
        {
            CollectElement(access.Expression, value, inConstructor);
        }
        else if (MemberTarget(left, out string name) is { } target)
        {
            if (inConstructor)
            {
                Add(_assignments, name, (target, value));
            }
            else
            {
                Add(_late, name, target);
            }
        }
    }

    private void CollectElement(ExpressionSyntax collection, ExpressionSyntax? value, bool inConstructor)
    {
        if (MemberTarget(collection, out string name) is not { } target)
        {
            return;
        }

        if (inConstructor)
        {
            Add(_elements, name, (target, value));
        }
        else
        {
            Add(_lateElements, name, target);
        }
    }

    private bool IsWrittenLate(Dictionary<string, List<ExpressionSyntax>> late, ISymbol member) =>
        late.TryGetValue(member.Name, out List<ExpressionSyntax>? targets) && targets.Exists(target => Refers(target, member));

    /// <summary>The values that a member's initializer and the constructors give it; null for one that is not seen.</summary>
    public List<ExpressionSyntax?> ValuesOf(ISymbol member)
    {
        var values = new List<ExpressionSyntax?>();
        foreach (SyntaxReference reference in DeclarationsOf(member))
        {
            ExpressionSyntax? value = reference.GetSyntax(Cancellation) switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                _ => null,
            };
            if (value is not null)
            {
                values.Add(value);
            }
        }

        // A derived type may hold something else.
        if (member is IPropertySymbol { IsSealed: false, ContainingType.IsSealed: false } and ({ IsVirtual: true } or { IsOverride: true }))
        {
            values.Add(null);
        }

        if (_assignments.TryGetValue(member.Name, out List<(ExpressionSyntax Target, ExpressionSyntax? Value)>? assignments))
        {
            values.AddRange(assignments.Where(assignment => Refers(assignment.Target, member)).Select(assignment => assignment.Value));
        }

        return values;
    }

    private bool Refers(ExpressionSyntax target, ISymbol member) =>
        _shared.ModelOf(target) is { } semantics
        && SymbolEqualityComparer.Default.Equals(
            Declared(semantics.GetSymbolInfo(target, Cancellation).Symbol)?.OriginalDefinition, member.OriginalDefinition);

    /// <summary>The symbol as its type lists it: for <c>field</c> the property, for a partial property its defining part.</summary>
    private static ISymbol? Declared(ISymbol? symbol)
    {
        symbol = symbol is IFieldSymbol { AssociatedSymbol: IPropertySymbol behind } ? behind : symbol;
        return symbol is IPropertySymbol { PartialDefinitionPart: { } definition } ? definition : symbol;
    }

    /// <summary>The sizes of an array creation, one entry an axis; the rows of a jagged array have a null second entry.</summary>
    private int?[]? SizesOf(ExpressionSyntax value, IReadOnlyDictionary<ISymbol, int>? arguments)
    {
        value = Unwrapped(value);
        if (value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: string factory } } invocation
            && factory.StartsWith("Create", StringComparison.Ordinal))
        {
            return LengthsOf(invocation, arguments);
        }

        if (value is not ArrayCreationExpressionSyntax { Initializer: null } creation)
        {
            return null;
        }

        SyntaxList<ArrayRankSpecifierSyntax> ranks = creation.Type.RankSpecifiers;
        int rank = ranks[0].Rank;
        var sizes = new int?[ranks.Count == 1 ? rank : rank + 1];
        for (int i = 0; i < rank; i++)
        {
            sizes[i] = ConstantOf(ranks[0].Sizes[i], arguments, 0);
        }

        return sizes;
    }

    /// <summary>The lengths that a tensor of System.Numerics.Tensors is created with: <c>Tensor.CreateFromShape&lt;float&gt;([256, 784])</c>.</summary>
    private int?[]? LengthsOf(InvocationExpressionSyntax invocation, IReadOnlyDictionary<ISymbol, int>? arguments)
    {
        if (_shared.ModelOf(invocation)?.GetSymbolInfo(invocation, Cancellation).Symbol is not IMethodSymbol { ContainingType.Name: "Tensor" } method
            || method.Parameters.FirstOrDefault(parameter => parameter.Name == "lengths") is not { } lengths)
        {
            return null;
        }

        SeparatedSyntaxList<ArgumentSyntax> given = invocation.ArgumentList.Arguments;
        ArgumentSyntax? argument = given.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "lengths")
            ?? (lengths.Ordinal < given.Count && given[lengths.Ordinal].NameColon is null ? given[lengths.Ordinal] : null);
        var elements = new List<ExpressionSyntax?>();
        return argument is not null && AddElements(argument.Expression, elements) && elements.Count > 0
            ? [.. elements.Select(element => element is null ? null : ConstantOf(element, arguments, 0))]
            : null;
    }

    private Dictionary<ISymbol, int>? ArgumentsOf(ExpressionSyntax value)
    {
        if (Unwrapped(value) is not BaseObjectCreationExpressionSyntax creation
            || _shared.ModelOf(creation)?.GetSymbolInfo(creation, Cancellation).Symbol is not IMethodSymbol constructor)
        {
            return null;
        }

        constructor = constructor.OriginalDefinition;
        var constants = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        SeparatedSyntaxList<ArgumentSyntax> arguments = creation.ArgumentList?.Arguments ?? default;
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            ArgumentSyntax? argument = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)
                ?? (parameter.Ordinal < arguments.Count && arguments[parameter.Ordinal].NameColon is null ? arguments[parameter.Ordinal] : null);
            int? constant = argument is not null ? ConstantOf(argument.Expression, null, 0)
                : parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: int standard } ? standard
                : null;
            if (constant is { } known)
            {
                constants[parameter] = known;
            }
        }

        return constants;
    }

    private int? ConstantOf(ExpressionSyntax size, IReadOnlyDictionary<ISymbol, int>? arguments, int depth)
    {
        size = Unwrapped(size);
        if (size is LiteralExpressionSyntax { Token.Value: int literal })
        {
            return literal;
        }

        if (size.IsMissing || size is OmittedArraySizeExpressionSyntax || depth > MaximalDepth || _shared.ModelOf(size) is not { } semantics)
        {
            return null;
        }

        if (semantics.GetConstantValue(size, Cancellation) is { HasValue: true, Value: int constant })
        {
            return constant;
        }

        if (size is BinaryExpressionSyntax binary)
        {
            return ConstantOf(binary.Left, arguments, depth + 1) is { } left && ConstantOf(binary.Right, arguments, depth + 1) is { } right
                ? Combined((SyntaxKind)binary.RawKind, left, right)
                : null;
        }

        return semantics.GetSymbolInfo(size, Cancellation).Symbol switch
        {
            IParameterSymbol parameter => arguments is not null && arguments.TryGetValue(parameter.OriginalDefinition, out int argument) ? argument : null,
            IFieldSymbol { Type.SpecialType: SpecialType.System_Int32 } field when IsOwnOrStatic(size, field) =>
                ConstantOf(field.OriginalDefinition, arguments, depth),
            IPropertySymbol { Type.SpecialType: SpecialType.System_Int32 } property when IsOwnOrStatic(size, property) =>
                ConstantOf(property.OriginalDefinition, arguments, depth),
            _ => null,
        };
    }

    // Another object's member has the value of that object's construction, which is not the one that is read here.
    private static bool IsOwnOrStatic(ExpressionSyntax expression, ISymbol member) =>
        member.IsStatic || expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };

    private static int? Combined(SyntaxKind kind, int left, int right)
    {
        long? value = kind switch
        {
            SyntaxKind.AddExpression => (long)left + right,
            SyntaxKind.SubtractExpression => (long)left - right,
            SyntaxKind.MultiplyExpression => (long)left * right,
            SyntaxKind.DivideExpression when right > 0 => left / right,
            _ => null,
        };
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : null;
    }

    /// <summary>What the creation sites of one reading have in common.</summary>
    private sealed class Shared(Compilation compilation, CancellationToken cancellation)
    {
        private readonly Dictionary<INamedTypeSymbol, CreationSites> _types = new(SymbolEqualityComparer.Default);
        private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];

        public Compilation Compilation => compilation;

        public CancellationToken Cancellation => cancellation;

        public CreationSites For(INamedTypeSymbol type)
        {
            if (_types.TryGetValue(type, out CreationSites? known))
            {
                return known;
            }

            var sites = new CreationSites(this);
            _types.Add(type, sites);
            foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
            {
                if (reference.GetSyntax(cancellation) is not TypeDeclarationSyntax declaration)
                {
                    continue;
                }

                foreach (MemberDeclarationSyntax member in declaration.Members)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (member is not BaseTypeDeclarationSyntax)
                    {
                        sites.Collect(member, inConstructor: member is ConstructorDeclarationSyntax);
                    }
                }
            }

            return sites;
        }

        public SemanticModel? ModelOf(SyntaxNode node)
        {
            SyntaxTree tree = node.SyntaxTree;
            if (!_models.TryGetValue(tree, out SemanticModel? model))
            {
                if (!compilation.ContainsSyntaxTree(tree))
                {
                    return null;
                }

                _models.Add(tree, model = compilation.GetSemanticModel(tree));
            }

            return model;
        }
    }
}
