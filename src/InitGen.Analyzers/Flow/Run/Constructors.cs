using System.Collections.Immutable;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Objects as their initializers and constructors leave them.</summary>
internal sealed class Constructors(Interpreter run)
{
    private readonly Dictionary<ISymbol, bool> _constants = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, HashSet<string>> _assignedLater = new(SymbolEqualityComparer.Default);

    public void RunConstructors(AbstractObject instance, INamedTypeSymbol type, IReadOnlyList<AbstractValue>? arguments, IMethodSymbol? chosen = null)
    {
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, DeclaringSyntaxReferences.Length: > 0 } baseType)
        {
            RunConstructors(instance, baseType, null);
        }

        AbstractValue receiver = AbstractValue.Reference(instance);
        Frame caller = run.Frame;
        if (caller.Depth > Interpreter.MaxDepth)
        {
            return;
        }

        IMethodSymbol? primary = type.InstanceConstructors.FirstOrDefault(IsPrimary);
        if (primary is not null)
        {
            BindParameters(primary, chosen is null || Symbols.Same(chosen, primary) ? arguments : null);

            // The methods of the type see them as if they were fields.
            foreach (IParameterSymbol parameter in primary.Parameters)
            {
                run.SetSlot(instance, parameter, run.Local(parameter));
                if (type.IsRecord && type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault(IsPositional) is { } property)
                {
                    run.SetSlot(instance, property.OriginalDefinition, run.Local(parameter));
                }
            }
        }

        SyntaxNode site = type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(run.Cancellation) ?? run.Model.Type.DeclaringSyntaxReferences[0].GetSyntax(run.Cancellation);
        run.Frame = new Frame(run.Enter(site), primary, receiver) { Caller = caller, Depth = caller.Depth + 1 };
        foreach (ISymbol member in type.GetMembers())
        {
            if (member.IsStatic || member is not (IFieldSymbol or IPropertySymbol))
            {
                continue;
            }

            foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
            {
                ExpressionSyntax? initializer = reference.GetSyntax(run.Cancellation) switch
                {
                    VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                    PropertyDeclarationSyntax property => property.Initializer?.Value,
                    _ => null,
                };
                if (initializer is not null && run.Bodies.OperationOf(initializer) is { } value)
                {
                    run.Members.AssignMember(instance, member, value);
                }
            }
        }

        run.Frame = caller;
        FlowState? joined = null;
        FlowState before = run.State;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (constructor.IsImplicitlyDeclared || Symbols.Same(constructor, primary) || (chosen is not null && !Symbols.Same(constructor, chosen)))
            {
                continue;
            }

            run.State = before;
            BindParameters(constructor, chosen is null ? null : arguments);
            run.Bodies.RunBody(constructor, receiver, site);
            joined = joined is null ? run.State : run.Branches.Join(joined, run.State, new Site(run.Frame.Context, site, "constructors"), null);
        }

        run.State = joined ?? before;
    }

    // A property that the compiler makes of a record's parameter.
    private static bool IsPositional(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is ParameterSyntax;

    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is TypeDeclarationSyntax;

    private void BindParameters(IMethodSymbol method, IReadOnlyList<AbstractValue>? arguments)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            AbstractValue value = arguments is not null && parameter.Ordinal < arguments.Count
                ? arguments[parameter.Ordinal]
                : Members.Unbound(parameter.Type, parameter, isInput: false);
            run.State = run.State with { Locals = run.State.Locals.SetItem(parameter, value) };
        }
    }

    // After construction anything may have been run: buffers hold some signal, variables some value.
    public void Forget()
    {
        var constants = new HashSet<AbstractObject>(run.State[run.This].Slots.Where(pair => HoldsConstants(pair.Key)).SelectMany(static pair => pair.Value.References));
        run.State = run.State with
        {
            Locals = FlowState.Empty.Locals,
            Heap = Maps.Select(run.State.Heap, (key, known) => known with
            {
                Content = known.Content is not { References.IsEmpty: true } ? known.Content
                    : constants.Contains(key) ? Elements.Constant(key)
                    : AbstractValue.Input(null),
                Slots = known.Slots.RemoveRange(known.Slots.Where(pair => !IsFixed(pair.Key) && pair.Value.References.IsEmpty).Select(static pair => pair.Key)),
                Written = null,
            }),
        };
    }

    /// <summary>
    /// Whether the model's methods only read an array's elements: running statistics, a mask, a scale. They hold numbers, one for each unit,
    /// and not the signal, as a state or a buffer does.
    /// </summary>
    public bool HoldsConstants(ISymbol? slot)
    {
        if (slot is not (IFieldSymbol or IPropertySymbol) || slot.ContainingType is not { } type)
        {
            return false;
        }

        if (!_constants.TryGetValue(slot, out bool constant))
        {
            IEnumerable<IdentifierNameSyntax> uses = type.DeclaringSyntaxReferences
                .SelectMany(reference => reference.GetSyntax(run.Cancellation).DescendantNodes(static node => node is not ConstructorDeclarationSyntax))
                .OfType<IdentifierNameSyntax>()
                .Where(name => name.Identifier.ValueText == slot.Name);
            constant = uses.Any() && uses.All(IsRead);
            _constants.Add(slot, constant);
        }

        return constant;
    }

    // _mean[i], read; _mean.Length; nameof(_mean).
    private static bool IsRead(IdentifierNameSyntax name)
    {
        SyntaxNode use = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access ? access : name;
        return use.Parent switch
        {
            ElementAccessExpressionSyntax element when element.Expression == use => element.Parent switch
            {
                AssignmentExpressionSyntax assignment => assignment.Left != element,
                PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } => false,
                ArgumentSyntax { RefOrOutKeyword.RawKind: not 0 } or RefExpressionSyntax => false,
                ElementAccessExpressionSyntax => false,
                _ => true,
            },
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "Count" or "GetLength" } member => member.Expression == use,
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } } => true,
            _ => false,
        };
    }

    // Whether a field or property keeps what the constructor gave it.
    private bool IsFixed(ISymbol slot) => slot switch
    {
        IFieldSymbol { IsReadOnly: true } or IFieldSymbol { IsConst: true } => true,
        IPropertySymbol { SetMethod: null } or IPropertySymbol { SetMethod.IsInitOnly: true } => true,
        IParameterSymbol => !AssignedLater(slot),
        _ => slot.DeclaredAccessibility == Accessibility.Private && !AssignedLater(slot),
    };

    private bool AssignedLater(ISymbol slot)
    {
        if (slot.ContainingType is not { } type)
        {
            return true;
        }

        if (!_assignedLater.TryGetValue(type, out HashSet<string>? names))
        {
            names = new HashSet<string>(StringComparer.Ordinal);
            foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
            {
                foreach (SyntaxNode node in reference.GetSyntax(run.Cancellation).DescendantNodes())
                {
                    ExpressionSyntax? target = node switch
                    {
                        AssignmentExpressionSyntax assignment => assignment.Left,
                        PrefixUnaryExpressionSyntax prefix => prefix.Operand,
                        PostfixUnaryExpressionSyntax postfix => postfix.Operand,
                        ArgumentSyntax { RefOrOutKeyword.RawKind: not 0 } argument => argument.Expression,
                        _ => null,
                    };
                    string? name = target switch
                    {
                        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
                        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                        _ => null,
                    };
                    if (name is not null && !node.Ancestors().Any(static ancestor => ancestor is ConstructorDeclarationSyntax))
                    {
                        names.Add(name);
                    }
                }
            }

            _assignedLater.Add(type, names);
        }

        return names.Contains(slot.Name);
    }

    /// <summary>Layers and modules that the constructors put into annotated members are known by these members' names.</summary>
    public void NameHeldObjects()
    {
        foreach (KeyValuePair<ISymbol, AbstractValue> pair in run.State[run.This].Slots)
        {
            if (pair.Key is IFieldSymbol or IPropertySymbol && run.Model.IsHolder(pair.Key))
            {
                Name(pair.Value, pair.Key.Name, pair.Key, 0);
            }
        }
    }

    private void Name(AbstractValue value, string path, ISymbol member, int depth)
    {
        if (depth > 4)
        {
            return;
        }

        foreach (AbstractObject reference in value.References)
        {
            if (reference.Type is { } type && Symbols.IsStorage(type))
            {
                string element = path + FlowModel.Element;
                HeapObject known = run.State[reference];
                foreach (AbstractValue item in known.Items.IsDefault ? [] : known.Items)
                {
                    Name(item, element, member, depth + 1);
                }

                if (known.Content is { } content)
                {
                    Name(content, element, member, depth + 1);
                }
            }
            else if (reference.Kind == ObjectKind.Allocation && !run.Members.Held.ContainsKey(reference))
            {
                run.Members.Held.Add(reference, (path, member));
                foreach (KeyValuePair<ISymbol, AbstractValue> pair in run.State[reference].Slots)
                {
                    ISymbol slot = pair.Key;
                    if ((KnownTypes.FindInitializer(slot, out _) is not null
                            || KnownTypes.FindAttribute(slot, KnownTypes.ModuleAttribute) is not null))
                    {
                        Name(pair.Value, path + "." + slot.Name, member, depth + 1);
                    }
                }
            }
        }
    }

    public void Create(AbstractObject made, IObjectCreationOperation creation)
    {
        var arguments = new List<AbstractValue>();
        foreach (IArgumentOperation argument in creation.Arguments.OrderBy(static argument => argument.Parameter?.Ordinal ?? 0))
        {
            arguments.Add(run.Expressions.Evaluate(argument.Value));
        }

        if (creation.Type is INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } type)
        {
            RunConstructors(made, type, arguments, creation.Constructor);
        }

        Initialize(AbstractValue.Reference(made), creation.Initializer);
    }

    public void Initialize(AbstractValue made, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null)
        {
            return;
        }

        AbstractValue? outer = run.Initialized;
        run.Initialized = made;
        foreach (IOperation part in initializer.Initializers)
        {
            run.Expressions.Evaluate(part);
        }

        run.Initialized = outer;
    }
}
