namespace InitGen;

public static partial class Sampler
{
    /// <summary>Draws from the uniform distribution on the open interval (low, high).</summary>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="low">The lower bound, never drawn; finite.</param>
    /// <param name="high">The upper bound, never drawn; above <paramref name="low"/>, finite.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite, they are not in order with a float between them, or <paramref name="offset"/> is negative.</exception>
    /// <remarks>
    /// With h = (high − low)/2 and m = (low + high)/2 a value is m + h·c, rounded once, where c is one of the 2²³ numbers
    /// (k + ½)·2⁻²² − 1: symmetric about m, and exactly so for low = −high.
    /// </remarks>
    public static void Uniform(Span<float> destination, RandomStream stream, float low, float high, long offset = 0)
    {
        RequireOffset(offset, destination.Length);
        float lowest = MathF.BitIncrement(low);
        float highest = MathF.BitDecrement(high);
        RequireInterval(low, high, lowest <= highest);
        (float centre, float radius) = CentreAndRadius(low, high);

        // The value grows with c, so the interval is safe where the extremes of c are.
        const float LargestFraction = 1f - 1f / (1 << 23);
        if (MathF.FusedMultiplyAdd(LargestFraction, radius, centre) <= highest
            && MathF.FusedMultiplyAdd(-LargestFraction, radius, centre) >= lowest
            && radius * UniformFraction.SingleStep / UniformFraction.SingleStep == radius)
        {
            TileDriver.Fill(destination, stream, offset, new UniformSingleKernel(centre, radius));
        }
        else
        {
            TileDriver.Fill(destination, stream, offset, new BoundedUniformSingleKernel(centre, radius, lowest, highest));
        }
    }

    /// <summary>Draws from the uniform distribution on the open interval (low, high).</summary>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="low">The lower bound, never drawn; finite.</param>
    /// <param name="high">The upper bound, never drawn; above <paramref name="low"/>, finite.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite, they are not in order with a double between them, or <paramref name="offset"/> is negative.</exception>
    /// <remarks>
    /// With h = (high − low)/2 and m = (low + high)/2 a value is m + h·c, rounded once, where c is one of the 2⁵² numbers
    /// (k + ½)·2⁻⁵¹ − 1: symmetric about m, and exactly so for low = −high.
    /// </remarks>
    public static void Uniform(Span<double> destination, RandomStream stream, double low, double high, long offset = 0)
    {
        RequireOffset(offset, destination.Length);
        double lowest = Math.BitIncrement(low);
        double highest = Math.BitDecrement(high);
        RequireInterval(low, high, lowest <= highest);

        // Halved before they are added, so that the widest interval does not overflow.
        var kernel = new UniformDoubleKernel(0.5 * low + 0.5 * high, 0.5 * high - 0.5 * low, lowest, highest);
        TileDriver.Fill(destination, stream, offset, kernel);
    }

    /// <summary>Draws from the uniform distribution on the open interval (low, high).</summary>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="low">The lower bound, never drawn; in the range of Half.</param>
    /// <param name="high">The upper bound, never drawn; above <paramref name="low"/>, in the range of Half.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not in the range of Half, they are not in order with a Half between them, or <paramref name="offset"/> is negative.</exception>
    /// <remarks>The floats of the same arguments, rounded once to nearest; those that would round to a bound step inside.</remarks>
    public static void Uniform(Span<Half> destination, RandomStream stream, float low, float high, long offset = 0)
    {
        RequireOffset(offset, destination.Length);

        // The smallest Half above low and the largest below high; rounding a float between them stays between them.
        Half lowest = (Half)low;
        lowest = (float)lowest > low ? lowest : Half.BitIncrement(lowest);
        Half highest = (Half)high;
        highest = (float)highest < high ? highest : Half.BitDecrement(highest);
        RequireInterval(low, high, lowest <= highest && Half.IsFinite((Half)low) && Half.IsFinite((Half)high));
        (float centre, float radius) = CentreAndRadius(low, high);
        var kernel = new BoundedUniformSingleKernel(centre, radius, (float)lowest, (float)highest);
        TileDriver.Fill(destination, stream, offset, new HalfKernel<BoundedUniformSingleKernel>(kernel));
    }

    /// <summary>Draws from the uniform distribution on the open interval (low, high), for element types known only at run time.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="low">The lower bound, rounded to the element type (Half: to float); never drawn.</param>
    /// <param name="high">The upper bound, rounded to the element type (Half: to float); never drawn.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">As of the overload for the element type.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static void Uniform<T>(Span<T> destination, RandomStream stream, double low, double high, long offset = 0)
    {
        if (typeof(T) == typeof(float))
        {
            Uniform(Reinterpret<T, float>(destination), stream, (float)low, (float)high, offset);
        }
        else if (typeof(T) == typeof(double))
        {
            Uniform(Reinterpret<T, double>(destination), stream, low, high, offset);
        }
        else if (typeof(T) == typeof(Half))
        {
            Uniform(Reinterpret<T, Half>(destination), stream, (float)low, (float)high, offset);
        }
        else
        {
            throw ElementType.Unsupported<T>();
        }
    }

    // Halved before they are added, so that the widest interval does not overflow.
    private static (float Centre, float Radius) CentreAndRadius(float low, float high) =>
        (0.5f * low + 0.5f * high, 0.5f * high - 0.5f * low);

    private static void RequireInterval(double low, double high, bool holdsValues)
    {
        if (!double.IsFinite(low))
        {
            throw new ArgumentOutOfRangeException(nameof(low), low, "Expected a finite number.");
        }

        if (!double.IsFinite(high))
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, "Expected a finite number.");
        }

        if (!holdsValues)
        {
            throw new ArgumentOutOfRangeException(
                nameof(high),
                high,
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"Expected bounds in the range of the element type, low < high, with a number between them; low is {low:R}."));
        }
    }
}
