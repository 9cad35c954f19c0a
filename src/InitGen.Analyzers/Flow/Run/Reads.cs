using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Expressions that read: elements, slices, fields and properties.</summary>
internal sealed class Reads(Interpreter run)
{
    public AbstractValue ReadIndexed(AbstractValue array, ImmutableArray<IOperation> indices, Site site, ITypeSymbol? type)
    {
        AbstractValue[] values = [.. indices.Select(index => EvaluateIndex(index, array))];
        return run.Elements.ReadElements(Elements.Chosen(array, values), [.. values.Select(static value => value.Expr)], site, type);
    }

    public ImmutableArray<Expr?> Indices(ImmutableArray<IOperation> indices, AbstractValue array)
    {
        ImmutableArray<Expr?> result = [];
        foreach (IOperation index in indices)
        {
            result = result.Add(EvaluateIndex(index, array).Expr);
        }

        return result;
    }

    public AbstractValue Slice(AbstractValue array, IOperation range)
    {
        IOperation? start = range is IRangeOperation { LeftOperand: { } left } ? Symbols.Unwrapped(left) : null;
        bool fromEnd = start is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat };
        Expr? offset = start is null ? (range is IRangeOperation ? Expr.Constant(0.0) : null) : fromEnd ? null : run.Expressions.Evaluate(start).Expr;
        if (array is { References: [{ Weight: null, Type: IArrayTypeSymbol { ElementType: { } element } type }], Read: null } && Symbols.IsFloating(element) && offset is not null)
        {
            // A range of an array is a copy.
            Site site = run.At(range, "range");
            AbstractValue content = run.Elements.Content(array, site);
            run.Recorder.Slice(content, SliceStart.At(Affine.AtLoopStart(offset)));
            return run.Allocations.Allocate(site, type, content.WithRead(null));
        }

        return Elements.ElementReference(array, [offset]);
    }

    public AbstractValue ReadField(IFieldReferenceOperation field)
    {
        IFieldSymbol symbol = field.Field;
        if (symbol.IsStatic || field.Instance is null)
        {
            return ReadStatic(symbol, field.Type);
        }

        AbstractValue owner = run.Expressions.Evaluate(field.Instance);
        if (symbol.ContainingType?.IsTupleType == true && run.TryGetItems(owner, out ImmutableArray<AbstractValue> parts))
        {
            int position = symbol.ContainingType.TupleElements.IndexOf(symbol, 0, SymbolEqualityComparer.Default);
            string name = (symbol.CorrespondingTupleField ?? symbol).Name;
            if (position < 0 && name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), NumberStyles.None, CultureInfo.InvariantCulture, out int ordinal))
            {
                position = ordinal - 1;
            }

            if (position >= 0 && position < parts.Length)
            {
                return parts[position];
            }
        }

        return run.Members.ReadMember(owner, symbol, field.Type!);
    }

    private AbstractValue ReadStatic(IFieldSymbol symbol, ITypeSymbol? type)
    {
        if (symbol.IsReadOnly && symbol.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax(run.Cancellation) is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer.Value: { } initializer }
            && (Symbols.IsFloating(type) || type?.TypeKind == TypeKind.Delegate)
            && run.Frame.Depth < Interpreter.MaxDepth
            && run.Bodies.OperationOf(initializer) is { } value)
        {
            return run.Expressions.Evaluate(value);
        }

        if (symbol.Name == "Zero" && Symbols.IsFloating(type))
        {
            return AbstractValue.Number(0.0);
        }

        return Members.Unbound(type, symbol, isInput: false);
    }

    public AbstractValue ReadProperty(IPropertyReferenceOperation property)
    {
        IPropertySymbol symbol = property.Property;
        if (property.Instance is null)
        {
            return symbol.Name switch
            {
                "Zero" when Symbols.IsFloating(symbol.ContainingType) || Symbols.IsFloating(property.Type) => AbstractValue.Number(0.0),
                "One" when Symbols.IsFloating(symbol.ContainingType) || Symbols.IsFloating(property.Type) => AbstractValue.Number(1.0),
                _ when run.Bodies.GetterOf(symbol) is not null && run.Frame.Depth < Interpreter.MaxDepth => run.Calls.Call(symbol.GetMethod!, AbstractValue.Nothing, [], property),
                _ => Members.Unbound(property.Type, symbol, isInput: false),
            };
        }

        AbstractValue owner = run.Expressions.Evaluate(property.Instance);
        symbol = Calls.Resolve(symbol, owner);
        if (symbol.IsIndexer)
        {
            if (run.Bodies.GetterOf(symbol) is not null && run.Frame.Depth < Interpreter.MaxDepth)
            {
                return run.Calls.Call(symbol.GetMethod!, owner, [.. property.Arguments.Select(argument => run.Expressions.Evaluate(argument.Value))], property);
            }

            return property.Arguments is [{ Value: var only }] && only.Type?.Name == "Range"
                ? Slice(owner, only)
                : ReadIndexed(owner, [.. property.Arguments.Select(static argument => argument.Value)], run.At(property), property.Type);
        }

        if (symbol.Name is "Length" or "Count" or "LongLength" && owner is { References: [var list], Read: null }
            && list.Type is { } listed && Symbols.IsStorage(listed))
        {
            return AbstractValue.Number(run.ListOrder.LengthOf(list));
        }

        if (symbol.Name is "Span" or "Value" or "Memory" or "Result" && Symbols.IsSystem(symbol.ContainingNamespace))
        {
            return owner;
        }

        if (symbol.Name == "Zero" && Symbols.IsFloating(property.Type))
        {
            return AbstractValue.Number(0.0);
        }

        if (run.Bodies.GetterOf(symbol) is not null && run.Frame.Depth < Interpreter.MaxDepth)
        {
            return run.Calls.Call(symbol.GetMethod!, owner, [], property);
        }

        return run.Members.ReadMember(owner, symbol, property.Type!);
    }

    /// <summary>An index: as it is written, or counted from the end.</summary>
    private AbstractValue EvaluateIndex(IOperation index, AbstractValue array)
    {
        if (Symbols.Unwrapped(index) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat)
        {
            Expr? back = run.Expressions.Evaluate(hat.Operand).Expr;
            return AbstractValue.Number(array.References is [var list] && array.Read is null ? Expr.Make(ExprOp.Subtract, run.ListOrder.LengthOf(list), back) : null);
        }

        return run.Expressions.Evaluate(index);
    }
}
