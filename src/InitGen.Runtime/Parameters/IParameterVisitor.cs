namespace InitGen;

/// <summary>What a model shows its parameters to: the base for optimizers, statistics, saving and loading.</summary>
public interface IParameterVisitor
{
    /// <summary>Called once for each contiguous piece of each parameter, in order of declaration.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="parameter">The parameter the piece belongs to.</param>
    /// <param name="offset">The index in the parameter of the piece's first element: rows of a jagged matrix come one by one.</param>
    /// <param name="values">The values, in place.</param>
    void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
        where T : unmanaged;
}
