using System.Globalization;

namespace InitGen.Analyzers.Rules;

/// <summary>Numbers of the signal in messages.</summary>
internal static class SignalText
{
    /// <summary>Three digits: 0.707, 16.0, 4096, 2.1e+37.</summary>
    public static string Of(double value)
    {
        double magnitude = Math.Abs(value);
        string format = magnitude == 0.0 ? "F0"
            : magnitude is < 1e-3 or >= 1e5 ? "0.0e+0"
            : magnitude >= 99.95 ? "F0"
            : magnitude >= 9.995 ? "F1"
            : magnitude >= 0.9995 ? "F2"
            : magnitude >= 0.09995 ? "F3"
            : "F4";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);
}
