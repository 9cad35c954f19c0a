namespace InitGen;

public static partial class Sampler
{
    // No normal value of a float is more standard deviations from the mean than √(2 · 33 · ln 2) = 6.76, of a double √(2 · 54 · ln 2) = 8.65.
    private const double FarthestSingle = 6.8;
    private const double FarthestDouble = 8.7;

    /// <summary>Draws from the normal distribution N(mean, std²).</summary>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="mean">The mean; finite.</param>
    /// <param name="std">The standard deviation; 0 or more, finite.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not as stated, or values would overflow.</exception>
    /// <remarks>By Box and Muller (1958), 32 bits in the radius: values reach 6.76 standard deviations and are finite always.</remarks>
    public static void Normal(Span<float> destination, RandomStream stream, float mean, float std, long offset = 0)
    {
        RequireOffset(offset, destination.Length);
        RequireMoments(mean, std, FarthestSingle, float.MaxValue);
        var kernel = new NormalSingleKernel(mean, std);
        TileDriver.Fill(destination, stream, offset, kernel);
    }

    /// <summary>Draws from the normal distribution N(mean, std²).</summary>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="mean">The mean; finite.</param>
    /// <param name="std">The standard deviation; 0 or more, finite.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not as stated, or values would overflow.</exception>
    /// <remarks>By Box and Muller (1958), 53 bits in the radius: values reach 8.65 standard deviations and are finite always.</remarks>
    public static void Normal(Span<double> destination, RandomStream stream, double mean, double std, long offset = 0)
    {
        RequireOffset(offset, destination.Length);
        RequireMoments(mean, std, FarthestDouble, double.MaxValue);
        var kernel = new NormalDoubleKernel(mean, std);
        TileDriver.Fill(destination, stream, offset, kernel);
    }

    /// <summary>Draws from the normal distribution N(mean, std²).</summary>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="mean">The mean; finite.</param>
    /// <param name="std">The standard deviation; 0 or more, finite.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not as stated, or values would leave the range of Half.</exception>
    /// <remarks>The floats of the same arguments, rounded once to nearest.</remarks>
    public static void Normal(Span<Half> destination, RandomStream stream, float mean, float std, long offset = 0)
    {
        RequireOffset(offset, destination.Length);
        RequireMoments(mean, std, FarthestSingle, (double)Half.MaxValue);
        var kernel = new NormalSingleKernel(mean, std);
        TileDriver.Fill(destination, stream, offset, new HalfKernel<NormalSingleKernel>(kernel));
    }

    /// <summary>Draws from the normal distribution N(mean, std²), for element types known only at run time.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="mean">The mean, rounded to the element type (Half: to float).</param>
    /// <param name="std">The standard deviation, rounded to the element type (Half: to float); 0 or more, and not so small that it rounds to 0.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">As of the overload for the element type.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static void Normal<T>(Span<T> destination, RandomStream stream, double mean, double std, long offset = 0)
    {
        ElementType.RequireSpread<T>(std, nameof(std));
        if (typeof(T) == typeof(float))
        {
            Normal(Reinterpret<T, float>(destination), stream, (float)mean, (float)std, offset);
        }
        else if (typeof(T) == typeof(double))
        {
            Normal(Reinterpret<T, double>(destination), stream, mean, std, offset);
        }
        else if (typeof(T) == typeof(Half))
        {
            Normal(Reinterpret<T, Half>(destination), stream, (float)mean, (float)std, offset);
        }
        else
        {
            throw ElementType.Unsupported<T>();
        }
    }

    private static void RequireMoments(double mean, double std, double farthest, double largest)
    {
        RequireFinite(mean, nameof(mean));
        if (!double.IsFinite(std) || std < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(std), std, "Expected a standard deviation of 0 or more, finite.");
        }

        if (Math.Abs(mean) > largest - farthest * std)
        {
            throw new ArgumentOutOfRangeException(
                nameof(std), std, "Expected a mean and a standard deviation whose values stay in the range of the element type.");
        }
    }
}
