using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>The passes over a model: construction, each method of the forward pass, and methods that train.</summary>
internal sealed class Passes(Interpreter run)
{
    /// <summary>Runs field initializers and constructors, so that buffers, layers and delegates are what they are after construction.</summary>
    public void Construct()
    {
        Guard(() =>
        {
            run.Recorder.IsSilent = true;
            run.Constructors.RunConstructors(run.This, run.Model.Type, null);
            run.Constructors.NameHeldObjects();
            run.Constructors.Forget();
            run.Recorder.IsSilent = false;
        });
    }

    /// <summary>Runs a method of the model from outside, with unknown arguments; one that trains its weights leaves nothing.</summary>
    public bool TryRun(IMethodSymbol method)
    {
        Begin(null);
        Run(method);
        if (run.Recorder.HasTrained)
        {
            run.Result.Written.UnionWith(run.Graph.Written);
            return false;
        }

        run.Recorder.Finish();
        run.Result.Add(run.Graph);
        return true;
    }

    /// <summary>Runs a method that trains, and keeps what is certain of its forward part.</summary>
    public void RunTraining(IMethodSymbol method)
    {
        var step = new TrainingStep(EndForwardPart, PlaceOf);
        Begin(step);
        Run(method);
        if (step.IsCertain && run.Graph.IsComplete)
        {
            run.Recorder.Finish();
            run.Result.Add(run.Graph);
        }
    }

    private void Begin(TrainingStep? step)
    {
        // What a summary stands for was written to another graph.
        run.Calls.ForgetSummaries();
        run.Graph = new FlowGraphBuilder();
        run.Recorder.Begin(run.Graph, step);
    }

    // The outputs are in some array when the gradient starts on its way back; sums and products with others are the loss's.
    private void EndForwardPart()
    {
        AbstractValue[] contents = [.. run.State.Heap.Values.Select(static known => known.Content).OfType<AbstractValue>().Select(Lattice.Settle)];
        var outputs = new HashSet<Weight>(contents.SelectMany(static content => content.Atoms).Where(static atom => !atom.IsRaw && !atom.IsSummed && !atom.IsGated)
            .Select(static atom => atom.Weight));
        foreach (AbstractValue content in contents.Concat(run.State.Locals.Values.Select(Lattice.Settle)))
        {
            run.Recorder.Remain(content.WithAtoms([.. content.Atoms.Where(atom => !atom.IsRaw
                && (!outputs.Contains(atom.Weight) || (!atom.IsSummed && !atom.IsGated && content.References.IsEmpty && contents.Contains(content))))]));
        }
    }

    /// <summary>A place in the code, whichever round of a loop over layers it is in.</summary>
    private static string PlaceOf(object site)
    {
        var nodes = new List<SyntaxNode>();
        if (site is Site at)
        {
            nodes.Add(at.Node);
            for (CallSite? context = at.Context; context is not null; context = context.Caller)
            {
                if (!context.IsPart)
                {
                    nodes.Add(context.Node);
                }
            }
        }

        return string.Join("/", nodes.Select(static node => node.SyntaxTree.FilePath + node.Span));
    }

    private void Run(IMethodSymbol method)
    {
        Guard(() =>
        {
            FlowState before = run.State;
            var inputs = new List<AbstractObject>();
            foreach (IParameterSymbol parameter in method.Parameters)
            {
                AbstractValue value = Members.Unbound(parameter.Type, parameter, isInput: true);
                inputs.AddRange(value.References);
                run.State = run.State with { Locals = run.State.Locals.SetItem(parameter, value) };
            }

            FlowState entry = run.State;
            AbstractValue result = run.Bodies.RunBody(method, AbstractValue.Reference(run.This), null);
            LeaveWith(result, []);
            foreach (IParameterSymbol parameter in method.Parameters)
            {
                if (parameter.RefKind is RefKind.Out or RefKind.Ref && run.State.Locals.TryGetValue(parameter, out AbstractValue? final))
                {
                    LeaveWith(final, []);
                }
            }

            foreach (AbstractObject input in inputs)
            {
                if (run.Content(input) is { } content && !content.Equals(entry[input].Content))
                {
                    LeaveWith(content, []);
                }
            }

            HashSet<AbstractObject> kept = Kept();
            foreach (KeyValuePair<AbstractObject, HeapObject> pair in run.State.Heap)
            {
                if (!inputs.Contains(pair.Key) && kept.Contains(pair.Key))
                {
                    foreach (AbstractValue value in pair.Value.Values)
                    {
                        run.Recorder.Remain(value);
                    }
                }
            }

            run.State = before;
        });
    }

    // Reached from the model's fields: buffers and states.
    private HashSet<AbstractObject> Kept()
    {
        var kept = new HashSet<AbstractObject>();
        foreach (KeyValuePair<AbstractObject, HeapObject> pair in run.State.Heap)
        {
            if (pair.Key.Kind is ObjectKind.Model or ObjectKind.Member)
            {
                kept.Add(pair.Key);
                foreach (AbstractValue value in pair.Value.Values)
                {
                    kept.UnionWith(value.References);
                }
            }
        }

        return kept;
    }

    private void LeaveWith(AbstractValue value, HashSet<AbstractObject> seen)
    {
        run.Recorder.Leave(value);
        foreach (AbstractObject reference in value.References)
        {
            if (reference.Weight is not null || !seen.Add(reference))
            {
                continue;
            }

            HeapObject known = run.State[reference];
            foreach (AbstractValue held in reference.Kind is ObjectKind.Allocation or ObjectKind.Member or ObjectKind.Input ? known.Values : [])
            {
                LeaveWith(held, seen);
            }

            foreach (AbstractValue item in known.Items.IsDefault ? [] : known.Items)
            {
                LeaveWith(item, seen);
            }
        }
    }

    private void Guard(Action pass)
    {
        FlowState before = run.State;
        try
        {
            pass();
        }
        catch (OutOfBudgetException)
        {
            run.Graph.IsComplete = false;
            run.State = before;
        }
        finally
        {
            run.IsReachable = true;
            run.OpenLoops.Clear();
        }
    }
}
