namespace InitGen.Tests;

/// <summary>Tests of numbers that should be uniform on (0, 1). Each limit is passed by luck with a chance of about one in a million.</summary>
internal static class GoodnessOfFit
{
    /// <summary>P(√n D &gt; 2.7) ≈ 2 e^(−2 · 2.7²) = 9.3 · 10⁻⁷ (Kolmogorov's distribution).</summary>
    public const double KolmogorovSmirnovLimit = 2.7;

    /// <summary>P(A² &gt; 13) ≈ √3 · P(χ²₁ &gt; 26) = 6 · 10⁻⁷ (the leading term of Anderson and Darling's distribution).</summary>
    public const double AndersonDarlingLimit = 13.0;

    /// <summary>The five standard errors within which a normal quantity stays but for 5.7 · 10⁻⁷.</summary>
    public const double StandardErrors = 5.0;

    /// <summary>√n times the largest distance of the empirical distribution function.</summary>
    /// <param name="values">The numbers; sorted on return.</param>
    public static double KolmogorovSmirnov(double[] values)
    {
        Array.Sort(values);
        double distance = 0;
        for (int i = 0; i < values.Length; i++)
        {
            distance = Math.Max(distance, Math.Max(values[i] - (double)i / values.Length, (i + 1.0) / values.Length - values[i]));
        }

        return distance * Math.Sqrt(values.Length);
    }

    /// <summary>The statistic A².</summary>
    /// <param name="sorted">The numbers in order.</param>
    public static double AndersonDarling(double[] sorted)
    {
        int n = sorted.Length;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += (2.0 * i + 1.0) * (Math.Log(sorted[i]) + Math.Log(1.0 - sorted[n - 1 - i]));
        }

        return -n - sum / n;
    }

    /// <summary>χ² over 2¹⁰ equal bins, as a standard normal number (Wilson and Hilferty 1931).</summary>
    /// <param name="sorted">The numbers, in any order.</param>
    public static double ChiSquare(double[] sorted)
    {
        const int Bins = 1 << 10;
        var counts = new int[Bins];
        foreach (double value in sorted)
        {
            counts[(int)(value * Bins)]++;
        }

        double expected = (double)sorted.Length / Bins;
        double statistic = counts.Sum(count => (count - expected) * (count - expected) / expected);
        const double Degrees = Bins - 1;
        return (Math.Cbrt(statistic / Degrees) - (1.0 - 2.0 / (9.0 * Degrees))) / Math.Sqrt(2.0 / (9.0 * Degrees));
    }

    /// <summary>√n times the correlation of two sequences of mean 0 and variance 1.</summary>
    public static double Correlation(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        System.Numerics.Vector<double> sum = default;
        int width = System.Numerics.Vector<double>.Count;
        int i = 0;
        for (; i + width <= a.Length; i += width)
        {
            sum += new System.Numerics.Vector<double>(a[i..]) * new System.Numerics.Vector<double>(b[i..]);
        }

        return System.Numerics.Vector.Sum(sum) / Math.Sqrt(i);
    }
}
