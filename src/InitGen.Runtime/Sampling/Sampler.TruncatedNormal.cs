namespace InitGen;

public static partial class Sampler
{
    private const double FarthestBound = 8.0;

    /// <summary>Draws from the normal distribution N(mean, std²) between two bounds.</summary>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="mean">The mean before the cut; finite.</param>
    /// <param name="std">The standard deviation before the cut; 0 or more, finite.</param>
    /// <param name="lowerSigmas">The lower bound in standard deviations from the mean; −8 or more.</param>
    /// <param name="upperSigmas">The upper bound in standard deviations from the mean; above the lower one, 8 or less.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not as stated, values would overflow, or no float lies between the bounds.</exception>
    /// <remarks>By the inverse distribution function of one random word; every value is inside the bounds.</remarks>
    public static void TruncatedNormal(
        Span<float> destination,
        RandomStream stream,
        float mean,
        float std,
        double lowerSigmas = -2.0,
        double upperSigmas = 2.0,
        long offset = 0)
    {
        RequireOffset(offset, destination.Length);
        RequireTruncation(mean, std, lowerSigmas, upperSigmas, float.MaxValue);
        if (std == 0)
        {
            destination.Fill(mean);
            return;
        }

        float lowest = (float)(mean + lowerSigmas * std);
        lowest = lowest < mean + lowerSigmas * std ? MathF.BitIncrement(lowest) : lowest;
        float highest = (float)(mean + upperSigmas * std);
        highest = highest > mean + upperSigmas * std ? MathF.BitDecrement(highest) : highest;
        RequireRoom(lowest <= highest, std);
        var tails = new TruncatedNormalTails(lowerSigmas, upperSigmas);
        if (tails.Farthest > 3.0)
        {
            var kernel = new TruncatedNormalSingleKernel<FarTails>(mean, std, lowest, highest, in tails);
            TileDriver.Fill(destination, stream, offset, kernel);
        }
        else
        {
            var kernel = new TruncatedNormalSingleKernel<NearTails>(mean, std, lowest, highest, in tails);
            TileDriver.Fill(destination, stream, offset, kernel);
        }
    }

    /// <summary>Draws from the normal distribution N(mean, std²) between two bounds.</summary>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="mean">The mean before the cut; finite.</param>
    /// <param name="std">The standard deviation before the cut; 0 or more, finite.</param>
    /// <param name="lowerSigmas">The lower bound in standard deviations from the mean; −8 or more.</param>
    /// <param name="upperSigmas">The upper bound in standard deviations from the mean; above the lower one, 8 or less.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not as stated, values would overflow, or no double lies between the bounds.</exception>
    /// <remarks>By the inverse distribution function of one random 64-bit number; every value is inside the bounds, mean + bound · std rounded once.</remarks>
    public static void TruncatedNormal(
        Span<double> destination,
        RandomStream stream,
        double mean,
        double std,
        double lowerSigmas = -2.0,
        double upperSigmas = 2.0,
        long offset = 0)
    {
        RequireOffset(offset, destination.Length);
        RequireTruncation(mean, std, lowerSigmas, upperSigmas, double.MaxValue);
        if (std == 0)
        {
            destination.Fill(mean);
            return;
        }

        double lowest = Math.FusedMultiplyAdd(lowerSigmas, std, mean);
        double highest = Math.FusedMultiplyAdd(upperSigmas, std, mean);
        RequireRoom(lowest <= highest, std);
        var kernel = new TruncatedNormalDoubleKernel(
            mean, std, lowest, highest, new TruncatedNormalTails(lowerSigmas, upperSigmas));
        TileDriver.Fill(destination, stream, offset, kernel);
    }

    /// <summary>Draws from the normal distribution N(mean, std²) between two bounds.</summary>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="mean">The mean before the cut; finite.</param>
    /// <param name="std">The standard deviation before the cut; 0 or more, finite.</param>
    /// <param name="lowerSigmas">The lower bound in standard deviations from the mean; −8 or more.</param>
    /// <param name="upperSigmas">The upper bound in standard deviations from the mean; above the lower one, 8 or less.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not as stated, values would leave the range of Half, or no Half lies between the bounds.</exception>
    /// <remarks>The floats of the same arguments, kept between the outermost Halves inside the bounds and rounded once to nearest.</remarks>
    public static void TruncatedNormal(
        Span<Half> destination,
        RandomStream stream,
        float mean,
        float std,
        double lowerSigmas = -2.0,
        double upperSigmas = 2.0,
        long offset = 0)
    {
        RequireOffset(offset, destination.Length);
        RequireTruncation(mean, std, lowerSigmas, upperSigmas, (double)Half.MaxValue);
        if (std == 0)
        {
            destination.Fill((Half)mean);
            return;
        }

        Half lowest = (Half)(mean + lowerSigmas * std);
        lowest = (double)lowest < mean + lowerSigmas * std ? Half.BitIncrement(lowest) : lowest;
        Half highest = (Half)(mean + upperSigmas * std);
        highest = (double)highest > mean + upperSigmas * std ? Half.BitDecrement(highest) : highest;
        RequireRoom(lowest <= highest, std);
        var tails = new TruncatedNormalTails(lowerSigmas, upperSigmas);
        if (tails.Farthest > 3.0)
        {
            var kernel = new TruncatedNormalSingleKernel<FarTails>(mean, std, (float)lowest, (float)highest, in tails);
            TileDriver.Fill(destination, stream, offset, new HalfKernel<TruncatedNormalSingleKernel<FarTails>>(kernel));
        }
        else
        {
            var kernel = new TruncatedNormalSingleKernel<NearTails>(mean, std, (float)lowest, (float)highest, in tails);
            TileDriver.Fill(destination, stream, offset, new HalfKernel<TruncatedNormalSingleKernel<NearTails>>(kernel));
        }
    }

    /// <summary>Draws from the normal distribution N(mean, std²) between two bounds, for element types known only at run time.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="stream">The parameter's stream.</param>
    /// <param name="mean">The mean before the cut, rounded to the element type (Half: to float).</param>
    /// <param name="std">The standard deviation before the cut, rounded to the element type (Half: to float); 0 or more.</param>
    /// <param name="lowerSigmas">The lower bound in standard deviations from the mean; −8 or more.</param>
    /// <param name="upperSigmas">The upper bound in standard deviations from the mean; above the lower one, 8 or less.</param>
    /// <param name="offset">The index of the first element in the whole parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">As of the overload for the element type.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static void TruncatedNormal<T>(
        Span<T> destination,
        RandomStream stream,
        double mean,
        double std,
        double lowerSigmas = -2.0,
        double upperSigmas = 2.0,
        long offset = 0)
    {
        ElementType.RequireSpread<T>(std, nameof(std));
        if (typeof(T) == typeof(float))
        {
            TruncatedNormal(Reinterpret<T, float>(destination), stream, (float)mean, (float)std, lowerSigmas, upperSigmas, offset);
        }
        else if (typeof(T) == typeof(double))
        {
            TruncatedNormal(Reinterpret<T, double>(destination), stream, mean, std, lowerSigmas, upperSigmas, offset);
        }
        else if (typeof(T) == typeof(Half))
        {
            TruncatedNormal(Reinterpret<T, Half>(destination), stream, (float)mean, (float)std, lowerSigmas, upperSigmas, offset);
        }
        else
        {
            throw ElementType.Unsupported<T>();
        }
    }

    private static void RequireTruncation(double mean, double std, double lowerSigmas, double upperSigmas, double largest)
    {
        RequireFinite(mean, nameof(mean));
        if (!double.IsFinite(std) || std < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(std), std, "Expected a standard deviation of 0 or more, finite.");
        }

        if (!(lowerSigmas >= -FarthestBound && lowerSigmas <= FarthestBound))
        {
            throw new ArgumentOutOfRangeException(nameof(lowerSigmas), lowerSigmas, "Expected a bound from -8 to 8.");
        }

        if (!(upperSigmas > lowerSigmas && upperSigmas <= FarthestBound))
        {
            throw new ArgumentOutOfRangeException(nameof(upperSigmas), upperSigmas, "Expected a bound above the lower one, at most 8.");
        }

        if (Math.Abs(mean) > largest - (FarthestBound + 1.0) * std)
        {
            throw new ArgumentOutOfRangeException(
                nameof(std), std, "Expected a mean and a standard deviation whose values stay in the range of the element type.");
        }
    }

    private static void RequireRoom(bool holdsValues, double std)
    {
        if (!holdsValues)
        {
            throw new ArgumentOutOfRangeException(
                nameof(std), std, "Expected a standard deviation that leaves a number of the element type between the bounds.");
        }
    }
}
