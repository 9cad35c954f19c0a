using System.Globalization;

namespace Propagation.Results;

/// <summary>Numbers as the tables show them.</summary>
internal static class Numbers
{
    /// <summary>Two or three digits: 0.628, 16.0, 4096, 2.1e+37; "not finite" where there is none.</summary>
    public static string Text(double value)
    {
        if (!double.IsFinite(value))
        {
            return "not finite";
        }

        double magnitude = Math.Abs(value);
        string format = magnitude == 0 ? "F0" : magnitude is >= 1e-3 and < 1e5
            ? magnitude >= 99.95 ? "F0" : magnitude >= 9.995 ? "F1" : magnitude >= 0.9995 ? "F2" : magnitude >= 0.09995 ? "F3" : "F4"
            : "0.0e+0";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A part of 100.</summary>
    public static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture) + " %";

    /// <summary>A whole number.</summary>
    public static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
