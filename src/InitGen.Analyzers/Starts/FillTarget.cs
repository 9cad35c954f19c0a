using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Starts;

/// <summary>The member of a model whose storage an expression is, or looks into.</summary>
/// <param name="Member">The field or property.</param>
/// <param name="IsElement">Whether it is each array of a list that the member holds.</param>
/// <param name="IsPiece">Whether it is a part of the storage, which cannot be told from another part.</param>
/// <param name="Named">The call in whose arguments the member is named; null where the expression itself names it.</param>
internal sealed record FillTarget(ISymbol Member, bool IsElement, bool IsPiece, IInvocationOperation? Named)
{
    /// <summary>The members whose storage an expression may be: several for a variable that runs through a list of them, none where it is not known.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="frame">The body in which it stands.</param>
    /// <param name="type">The model.</param>
    public static IReadOnlyList<FillTarget> Of(IOperation value, CallFrame frame, INamedTypeSymbol type)
    {
        var targets = new List<FillTarget>();
        Add(value, frame, type, default, targets);
        return targets;
    }

    /// <summary>The members to which a local's array goes: by an assignment, or as the result of a method that makes one.</summary>
    /// <param name="local">The local.</param>
    /// <param name="use">A use of it.</param>
    /// <param name="frame">The body in which it stands.</param>
    /// <param name="type">The model.</param>
    /// <param name="fills">Receives what gives the array to the member.</param>
    public static IReadOnlyList<FillTarget> HoldersOf(ILocalSymbol local, IOperation use, CallFrame frame, INamedTypeSymbol type, ICollection<SyntaxNode> fills)
    {
        var holders = new List<FillTarget>();
        foreach (IOperation operation in Variables.Root(use).DescendantsAndSelf())
        {
            switch (operation)
            {
                case ISimpleAssignmentOperation assignment when IsLocal(assignment.Value, local):
                    AddHolders(assignment.Target, frame, type, null, assignment.Syntax, holders, fills);
                    break;
                case IReturnOperation { ReturnedValue: { } returned } when IsLocal(returned, local) && frame is { Caller: { } caller, Site: { } site }:
                    IOperation result = site;
                    while (result.Parent is IConversionOperation or IParenthesizedOperation)
                    {
                        result = result.Parent;
                    }

                    switch (result.Parent)
                    {
                        case ISimpleAssignmentOperation assigned when assigned.Value == result:
                            AddHolders(assigned.Target, caller, type, site, assigned.Syntax, holders, fills);
                            break;
                        case IFieldInitializerOperation { InitializedFields: [{ } field] } initializer when IsOf(field, type):
                            holders.Add(new FillTarget(field, false, false, site));
                            fills.Add(initializer.Syntax);
                            break;
                        case IPropertyInitializerOperation { InitializedProperties: [{ } property] } initializer when IsOf(property, type):
                            holders.Add(new FillTarget(property, false, false, site));
                            fills.Add(initializer.Syntax);
                            break;
                    }

                    break;
            }
        }

        return holders;
    }

    private static void AddHolders(
        IOperation target, CallFrame frame, INamedTypeSymbol type, IInvocationOperation? named, SyntaxNode fill, List<FillTarget> holders, ICollection<SyntaxNode> fills)
    {
        foreach (FillTarget holder in Of(target, frame, type))
        {
            holders.Add(holder with { Named = named });
            fills.Add(fill);
        }
    }

    private static bool IsLocal(IOperation value, ILocalSymbol local) =>
        Variables.Bare(value) is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);

    private static void Add(IOperation value, CallFrame frame, INamedTypeSymbol type, Way way, List<FillTarget> targets)
    {
        for (IOperation? current = value; current is not null;)
        {
            switch (current)
            {
                case IConversionOperation conversion:
                    current = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    current = parenthesized.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "AsSpan" or "AsMemory" or "CreateSpan" or "GetArrayDataReference" or "GetReference" or "As" or "Slice" } view:
                    way = way with { IsPiece = way.IsPiece || IsPartOf(view) };
                    current = view.Instance ?? view.Arguments.FirstOrDefault()?.Value;
                    break;
                case IInvocationOperation { TargetMethod: { Name: "Of", ContainingType: { Name: "ParameterSpan" } } } checkedSpan:
                    current = checkedSpan.Arguments.FirstOrDefault()?.Value;
                    break;
                case IPropertyReferenceOperation { Property.Name: "Span", Instance: { } memory }:
                    current = memory;
                    break;
                case IArrayElementReferenceOperation element:
                    // A range of an array is a part of it; a number of it is where a span over all of it starts; an array of it is one of a list.
                    way = element.Type is IArrayTypeSymbol array
                        ? IsRange(element) ? way with { IsPiece = true } : way with { IsElement = array.ElementType.TypeKind != TypeKind.Error }
                        : way;
                    current = element.ArrayReference;
                    break;
                case IPropertyReferenceOperation { Property: { IsIndexer: true }, Instance: { } list } item when item.Type?.SpecialType == SpecialType.None:
                    way = way with { IsElement = true };
                    current = list;
                    break;
                case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol, Instance: { } instance } reference when IsOf(reference.Member, type)
                    && SymbolEqualityComparer.Default.Equals(instance.Type?.OriginalDefinition, type.OriginalDefinition):
                    targets.Add(new FillTarget(reference.Member.OriginalDefinition, way.IsElement, way.IsPiece, way.Named));
                    return;
                case ILocalReferenceOperation local when Variables.CollectionOf(local.Local, local) is { } collection:
                    if (Variables.ElementsOf(collection) is not { } elements)
                    {
                        way = way with { IsElement = true };
                        current = collection;
                        break;
                    }

                    foreach (IOperation element in elements)
                    {
                        Add(element, frame, type, way, targets);
                    }

                    return;
                case ILocalReferenceOperation local:
                    current = Variables.ValueOf(local.Local, local);
                    break;
                case IParameterReferenceOperation { Parameter: { } parameter } use when frame.Caller is { } caller && !Variables.IsReassigned(parameter, use):
                    way = way with { Named = frame.Site };
                    current = frame.ArgumentOf(parameter);
                    frame = caller;
                    break;
                default:
                    return;
            }
        }
    }

    private static bool IsOf(ISymbol member, INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingType?.OriginalDefinition, type.OriginalDefinition);

    // array.AsSpan(start), span.Slice(start, length): MemoryMarshal.CreateSpan(ref first, length) looks at all.
    private static bool IsPartOf(IInvocationOperation view) =>
        view.TargetMethod.Name is "AsSpan" or "AsMemory" or "Slice" && view.Arguments.Length > (view.Instance is null ? 1 : 0);

    private static bool IsRange(IArrayElementReferenceOperation element) =>
        element.Indices.Any(static index => Variables.Bare(index) is IRangeOperation);

    /// <summary>What has been passed on the way from the expression to the member.</summary>
    private readonly record struct Way(bool IsElement, bool IsPiece, IInvocationOperation? Named);
}
