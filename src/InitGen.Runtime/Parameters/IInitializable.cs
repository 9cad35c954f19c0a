namespace InitGen;

/// <summary>A model whose parameters can be initialized; the generator implements it.</summary>
public interface IInitializable
{
    /// <summary>Gives every parameter its first values.</summary>
    /// <param name="stream">The model's stream; each parameter draws from the child of its path.</param>
    /// <remarks>
    /// What the generator writes checks everything before its first write, down to the last module that is an
    /// <see cref="IParameterized"/>. A module written by hand that implements this interface alone cannot be checked beforehand: where it
    /// throws, the parameters that come before it in the model that holds it are written, those behind it are not, and the whole model
    /// should be initialized once more. Implement <see cref="IParameterized"/>, and throw from its <c>VisitParameters</c>, to be asked
    /// before anything is written.
    /// </remarks>
    void InitializeParameters(RandomStream stream);
}
