using System.Collections.Immutable;

namespace InitGen.Analyzers.Flow;

/// <summary>Writes down what the interpreter sees of the weights.</summary>
internal sealed class FlowRecorder(FlowGraph graph)
{
    /// <summary>Set while constructors run: what happens there is no forward pass.</summary>
    public bool IsSilent { get; set; }

    public void Meet(AbstractValue signal, Weight weight)
    {
        if (IsSilent)
        {
            return;
        }

        foreach (FlowAtom atom in signal.Atoms)
        {
            Add(atom, weight);
        }
    }

    /// <summary>A value leaves as the result.</summary>
    public void Leave(AbstractValue value)
    {
        if (IsSilent)
        {
            return;
        }

        foreach (FlowAtom atom in SignalArithmetic.Settle(value).Atoms)
        {
            Add(atom, null);
        }
    }

    /// <summary>A value stays behind in a buffer of the model: the result only where nothing else is known of its weights.</summary>
    public void Remain(AbstractValue value)
    {
        foreach (FlowAtom atom in SignalArithmetic.Settle(value).Atoms)
        {
            if (!IsSilent && !atom.IsRaw && (!atom.IsOpen || !graph.From(atom.Weight).Any()))
            {
                Add(atom, null);
            }
        }
    }

    public void Contract(Weight weight, ElementRead? element, ElementRead? signal)
    {
        if (!IsSilent)
        {
            graph.Add(weight, AxisReader.Read(weight, element, signal));
        }
    }

    private void Add(FlowAtom atom, Weight? to)
    {
        if (atom.IsRaw)
        {
            return;
        }

        Fate fate = atom.Fate.Kind is FateKind.Exponential or FateKind.Square ? Fate.Unknown : atom.Fate;
        graph.Add(new FlowEdge(atom.Weight, fate, to, atom.IsSummed, atom.IsGated));
    }
}
