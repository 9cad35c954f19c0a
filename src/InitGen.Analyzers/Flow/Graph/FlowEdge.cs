using System.Globalization;

namespace InitGen.Analyzers.Flow;

/// <summary>
/// The product with <paramref name="From"/> passes <paramref name="Via"/>, then meets <paramref name="To"/> (null: leaves as the result).
/// On the way it may be added to another path (<c>+</c> in the debug view) or multiplied with another part of the signal (<c>*</c>).
/// </summary>
/// <param name="From">The weight.</param>
/// <param name="Via">What its product passes.</param>
/// <param name="To">The weight that it meets; null where it leaves.</param>
/// <param name="IsSummed">Whether it is added to another path of the signal.</param>
/// <param name="IsGated">Whether it is multiplied with another part of the signal.</param>
/// <param name="Scale">
/// The constant, without its sign, by which the forward pass itself multiplies the product up to where the edge ends, apart from what
/// <paramref name="Via"/> does (<c>×0.125</c>). 1: none. NaN: a factor that is not known (<c>×?</c>).
/// </param>
internal readonly record struct FlowEdge(Weight From, Fate Via, Weight? To, bool IsSummed, bool IsGated, double Scale = 1.0)
{
    /// <summary>Whether the sum with another path stands before the function; else the function passes into the sum.</summary>
    public bool IsSummedBefore { get; init; }

    /// <summary>The part of <see cref="Scale"/> that stands before the function; of a linear edge all of it.</summary>
    public double Lead { get; init; } = 1.0;

    /// <summary>Whether the forward pass adds a constant of its own before the function, as <c>Sigmoid(z + 1)</c> does.</summary>
    public bool IsShifted { get; init; }

    public override string ToString() =>
        From.Path + " -" + Via + Factor() + (IsGated ? "*" : "") + (IsSummed ? "+" : "") + "-> " + (To?.Path ?? "output");

    // A gate has no factor that could be known; what a norm or unread code makes of one does not matter.
    private string Factor() =>
        Scale == 1.0 || IsGated || Via.Kind is FateKind.Norm or FateKind.Unknown ? ""
        : double.IsNaN(Scale) ? "×?"
        : "×" + Scale.ToString("G4", CultureInfo.InvariantCulture);
}
