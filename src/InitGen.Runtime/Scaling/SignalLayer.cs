namespace InitGen;

/// <summary>The predicted signal at one layer, or at one residual sum.</summary>
/// <param name="Name">The layer's name.</param>
public sealed record SignalLayer(string Name)
{
    /// <summary>The inputs of one output unit; 0 for a residual sum.</summary>
    public double FanIn { get; init; }

    /// <summary>The outputs of one input unit; 0 for a residual sum.</summary>
    public double FanOut { get; init; }

    /// <summary>The nonlinearity that follows the layer directly; <see cref="Nonlinearity.Linear"/> if none does.</summary>
    public Nonlinearity Nonlinearity { get; init; }

    /// <summary>The root mean square of what enters the layer.</summary>
    public double InputRms { get; init; }

    /// <summary>The mean of W·x + b, before any nonlinearity.</summary>
    public double PreActivationMean { get; init; }

    /// <summary>The standard deviation of W·x + b, before any nonlinearity.</summary>
    public double PreActivationStd { get; init; }

    /// <summary>The mean of the layer's output, behind its nonlinearity or norm.</summary>
    public double Mean { get; init; }

    /// <summary>The standard deviation of the layer's output, behind its nonlinearity or norm: over units and inputs, at infinite width.</summary>
    public double Std { get; init; }

    /// <summary>The root mean square of the layer's output: √(mean² + σ²).</summary>
    public double Rms => SignalState.Hypotenuse(Mean, Std);

    /// <summary>
    /// The root mean square of the loss's gradient with respect to W·x + b, where it is 1 with respect to the network's output. Too small
    /// before nonlinearities that stand behind residual sums; see the remarks of <see cref="SignalPropagation"/>.
    /// </summary>
    public double GradientRms { get; init; }

    /// <summary>
    /// The standard deviation, over draws of the weights at this width, of the logarithm of the output's measured root mean square
    /// for one input: most networks lie within <see cref="TypicalRms"/> times e^±this. It grows with √(depth / width)
    /// (Hanin and Rolnick 2018), and is why single deep networks stray from their expectation.
    /// </summary>
    public double LogSpread { get; init; }

    /// <summary>
    /// The median, over draws of the weights at this width, of the output's measured root mean square for one input; less than
    /// <see cref="Rms"/>, because the mean of squares is carried by few draws when the spread is large.
    /// </summary>
    public double TypicalRms { get; init; }

    /// <summary>
    /// The mean, over draws of the weights at this width, of the output's measured standard deviation for one input. Many inputs
    /// measured together come closer to <see cref="Std"/>.
    /// </summary>
    public double ExpectedStd { get; init; }

    /// <summary>What the layer, with what follows it, multiplies the signal's root mean square by.</summary>
    public double Growth => InputRms == 0.0 ? 0.0 : Rms / InputRms;
}
