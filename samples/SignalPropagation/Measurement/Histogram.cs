using System.Runtime.InteropServices;

namespace Propagation.Measurement;

/// <summary>How many elements fall into each of equal bins.</summary>
/// <param name="Name">Whose elements.</param>
/// <param name="Low">The lower end of the first bin.</param>
/// <param name="High">The upper end of the last bin.</param>
/// <param name="Shares">The part of all elements in each bin; what lies outside is in none.</param>
/// <param name="Mean">The elements' mean.</param>
/// <param name="Std">The elements' standard deviation.</param>
internal sealed record Histogram(string Name, double Low, double High, double[] Shares, double Mean, double Std)
{
    /// <summary>The number of bins.</summary>
    public const int Bins = 40;

    /// <summary>Counts the elements of a matrix; the upper end belongs to the last bin.</summary>
    public static Histogram Of(string name, float[,] values, double low, double high) =>
        Of(name, MemoryMarshal.CreateReadOnlySpan(ref values[0, 0], values.Length), low, high);

    /// <summary>Counts the elements of a span; the upper end belongs to the last bin.</summary>
    public static Histogram Of(string name, ReadOnlySpan<float> values, double low, double high)
    {
        double[] shares = new double[Bins];
        foreach (float value in values)
        {
            if (value >= low && value <= high)
            {
                shares[Math.Min(Bins - 1, (int)((value - low) / (high - low) * Bins))] += 1.0 / values.Length;
            }
        }

        Moments moments = Moments.Of(values);
        return new Histogram(name, low, high, shares, moments.Mean, moments.Std);
    }
}
