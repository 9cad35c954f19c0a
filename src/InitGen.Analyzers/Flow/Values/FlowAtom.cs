namespace InitGen.Analyzers.Flow;

/// <summary>A weight whose output is in a value, and what has happened to it on the way.</summary>
/// <param name="Weight">The weight.</param>
/// <param name="Fate">What its output has passed; Linear: nothing yet.</param>
/// <param name="IsRaw">The value holds the weight's own numbers, not yet multiplied with the signal.</param>
/// <param name="IsSummed">Its output has been added to another path of the signal, as at the end of a residual branch.</param>
/// <param name="IsGated">Its output, or what it passed, has been multiplied with another part of the signal.</param>
/// <param name="Scale">
/// The constant, without its sign, by which the forward pass itself has multiplied the weight or its output, apart from what
/// <paramref name="Fate"/> does. 1: none. NaN: a factor that is not known.
/// </param>
internal readonly record struct FlowAtom(
    Weight Weight, Fate Fate, bool IsRaw = false, bool IsSummed = false, bool IsGated = false, double Scale = 1.0)
{
    /// <summary>
    /// The part of <see cref="Scale"/> that stands before the function: by it the code makes up for the spread of the weight (NTK
    /// parametrization, running statistics), as a factor behind the function does not.
    /// </summary>
    public double Lead { get; init; } = 1.0;

    /// <summary>A constant was added before the function that it has passed.</summary>
    public bool IsShifted { get; init; }

    /// <summary>A function or an offset has changed the weight before its use: <c>1 + gain</c>, <c>exp(logGain)</c>.</summary>
    public bool IsReparametrized { get; init; }

    /// <summary>The sum with another path stands before the function.</summary>
    public bool IsSummedBefore { get; init; }

    /// <summary>Whether the next nonlinearity is still to come.</summary>
    public bool IsOpen => !IsRaw && Fate.Kind == FateKind.Linear;

    /// <summary>With a further factor.</summary>
    public FlowAtom Scaled(double factor) => factor == 1.0
        ? this
        : this with { Scale = Significant(Scale * Math.Abs(factor)), Lead = IsRaw || IsOpen ? Significant(Lead * Math.Abs(factor)) : Lead };

    /// <summary>
    /// A factor to six digits, as many as the product of two floats is good for: by whatever way it was computed, one factor is one number.
    /// </summary>
    public static double Significant(double factor)
    {
        if (factor == 0.0 || double.IsNaN(factor) || double.IsInfinity(factor))
        {
            return factor;
        }

        double inverse = Math.Pow(10.0, 5.0 - Math.Floor(Math.Log10(Math.Abs(factor))));
        return double.IsInfinity(inverse) || inverse == 0.0 ? factor : Math.Round(factor * inverse) / inverse;
    }
}
