namespace InitGen;

/// <summary>The magnitudes that an element type can hold at full precision.</summary>
/// <param name="Name">The type's name in C#.</param>
/// <param name="Smallest">The smallest normal number.</param>
/// <param name="Largest">The largest finite number.</param>
public sealed record FloatRange(string Name, double Smallest, double Largest)
{
    /// <summary>IEEE binary16.</summary>
    public static FloatRange Half { get; } = new("Half", 6.103515625e-5, 65504.0);

    /// <summary>IEEE binary32.</summary>
    public static FloatRange Single { get; } = new("float", 1.17549435082228751e-38, 3.40282346638528860e38);

    /// <summary>IEEE binary64.</summary>
    public static FloatRange Double { get; } = new("double", 2.2250738585072014e-308, 1.7976931348623157e308);
}
