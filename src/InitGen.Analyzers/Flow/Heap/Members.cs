using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>Fields and properties of objects.</summary>
internal sealed class Members(Interpreter run)
{
    /// <summary>Layers and modules that the constructors made, by the members of the model that hold them.</summary>
    public Dictionary<AbstractObject, (string Path, ISymbol Member)> Held { get; } = [];

    /// <summary>A value that came from outside and is known by its type alone.</summary>
    public static AbstractValue Unbound(ITypeSymbol? type, object site, bool isInput)
    {
        if (Symbols.IsFloating(type))
        {
            return isInput ? AbstractValue.Input(null) : AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site)));
        }

        if (type is null or { IsValueType: true } and not { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None }
            or { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Enum })
        {
            AbstractValue scalar = AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, site)));
            return isInput && type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } ? scalar.AsSignal() : scalar;
        }

        AbstractValue value = AbstractValue.Reference(new AbstractObject(ObjectKind.Input, site, type));
        return isInput ? value.AsSignal() : value;
    }

    public AbstractValue ReadMember(AbstractValue owner, ISymbol member, ITypeSymbol type)
    {
        AbstractValue? result = null;
        foreach (AbstractObject reference in owner.References)
        {
            AbstractValue value = ReadMember(reference, member, type);
            result = result is null ? value : Lattice.Join(result, value, (reference, member), "member");
        }

        return result ?? (owner.HasAtoms || owner.IsSignal ? Lattice.Lose(owner) : Unbound(type, (member, "unknown"), isInput: false));
    }

    public AbstractValue ReadMember(AbstractObject owner, ISymbol member, ITypeSymbol type)
    {
        ISymbol slot = member.OriginalDefinition;
        if (owner.Weight is not null)
        {
            // Inside a weight's own storage class: its arrays are the weight, its sizes are sizes.
            return Symbols.IsFloating(type) || !Symbols.IsStorage(type)
                ? Unbound(type, (owner, slot), isInput: false)
                : AbstractValue.Reference(owner);
        }

        if (FindWeight(owner, member) is { } weight)
        {
            return AbstractValue.Reference(Stored(weight, type));
        }

        if (run.State[owner].Slots.TryGetValue(slot, out AbstractValue? value))
        {
            return value;
        }

        if (owner.Kind is ObjectKind.Model or ObjectKind.Member && Symbols.IsObject(type))
        {
            return AbstractValue.Reference(MemberObject(owner, slot, type));
        }

        // The sizes of an input are no input.
        return Unbound(type, (owner, slot), isInput: owner.Kind == ObjectKind.Input && type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64));
    }

    private Weight? FindWeight(AbstractObject owner, ISymbol member) =>
        owner.Kind is ObjectKind.Model or ObjectKind.Member ? run.Model.Find(owner.Path!, MemberOf(owner), member)
        : Held.TryGetValue(owner, out (string Path, ISymbol Member) holder) ? run.Model.Find(holder.Path, holder.Member, member)
        : null;

    private static AbstractObject Stored(Weight weight, ITypeSymbol type) =>
        new(ObjectKind.Weight, weight.Path, type, weight.Path) { Weight = weight };

    private AbstractObject MemberObject(AbstractObject owner, ISymbol slot, ITypeSymbol type)
    {
        string path = owner.Path!.Length == 0 ? slot.Name : owner.Path + "." + slot.Name;
        AbstractObject root = owner.Kind == ObjectKind.Member ? owner : run.This;
        return new AbstractObject(ObjectKind.Member, ReferenceEquals(root, run.This) ? slot : root.Site, type, path);
    }

    // The member of the model by which an object is reached.
    private static ISymbol? MemberOf(AbstractObject owner) => owner.Kind == ObjectKind.Member ? owner.Site as ISymbol : null;

    public void AssignMember(AbstractObject owner, ISymbol member, IOperation value)
    {
        ISymbol slot = member.OriginalDefinition;
        ITypeSymbol? type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        IOperation bare = Symbols.Unwrapped(value);
        if (owner.Kind is ObjectKind.Model or ObjectKind.Member && type is not null)
        {
            if (run.Model.Find(owner.Path!, MemberOf(owner), member) is { } weight)
            {
                if (run.Expressions.Evaluate(value).References is [var storage])
                {
                    run.ListOrder.SetLength(Stored(weight, type), run.ListOrder.LengthOf(storage));
                }

                return;
            }

            // A layer held by a member is known by that member's name.
            if (bare is IObjectCreationOperation { Type: INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } created } creation)
            {
                AbstractObject held = MemberObject(owner, slot, created);
                run.Constructors.Create(held, creation);
                run.SetSlot(owner, slot, AbstractValue.Reference(held));
                return;
            }
        }

        run.SetSlot(owner, slot, run.Expressions.Evaluate(value));
    }

    public void WriteMember(AbstractValue owner, ISymbol member, AbstractValue value, Site site)
    {
        foreach (AbstractObject reference in owner.References)
        {
            ISymbol slot = member.OriginalDefinition;
            if (FindWeight(reference, member) is { } weight && value.References is [{ Type: { } type } storage])
            {
                run.ListOrder.SetLength(Stored(weight, type), run.ListOrder.LengthOf(storage));
            }

            bool certain = owner.References.Length == 1 && !reference.IsOlder;
            run.SetSlot(reference, slot, !certain && run.State[reference].Slots.TryGetValue(slot, out AbstractValue? old) ? Lattice.Join(old, value, site, slot) : value);
        }
    }
}
