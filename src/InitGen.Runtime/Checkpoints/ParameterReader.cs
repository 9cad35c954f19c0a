namespace InitGen;

/// <summary>Copies tensors into the parameters that it is shown.</summary>
/// <param name="file">The file.</param>
/// <param name="parameters">The parameters, from a first visit.</param>
/// <param name="tensors">For each parameter the tensor that it takes; null for one that keeps its values.</param>
/// <param name="transposed">For each parameter whether the file stores it with its axes exchanged.</param>
internal struct ParameterReader(SafetensorsFile file, List<VisitedParameter> parameters, SafetensorsTensor?[] tensors, bool[] transposed)
    : IParameterVisitor
{
    private ParameterCursor _cursor = new(parameters);

    public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
        where T : unmanaged
    {
        int index = _cursor.Advance(parameter, offset, values.Length);
        if (tensors[index] is not { } tensor)
        {
            return;
        }

        if (transposed[index])
        {
            TransposedTensor.Read(file, tensor, values, offset);
        }
        else
        {
            file.Read(tensor, values, offset);
        }
    }
}
