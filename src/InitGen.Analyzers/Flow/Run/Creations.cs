using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Expressions that make objects, arrays and lists.</summary>
internal sealed class Creations(Interpreter run)
{
    public AbstractValue New(IObjectCreationOperation creation)
    {
        if (creation.Type is { } vector && Symbols.IsFloating(vector))
        {
            // new Vector<float>(span, i), new Vector<float>(x)
            AbstractValue[] parts = [.. creation.Arguments.Select(argument => run.Expressions.Evaluate(argument.Value))];
            return parts.Length == 0 ? AbstractValue.Number(0.0)
                : parts[0].References.IsEmpty ? parts[0]
                : run.Elements.ReadElements(parts[0], [parts.Length > 1 ? parts[1].Expr : Expr.Constant(0.0)], run.At(creation));
        }

        if (creation.Type is { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment" } && creation.Arguments.Length > 0)
        {
            AbstractValue over = run.Expressions.Evaluate(creation.Arguments[0].Value);
            return creation.Arguments.Length > 1 ? Elements.ElementReference(over, [run.Expressions.Evaluate(creation.Arguments[1].Value).Expr]) : over;
        }

        Site site = run.At(creation, "new");
        AbstractValue made;
        if (creation.Type is { Name: "List" or "Queue" or "Stack" or "LinkedList" } && Symbols.IsSystem(creation.Type.ContainingNamespace))
        {
            made = run.Allocations.Allocate(site, creation.Type, null);
            ImmutableArray<AbstractValue> items = creation.Arguments is [{ Value: { } source }] && !IsNumber(source.Type) ? ItemsOf(run.Expressions.Evaluate(source), run.At(source)) : [];
            run.SetItems(made.References[0], items);
            run.Constructors.Initialize(made, creation.Initializer);
            return made;
        }

        made = run.Allocations.Allocate(site, creation.Type, null);
        run.Constructors.Create(made.References[0], creation);
        if (creation.Type is not INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 })
        {
            // An unseen class: what it was given may be anywhere in it.
            AbstractValue held = AbstractValue.Nothing;
            foreach (IArgumentOperation argument in creation.Arguments)
            {
                held = Lattice.Join(held, run.Expressions.Evaluate(argument.Value), site, "held");
            }

            if (held.HasAtoms)
            {
                run.SetContent(made.References[0], Lattice.Lose(held));
            }
        }

        return made;
    }

    /// <summary>An object without a name, such as the one that a query hands on from clause to clause.</summary>
    public AbstractValue NewAnonymous(IAnonymousObjectCreationOperation creation)
    {
        AbstractValue made = run.Allocations.Allocate(run.At(creation, "new"), creation.Type, null);
        foreach (IOperation part in creation.Initializers)
        {
            if (part is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { } property }, Value: { } value })
            {
                run.SetSlot(made.References[0], property.OriginalDefinition, run.Expressions.Evaluate(value));
            }
        }

        return made;
    }

    private static bool IsNumber(ITypeSymbol? type) => type is { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 };

    public ImmutableArray<AbstractValue> ItemsOf(AbstractValue sequence, Site site) =>
        run.TryGetItems(sequence, out ImmutableArray<AbstractValue> items)
            ? items
            : [run.Elements.ReadElements(sequence, [null], site)];

    public AbstractValue NewArray(IArrayCreationOperation array)
    {
        AbstractValue[] sizes = [.. array.DimensionSizes.Select(run.Expressions.Evaluate)];

        if (array.Initializer is { } initializer && array.Type is IArrayTypeSymbol { Rank: 1 } listed)
        {
            if (Symbols.IsFloating(listed.ElementType))
            {
                return NewNumbers(run.At(array, "new"), array.Type, [.. initializer.ElementValues.Select(run.Expressions.Evaluate)]);
            }

            return NewList(run.At(array, "new"), array.Type, [.. initializer.ElementValues.Select(run.Expressions.Evaluate)]);
        }

        ITypeSymbol? element = (array.Type as IArrayTypeSymbol)?.ElementType;
        AbstractValue made = run.Allocations.Allocate(run.At(array, "new"), array.Type, element is null || Symbols.IsFloating(element) || element.IsValueType ? AbstractValue.Number(0.0) : null);
        if (sizes.Length == 1)
        {
            run.ListOrder.SetLength(made.References[0], sizes[0].Expr);
        }

        return made;
    }

    public AbstractValue Collect(IOperation collection, ImmutableArray<IOperation> elements)
    {
        ImmutableArray<AbstractValue> items = [];
        foreach (IOperation element in elements)
        {
            items = element is ISpreadOperation spread
                ? items.AddRange(ItemsOf(run.Expressions.Evaluate(spread.Operand), run.At(spread)))
                : items.Add(run.Expressions.Evaluate(element));
        }

        // Numbers have no order that matters; a sequence of unknown length has none that is known.
        bool ordered = !elements.Any(element => element is ISpreadOperation { Operand: { } spread }
            && !run.TryGetItems(run.Expressions.Evaluate(spread), out _));
        return ordered && items.All(static item => !item.References.IsEmpty)
            ? NewList(run.At(collection, "new"), collection.Type, items)
            : NewNumbers(run.At(collection, "new"), collection.Type, items);
    }

    private AbstractValue NewNumbers(Site site, ITypeSymbol? type, ImmutableArray<AbstractValue> items)
    {
        AbstractValue? content = null;
        foreach (AbstractValue item in items)
        {
            content = content is null ? item.WithRead(null) : Lattice.Join(content, item.WithRead(null), site, "items");
        }

        return run.Allocations.Allocate(site, type, content ?? AbstractValue.Number(0.0));
    }

    /// <summary>A list whose items are known one by one, in order.</summary>
    public AbstractValue NewList(Site site, ITypeSymbol? type, ImmutableArray<AbstractValue> items)
    {
        AbstractValue made = run.Allocations.Allocate(site, type, null);
        run.SetItems(made.References[0], items);
        return made;
    }
}
