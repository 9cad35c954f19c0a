namespace InitGen.Model;

/// <summary>The numbers that an element type can hold.</summary>
internal static class ElementRange
{
    /// <summary>Whether a value is finite, and stays so in the element type.</summary>
    public static bool Fits(double value, ElementType element) => Math.Abs(value) <= element switch
    {
        ElementType.Half => 65504.0,
        ElementType.Single => float.MaxValue,
        _ => double.MaxValue,
    };

    /// <summary>A value as the sampler of the element type takes it: Half is sampled in float.</summary>
    public static double Rounded(double value, ElementType element) => element is ElementType.Single or ElementType.Half ? (float)value : value;

    /// <summary>Whether the element type has a number in the open interval: what a uniform sampler can draw.</summary>
    public static bool HasValueBetween(double low, double high, ElementType element)
    {
        low = Rounded(low, element);
        high = Rounded(high, element);
        if (!(low < high))
        {
            return false;
        }

        if (low < 0.0 && high > 0.0)
        {
            return true;
        }

        // The numbers lie closest at the end nearer to zero.
        double nearer = Math.Min(Math.Abs(low), Math.Abs(high));
        double farther = Math.Max(Math.Abs(low), Math.Abs(high));
        (int fraction, int least) = element switch
        {
            ElementType.Half => (10, -14),
            ElementType.Single => (23, -126),
            _ => (52, -1022),
        };
        int exponent = (int)((BitConverter.DoubleToInt64Bits(nearer) >> 52) & 0x7FF) - 1023;
        double step = Math.Pow(2.0, Math.Max(exponent, least) - fraction);
        return (Math.Floor(nearer / step) + 1.0) * step < farther;
    }

    /// <summary>The element type in words.</summary>
    public static string NameOf(ElementType element) => element switch
    {
        ElementType.Half => "Half",
        ElementType.Single => "float",
        _ => "double",
    };
}
