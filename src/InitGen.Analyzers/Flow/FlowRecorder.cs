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

    /// <summary>A value stays behind in a buffer of the model.</summary>
    public void Remain(AbstractValue value)
    {
        if (!IsSilent)
        {
            _remains.AddRange(SignalArithmetic.Settle(value).Atoms);
        }
    }

    /// <summary>What stayed behind is the result only of weights of which nothing else is known.</summary>
    public void Finish()
    {
        FlowAtom[] unused = [.. _remains.Where(atom => !graph.From(atom.Weight).Any())];
        foreach (FlowAtom atom in unused)
        {
            Add(atom, null);
        }
    }

    private readonly List<FlowAtom> _remains = [];

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
