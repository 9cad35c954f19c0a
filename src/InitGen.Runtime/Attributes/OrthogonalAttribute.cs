namespace InitGen;

/// <summary>
/// A random matrix with orthonormal rows or columns, whichever are fewer, uniform by the Haar measure, times a gain. A weight of more than
/// two axes is flattened to [outputs, rest] as in torch, or to [rest, outputs] with <see cref="ParameterLayout.InOut"/> as in Keras.
/// </summary>
/// <param name="nonlinearity">The function that the weight's output passes.</param>
/// <remarks>Saxe et al., Exact solutions to the nonlinear dynamics of learning in deep linear neural networks, ICLR 2014.</remarks>
public sealed class OrthogonalAttribute(Nonlinearity nonlinearity = Nonlinearity.Linear) : OrthogonalInitializerAttribute(nonlinearity)
{
    /// <summary>How many weights are packed on the output axis (gates; Q, K, V): each is an orthogonal matrix of its own.</summary>
    public int Parts { get; init; } = 1;
}
