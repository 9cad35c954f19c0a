namespace InitGen;

/// <summary>A model whose parameters can be initialized; the generator implements it.</summary>
public interface IInitializable
{
    /// <summary>Gives every parameter its first values.</summary>
    /// <param name="stream">The model's stream; each parameter draws from the child of its path.</param>
    void InitializeParameters(RandomStream stream);
}
