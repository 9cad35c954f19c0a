namespace InitGen;

/// <summary>
/// A model that shows its parameters under the path by which another model holds it; the generator implements it. To visit a whole model,
/// call its <c>VisitParameters(ref visitor)</c>.
/// </summary>
public interface IParameterized : IInitializable
{
    /// <summary>Shows every parameter to a visitor, in order of declaration.</summary>
    /// <typeparam name="TVisitor">The visitor's type.</typeparam>
    /// <param name="visitor">Called once for each contiguous piece of each parameter.</param>
    /// <param name="scope">The place in the tree of paths: of the model that holds this one.</param>
    /// <exception cref="InvalidOperationException">The storage of a parameter is null or of the wrong size; none of this type's own is visited.</exception>
    void VisitParameters<TVisitor>(ref TVisitor visitor, ParameterScope scope)
        where TVisitor : IParameterVisitor
#if NET9_0_OR_GREATER
            , allows ref struct
#endif
            ;

    /// <summary>
    /// Gives every parameter its first values, where the model that holds this one has checked both: its modules are not checked once more
    /// on each level. To initialize a whole model, call its <see cref="IInitializable.InitializeParameters"/>. A class that is derived by
    /// hand from a generated one overrides this method, to do more than its base.
    /// </summary>
    /// <param name="stream">The model's stream; each parameter draws from the child of its path.</param>
    void InitializeCheckedParameters(RandomStream stream) => InitializeParameters(stream);
}
