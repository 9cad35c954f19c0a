using System.Collections.Immutable;
using System.Globalization;

namespace InitGen;

/// <summary>A parameter as a visit showed it.</summary>
/// <param name="info">What is known of it.</param>
/// <param name="type">The type of its elements.</param>
internal sealed class VisitedParameter(ParameterInfo info, TensorType type)
{
    private int _pieces;
    private int _firstLength;
    private bool _even = true;

    public ParameterInfo Info => info;

    public TensorType Type => type;

    /// <summary>The number of elements.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the shape is known, and not only inferred from the pieces.</summary>
    public bool HasShape => !info.Shape.IsDefaultOrEmpty;

    /// <summary>The sizes; where the model does not tell them, those of equal rows, else the number of elements.</summary>
    public ImmutableArray<long> Shape =>
        HasShape ? [.. info.Shape.Select(size => (long)size)]
        : _pieces > 1 && _even ? [_pieces, _firstLength]
        : [Count];

    public void Add(long offset, int length)
    {
        if (offset != Count)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"{info.Path}: expected a visit's pieces in order; found one at {offset} after {Count} elements."));
        }

        _firstLength = _pieces == 0 ? length : _firstLength;
        _even &= length == _firstLength;
        _pieces++;
        Count += length;
    }
}

/// <summary>Lists a model's parameters in the order of their visit.</summary>
internal struct ParameterCollector : IParameterVisitor
{
    private VisitedParameter? _current;

    public ParameterCollector()
    {
    }

    public List<VisitedParameter> Parameters { get; } = [];

    /// <summary>The parameters of a model.</summary>
    /// <exception cref="InvalidOperationException">Two have one path, or the sizes of one do not multiply to its elements.</exception>
    public static List<VisitedParameter> Collect<TModel>(ref TModel model, ParameterScope scope)
        where TModel : IParameterized
    {
        var collector = new ParameterCollector();
        model.VisitParameters(ref collector, scope);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (VisitedParameter parameter in collector.Parameters)
        {
            if (!paths.Add(parameter.Info.Path))
            {
                throw new InvalidOperationException($"Two parameters have the path {parameter.Info.Path}.");
            }

            if (parameter.HasShape
                && (!SafetensorsHeader.TryMultiply(parameter.Shape.AsSpan(), 1, out long count, out _) || count != parameter.Count))
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{parameter.Info.Path}: expected the elements of [{string.Join(", ", parameter.Shape)}]; found {parameter.Count}."));
            }
        }

        return collector.Parameters;
    }

    public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
        where T : unmanaged
    {
        if (_current is null || _current.Info.Path != parameter.Path)
        {
            _current = new VisitedParameter(parameter, TensorTypes.Of<T>());
            Parameters.Add(_current);
        }

        _current.Add(offset, values.Length);
    }
}

/// <summary>Follows a second visit along the list of the first.</summary>
internal struct ParameterCursor(List<VisitedParameter> parameters)
{
    private int _index = -1;
    private long _end;

    /// <summary>The index of the parameter that a piece belongs to.</summary>
    /// <exception cref="InvalidOperationException">The model shows other parameters than before.</exception>
    public int Advance(ParameterInfo parameter, long offset, int length)
    {
        if (_index < 0 || parameters[_index].Info.Path != parameter.Path)
        {
            _index++;
            _end = 0;
        }

        if (_index >= parameters.Count || parameters[_index].Info.Path != parameter.Path || offset != _end
            || length > parameters[_index].Count - offset)
        {
            throw new InvalidOperationException($"{parameter.Path}: the model changed during the visit.");
        }

        _end += length;
        return _index;
    }
}
