using System.Globalization;
using InitGen.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Emission;

/// <summary>C# literals that read back to the same bits, the same text on every host.</summary>
internal static class Literal
{
    public static string Of(float value)
    {
        if (float.IsNaN(value) || float.IsInfinity(value))
        {
            return float.IsNaN(value) ? "float.NaN" : value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        }

        return Digits(value) + "f";
    }

    public static string Of(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return double.IsNaN(value) ? "double.NaN" : value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        return Digits(value) + "d";
    }

    /// <summary>A value as an argument of a sampler for an element type.</summary>
    public static string Of(double value, ElementType element) => element switch
    {
        ElementType.Single => Of((float)value),
        ElementType.Half => "(global::System.Half)" + Parenthesized(Of((float)value)),
        _ => Of(value),
    };

    /// <summary>A value as a comment shows it: the digits of the element type, without a suffix.</summary>
    public static string Display(double value, ElementType element) =>
        element is ElementType.Single or ElementType.Half ? Digits((float)value) : Digits(value);

    /// <summary>A string literal.</summary>
    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A 64-bit hash.</summary>
    public static string Hash(ulong hash) => "0x" + hash.ToString("X16", CultureInfo.InvariantCulture) + "UL";

    public static string Int(long value) => value.ToString(CultureInfo.InvariantCulture);

    // The fewest digits that read back: G9 and G17 always do, but write 0.02 as 0.0199999996.
    private static string Digits(float value)
    {
        for (int digits = 6; digits < 9; digits++)
        {
            string text = value.ToString("G" + Int(digits), CultureInfo.InvariantCulture);
            if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float read) && read.Equals(value))
            {
                return Signed(text, value);
            }
        }

        return Signed(value.ToString("G9", CultureInfo.InvariantCulture), value);
    }

    private static string Digits(double value)
    {
        for (int digits = 15; digits < 17; digits++)
        {
            string text = value.ToString("G" + Int(digits), CultureInfo.InvariantCulture);
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double read) && read.Equals(value))
            {
                return Signed(text, value);
            }
        }

        return Signed(value.ToString("G17", CultureInfo.InvariantCulture), value);
    }

    // .NET Framework writes negative zero as 0.
    private static string Signed(string text, double value) =>
        value == 0.0 && 1.0 / value < 0.0 && text[0] != '-' ? "-" + text : text;

    private static string Parenthesized(string text) => text[0] == '-' ? "(" + text + ")" : text;
}
