using InitGen.Analyzers.Starts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Rules;

/// <summary>
/// Which weights the model's own code gives values, other than by training and by what they start with: elements set by hand, a loader or
/// a copy, a solver, a mutation of evolution kind. A step of training reads what it writes (<c>w -= rate * gradient</c>) and does not count.
/// </summary>
internal sealed class ParameterWrites
{
    // Words in the names of methods that find weights rather than load them.
    private static readonly string[] s_solvers = ["fit", "solve", "train", "learn", "regress", "calibrate"];

    private static readonly string[] s_random = ["gauss", "random", "normal", "noise"];

    private readonly HashSet<ISymbol> _members;
    private readonly HashSet<string> _names;
    private readonly IReadOnlyCollection<SyntaxNode> _fills;
    private readonly HashSet<ISymbol> _overwritten = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _replaced = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _accumulated = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _assigned = new(SymbolEqualityComparer.Default);

    // What the body that is being read does to weights: it constructs the model, or solves for them.
    private bool _isConstructing;
    private bool _isSolving;
    private bool _initializes;

    private readonly HashSet<ISymbol> _loaded = new(SymbolEqualityComparer.Default);

    private ParameterWrites(IEnumerable<ISymbol> members, IReadOnlyCollection<SyntaxNode> fills)
    {
        _members = new HashSet<ISymbol>(members, SymbolEqualityComparer.Default);
        _names = new HashSet<string>(_members.Select(static member => member.Name), StringComparer.Ordinal);
        _fills = fills;
    }

    /// <summary>Whether other code gives it values at some time.</summary>
    public bool IsOverwritten(ISymbol member) => _overwritten.Contains(member);

    /// <summary>
    /// Whether its initializer says nothing about the values that it is used with: the constructor overwrites or changes them, a method that
    /// fits the model sets them, or a method loads them where the model's own code never initializes.
    /// </summary>
    public bool IsReplaced(ISymbol member) => _replaced.Contains(member) || (!_initializes && _loaded.Contains(member));

    /// <summary>Whether its elements are added to, as those of gradients are.</summary>
    public bool IsAccumulated(ISymbol member) => _accumulated.Contains(member);

    /// <summary>Whether it is created by a plain <c>new</c>, here or in its declaration: its values are zero.</summary>
    public bool IsCreated(ISymbol member) => !_assigned.Contains(member);

    /// <summary>Reads the bodies of a type.</summary>
    /// <param name="type">The model.</param>
    /// <param name="members">The weights.</param>
    /// <param name="fills">The calls and assignments by which they start, which overwrite nothing.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static ParameterWrites Read(
        INamedTypeSymbol type, IReadOnlyCollection<ISymbol> members, IReadOnlyCollection<SyntaxNode> fills, Compilation compilation, CancellationToken cancellation)
    {
        var writes = new ParameterWrites(members, fills) { _initializes = fills.Count > 0 };
        foreach (ISymbol member in members)
        {
            foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
            {
                EqualsValueClauseSyntax? value = reference.GetSyntax(cancellation) switch
                {
                    VariableDeclaratorSyntax variable => variable.Initializer,
                    PropertyDeclarationSyntax property => property.Initializer,
                    _ => null,
                };
                if (value is { Value: not ArrayCreationExpressionSyntax { Initializer: null } } && !fills.Contains(value))
                {
                    writes._assigned.Add(member);
                }
            }
        }

        SyntaxNode[] parts =
        [
            .. type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).Where(static part => !FacadeMentions.IsGenerated(part.SyntaxTree)),
        ];
        SyntaxNode[] bodies = [.. parts.SelectMany(static part => part.DescendantNodes()).Where(IsBody)];
        HashSet<string> constructing = CalledByConstructors(bodies);
        HashSet<string> sequences = [.. bodies.Where(body => writes.Mentions(body)).Select(NameOf)];
        foreach (SyntaxNode node in bodies)
        {
            writes._initializes |= node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(static name => name.Identifier.ValueText == "InitializeParameters");
            if (!writes.Mentions(node) && !RunsThrough(node, sequences))
            {
                continue;
            }

            // The rule looks at every body of the type together, not at one block at a time.
#pragma warning disable RS1030
            SyntaxNode body = node is ArrowExpressionClauseSyntax arrow ? arrow.Expression : node;
            IOperation? operation = compilation.GetSemanticModel(node.SyntaxTree).GetOperation(body, cancellation);
#pragma warning restore RS1030
            if (operation is not null)
            {
                string name = NameOf(node);
                writes._isConstructing = node.Parent is ConstructorDeclarationSyntax || constructing.Contains(name);
                writes._isSolving = Array.Exists(s_solvers, word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
                writes.Read(operation, type, cancellation);
            }
        }

        return writes;
    }

    private static bool IsBody(SyntaxNode node) => node is BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax }
        or ArrowExpressionClauseSyntax { Parent: BaseMethodDeclarationSyntax or PropertyDeclarationSyntax or AccessorDeclarationSyntax };

    private static string NameOf(SyntaxNode body) => body.Parent switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        _ => "",
    };

    /// <summary>The names of the type's methods that its constructors call, themselves or through others.</summary>
    private static HashSet<string> CalledByConstructors(SyntaxNode[] bodies)
    {
        var called = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<SyntaxNode>(bodies.Where(static body => body.Parent is ConstructorDeclarationSyntax));
        while (open.Count > 0)
        {
            foreach (InvocationExpressionSyntax call in open.Pop().DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>())
            {
                if (call.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
                    && FacadeMentions.NameOf(call.Expression) is { } name && called.Add(name))
                {
                    foreach (SyntaxNode body in bodies.Where(body => NameOf(body) == name))
                    {
                        open.Push(body);
                    }
                }
            }
        }

        return called;
    }

    // foreach (float[] w in Weights()): the iterator, or the property, names them.
    private static bool RunsThrough(SyntaxNode body, HashSet<string> sequences) => body.DescendantNodes().OfType<ForEachStatementSyntax>().Any(loop =>
        loop.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => sequences.Contains(name.Identifier.ValueText)));

    // A body counts that names a weight, or a model whose weights are loaded.
    private bool Mentions(SyntaxNode node) => node.DescendantNodes().OfType<SimpleNameSyntax>().Any(name =>
        _names.Contains(name.Identifier.ValueText) || name.Identifier.ValueText is "LoadParameters");

    private void Read(IOperation body, INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            cancellation.ThrowIfCancellationRequested();
            if (_fills.Contains(operation.Syntax))
            {
                continue;
            }

            switch (operation)
            {
                case ISimpleAssignmentOperation assignment when assignment.Target is IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false }
                    && Targets(assignment.Target, elementsOnly: false) is { Count: > 0 } members:
                    if (!Creates(assignment.Value))
                    {
                        Overwrite(members);
                    }

                    break;
                // A new array, or a new layer, in a list of them is storage, not values.
                case ISimpleAssignmentOperation assignment when !((assignment.Type is IArrayTypeSymbol && Creates(assignment.Value)) || CreatesLayer(assignment.Value)):
                    foreach (ISymbol member in Targets(assignment.Target, elementsOnly: true))
                    {
                        Change(member, isNew: !Reads(assignment.Value, member) || DrawsAtRandom(assignment.Value));
                    }

                    break;
                case IDeconstructionAssignmentOperation { Target: ITupleOperation targets } deconstruction:
                    foreach (IOperation target in targets.Elements)
                    {
                        Overwrite(Targets(target, elementsOnly: true).Where(member => !Reads(deconstruction.Value, member)));
                    }

                    break;
                case ICompoundAssignmentOperation compound:
                    foreach (ISymbol member in Targets(compound.Target, elementsOnly: true))
                    {
                        Change(member, isNew: DrawsAtRandom(compound.Value));
                        if (compound.OperatorKind == BinaryOperatorKind.Add)
                        {
                            _accumulated.Add(member);
                        }
                    }

                    break;
                // MemoryMarshal.CreateSpan(ref w[0, 0], n) is a view: what is done with it is seen where it is used.
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument
                    when argument.Parent is not IInvocationOperation { TargetMethod.ContainingType.Name: "MemoryMarshal" or "Unsafe" or "Vector" or "Vector128" or "Vector256" or "Vector512" }:
                    Overwrite(Targets(argument.Value, elementsOnly: false));
                    break;
                case IInvocationOperation invocation:
                    ReadCall(invocation, type, cancellation);
                    break;
            }
        }
    }

    private void Overwrite(IEnumerable<ISymbol> members)
    {
        foreach (ISymbol member in members)
        {
            Change(member, isNew: true);
        }
    }

    private void Change(ISymbol member, bool isNew)
    {
        if (isNew)
        {
            _overwritten.Add(member);
            _loaded.Add(member);
        }

        if (_isConstructing || (isNew && _isSolving))
        {
            _replaced.Add(member);
        }
    }

    private void ReadCall(IInvocationOperation call, INamedTypeSymbol type, CancellationToken cancellation)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.Name == "LoadParameters" && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } loaded
            && SymbolEqualityComparer.Default.Equals(Variables.Bare(loaded).Type?.OriginalDefinition, type.OriginalDefinition))
        {
            // The model's file, in the generated method or an extension.
            Overwrite(_members);
        }

        // source.CopyTo(_w), Array.Copy(source, _w, n), Buffer.BlockCopy(bytes, 0, _w, 0, n)
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || parameter.Type.Name.StartsWith("ReadOnly", StringComparison.Ordinal)
                || Targets(argument.Value, elementsOnly: false) is not { Count: > 0 } members)
            {
                continue;
            }

            bool source = method.Name is "Copy" or "BlockCopy" && parameter.Name is "sourceArray" or "src" or "source";
            bool view = method.Name is "AsSpan" or "AsMemory" or "CreateSpan" or "CreateReadOnlySpan" or "GetReference" or "GetArrayDataReference" or "As" or "Cast" or "AsBytes"
                && (method.ReducedFrom is not null || parameter.Ordinal == 0);
            if (source || view || IsPure(method))
            {
                continue;
            }

            if (method.DeclaringSyntaxReferences.Length == 0 || WritesTo(method, parameter, cancellation))
            {
                Overwrite(members);
            }
        }

        // span.Fill on the weight itself
        if (method.Name is "Fill" && call.Instance is { } instance)
        {
            Overwrite(Targets(instance, elementsOnly: false));
        }
    }

    // What computes with an array and leaves it alone.
    private static bool IsPure(IMethodSymbol method) =>
        method.ContainingType?.Name is "TensorPrimitives" or "Enumerable" or "Math" or "MathF" or "Debug" or "Console" or "ArgumentNullException"
        || method.Name is "GetLength" or "Clone" or "Clear" or "Add" or "Contains" or "Equals" or "ReferenceEquals" or "InitializeParameters";

    // Whether a source method sets the elements of a parameter without reading it, as a loader does and a step of training does not, or adds noise to them.
    private static bool WritesTo(IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in method.OriginalDefinition.DeclaringSyntaxReferences)
        {
            SyntaxNode declaration = reference.GetSyntax(cancellation);
            foreach (AssignmentExpressionSyntax assignment in declaration.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                if (assignment.Left is ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax target }
                    && target.Identifier.ValueText == parameter.Name
                    && ((assignment.OperatorToken.ValueText == "="
                        && !assignment.Right.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == parameter.Name))
                        || assignment.Right.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call => FacadeMentions.NameOf(call.Expression) is { } name && SaysRandom(name))))
                {
                    return true;
                }
            }

            if (declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
                call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CopyTo" or "Copy" or "BlockCopy" or "Read" or "ReadExactly" or "Fill" }
                && call.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == parameter.Name)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The weights that an expression is, or is an element or a view of: several where a variable runs through a list of them.</summary>
    private List<ISymbol> Targets(IOperation operation, bool elementsOnly)
    {
        var targets = new List<ISymbol>();
        AddTargets(operation, isElement: false, elementsOnly, targets);
        return targets;
    }

    private void AddTargets(IOperation operation, bool isElement, bool elementsOnly, List<ISymbol> targets)
    {
        for (IOperation? current = operation; current is not null;)
        {
            switch (current)
            {
                case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference when _members.Contains(reference.Member):
                    if (isElement || !elementsOnly)
                    {
                        targets.Add(reference.Member);
                    }

                    return;
                case IArrayElementReferenceOperation access:
                    isElement = true;
                    current = access.ArrayReference;
                    break;
                case IPropertyReferenceOperation { Property.IsIndexer: true } indexer:
                    isElement = true;
                    current = indexer.Instance;
                    break;
                case IConversionOperation conversion:
                    current = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "AsSpan" or "AsMemory" or "Slice" or "CreateSpan" or "Cast" or "AsBytes" or "GetArrayDataReference" or "As" } view:
                    current = view.Instance ?? (view.Arguments.Length > 0 ? view.Arguments[0].Value : null);
                    break;
                case IPropertyReferenceOperation { Property.Name: "Span" } span:
                    current = span.Instance;
                    break;
                case ILocalReferenceOperation local when Variables.CollectionOf(local.Local, local) is { } collection:
                    AddElements(collection, isElement, elementsOnly, targets);
                    return;
                case ILocalReferenceOperation local:
                    current = Variables.ValueOf(local.Local, local);
                    break;
                default:
                    return;
            }
        }
    }

    // foreach (float[] w in new[] { _w1, _w2 }), or in a property or an iterator that names them.
    private void AddElements(IOperation collection, bool isElement, bool elementsOnly, List<ISymbol> targets)
    {
        if (Variables.ElementsOf(collection) is { } elements)
        {
            foreach (IOperation element in elements)
            {
                AddTargets(element, isElement, elementsOnly, targets);
            }

            return;
        }

        ISymbol? sequence = Variables.Bare(collection) switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation property when !_members.Contains(property.Property) => property.Property,
            _ => null,
        };
        if (sequence is null)
        {
            AddTargets(collection, isElement: true, elementsOnly, targets);
            return;
        }

        if (isElement || !elementsOnly)
        {
            HashSet<string> named =
            [
                .. sequence.OriginalDefinition.DeclaringSyntaxReferences
                    .SelectMany(static reference => reference.GetSyntax().DescendantNodes().OfType<IdentifierNameSyntax>())
                    .Select(static name => name.Identifier.ValueText),
            ];
            targets.AddRange(_members.Where(member => named.Contains(member.Name)));
        }
    }

    private static bool Reads(IOperation value, ISymbol member) =>
        value.DescendantsAndSelf().Any(part => part is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member, member));

    private static bool DrawsAtRandom(IOperation value) => value.DescendantsAndSelf().Any(static part =>
        part is IInvocationOperation { TargetMethod: { } method }
        && (method.ContainingType?.Name is "Random" or "RandomNumberGenerator" || SaysRandom(method.Name)));

    private static bool SaysRandom(string method) =>
        method is "NextSingle" or "NextDouble"
        || Array.Exists(s_random, word => method.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    // A layer that is told its sizes, and no values.
    private static bool CreatesLayer(IOperation value) => Variables.Bare(value) is IObjectCreationOperation { Type.TypeKind: TypeKind.Class } creation
        && creation.Arguments.All(static argument => argument.Value.Type is { IsValueType: true, SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum });

    // A fresh array is zero, as the parameter is: assigning one loads nothing.
    private static bool Creates(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value is IArrayCreationOperation { Initializer: null };
    }
}
