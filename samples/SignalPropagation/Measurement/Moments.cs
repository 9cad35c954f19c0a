using System.Runtime.InteropServices;

namespace Propagation.Measurement;

/// <summary>Mean and standard deviation of all elements of an array.</summary>
internal readonly record struct Moments(double Mean, double Std)
{
    /// <summary>√E[x²].</summary>
    public double Rms => Math.Sqrt(Mean * Mean + Std * Std);

    /// <summary>Whether every element was a number.</summary>
    public bool IsFinite => double.IsFinite(Mean);

    /// <summary>Of a matrix, in double: not a number where an element is none.</summary>
    public static Moments Of(float[,] values) => Of(MemoryMarshal.CreateReadOnlySpan(ref values[0, 0], values.Length));

    /// <summary>Of a span, in double: not a number where an element is none.</summary>
    public static Moments Of(ReadOnlySpan<float> values)
    {
        double sum = 0;
        bool finite = true;
        foreach (float value in values)
        {
            finite &= float.IsFinite(value);
            sum += value;
        }

        if (!finite)
        {
            return new(double.NaN, double.NaN);
        }

        double mean = sum / values.Length;
        double squares = 0;
        foreach (float value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return new(mean, Math.Sqrt(squares / values.Length));
    }
}
