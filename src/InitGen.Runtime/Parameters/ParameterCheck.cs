namespace InitGen;

/// <summary>A visitor that does nothing: a visit with it checks that every parameter's storage is there and of the right size.</summary>
public readonly struct ParameterCheck : IParameterVisitor
{
    /// <inheritdoc/>
    public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
        where T : unmanaged
    {
    }
}
