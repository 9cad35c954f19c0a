using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Expressions.</summary>
internal sealed class Expressions(Interpreter run)
{
    public AbstractValue Evaluate(IOperation operation)
    {
        run.Step();
        if (operation.ConstantValue is { HasValue: true, Value: { } constant } && ToDouble(constant) is { } number)
        {
            return AbstractValue.Number(number);
        }

        switch (operation)
        {
            case ILocalReferenceOperation local:
                return Dereferenced(run.Local(local.Local), local.Local.RefKind != RefKind.None, run.At(operation));
            case IParameterReferenceOperation parameter:
                return run.State.Locals.TryGetValue(parameter.Parameter, out AbstractValue? bound)
                    ? Dereferenced(bound, parameter.Parameter.RefKind != RefKind.None, run.At(operation))
                    : run.Members.ReadMember(run.Frame.Receiver, parameter.Parameter, parameter.Type!);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }:
                return run.Initialized ?? run.Frame.Receiver;
            case IInstanceReferenceOperation:
                return run.Frame.Receiver;
            case IFieldReferenceOperation field:
                return run.Reads.ReadField(field);
            case IPropertyReferenceOperation property:
                return run.Reads.ReadProperty(property);
            case IArrayElementReferenceOperation { Indices: [{ Type.Name: "Range" } range] } sliced:
                return run.Reads.Slice(Evaluate(sliced.ArrayReference), Symbols.Unwrapped(range));
            case IArrayElementReferenceOperation element:
                return run.Reads.ReadIndexed(Evaluate(element.ArrayReference), element.Indices, run.At(element), element.Type);
            case IImplicitIndexerReferenceOperation element:
                return element.Argument.Type?.Name == "Range" || element.Argument is IRangeOperation
                    ? run.Reads.Slice(Evaluate(element.Instance), element.Argument)
                    : run.Reads.ReadIndexed(Evaluate(element.Instance), [element.Argument], run.At(element), element.Type);
            case IConversionOperation conversion:
                return Convert(conversion);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IBinaryOperation binary:
                return EvaluateBinary(binary);
            case IUnaryOperation unary:
                return EvaluateUnary(unary);
            case ISimpleAssignmentOperation assignment:
                return run.Assignments.Assign(assignment);
            case ICompoundAssignmentOperation compound:
                AbstractValue changed = Evaluate(compound.Target);
                AbstractValue by = Evaluate(compound.Value);
                AbstractValue combined = Arithmetic(compound.OperatorKind, changed, by, compound.OperatorMethod, compound);
                if (compound.Target is not (ILocalReferenceOperation or IParameterReferenceOperation))
                {
                    run.Recorder.Change(changed, by);
                }

                run.Assignments.Store(compound.Target, combined);
                return combined;
            case IIncrementOrDecrementOperation increment:
                AbstractValue stepped = run.Arithmetic.Add(
                    Evaluate(increment.Target),
                    AbstractValue.Number(1.0),
                    increment.Kind == OperationKind.Increment ? ExprOp.Add : ExprOp.Subtract,
                    run.At(increment));
                AbstractValue previous = Evaluate(increment.Target);
                run.Assignments.Store(increment.Target, stepped);
                return increment.IsPostfix ? previous : stepped;
            case ICoalesceAssignmentOperation coalesce:
                AbstractValue either = Lattice.Join(Evaluate(coalesce.Target), Evaluate(coalesce.Value), run.At(coalesce), "either");
                run.Assignments.Store(coalesce.Target, either);
                return either;
            case IConditionalOperation conditional:
                return run.Choices.EvaluateConditional(conditional);
            case ISwitchExpressionOperation choice:
                return run.Choices.EvaluateSwitch(choice);
            case IIsPatternOperation test:
                return run.Choices.Matches(Evaluate(test.Value), test.Pattern);
            case IInvocationOperation invocation:
                return run.Calls.Invoke(invocation);
            case IObjectCreationOperation creation:
                return run.Creations.New(creation);
            case IAnonymousObjectCreationOperation anonymous:
                return run.Creations.NewAnonymous(anonymous);
            case ITranslatedQueryOperation query:
                return Evaluate(query.Operation);
            case IArrayCreationOperation array:
                return run.Creations.NewArray(array);
            case ICollectionExpressionOperation collection:
                return run.Creations.Collect(collection, collection.Elements);
            case ITupleOperation tuple:
                return run.Creations.NewList(run.At(tuple), tuple.Type, [.. tuple.Elements.Select(run.Expressions.Evaluate)]);
            case IDeconstructionAssignmentOperation deconstruction:
                return run.Assignments.Deconstruct(deconstruction);
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);
            case IMethodReferenceOperation method:
                return MethodGroup(method);
            case IAnonymousFunctionOperation lambda:
                return AbstractValue.Reference(
                    new AbstractObject(ObjectKind.Delegate, run.At(lambda), lambda.Symbol.ReturnType) { Method = lambda.Symbol, Body = lambda.Body });
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression);
            case ICoalesceOperation coalesce:
                return Lattice.Join(Evaluate(coalesce.Value), Evaluate(coalesce.WhenNull), run.At(coalesce), "either");
            case IConditionalAccessOperation access:
                return ConditionalAccess(access);
            case IConditionalAccessInstanceOperation:
                return run.Accessed ?? AbstractValue.Nothing;
            case IAwaitOperation awaited:
                return Evaluate(awaited.Operation);
            case IAddressOfOperation address:
                return run.Assignments.Address(address.Reference);
            case IWithOperation copy:
                return Evaluate(copy.Operand);
            case IDefaultValueOperation when Symbols.IsFloating(operation.Type):
                return AbstractValue.Number(0.0);
            case IMemberInitializerOperation member:
                return run.Assignments.InitializeMember(member);
            case IThrowOperation or ITypeOfOperation or INameOfOperation or ILiteralOperation or ISizeOfOperation or IInterpolatedStringOperation
                or IDefaultValueOperation:
                return AbstractValue.Nothing;
            case IExpressionStatementOperation statement:
                return Evaluate(statement.Operation);
            case IVariableDeclarationGroupOperation or IBlockOperation or ILocalFunctionOperation:
                run.Statements.Execute(operation);
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
            ? run.Elements.ReadElement(read.Source, read.Indices, site, null)
            : value;

    // Operations with no rule of their own: pointers among them. What they touch is lost.
    private AbstractValue EvaluateUnknown(IOperation operation)
    {
        if (operation.Kind == OperationKind.None && Symbols.IsFloating(operation.Type) && PointerElement(operation) is { } element)
        {
            return element;
        }

        if (operation.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.StackAllocArrayCreationExpressionSyntax)
        {
            return run.Allocations.Allocate(run.At(operation, "new"), operation.Type, AbstractValue.Number(0.0));
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
        return result.HasAtoms ? Lattice.Lose(result).WithReferences(references) : result;
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
        return run.Elements.ReadElements(pointer, [index], run.At(operation), operation.Type);
    }

    private AbstractValue Convert(IConversionOperation conversion)
    {
        AbstractValue value = Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is { DeclaringSyntaxReferences.Length: > 0 } conversionOperator && run.Frame.Depth < Interpreter.MaxDepth)
        {
            return run.Calls.Call(conversionOperator, AbstractValue.Nothing, [value], conversion);
        }

        // (float)Math.Exp(x) is the number; (int)x is not.
        if (value.HasAtoms && Symbols.IsFloating(conversion.Operand.Type) && !Symbols.IsFloating(conversion.Type) && conversion.Type?.SpecialType is not SpecialType.None)
        {
            return Lattice.Lose(value);
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
        Site site = run.At(operation, "arithmetic");
        if (method is { DeclaringSyntaxReferences.Length: > 0 } && run.Bodies.BodyOf(method) is not null && run.Frame.Depth < Interpreter.MaxDepth)
        {
            return run.Calls.Call(method, AbstractValue.Nothing, [left, right], operation);
        }

        switch (kind)
        {
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract when left.References.IsEmpty && right.References.IsEmpty:
                return run.Arithmetic.Add(left, right, kind == BinaryOperatorKind.Add ? ExprOp.Add : ExprOp.Subtract, site);
            case BinaryOperatorKind.Add when operation.Type is IPointerTypeSymbol:
                return Elements.ElementReference(left, [right.Expr]);
            case BinaryOperatorKind.Multiply:
                return run.Arithmetic.Multiply(left, right, site);
            case BinaryOperatorKind.Divide:
                return run.Arithmetic.Divide(left, right, site);
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
                    ? Lattice.Lose(left.WithAtoms(AbstractValue.Union(left.Atoms, right.Atoms)))
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
        if (unary.OperatorMethod is { DeclaringSyntaxReferences.Length: > 0 } method && run.Bodies.BodyOf(method) is not null && run.Frame.Depth < Interpreter.MaxDepth)
        {
            return run.Calls.Call(method, AbstractValue.Nothing, [value], unary);
        }

        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Plus => value,
            UnaryOperatorKind.Minus => SignalArithmetic.Apply(value, ExprOp.Negate),
            UnaryOperatorKind.Not => Choices.Not(value),
            _ => value.HasAtoms ? Lattice.Lose(value) : AbstractValue.Number(null),
        };
    }

    private AbstractValue ConditionalAccess(IConditionalAccessOperation access)
    {
        AbstractValue? outer = run.Accessed;
        run.Accessed = Evaluate(access.Operation);
        AbstractValue result = Evaluate(access.WhenNotNull);
        run.Accessed = outer;
        return result;
    }

    private AbstractValue MethodGroup(IMethodReferenceOperation method)
    {
        AbstractValue receiver = method.Instance is null ? AbstractValue.Nothing : Evaluate(method.Instance);
        return AbstractValue.Reference(new AbstractObject(ObjectKind.Delegate, method.Method.OriginalDefinition, method.Type)
        {
            Method = method.Method,
            Target = receiver.References is [var target] ? target : null,
        });
    }
}
