using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Assignments and references to what they assign to.</summary>
internal sealed class Assignments(Interpreter run)
{
    public AbstractValue Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is IFieldReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: false }
            && assignment.Target is IMemberReferenceOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } } member
            && run.Frame.Receiver.References is [{ Kind: ObjectKind.Model or ObjectKind.Member } owner]
            && Symbols.Unwrapped(assignment.Value) is IObjectCreationOperation)
        {
            run.Members.AssignMember(owner, member.Member, assignment.Value);
            return run.Members.ReadMember(owner, member.Member, assignment.Target.Type!);
        }

        AbstractValue value = assignment.IsRef ? Address(assignment.Value) : run.Expressions.Evaluate(assignment.Value);
        if (assignment.IsRef && assignment.Target is ILocalReferenceOperation local)
        {
            run.SetLocal(local.Local, value);
            return value;
        }

        Store(assignment.Target, value);
        return value;
    }

    public AbstractValue InitializeMember(IMemberInitializerOperation member)
    {
        AbstractValue target = run.Expressions.Evaluate(member.InitializedMember);
        run.Constructors.Initialize(target, member.Initializer);
        return target;
    }

    /// <summary>Writes a value to where an expression stands.</summary>
    public void Store(IOperation target, AbstractValue value)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                if (local.Local.RefKind != RefKind.None && run.Local(local.Local) is { Read: { } read } alias)
                {
                    run.Elements.WriteElements(AbstractValue.Reference(alias.References), read.Indices, value, run.At(target, "store"));
                }
                else
                {
                    run.SetLocal(local.Local, value);
                }

                break;
            case IParameterReferenceOperation parameter:
                if (parameter.Parameter.RefKind != RefKind.None && run.Local(parameter.Parameter) is { Read: { } place, References.IsEmpty: false } referred)
                {
                    run.Elements.WriteElements(AbstractValue.Reference(referred.References), place.Indices, value, run.At(target, "store"));
                }
                else
                {
                    run.SetLocal(parameter.Parameter, value);
                }

                break;
            case IFieldReferenceOperation { Instance: { } instance } field:
                run.Members.WriteMember(run.Expressions.Evaluate(instance), field.Field, value, run.At(target, "store"));
                break;
            case IPropertyReferenceOperation { Instance: { } instance, Property: { } property } reference:
                AbstractValue owner = run.Expressions.Evaluate(instance);
                StoreProperty(reference, owner, Calls.Resolve(property, owner), value);
                break;
            case IArrayElementReferenceOperation element:
                AbstractValue array = run.Expressions.Evaluate(element.ArrayReference);
                run.Elements.WriteElements(array, run.Reads.Indices(element.Indices, array), value, run.At(target, "store"));
                break;
            case IImplicitIndexerReferenceOperation element:
                AbstractValue indexed = run.Expressions.Evaluate(element.Instance);
                run.Elements.WriteElements(indexed, run.Reads.Indices([element.Argument], indexed), value, run.At(target, "store"));
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
                AbstractValue into = run.Expressions.Evaluate(target);
                run.Elements.WriteElements(AbstractValue.Reference(into.References), [null], value, run.At(target, "store"));
                break;
            default:
                foreach (IOperation child in target.ChildOperations)
                {
                    AbstractValue pointer = run.Expressions.Evaluate(child);
                    if (child.Type is IPointerTypeSymbol)
                    {
                        Expr? index = target.ChildOperations.Count == 2 ? run.Expressions.Evaluate(target.ChildOperations.Last()).Expr : Expr.Constant(0.0);
                        run.Elements.WriteElements(pointer, [index], value, run.At(target, "store"));
                        break;
                    }
                }

                break;
        }
    }

    private void StoreProperty(IPropertyReferenceOperation reference, AbstractValue owner, IPropertySymbol property, AbstractValue value)
    {
        if (property.SetMethod is { } setter && run.Bodies.BodyOf(setter) is not null && run.Frame.Depth < Interpreter.MaxDepth)
        {
            run.Calls.Call(setter, owner, [.. reference.Arguments.Select(argument => run.Expressions.Evaluate(argument.Value)), value], reference);
        }
        else if (property.IsIndexer)
        {
            if (property.ReturnsByRef && run.Bodies.GetterOf(property) is not null)
            {
                AbstractValue element = run.Calls.Call(property.GetMethod!, owner, [.. reference.Arguments.Select(argument => run.Expressions.Evaluate(argument.Value))], reference);
                if (element.Read is { } read)
                {
                    run.Elements.WriteElements(AbstractValue.Reference(read.Source), read.Indices, value, run.At(reference, "store"));
                }

                return;
            }

            run.Elements.WriteElements(owner, run.Reads.Indices([.. reference.Arguments.Select(static argument => argument.Value)], owner), value, run.At(reference, "store"));
        }
        else
        {
            run.Members.WriteMember(owner, property, value, run.At(reference, "store"));
        }
    }

    private void StoreTuple(ITupleOperation tuple, AbstractValue value)
    {
        ImmutableArray<AbstractValue> items = run.TryGetItems(value, out ImmutableArray<AbstractValue> found) ? found : [];
        for (int i = 0; i < tuple.Elements.Length; i++)
        {
            Store(tuple.Elements[i], i < items.Length ? items[i] : Lattice.Lose(value));
        }
    }

    public AbstractValue Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        AbstractValue value = run.Expressions.Evaluate(deconstruction.Value);
        IOperation target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        Store(target, value);
        return value;
    }

    /// <summary>The element, variable or field that a ref refers to.</summary>
    public AbstractValue Address(IOperation reference) => reference switch
    {
        IArrayElementReferenceOperation element => AddressOf(run.Expressions.Evaluate(element.ArrayReference), element.Indices),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } indexer when run.Bodies.GetterOf(indexer.Property) is null =>
            AddressOf(run.Expressions.Evaluate(instance), [.. indexer.Arguments.Select(static argument => argument.Value)]),
        _ => run.Expressions.Evaluate(reference),
    };

    private AbstractValue AddressOf(AbstractValue array, ImmutableArray<IOperation> indices) => Elements.ElementReference(array, run.Reads.Indices(indices, array));
}
