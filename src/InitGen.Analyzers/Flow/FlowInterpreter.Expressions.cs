using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Expressions.</summary>
internal sealed partial class FlowInterpreter
{
    private AbstractValue Evaluate(IOperation operation)
    {
        Step();
        if (operation.ConstantValue is { HasValue: true, Value: { } constant } && ToDouble(constant) is { } number)
        {
            return AbstractValue.Number(number);
        }

        switch (operation)
        {
            case ILocalReferenceOperation local:
                return Dereferenced(Local(local.Local), local.Local.RefKind != RefKind.None, At(operation));
            case IParameterReferenceOperation parameter:
                return _state.Locals.TryGetValue(parameter.Parameter, out AbstractValue? bound)
                    ? Dereferenced(bound, parameter.Parameter.RefKind != RefKind.None, At(operation))
                    : ReadMember(_frame.Receiver, parameter.Parameter, parameter.Type!);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }:
                return _initialized ?? _frame.Receiver;
            case IInstanceReferenceOperation:
                return _frame.Receiver;
            case IFieldReferenceOperation field:
                return ReadField(field);
            case IPropertyReferenceOperation property:
                return ReadProperty(property);
            case IArrayElementReferenceOperation { Indices: [{ Type.Name: "Range" } range] } sliced:
                return Slice(Evaluate(sliced.ArrayReference), Unwrapped(range));
            case IArrayElementReferenceOperation element:
                return ReadIndexed(Evaluate(element.ArrayReference), element.Indices, At(element), element.Type);
            case IImplicitIndexerReferenceOperation element:
                return element.Argument.Type?.Name == "Range" || element.Argument is IRangeOperation
                    ? Slice(Evaluate(element.Instance), element.Argument)
                    : ReadIndexed(Evaluate(element.Instance), [element.Argument], At(element), element.Type);
            case IConversionOperation conversion:
                return Convert(conversion);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IBinaryOperation binary:
                return EvaluateBinary(binary);
            case IUnaryOperation unary:
                return EvaluateUnary(unary);
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment);
            case ICompoundAssignmentOperation compound:
                AbstractValue changed = Evaluate(compound.Target);
                AbstractValue by = Evaluate(compound.Value);
                AbstractValue combined = Arithmetic(compound.OperatorKind, changed, by, compound.OperatorMethod, compound);
                if (compound.Target is not (ILocalReferenceOperation or IParameterReferenceOperation))
                {
                    _recorder.Change(changed, by);
                }

                Store(compound.Target, combined);
                return combined;
            case IIncrementOrDecrementOperation increment:
                AbstractValue stepped = _arithmetic.Add(
                    Evaluate(increment.Target),
                    AbstractValue.Number(1.0),
                    increment.Kind == OperationKind.Increment ? ExprOp.Add : ExprOp.Subtract,
                    At(increment));
                AbstractValue previous = Evaluate(increment.Target);
                Store(increment.Target, stepped);
                return increment.IsPostfix ? previous : stepped;
            case ICoalesceAssignmentOperation coalesce:
                AbstractValue either = SignalArithmetic.Join(Evaluate(coalesce.Target), Evaluate(coalesce.Value), At(coalesce), "either");
                Store(coalesce.Target, either);
                return either;
            case IConditionalOperation conditional:
                return EvaluateConditional(conditional);
            case ISwitchExpressionOperation choice:
                return EvaluateSwitch(choice);
            case IIsPatternOperation test:
                return Matches(Evaluate(test.Value), test.Pattern);
            case IInvocationOperation invocation:
                return Invoke(invocation);
            case IObjectCreationOperation creation:
                return New(creation);
            case IArrayCreationOperation array:
                return NewArray(array);
            case ICollectionExpressionOperation collection:
                return Collect(collection, collection.Elements);
            case ITupleOperation tuple:
                return NewList(At(tuple), tuple.Type, [.. tuple.Elements.Select(Evaluate)]);
            case IDeconstructionAssignmentOperation deconstruction:
                return Deconstruct(deconstruction);
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);
            case IMethodReferenceOperation method:
                return MethodGroup(method);
            case IAnonymousFunctionOperation lambda:
                return AbstractValue.Reference(
                    new AbstractObject(ObjectKind.Delegate, At(lambda), lambda.Symbol.ReturnType) { Method = lambda.Symbol, Body = lambda.Body });
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression);
            case ICoalesceOperation coalesce:
                return SignalArithmetic.Join(Evaluate(coalesce.Value), Evaluate(coalesce.WhenNull), At(coalesce), "either");
            case IConditionalAccessOperation access:
                return ConditionalAccess(access);
            case IConditionalAccessInstanceOperation:
                return _accessed ?? AbstractValue.Nothing;
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation);
            case IAddressOfOperation address:
                return Address(address.Reference);
            case IWithOperation copy:
                return Evaluate(copy.Operand);
            case IDefaultValueOperation when IsFloating(operation.Type):
                return AbstractValue.Number(0.0);
            case IMemberInitializerOperation member:
                return InitializeMember(member);
            case IThrowOperation or ITypeOfOperation or INameOfOperation or ILiteralOperation or ISizeOfOperation or IInterpolatedStringOperation
                or IDefaultValueOperation:
                return AbstractValue.Nothing;
            case IExpressionStatementOperation statement:
                return Evaluate(statement.Operation);
            case IVariableDeclarationGroupOperation or IBlockOperation or ILocalFunctionOperation:
                Execute(operation);
                return AbstractValue.Nothing;
            case IArgumentOperation argument:
                return Evaluate(argument.Value);
            default:
                return EvaluateUnknown(operation);
        }
    }

    private static double? ToDouble(object constant) => constant switch
    {
        double value => value,
        float value => value,
        int value => value,
        long value => value,
        uint value => value,
        byte value => value,
        short value => value,
        bool value => value ? 1.0 : 0.0,
        decimal value => (double)value,
        ulong value => value,
        _ => null,
    };

    // A ref local or parameter stands for the element it refers to.
    private AbstractValue Dereferenced(AbstractValue value, bool byReference, Site site) =>
        byReference && value.Read is { } read && !value.References.IsEmpty && value.References.Contains(read.Source)
            ? ReadElement(read.Source, read.Indices, site, null)
            : value;

    // Operations with no rule of their own: pointers among them. What they touch is lost.
    private AbstractValue EvaluateUnknown(IOperation operation)
    {
        if (operation.Kind == OperationKind.None && IsFloating(operation.Type) && PointerElement(operation) is { } element)
        {
            return element;
        }

        if (operation.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.StackAllocArrayCreationExpressionSyntax)
        {
            return Allocate(At(operation, "new"), operation.Type, AbstractValue.Number(0.0));
        }

        AbstractValue result = AbstractValue.Nothing;
        foreach (IOperation child in operation.ChildOperations)
        {
            AbstractValue value = Evaluate(child);
            result = result.WithAtoms(AbstractValue.Union(result.Atoms, value.Atoms))
                .WithReferences(AbstractValue.Union(result.References, value.References));
            result = value.IsSignal ? result.AsSignal() : result;
        }

        ImmutableArray<AbstractObject> references = result.References;
        return result.HasAtoms ? SignalArithmetic.Lose(result).WithReferences(references) : result;
    }

    // p[i] and *(p + i): pointers have no operations of their own; the first part is the pointer, the second the index.
    private AbstractValue? PointerElement(IOperation operation)
    {
        IOperation[] parts = [.. operation.ChildOperations];
        if (parts.Length is not (1 or 2) || parts[0].Type is not IPointerTypeSymbol)
        {
            return null;
        }

        AbstractValue pointer = Evaluate(parts[0]);
        Expr? index = parts.Length == 2 ? Evaluate(parts[1]).Expr : Expr.Constant(0.0);
        return ReadElements(pointer, [index], At(operation), operation.Type);
    }

    private AbstractValue ReadIndexed(AbstractValue array, ImmutableArray<IOperation> indices, Site site, ITypeSymbol? type)
    {
        AbstractValue[] values = [.. indices.Select(index => EvaluateIndex(index, array))];
        return ReadElements(Chosen(array, values), [.. values.Select(static value => value.Expr)], site, type);
    }

    private ImmutableArray<Expr?> Indices(ImmutableArray<IOperation> indices, AbstractValue array)
    {
        ImmutableArray<Expr?> result = [];
        foreach (IOperation index in indices)
        {
            result = result.Add(EvaluateIndex(index, array).Expr);
        }

        return result;
    }

    private AbstractValue Slice(AbstractValue array, IOperation range)
    {
        IOperation? start = range is IRangeOperation { LeftOperand: { } left } ? Unwrapped(left) : null;
        bool fromEnd = start is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat };
        Expr? offset = start is null ? (range is IRangeOperation ? Expr.Constant(0.0) : null) : fromEnd ? null : Evaluate(start).Expr;
        if (array is { References: [{ Weight: null, Type: IArrayTypeSymbol { ElementType: { } element } type }], Read: null } && IsFloating(element) && offset is not null)
        {
            // A range of an array is a copy.
            Site site = At(range, "range");
            AbstractValue content = Content(array, site);
            _recorder.Slice(content, SliceStart.At(Affine.AtLoopStart(offset)));
            return Allocate(site, type, content.WithRead(null));
        }

        return ElementReference(array, [offset]);
    }

    private AbstractValue ReadField(IFieldReferenceOperation field)
    {
        IFieldSymbol symbol = field.Field;
        if (symbol.IsStatic || field.Instance is null)
        {
            return ReadStatic(symbol, field.Type);
        }

        AbstractValue owner = Evaluate(field.Instance);
        if (symbol.ContainingType?.IsTupleType == true && owner.References is [var tuple]
            && _state.Items.TryGetValue(tuple, out ImmutableArray<AbstractValue> parts))
        {
            int position = symbol.ContainingType.TupleElements.IndexOf(symbol, 0, SymbolEqualityComparer.Default);
            string name = (symbol.CorrespondingTupleField ?? symbol).Name;
            if (position < 0 && name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int ordinal))
            {
                position = ordinal - 1;
            }

            if (position >= 0 && position < parts.Length)
            {
                return parts[position];
            }
        }

        return ReadMember(owner, symbol, field.Type!);
    }

    private AbstractValue ReadStatic(IFieldSymbol symbol, ITypeSymbol? type)
    {
        if (symbol.IsReadOnly && symbol.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax(_cancellation) is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer.Value: { } initializer }
            && (IsFloating(type) || type?.TypeKind == TypeKind.Delegate)
            && _frame.Depth < MaxDepth
            && OperationOf(initializer) is { } value)
        {
            return Evaluate(value);
        }

        if (symbol.Name == "Zero" && IsFloating(type))
        {
            return AbstractValue.Number(0.0);
        }

        return Unbound(type, symbol, isInput: false);
    }

    private AbstractValue ReadProperty(IPropertyReferenceOperation property)
    {
        IPropertySymbol symbol = property.Property;
        if (property.Instance is null)
        {
            return symbol.Name switch
            {
                "Zero" when IsFloating(symbol.ContainingType) || IsFloating(property.Type) => AbstractValue.Number(0.0),
                "One" when IsFloating(symbol.ContainingType) || IsFloating(property.Type) => AbstractValue.Number(1.0),
                _ when GetterOf(symbol) is not null && _frame.Depth < MaxDepth => Call(symbol.GetMethod!, AbstractValue.Nothing, [], property),
                _ => Unbound(property.Type, symbol, isInput: false),
            };
        }

        AbstractValue owner = Evaluate(property.Instance);
        symbol = Resolve(symbol, owner);
        if (symbol.IsIndexer)
        {
            if (GetterOf(symbol) is not null && _frame.Depth < MaxDepth)
            {
                return Call(symbol.GetMethod!, owner, [.. property.Arguments.Select(argument => Evaluate(argument.Value))], property);
            }

            return property.Arguments is [{ Value: var only }] && only.Type?.Name == "Range"
                ? Slice(owner, only)
                : ReadIndexed(owner, [.. property.Arguments.Select(static argument => argument.Value)], At(property), property.Type);
        }

        if (symbol.Name is "Length" or "Count" or "LongLength" && owner is { References: [var list], Read: null }
            && list.Type is { } listed && IsStorage(listed))
        {
            return AbstractValue.Number(LengthOf(list));
        }

        if (symbol.Name is "Span" or "Value" or "Memory" or "Result" && IsSystem(symbol.ContainingNamespace))
        {
            return owner;
        }

        if (symbol.Name == "Zero" && IsFloating(property.Type))
        {
            return AbstractValue.Number(0.0);
        }

        if (GetterOf(symbol) is not null && _frame.Depth < MaxDepth)
        {
            return Call(symbol.GetMethod!, owner, [], property);
        }

        return ReadMember(owner, symbol, property.Type!);
    }

    /// <summary>A getter with a body; null for an automatic or unseen one.</summary>
    private IOperation? GetterOf(IPropertySymbol property) => property.GetMethod is { } getter ? BodyOf(getter) : null;

    private AbstractValue Convert(IConversionOperation conversion)
    {
        AbstractValue value = Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is { DeclaringSyntaxReferences.Length: > 0 } conversionOperator && _frame.Depth < MaxDepth)
        {
            return Call(conversionOperator, AbstractValue.Nothing, [value], conversion);
        }

        // (float)Math.Exp(x) is the number; (int)x is not.
        if (value.HasAtoms && IsFloating(conversion.Operand.Type) && !IsFloating(conversion.Type) && conversion.Type?.SpecialType is not SpecialType.None)
        {
            return SignalArithmetic.Lose(value);
        }

        return value;
    }

    private AbstractValue EvaluateBinary(IBinaryOperation binary)
    {
        AbstractValue left = Evaluate(binary.LeftOperand);
        AbstractValue right = Evaluate(binary.RightOperand);
        return Arithmetic(binary.OperatorKind, left, right, binary.OperatorMethod, binary);
    }

    private AbstractValue Arithmetic(
        BinaryOperatorKind kind, AbstractValue left, AbstractValue right, IMethodSymbol? method, IOperation operation)
    {
        Site site = At(operation, "arithmetic");
        if (method is { DeclaringSyntaxReferences.Length: > 0 } && BodyOf(method) is not null && _frame.Depth < MaxDepth)
        {
            return Call(method, AbstractValue.Nothing, [left, right], operation);
        }

        switch (kind)
        {
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract when left.References.IsEmpty && right.References.IsEmpty:
                return _arithmetic.Add(left, right, kind == BinaryOperatorKind.Add ? ExprOp.Add : ExprOp.Subtract, site);
            case BinaryOperatorKind.Add when operation.Type is IPointerTypeSymbol:
                return ElementReference(left, [right.Expr]);
            case BinaryOperatorKind.Multiply:
                return _arithmetic.Multiply(left, right, site);
            case BinaryOperatorKind.Divide:
                return _arithmetic.Divide(left, right, site);
            case BinaryOperatorKind.LessThan:
                return SignalArithmetic.Compare(left, right, static (a, b) => Expr.Make(ExprOp.Less, a, b));
            case BinaryOperatorKind.LessThanOrEqual:
                return SignalArithmetic.Compare(left, right, static (a, b) => Expr.Make(ExprOp.LessOrEqual, a, b));
            case BinaryOperatorKind.GreaterThan:
                return SignalArithmetic.Compare(left, right, static (a, b) => Expr.Make(ExprOp.Less, b, a));
            case BinaryOperatorKind.GreaterThanOrEqual:
                return SignalArithmetic.Compare(left, right, static (a, b) => Expr.Make(ExprOp.LessOrEqual, b, a));
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals when AreSame(left, right) is { } same:
                return AbstractValue.Number(same == (kind == BinaryOperatorKind.Equals) ? 1.0 : 0.0);
            case BinaryOperatorKind.Equals:
                return SignalArithmetic.Compare(left, right, static (a, b) => Expr.Make(ExprOp.Equal, a, b));
            case BinaryOperatorKind.NotEquals:
                return SignalArithmetic.Compare(left, right, static (a, b) => Expr.Make(ExprOp.Not, Expr.Make(ExprOp.Equal, a, b)));
            case BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And:
                return SignalArithmetic.Compare(left, right, static (a, b) => Expr.Make(ExprOp.And, a, b));
            case BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or:
                return SignalArithmetic.Compare(left, right, static (a, b) => Expr.Make(ExprOp.Or, a, b));
            case BinaryOperatorKind.Remainder or BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift when !left.HasAtoms && !right.HasAtoms:
                return AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site)));
            default:
                return left.HasAtoms || right.HasAtoms
                    ? SignalArithmetic.Lose(left.WithAtoms(AbstractValue.Union(left.Atoms, right.Atoms)))
                    : left.IsSignal || right.IsSignal ? AbstractValue.Input(null) : AbstractValue.Number(null);
        }
    }

    // Whether two references are one, where that is certain: layer != layers[^1].
    private static bool? AreSame(AbstractValue left, AbstractValue right)
    {
        if (left.References.IsEmpty || right.References.IsEmpty
            || left.References.Concat(right.References).Any(static reference => reference.Kind != ObjectKind.Allocation))
        {
            return null;
        }

        return !left.References.Any(right.References.Contains) ? false
            : left.References is [{ IsOlder: false }] && right.References is [{ IsOlder: false }] ? true
            : null;
    }

    private AbstractValue EvaluateUnary(IUnaryOperation unary)
    {
        AbstractValue value = Evaluate(unary.Operand);
        if (unary.OperatorMethod is { DeclaringSyntaxReferences.Length: > 0 } method && BodyOf(method) is not null && _frame.Depth < MaxDepth)
        {
            return Call(method, AbstractValue.Nothing, [value], unary);
        }

        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => value,
            UnaryOperatorKind.Minus => SignalArithmetic.Apply(value, ExprOp.Negate),
            UnaryOperatorKind.Not => Not(value),
            _ => value.HasAtoms ? SignalArithmetic.Lose(value) : AbstractValue.Number(null),
        };
    }

    private AbstractValue EvaluateConditional(IConditionalOperation conditional)
    {
        AbstractValue condition = Decided(Evaluate(conditional.Condition));
        if (condition.Constant is { } constant)
        {
            return constant != 0.0 ? Evaluate(conditional.WhenTrue) : conditional.WhenFalse is { } other ? Evaluate(other) : AbstractValue.Nothing;
        }

        FlowState before = _state;
        AbstractValue whenTrue = Evaluate(conditional.WhenTrue);
        FlowState afterTrue = _state;
        _state = before;
        AbstractValue whenFalse = conditional.WhenFalse is { } whenNot ? Evaluate(whenNot) : AbstractValue.Nothing;
        Site site = At(conditional, "choice");
        _state = Join(afterTrue, _state, site, condition);
        return conditional.WhenFalse is IConversionOperation { Operand: IThrowOperation } or IThrowOperation
            ? whenTrue
            : SignalArithmetic.Select(condition, whenTrue, whenFalse, site, "value");
    }

    private AbstractValue EvaluateSwitch(ISwitchExpressionOperation choice)
    {
        AbstractValue value = Evaluate(choice.Value);
        Site site = At(choice, "choice");
        var arms = new List<(AbstractValue Condition, AbstractValue Value)>();
        foreach (ISwitchExpressionArmOperation arm in choice.Arms)
        {
            AbstractValue condition = Matches(value, arm.Pattern);
            if (arm.Guard is { } guard)
            {
                condition = SignalArithmetic.Compare(condition, Evaluate(guard), static (a, b) => Expr.Make(ExprOp.And, a, b));
            }

            condition = Decided(condition);
            if (condition.Constant == 0.0 || Unwrapped(arm.Value) is IThrowOperation)
            {
                continue;
            }

            arms.Add((condition, Evaluate(arm.Value)));
            if (condition.Constant is not null)
            {
                break;
            }
        }

        AbstractValue? result = null;
        for (int i = arms.Count - 1; i >= 0; i--)
        {
            result = result is null ? arms[i].Value : SignalArithmetic.Select(arms[i].Condition, arms[i].Value, result, site, "arm" + i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return result ?? AbstractValue.Nothing;
    }

    private AbstractValue Matches(AbstractValue value, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return AbstractValue.Number(1.0);
            case IDeclarationPatternOperation declaration:
                if (declaration.DeclaredSymbol is { } symbol)
                {
                    SetLocal(symbol, value);
                }

                return declaration.MatchesNull ? AbstractValue.Number(1.0) : AbstractValue.Number(null);
            case IConstantPatternOperation constant:
                return SignalArithmetic.Compare(value, Evaluate(constant.Value), static (a, b) => Expr.Make(ExprOp.Equal, a, b));
            case IRelationalPatternOperation relational:
                AbstractValue bound = Evaluate(relational.Value);
                return relational.OperatorKind switch
                {
                    BinaryOperatorKind.LessThan => SignalArithmetic.Compare(value, bound, static (a, b) => Expr.Make(ExprOp.Less, a, b)),
                    BinaryOperatorKind.LessThanOrEqual => SignalArithmetic.Compare(value, bound, static (a, b) => Expr.Make(ExprOp.LessOrEqual, a, b)),
                    BinaryOperatorKind.GreaterThan => SignalArithmetic.Compare(value, bound, static (a, b) => Expr.Make(ExprOp.Less, b, a)),
                    _ => SignalArithmetic.Compare(value, bound, static (a, b) => Expr.Make(ExprOp.LessOrEqual, b, a)),
                };
            case IBinaryPatternOperation binary:
                AbstractValue left = Matches(value, binary.LeftPattern);
                AbstractValue right = Matches(value, binary.RightPattern);
                ExprOp op = binary.OperatorKind == BinaryOperatorKind.And ? ExprOp.And : ExprOp.Or;
                return SignalArithmetic.Compare(left, right, (a, b) => Expr.Make(op, a, b));
            case INegatedPatternOperation negated:
                return Not(Matches(value, negated.Pattern));
            default:
                return SignalArithmetic.Compare(value, AbstractValue.Nothing, static (_, _) => null);
        }
    }

    private AbstractValue Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false }
            && assignment.Target is IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } member
            && _frame.Receiver.References is [{ Kind: ObjectKind.Model or ObjectKind.Member } owner]
            && Unwrapped(assignment.Value) is IObjectCreationOperation)
        {
            AssignMember(owner, member.Member, assignment.Value);
            return ReadMember(owner, member.Member, assignment.Target.Type!);
        }

        AbstractValue value = assignment.IsRef ? Address(assignment.Value) : Evaluate(assignment.Value);
        if (assignment.IsRef && assignment.Target is ILocalReferenceOperation local)
        {
            SetLocal(local.Local, value);
            return value;
        }

        Store(assignment.Target, value);
        return value;
    }

    private AbstractValue InitializeMember(IMemberInitializerOperation member)
    {
        AbstractValue target = Evaluate(member.InitializedMember);
        Initialize(target, member.Initializer);
        return target;
    }

    /// <summary>Writes a value to where an expression stands.</summary>
    private void Store(IOperation target, AbstractValue value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                if (local.Local.RefKind != RefKind.None && Local(local.Local) is { Read: { } read } alias)
                {
                    WriteElements(AbstractValue.Reference(alias.References), read.Indices, value, At(target, "store"));
                }
                else
                {
                    SetLocal(local.Local, value);
                }

                break;
            case IParameterReferenceOperation parameter:
                if (parameter.Parameter.RefKind != RefKind.None && Local(parameter.Parameter) is { Read: { } place, References.IsEmpty: false } referred)
                {
                    WriteElements(AbstractValue.Reference(referred.References), place.Indices, value, At(target, "store"));
                }
                else
                {
                    SetLocal(parameter.Parameter, value);
                }

                break;
            case IFieldReferenceOperation { Instance: { } instance } field:
                WriteMember(Evaluate(instance), field.Field, value, At(target, "store"));
                break;
            case IPropertyReferenceOperation { Instance: { } instance, Property: { } property } reference:
                AbstractValue owner = Evaluate(instance);
                StoreProperty(reference, owner, Resolve(property, owner), value);
                break;
            case IArrayElementReferenceOperation element:
                AbstractValue array = Evaluate(element.ArrayReference);
                WriteElements(array, Indices(element.Indices, array), value, At(target, "store"));
                break;
            case IImplicitIndexerReferenceOperation element:
                AbstractValue indexed = Evaluate(element.Instance);
                WriteElements(indexed, Indices([element.Argument], indexed), value, At(target, "store"));
                break;
            case ITupleOperation tuple:
                StoreTuple(tuple, value);
                break;
            case IDeclarationExpressionOperation declaration:
                Store(declaration.Expression, value);
                break;
            case IDiscardOperation or IFieldReferenceOperation or IPropertyReferenceOperation:
                break;
            case IInvocationOperation or IConversionOperation or IConditionalOperation:
                // A ref return: any element of what it refers to.
                AbstractValue into = Evaluate(target);
                WriteElements(AbstractValue.Reference(into.References), [null], value, At(target, "store"));
                break;
            default:
                foreach (IOperation child in target.ChildOperations)
                {
                    AbstractValue pointer = Evaluate(child);
                    if (child.Type is IPointerTypeSymbol)
                    {
                        Expr? index = target.ChildOperations.Count == 2 ? Evaluate(target.ChildOperations.Last()).Expr : Expr.Constant(0.0);
                        WriteElements(pointer, [index], value, At(target, "store"));
                        break;
                    }
                }

                break;
        }
    }

    private void StoreProperty(IPropertyReferenceOperation reference, AbstractValue owner, IPropertySymbol property, AbstractValue value)
    {
        if (property.SetMethod is { } setter && BodyOf(setter) is not null && _frame.Depth < MaxDepth)
        {
            Call(setter, owner, [.. reference.Arguments.Select(argument => Evaluate(argument.Value)), value], reference);
        }
        else if (property.IsIndexer)
        {
            if (property.ReturnsByRef && GetterOf(property) is not null)
            {
                AbstractValue element = Call(property.GetMethod!, owner, [.. reference.Arguments.Select(argument => Evaluate(argument.Value))], reference);
                if (element.Read is { } read)
                {
                    WriteElements(AbstractValue.Reference(read.Source), read.Indices, value, At(reference, "store"));
                }

                return;
            }

            WriteElements(owner, Indices([.. reference.Arguments.Select(static argument => argument.Value)], owner), value, At(reference, "store"));
        }
        else
        {
            WriteMember(owner, property, value, At(reference, "store"));
        }
    }

    private void StoreTuple(ITupleOperation tuple, AbstractValue value)
    {
        ImmutableArray<AbstractValue> items = value.References is [var made] && _state.Items.TryGetValue(made, out ImmutableArray<AbstractValue> found) ? found : [];
        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            Store(tuple.Elements[i], i < items.Length ? items[i] : SignalArithmetic.Lose(value));
        }
    }

    private AbstractValue Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        AbstractValue value = Evaluate(deconstruction.Value);
        IOperation target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        Store(target, value);
        return value;
    }

    /// <summary>The element, variable or field that a ref refers to.</summary>
    private AbstractValue Address(IOperation reference) => reference switch
    {
        IArrayElementReferenceOperation element => AddressOf(Evaluate(element.ArrayReference), element.Indices),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } indexer when GetterOf(indexer.Property) is null =>
            AddressOf(Evaluate(instance), [.. indexer.Arguments.Select(static argument => argument.Value)]),
        _ => Evaluate(reference),
    };

    private AbstractValue AddressOf(AbstractValue array, ImmutableArray<IOperation> indices) => ElementReference(array, Indices(indices, array));

    private AbstractValue ConditionalAccess(IConditionalAccessOperation access)
    {
        AbstractValue? outer = _accessed;
        _accessed = Evaluate(access.Operation);
        AbstractValue result = Evaluate(access.WhenNotNull);
        _accessed = outer;
        return result;
    }

    private AbstractValue? _accessed;

    private AbstractValue MethodGroup(IMethodReferenceOperation method)
    {
        AbstractValue receiver = method.Instance is null ? AbstractValue.Nothing : Evaluate(method.Instance);
        return AbstractValue.Reference(new AbstractObject(ObjectKind.Delegate, method.Method.OriginalDefinition, method.Type)
        {
            Method = method.Method,
            Target = receiver.References is [var target] ? target : null,
        });
    }

    private AbstractValue New(IObjectCreationOperation creation)
    {
        if (creation.Type is { } vector && IsFloating(vector))
        {
            // new Vector<float>(span, i), new Vector<float>(x)
            AbstractValue[] parts = [.. creation.Arguments.Select(argument => Evaluate(argument.Value))];
            return parts.Length == 0 ? AbstractValue.Number(0.0)
                : parts[0].References.IsEmpty ? parts[0]
                : ReadElements(parts[0], [parts.Length > 1 ? parts[1].Expr : Expr.Constant(0.0)], At(creation));
        }

        if (creation.Type is { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment" } && creation.Arguments.Length > 0)
        {
            AbstractValue over = Evaluate(creation.Arguments[0].Value);
            return creation.Arguments.Length > 1 ? ElementReference(over, [Evaluate(creation.Arguments[1].Value).Expr]) : over;
        }

        Site site = At(creation, "new");
        AbstractValue made;
        if (creation.Type is { Name: "List" or "Queue" or "Stack" or "LinkedList" } && IsSystem(creation.Type.ContainingNamespace))
        {
            made = Allocate(site, creation.Type, null);
            ImmutableArray<AbstractValue> items = creation.Arguments is [{ Value: { } source }] && !IsNumber(source.Type) ? ItemsOf(Evaluate(source), At(source)) : [];
            _state = _state with { Items = _state.Items.SetItem(made.References[0], items) };
            Initialize(made, creation.Initializer);
            return made;
        }

        made = Allocate(site, creation.Type, null);
        Create(made.References[0], creation);
        if (creation.Type is not INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 })
        {
            // An unseen class: what it was given may be anywhere in it.
            AbstractValue held = AbstractValue.Nothing;
            foreach (IArgumentOperation argument in creation.Arguments)
            {
                held = SignalArithmetic.Join(held, Evaluate(argument.Value), site, "held");
            }

            if (held.HasAtoms)
            {
                SetHeap(new HeapKey(made.References[0], null), SignalArithmetic.Lose(held));
            }
        }

        return made;
    }

    private static bool IsNumber(ITypeSymbol? type) => type is { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 };

    private ImmutableArray<AbstractValue> ItemsOf(AbstractValue sequence, Site site) =>
        sequence.References is [var only] && _state.Items.TryGetValue(only, out ImmutableArray<AbstractValue> items)
            ? items
            : [ReadElements(sequence, [null], site)];

    private AbstractValue NewArray(IArrayCreationOperation array)
    {
        AbstractValue[] sizes = [.. array.DimensionSizes.Select(Evaluate)];

        if (array.Initializer is { } initializer && array.Type is IArrayTypeSymbol { Rank: 1 } listed)
        {
            if (IsFloating(listed.ElementType))
            {
                return NewNumbers(At(array, "new"), array.Type, [.. initializer.ElementValues.Select(Evaluate)]);
            }

            return NewList(At(array, "new"), array.Type, [.. initializer.ElementValues.Select(Evaluate)]);
        }

        ITypeSymbol? element = (array.Type as IArrayTypeSymbol)?.ElementType;
        AbstractValue made = Allocate(At(array, "new"), array.Type, element is null || IsFloating(element) || element.IsValueType ? AbstractValue.Number(0.0) : null);
        if (sizes.Length == 1)
        {
            SetLength(made.References[0], sizes[0].Expr);
        }

        return made;
    }

    private AbstractValue Collect(IOperation collection, ImmutableArray<IOperation> elements)
    {
        ImmutableArray<AbstractValue> items = [];
        foreach (IOperation element in elements)
        {
            items = element is ISpreadOperation spread
                ? items.AddRange(ItemsOf(Evaluate(spread.Operand), At(spread)))
                : items.Add(Evaluate(element));
        }

        // Numbers have no order that matters; a sequence of unknown length has none that is known.
        bool ordered = !elements.Any(element => element is ISpreadOperation { Operand: { } spread }
            && !(Evaluate(spread).References is [var only] && _state.Items.ContainsKey(only)));
        return ordered && items.All(static item => !item.References.IsEmpty)
            ? NewList(At(collection, "new"), collection.Type, items)
            : NewNumbers(At(collection, "new"), collection.Type, items);
    }

    private AbstractValue NewNumbers(Site site, ITypeSymbol? type, ImmutableArray<AbstractValue> items)
    {
        AbstractValue? content = null;
        foreach (AbstractValue item in items)
        {
            content = content is null ? item.WithRead(null) : SignalArithmetic.Join(content, item.WithRead(null), site, "items");
        }

        return Allocate(site, type, content ?? AbstractValue.Number(0.0));
    }

    /// <summary>A list whose items are known one by one, in order.</summary>
    private AbstractValue NewList(Site site, ITypeSymbol? type, ImmutableArray<AbstractValue> items)
    {
        AbstractValue made = Allocate(site, type, null);
        _state = _state with { Items = _state.Items.SetItem(made.References[0], items) };
        return made;
    }
}
