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

    /// <summary>A bias is added to what matrices made.</summary>
    public void AddBias(AbstractValue left, AbstractValue right)
    {
        if (IsSilent)
        {
            return;
        }

        foreach (FlowAtom bias in left.Atoms)
        {
            foreach (FlowAtom other in right.Atoms)
            {
                if (bias.IsRaw != other.IsRaw)
                {
                    FlowAtom raw = bias.IsRaw ? bias : other;
                    FlowAtom signal = bias.IsRaw ? other : bias;
                    if (!raw.Weight.IsMatrix && signal.Weight.IsMatrix && signal.IsOpen)
                    {
                        graph.Biases.Add((raw.Weight, signal.Weight));
                    }
                }
            }
        }
    }

    /// <summary>A gain scales the signal; perhaps what a norm gives.</summary>
    public void Scale(Weight gain, bool afterNorm)
    {
        if (!IsSilent)
        {
            graph.Gains.Add(gain);
            if (afterNorm)
            {
                graph.NormGains.Add(gain);
            }
        }
    }

    /// <summary>Two parts of the signal are multiplied.</summary>
    public void Gate(AbstractValue left, AbstractValue right)
    {
        if (IsSilent)
        {
            return;
        }

        foreach (FlowAtom a in left.Atoms)
        {
            foreach (FlowAtom b in right.Atoms)
            {
                if (!a.IsRaw && !b.IsRaw && a.Weight.IsMatrix && b.Weight.IsMatrix && !a.Weight.Equals(b.Weight))
                {
                    graph.Products.Add((a.Weight, b.Weight));
                }
            }
        }
    }

    /// <summary>A row is taken out of a weight by an index from the input.</summary>
    public void LookUp(Weight weight)
    {
        if (!IsSilent)
        {
            graph.Lookups.Add(weight);
        }
    }

    /// <summary>The output of one weight is read from an offset on.</summary>
    public void Slice(AbstractValue content, double offset)
    {
        if (IsSilent)
        {
            return;
        }

        foreach (FlowAtom atom in content.Atoms)
        {
            if (atom.IsOpen && atom.Weight.IsMatrix)
            {
                if (!graph.Slices.TryGetValue(atom.Weight, out HashSet<double>? offsets))
                {
                    graph.Slices.Add(atom.Weight, offsets = []);
                }

                offsets.Add(offset);
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
