using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>Spans, memory, lists and the marshal classes.</summary>
internal sealed class SpanLibrary(Interpreter run) : ILibrary
{
    public IEnumerable<string> Types => ["Span", "ReadOnlySpan", "Memory", "ReadOnlyMemory", "MemoryExtensions", "List", "CollectionsMarshal", "MemoryMarshal", "ArraySegment", "Unsafe", "CollectionExtensions", "GC", "ArrayPool"];

    public AbstractValue? Invoke(LibraryCall call)
    {
        switch (call.Method.Name)
        {
            case "AsSpan" or "AsMemory" or "Slice" or "Cast" or "AsBytes" or "GetReference" or "GetArrayDataReference" or "CreateSpan"
                or "CreateReadOnlySpan" or "AsRef" or "As" or "op_Implicit" or "AsReadOnly" or "GetPinnableReference" or "Rent":
                bool sliced = call.Method.Name is "AsSpan" or "AsMemory" or "Slice" && call.Rest.Length > 0;
                if (call.Method.Name == "Rent")
                {
                    return run.Allocations.Allocate(call.Site, call.Method.ReturnType, AbstractValue.Input(null));
                }

                return sliced ? Elements.ElementReference(Elements.Chosen(call.Target, [call.Rest[0]]), [call.Rest[0].Expr]) : call.Target;
            case "Add" when call.Method.ContainingType.Name == "Unsafe":
                return Elements.ElementReference(call.Target, [call.Rest[0].Expr]);
            case "CopyTo" or "TryCopyTo":
                run.Elements.WriteElements(call.Rest[0], call.Rest.Length > 1 && call.Rest[1].Constant != 0.0 ? [null] : [], run.Elements.Content(call.Target, call.Site), call.Site);
                return AbstractValue.Nothing;
            case "Clear" when run.TryGetItems(call.Target, out _):
                run.SetItems(call.Target.References[0], []);
                return AbstractValue.Nothing;
            case "Clear":
                run.Elements.WriteElements(call.Target, [], AbstractValue.Number(0.0), call.Site);
                return AbstractValue.Nothing;
            case "Fill":
                run.Elements.WriteElements(call.Target, [], call.Rest[0], call.Site);
                return AbstractValue.Nothing;
            case "ToArray" or "GetRange" or "AllocateUninitializedArray" or "AllocateArray":
                return call.Method.Name.StartsWith("Allocate", StringComparison.Ordinal)
                    ? run.Allocations.Allocate(call.Site, call.Method.ReturnType, AbstractValue.Input(null))
                    : run.Library.Array.Copy(call.Target, call.Site, call.Method.ReturnType);
            case "Add" or "AddRange" or "Insert":
                return AddItem(call.Method, call.Target, call.Rest, call.Site);
            case "Return" or "Reverse" or "EnsureCapacity" or "TrimExcess" or "SetCount":
                return AbstractValue.Nothing;
            default:
                return null;
        }
    }

    private AbstractValue AddItem(IMethodSymbol method, AbstractValue list, ImmutableArray<AbstractValue> arguments, Site site)
    {
        foreach (AbstractObject reference in list.References)
        {
            if (reference.Weight is not null)
            {
                continue;
            }

            HeapObject known = run.State[reference];
            if (list.References.Length == 1 && method.Name != "Insert" && !known.Items.IsDefault && !run.Loops.InLoop())
            {
                run.SetItems(reference, method.Name == "Add" ? known.Items.Add(arguments[0]) : known.Items.AddRange(run.Creations.ItemsOf(arguments[0], site)));
                continue;
            }

            // In a loop one content stands for all; the order is known by what the loop adds.
            if (list.References.Length == 1 && method.Name == "Add")
            {
                run.ListOrder.Append(reference, site, null, arguments[0]);
            }
            else
            {
                run.ListOrder.Forget(reference);
            }

            AbstractValue added = method.Name == "AddRange" ? run.Elements.Content(arguments[0], site) : arguments[arguments.Length - 1];
            foreach (AbstractValue item in known.Items.IsDefault ? [] : known.Items)
            {
                added = Lattice.Join(item, added, site, "added");
            }

            run.State = run.State.With(reference, run.State[reference] with
            {
                Items = default,
                Content = known.Content is { } old ? Lattice.Join(old, added, site, reference) : added,
            });
        }

        return AbstractValue.Nothing;
    }
}
