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
        where TVisitor : IParameterVisitor, allows ref struct;
}
