namespace InitGen.Analyzers.Flow;

/// <summary>
/// Tells the forward part of a method that trains, with forward and backward pass in one body, from the rest. The signal meets each
/// weight first on its way forward; where it meets the weight again, in another place, the gradient is on its way back. It is a step of
/// training for certain where what comes back, or what is written to the weight, depends on the weight's own output.
/// </summary>
internal sealed class TrainingStep(Action ends, Func<object, string> placeOf)
{
    private readonly Dictionary<Weight, string> _places = [];

    /// <summary>Whether nothing yet has shown that the gradient is on its way back.</summary>
    public bool IsForward { get; private set; } = true;

    /// <summary>Whether all that was written down is of the forward pass.</summary>
    public bool IsCertain => _isTraining && !_isMixed;

    private bool _isTraining;
    private bool _isMixed;

    /// <summary>A signal meets a weight: whether on its way forward.</summary>
    public bool Enter(AbstractValue signal, Weight weight, object site)
    {
        string place = placeOf(site);
        if (!_places.TryGetValue(weight, out string? first))
        {
            // A weight that is first met on the way back belongs to another pass.
            _isMixed |= !IsForward;
            _places.Add(weight, place);
            return true;
        }

        if (first == place)
        {
            return true;
        }

        _isTraining |= Carries(signal, weight);
        End();
        return false;
    }

    /// <summary>A weight is changed by a value.</summary>
    public void Update(Weight weight, AbstractValue by)
    {
        _isTraining |= Carries(by, weight);
        End();
    }

    /// <summary>The forward part is over.</summary>
    public void End()
    {
        if (IsForward)
        {
            IsForward = false;
            ends();
        }
    }

    private static bool Carries(AbstractValue value, Weight weight)
    {
        foreach (FlowAtom atom in value.Atoms)
        {
            if (!atom.IsRaw && atom.Weight.Equals(weight))
            {
                return true;
            }
        }

        return false;
    }
}
