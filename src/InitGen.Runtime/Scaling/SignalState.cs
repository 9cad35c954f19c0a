namespace InitGen;

/// <summary>The distribution of a signal's elements over units, inputs and draws of the weights.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Std">The standard deviation, at infinite width.</param>
/// <param name="LogShift">At finite width, the mean of ln q̂ − ln q, q̂ being the second moment in one draw of the weights.</param>
/// <param name="LogVariance">At finite width, the variance of ln q̂ over draws of the weights.</param>
internal readonly record struct SignalState(double Mean, double Std, double LogShift, double LogVariance)
{
    /// <summary>The law of the elements, computed where it is asked for; null for a Gaussian.</summary>
    public Lazy<SignalLaw>? Law { get; init; }

    /// <summary>√E[x²].</summary>
    public double Rms => Hypotenuse(Mean, Std);

    /// <summary>√(a² + b²), without leaving the range on the way.</summary>
    public static double Hypotenuse(double a, double b)
    {
        double large = Math.Max(Math.Abs(a), Math.Abs(b));
        double small = Math.Min(Math.Abs(a), Math.Abs(b));
        if (small == 0.0 || double.IsInfinity(large))
        {
            return large;
        }

        double ratio = small / large;
        return large * Math.Sqrt(1.0 + ratio * ratio);
    }
}
