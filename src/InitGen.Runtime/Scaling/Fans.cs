using System.Globalization;

namespace InitGen;

/// <summary>The fans of a weight: how many inputs one output unit has, and how many outputs one input unit.</summary>
public static class Fans
{
    /// <summary>Counts the fans of a weight from its shape.</summary>
    /// <param name="shape">The sizes of the stored array, rank 2 or more, each at least 1.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="groups">The groups of a grouped convolution; the stored input axis is already divided by it, as in torch and Keras.</param>
    /// <param name="parts">How many weights are packed on the output axis (gates; Q, K, V); the fans are those of one of them.</param>
    /// <returns>
    /// For <see cref="ParameterLayout.OutIn"/>, fan_in = s₁ · ∏ s₂… and fan_out = s₀ · ∏ s₂… (torch's _calculate_fan_in_and_fan_out);
    /// for <see cref="ParameterLayout.InOut"/>, the last two axes are in and out and the kernel comes first (Keras, JAX).
    /// fan_out is divided by <paramref name="groups"/> and <paramref name="parts"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The rank is under 2, a size is under 1, or groups or parts do not divide the outputs, or a fan is 2⁶³ or more.</exception>
    public static (long FanIn, long FanOut) Of(
        ReadOnlySpan<int> shape, ParameterLayout layout = ParameterLayout.OutIn, int groups = 1, int parts = 1)
    {
        if (shape.Length < 2)
        {
            throw new ArgumentException(
                "Fans need a shape of rank 2 or more; the shape has rank " + Text(shape.Length) + ".", nameof(shape));
        }

        foreach (int size in shape)
        {
            if (size < 1)
            {
                throw new ArgumentException("Every size of the shape must be at least 1; found " + Text(size) + ".", nameof(shape));
            }
        }

        bool outIn = layout == ParameterLayout.OutIn;
        long inputs = outIn ? shape[1] : shape[shape.Length - 2];
        long outputs = outIn ? shape[0] : shape[shape.Length - 1];
        ReadOnlySpan<int> kernel = outIn ? shape.Slice(2) : shape.Slice(0, shape.Length - 2);
        long receptiveField = 1;
        foreach (int size in kernel)
        {
            receptiveField = Multiply(receptiveField, size, shape);
        }

        RequireDivisor(groups, outputs, nameof(groups));
        RequireDivisor(parts, outputs / groups, nameof(parts));
        return (Multiply(inputs, receptiveField, shape), Multiply(outputs / groups / parts, receptiveField, shape));
    }

    /// <summary>Combines both fans into the one that <paramref name="mode"/> names.</summary>
    /// <param name="mode">Which fan is asked for.</param>
    /// <param name="fanIn">The inputs of one output unit.</param>
    /// <param name="fanOut">The outputs of one input unit.</param>
    /// <returns>The fan; not always a whole number.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is not a member of <see cref="FanMode"/>.</exception>
    public static double Select(FanMode mode, double fanIn, double fanOut) => mode switch
    {
        FanMode.FanIn => fanIn,
        FanMode.FanOut => fanOut,
        FanMode.FanAverage => (fanIn + fanOut) / 2.0,
        FanMode.FanGeometric => Math.Sqrt(fanIn * fanOut),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Expected a member of FanMode."),
    };

    /// <summary>The fans of a weight where some may be stated: what is stated holds, the rest follows from the shape.</summary>
    /// <param name="shape">The sizes of the stored array; it is not read where both fans are stated.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="groups">The groups of a grouped convolution.</param>
    /// <param name="parts">How many weights are packed on the output axis.</param>
    /// <param name="fanIn">The stated fan-in; 0 if it follows from the shape.</param>
    /// <param name="fanOut">The stated fan-out; 0 if it follows from the shape.</param>
    /// <returns>
    /// Both fans. A shape of rank under 2, which has no fans, gives 0 for a fan that is not stated, if the other one is.
    /// </returns>
    /// <exception cref="ArgumentException">As of <see cref="Of"/>, or a stated fan is negative.</exception>
    public static (long FanIn, long FanOut) OfOrStated(
        ReadOnlySpan<int> shape, ParameterLayout layout, int groups, int parts, long fanIn, long fanOut)
    {
        RequireFan(fanIn, nameof(fanIn));
        RequireFan(fanOut, nameof(fanOut));
        if ((fanIn > 0 && fanOut > 0) || (shape.Length < 2 && (fanIn > 0 || fanOut > 0)))
        {
            return (fanIn, fanOut);
        }

        (long shapeIn, long shapeOut) = Of(shape, layout, groups, parts);
        return (fanIn > 0 ? fanIn : shapeIn, fanOut > 0 ? fanOut : shapeOut);
    }

    private static long Multiply(long size, long other, ReadOnlySpan<int> shape) => size <= long.MaxValue / other
        ? size * other
        : throw new ArgumentException(
            "Expected fans under 2⁶³; found the shape [" + string.Join(", ", shape.ToArray()) + "].", nameof(shape));

    private static void RequireFan(long fan, string name)
    {
        if (fan < 0)
        {
            throw new ArgumentException("Expected a fan of 1 or more, or 0 for the shape's; found " + Text(fan) + ".", name);
        }
    }

    private static void RequireDivisor(int divisor, long outputs, string name)
    {
        if (divisor < 1 || outputs % divisor != 0)
        {
            throw new ArgumentException(
                "Expected a divisor of the " + Text(outputs) + " output channels; found " + Text(divisor) + ".", name);
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
