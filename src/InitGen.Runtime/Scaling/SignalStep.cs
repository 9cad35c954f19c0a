namespace InitGen;

/// <summary>One step of a signal through a network: a weight, a nonlinearity, a norm, or a residual sum around further steps.</summary>
public abstract record SignalStep
{
    private protected SignalStep()
    {
    }
}

/// <summary>A dense or convolution layer y = W·x + b, with independent elements.</summary>
/// <param name="Name">Its name in the prediction, such as the parameter's path.</param>
/// <param name="FanIn">The inputs of one output unit, at least 1.</param>
/// <param name="FanOut">The outputs of one input unit, at least 1.</param>
/// <param name="Std">The standard deviation of the weight's elements.</param>
public sealed record WeightStep(string Name, double FanIn, double FanOut, double Std) : SignalStep
{
    /// <summary>The mean of the weight's elements.</summary>
    public double Mean { get; init; }

    /// <summary>The standard deviation of the bias's elements.</summary>
    public double BiasStd { get; init; }

    /// <summary>The mean of the bias's elements.</summary>
    public double BiasMean { get; init; }
}

/// <summary>A nonlinearity, element by element.</summary>
/// <param name="Nonlinearity">The function.</param>
/// <param name="Slope">The slope below zero of <see cref="Nonlinearity.LeakyRelu"/>.</param>
public sealed record ActivationStep(Nonlinearity Nonlinearity, double Slope = Gain.DefaultSlope) : SignalStep;

/// <summary>A batch, layer, group or RMS norm.</summary>
public sealed record NormStep : SignalStep
{
    /// <summary>Whether it subtracts the mean; an RMS norm does not.</summary>
    public bool IsCentered { get; init; } = true;

    /// <summary>The gain behind it, γ.</summary>
    public double Gain { get; init; } = 1.0;

    /// <summary>The shift behind it, β.</summary>
    public double Shift { get; init; }
}

/// <summary>A residual sum y = x + f(x) around a branch f, which has at least one weight of mean zero.</summary>
/// <param name="Name">Its name in the prediction.</param>
/// <param name="Branch">The steps of f.</param>
public sealed record ResidualStep(string Name, IReadOnlyList<SignalStep> Branch) : SignalStep
{
    /// <summary>The steps of the other path, such as a projection; empty for x itself.</summary>
    public IReadOnlyList<SignalStep> Shortcut { get; init; } = [];
}
