using System.Collections.Immutable;

namespace InitGen.Analyzers.Flow;

/// <summary>Writes down what the interpreter sees of the weights.</summary>
internal sealed class FlowRecorder
{
    private FlowGraphBuilder _graph = new();
    private bool _isConstructing;
    private TrainingStep? _step;

    /// <summary>Set while constructors run: what happens there is no forward pass.</summary>
    public bool IsSilent
    {
        get => _isConstructing || _step is { IsForward: false };
        set => _isConstructing = value;
    }

    /// <summary>Whether something that depends on the network's output was written to its weights: a step of training.</summary>
    public bool HasTrained { get; private set; }

    /// <summary>Starts to write to a graph of its own.</summary>
    /// <param name="own">The graph.</param>
    /// <param name="step">What tells the forward part of a step of training from the rest; null where a forward pass is read.</param>
    public void Begin(FlowGraphBuilder own, TrainingStep? step)
    {
        _graph = own;
        _step = step;
        HasTrained = false;
        _remains.Clear();
    }

    /// <summary>A signal meets a weight.</summary>
    /// <returns>Whether that is part of the forward pass.</returns>
    public bool Meet(AbstractValue signal, Weight weight, object site)
    {
        if (_isConstructing || (_step is not null && !_step.Enter(signal, weight, site)))
        {
            return false;
        }

        foreach (FlowAtom atom in signal.Atoms)
        {
            Add(atom, weight);
        }

        return true;
    }

    /// <summary>A value is written to a weight.</summary>
    public void Train(Weight weight, AbstractValue value)
    {
        if (!_isConstructing)
        {
            _graph.Written.Add(weight);
        }

        if (!_isConstructing && (value.IsSignal || value.Atoms.Any(static atom => !atom.IsRaw)))
        {
            // A vector may be a running statistic, which a forward pass keeps.
            HasTrained |= weight.IsMatrix;
            _step?.End();
        }
    }

    /// <summary>A weight is changed by so much.</summary>
    public void Change(AbstractValue weight, AbstractValue by)
    {
        foreach (FlowAtom atom in weight.Atoms)
        {
            if (atom.IsRaw && !_isConstructing)
            {
                _step?.Update(atom.Weight, by);
            }
        }
    }

    /// <summary>A value leaves as the result; that of a step of training is a loss.</summary>
    public void Leave(AbstractValue value)
    {
        if (IsSilent || _step is not null)
        {
            return;
        }

        foreach (FlowAtom atom in Lattice.Settle(value).Atoms)
        {
            Add(atom, null);
        }
    }

    /// <summary>A value stays behind in a buffer of the model.</summary>
    public void Remain(AbstractValue value)
    {
        if (!_isConstructing)
        {
            _remains.AddRange(Lattice.Settle(value).Atoms);
        }
    }

    /// <summary>What stayed behind is the result only of weights of which nothing else is known.</summary>
    public void Finish()
    {
        FlowAtom[] unused = [.. _remains.Where(atom => !_graph.Leads(atom.Weight))];
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

        Mix(left, right);
        Mix(right, left);
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
                        _graph.Biases.Add((raw.Weight, signal.Weight));
                    }
                }
            }
        }
    }

    // A bias that is added to more than what one matrix makes, or whose sum is added to something else.
    private void Mix(AbstractValue sum, AbstractValue other)
    {
        foreach (FlowAtom bias in sum.Atoms)
        {
            if (!bias.Weight.IsMatrix && (bias.IsRaw || bias.IsOpen)
                && other.Atoms.Any(term => !term.Weight.Equals(bias.Weight) && (term.IsRaw || (term.Weight.IsMatrix ? IsSecond(term.Weight, sum, other) : bias.IsRaw && term.IsOpen))))
            {
                _graph.MixedBiases.Add(bias.Weight);
            }
        }
    }

    private static bool IsSecond(Weight matrix, AbstractValue sum, AbstractValue other) =>
        sum.Atoms.Concat(other.Atoms).Any(term => term.Weight.IsMatrix && !term.IsRaw && !term.Weight.Equals(matrix));

    /// <summary>A gain scales the signal; perhaps what a norm gives.</summary>
    public void Scale(Weight gain, bool afterNorm)
    {
        if (!IsSilent)
        {
            _graph.Gains.Add(gain);
            if (afterNorm)
            {
                _graph.NormGains.Add(gain);
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

        // A sum of several maps is not zero because one of them is.
        if (!IsOneMap(left) || !IsOneMap(right))
        {
            return;
        }

        foreach (FlowAtom a in left.Atoms)
        {
            foreach (FlowAtom b in right.Atoms)
            {
                if (!a.IsRaw && !b.IsRaw && a.Weight.IsMatrix && b.Weight.IsMatrix && !a.Weight.Equals(b.Weight))
                {
                    _graph.Products.Add((a.Weight, b.Weight));
                }
            }
        }
    }

    private static bool IsOneMap(AbstractValue value) =>
        value.Atoms.Where(static atom => !atom.IsRaw && atom.Weight.IsMatrix).Select(static atom => atom.Weight).Distinct().Count() == 1;

    /// <summary>A row is taken out of a weight by an index from the input.</summary>
    public void LookUp(Weight weight)
    {
        if (!IsSilent)
        {
            _graph.Lookups.Add(weight);
        }
    }

    /// <summary>The output of one weight is read in a slice.</summary>
    public void Slice(AbstractValue content, SliceStart? start)
    {
        if (IsSilent || start is not { } known)
        {
            return;
        }

        foreach (FlowAtom atom in content.Atoms)
        {
            if (atom.IsOpen && atom.Weight.IsMatrix)
            {
                _graph.Add(atom.Weight, known);
            }
        }
    }

    /// <summary>A weight's element is multiplied with one of the signal.</summary>
    public void Contract(Weight weight, ElementRead? element, ElementRead? signal)
    {
        if (!_isConstructing)
        {
            // What was computed of two weights is an element of neither.
            _graph.Add(weight, weight.Equals(element?.Source.Weight) ? AxisReader.Read(weight, element, signal) : AxisUse.Unknown);
        }
    }

    /// <summary>A weight is multiplied, before its use, with another, or with noise: where each element has its own, it is no map.</summary>
    public void Overlay(AbstractValue weight, AbstractValue by)
    {
        if (_isConstructing)
        {
            return;
        }

        bool isNoise = by.Expr?.Mentions(static token => token.Kind == TokenKind.Random) == true;
        foreach ((AbstractValue one, AbstractValue other) in new[] { (weight, by), (by, weight) })
        {
            foreach (FlowAtom atom in one.Atoms)
            {
                if (atom is { IsRaw: true, Weight.IsMatrix: true }
                    && (isNoise || (atom.Weight.Equals(one.Read?.Source.Weight) && AxisReader.Read(atom.Weight, one.Read, other.Read) == AxisUse.Elementwise)))
                {
                    _graph.Add(atom.Weight, AxisUse.Elementwise);
                }
            }
        }
    }

    /// <summary>Each element of a weight meets one of the signal.</summary>
    public void Overlay(Weight weight)
    {
        if (!_isConstructing)
        {
            _graph.Add(weight, AxisUse.Elementwise);
        }
    }

    /// <summary>A weight is added to the signal.</summary>
    public void Add(Weight weight, bool isReparametrized)
    {
        if (!IsSilent)
        {
            if (weight.IsMatrix)
            {
                _graph.Added.Add(weight);
            }

            if (isReparametrized)
            {
                _graph.Reparametrized.Add(weight);
            }
        }
    }

    /// <summary>A function or an offset has changed a weight before it meets the signal.</summary>
    public void Reparametrize(Weight weight)
    {
        if (!IsSilent)
        {
            _graph.Reparametrized.Add(weight);
        }
    }

    private void Add(FlowAtom atom, Weight? to)
    {
        if (atom.IsRaw)
        {
            return;
        }

        Fate fate = atom.Fate.Kind is FateKind.Exponential or FateKind.Square ? Fate.Unknown : atom.Fate;
        _graph.Add(new FlowEdge(atom.Weight, fate, to, atom.IsSummed, atom.IsGated, atom.Scale) { IsShifted = atom.IsShifted, IsSummedBefore = atom.IsSummedBefore, Lead = fate.Kind == FateKind.Linear ? atom.Scale : atom.Lead });
    }
}
