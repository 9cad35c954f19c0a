namespace InitGen;

/// <summary>Which axes of a weight are its inputs and outputs.</summary>
public enum ParameterLayout
{
    /// <summary>Outputs first, then inputs, then the kernel: torch's layout, and that of <c>y[o] += w[o, i] * x[i]</c>.</summary>
    OutIn = 0,

    /// <summary>The kernel first, then inputs, then outputs: the layout of Keras and JAX, and that of <c>y[o] += x[i] * w[i, o]</c>.</summary>
    InOut = 1,
}
