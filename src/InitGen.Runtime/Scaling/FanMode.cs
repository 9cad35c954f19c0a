namespace InitGen;

/// <summary>Which fan an initializer divides by.</summary>
public enum FanMode
{
    /// <summary>The number of inputs of one output unit: keeps the forward signal.</summary>
    FanIn = 0,

    /// <summary>The number of outputs of one input unit: keeps the gradient.</summary>
    FanOut = 1,

    /// <summary>The arithmetic mean of both (Glorot and Bengio 2010).</summary>
    FanAverage = 2,

    /// <summary>The geometric mean of both: √(fan_in · fan_out).</summary>
    FanGeometric = 3,
}
