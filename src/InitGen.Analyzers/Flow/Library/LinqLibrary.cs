using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>LINQ.</summary>
internal sealed class LinqLibrary(Interpreter run) : ILibrary
{
    public IEnumerable<string> Types => ["Enumerable", "ParallelEnumerable"];

    public AbstractValue? Invoke(LibraryCall call)
    {
        if (call.Arguments.IsEmpty)
        {
            return null;
        }

        AbstractValue element() => run.Elements.Content(call.Arguments[0], call.Site);
        switch (call.Method.Name)
        {
            case "Range":
                return run.Allocations.Allocate(call.Site, call.Method.ReturnType, AbstractValue.Number(Elements.Lane(call.Site)));
            case "Repeat":
                return run.Allocations.Allocate(call.Site, call.Method.ReturnType, call.Arguments[0]);
            case "Select" when call.Arguments.Length == 2:
                return run.Allocations.Allocate(call.Site, call.Method.ReturnType, run.Delegates.InvokeDelegate(call.Arguments[1], [element(), AbstractValue.Number(Elements.Lane(call.Site))], call.Operation, null));
            case "Zip" when call.Arguments.Length == 3:
                return run.Allocations.Allocate(call.Site, call.Method.ReturnType, run.Delegates.InvokeDelegate(call.Arguments[2], [element(), run.Elements.Content(call.Arguments[1], call.Site)], call.Operation, null));
            case "Zip" when call.Arguments.Length == 2:
                return run.Allocations.Allocate(call.Site, call.Method.ReturnType, run.Creations.NewList(call.Site with { Role = "pair" }, null, [element(), run.Elements.Content(call.Arguments[1], call.Site)]));
            case "Sum" or "Average" or "Max" or "Min" when call.Arguments.Length == 1:
                return MathLibrary.Reduction(element(), call.Site);
            case "Sum" or "Average" or "Max" or "Min" when call.Arguments.Length == 2:
                return MathLibrary.Reduction(run.Delegates.InvokeDelegate(call.Arguments[1], [element()], call.Operation, null), call.Site);
            case "Aggregate" when call.Arguments.Length == 3:
                return Fold(call.Arguments[1], call.Arguments[0], call.Arguments[2], call.Operation, call.Site);
            case "ToArray" or "ToList":
                return run.Library.Array.Copy(call.Arguments[0], call.Site, call.Method.ReturnType);
            case "AsEnumerable" or "Reverse" or "Cast" or "OfType" or "Order" or "AsParallel" or "AsSequential" or "AsOrdered" or "WithDegreeOfParallelism":
                return call.Arguments[0];
            case "SelectMany" when call.Arguments.Length == 2:
                AbstractValue inner = run.Delegates.InvokeDelegate(call.Arguments[1], [element()], call.Operation, null);
                return run.Allocations.Allocate(call.Site, call.Method.ReturnType, run.Elements.Content(inner, call.Site));
            case "Append" or "Prepend" when call.Arguments.Length == 2:
                return run.Allocations.Allocate(call.Site, call.Method.ReturnType, Lattice.Join(element(), call.Arguments[1], call.Site, "joined"));
            case "Concat" when call.Arguments.Length == 2:
                return run.Allocations.Allocate(call.Site, call.Method.ReturnType, Lattice.Join(element(), run.Elements.Content(call.Arguments[1], call.Site), call.Site, "joined"));
            case "First" or "FirstOrDefault" when call.Arguments.Length == 1:
                return run.Elements.ReadElements(call.Arguments[0], [Expr.Constant(0.0)], call.Site, call.Method.ReturnType);
            case "Last" or "LastOrDefault" when call.Arguments is [{ References: [var list] } sequence]:
                return run.Elements.ReadElements(sequence, [Counters.Plus(run.ListOrder.LengthOf(list), -1.0)], call.Site, call.Method.ReturnType);
            case "Take" or "Skip" or "Where":
                return call.Arguments[0];
            default:
                return null;
        }
    }

    // layers.Aggregate(x, (h, layer) => layer.Forward(h))
    private AbstractValue Fold(AbstractValue seed, AbstractValue list, AbstractValue step, IOperation operation, Site site)
    {
        AbstractValue value = seed;
        foreach (AbstractValue item in run.Creations.ItemsOf(list, site))
        {
            value = run.Delegates.InvokeDelegate(step, [value, item], operation, null);
        }

        return value;
    }
}
