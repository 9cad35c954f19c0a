using System.Globalization;

namespace InitGen;

/// <summary>Initializes a part of a model, or a model's tensors in a file.</summary>
public static class ShardedInitialization
{
    // A piece of a file that is filled at once: a multiple of every tile, so that no tile is drawn twice.
    private const int PieceLength = 1 << 26;

    /// <summary>Initializes one worker's part of every parameter and leaves the rest alone.</summary>
    /// <typeparam name="TModel">The model's type.</typeparam>
    /// <param name="model">The model, with storage for the whole of every parameter.</param>
    /// <param name="stream">The model's stream, the same for all workers.</param>
    /// <param name="shard">The worker's part.</param>
    /// <exception cref="InvalidOperationException">
    /// A parameter cannot be filled in parts: an orthogonal one, or one whose numbers are not known before its initializer runs. All such
    /// are named, and nothing is written. The storage of a parameter is null or of a size that its initializer cannot fill.
    /// </exception>
    /// <remarks>The parts of all workers together have the bits that <see cref="IInitializable.InitializeParameters"/> gives.</remarks>
    public static void InitializeParameters<TModel>(this TModel model, RandomStream stream, ParameterShard shard)
        where TModel : class, IParameterized
    {
        ArgumentNullException.ThrowIfNull(model);
        Initialize(ref model, stream, shard);
    }

    /// <summary>Initializes one worker's part of every parameter of a model that is a struct, and leaves the rest alone.</summary>
    /// <typeparam name="TModel">The model's type.</typeparam>
    /// <param name="model">The model, with storage for the whole of every parameter.</param>
    /// <param name="stream">The model's stream, the same for all workers.</param>
    /// <param name="shard">The worker's part.</param>
    /// <inheritdoc cref="InitializeParameters{TModel}(TModel, RandomStream, ParameterShard)"/>
    public static void InitializeParameters<TModel>(this ref TModel model, RandomStream stream, ParameterShard shard)
        where TModel : struct, IParameterized =>
        Initialize(ref model, stream, shard);

    /// <summary>
    /// Initializes a model's tensors in a file that is open for writing, without the model: also one larger than memory, and by several
    /// processes at once, each with its own shard.
    /// </summary>
    /// <param name="file">The file; its tensors have the paths of the parameters as their names, and their types and shapes.</param>
    /// <param name="parameters">The manifest: the model's <c>Parameters</c>. All shapes must be known.</param>
    /// <param name="stream">The model's stream.</param>
    /// <param name="shard">The part of every parameter that is filled.</param>
    /// <exception cref="ArgumentException">The file lacks a parameter's tensor, or has it with another type or shape; nothing is written.</exception>
    /// <exception cref="InvalidOperationException">The file is open for reading only, or a parameter cannot be filled in parts; nothing is written.</exception>
    /// <remarks>The file has the bytes that saving the initialized model gives.</remarks>
    public static void InitializeParameters(
        this SafetensorsFile file, IEnumerable<ParameterInfo> parameters, RandomStream stream, ParameterShard shard = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(parameters);
        (ParameterInfo Parameter, SafetensorsTensor Tensor)[] pairs = [.. parameters.Select(parameter => (parameter, TensorFor(file, parameter)))];
        RequireParts(pairs.Select(pair => pair.Parameter), shard);
        if (!file.IsWritable)
        {
            throw new InvalidOperationException($"{file.Path} is open for reading only.");
        }

        foreach ((ParameterInfo parameter, SafetensorsTensor tensor) in pairs)
        {
            RandomStream own = stream.Child(parameter.Path);
            foreach ((long offset, long length) in shard.PiecesOf(parameter.Shape.AsSpan()))
            {
                switch (tensor.Type)
                {
                    case TensorType.Float64:
                        Fill<double>(file, tensor, parameter, own, offset, length);
                        break;
                    case TensorType.Float32:
                        Fill<float>(file, tensor, parameter, own, offset, length);
                        break;
                    default:
                        Fill<Half>(file, tensor, parameter, own, offset, length);
                        break;
                }
            }
        }
    }

    /// <summary>Makes a file for a model's parameters, all zeros, to be initialized in place.</summary>
    /// <param name="path">The file, which must not exist.</param>
    /// <param name="parameters">The manifest: the model's <c>Parameters</c>. All shapes must be known.</param>
    /// <param name="metadata">Texts to keep under <c>__metadata__</c>.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="ArgumentException">The shape of a parameter is not known, or two have one path.</exception>
    /// <exception cref="IOException">The file exists or cannot be made, or the disk is full.</exception>
    public static SafetensorsFile CreateFile(
        string path, IEnumerable<ParameterInfo> parameters, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return SafetensorsFile.Create(path, parameters.Select(Describe), metadata);
    }

    private static void Initialize<TModel>(ref TModel model, RandomStream stream, ParameterShard shard)
        where TModel : IParameterized
    {
        if (shard.Axis == ShardAxis.Whole)
        {
            model.InitializeParameters(stream);
            return;
        }

        var scope = new ParameterScope();
        List<VisitedParameter> parameters = ParameterCollector.Collect(ref model, scope);
        RequireParts(parameters.Select(parameter => parameter.Info), shard);
        ParameterScope.Require(model);
        var visitor = new ShardVisitor(parameters, stream, shard);
        model.VisitParameters(ref visitor, scope);
    }

    private static unsafe void Fill<T>(
        SafetensorsFile file, SafetensorsTensor tensor, ParameterInfo parameter, RandomStream stream, long offset, long length)
        where T : unmanaged
    {
        ParameterValues values = parameter.Values!;
        while (length > 0)
        {
            // Whole-only values come in one piece, which a span must hold.
            int piece = values.IsWholeOnly ? checked((int)length) : (int)Math.Min(length, PieceLength - offset % PieceLength);
            values.Fill(file.Values<T>(tensor, offset, piece), parameter.Shape.AsSpan(), stream, offset);
            offset += piece;
            length -= piece;
        }
    }

    private static void RequireParts(IEnumerable<ParameterInfo> parameters, ParameterShard shard)
    {
        string[] whole =
        [
            .. parameters.Where(parameter => parameter.Values is not { } values || (values.IsWholeOnly && shard.Axis != ShardAxis.Whole))
                .Select(parameter => $"{parameter.Path} ({parameter.Initializer})"),
        ];
        if (whole.Length > 0)
        {
            throw new InvalidOperationException(
                $"Expected parameters that can be filled in parts; these are filled by their model, as a whole: {string.Join(", ", whole)}.");
        }
    }

    private static SafetensorsTensor Describe(ParameterInfo parameter)
    {
        if (parameter.Shape.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"{parameter.Path}: expected a shape that is known without the model.", nameof(parameter));
        }

        TensorType type = parameter.ElementType == typeof(float) ? TensorType.Float32
            : parameter.ElementType == typeof(double) ? TensorType.Float64
            : parameter.ElementType == typeof(Half) ? TensorType.Float16
            : throw new ArgumentException($"{parameter.Path}: expected float, double or Half; found {parameter.ElementType}.", nameof(parameter));
        return new SafetensorsTensor(parameter.Path, type, [.. parameter.Shape.Select(size => (long)size)]);
    }

    private static SafetensorsTensor TensorFor(SafetensorsFile file, ParameterInfo parameter)
    {
        SafetensorsTensor expected = Describe(parameter);
        if (!file.TryGetTensor(parameter.Path, out SafetensorsTensor? tensor)
            || tensor.Type != expected.Type || !tensor.Shape.AsSpan().SequenceEqual(expected.Shape.AsSpan()))
        {
            throw new ArgumentException(
                $"{file.Path}: expected {parameter.Path} as {expected}; found {tensor?.ToString() ?? "none"}.", nameof(parameter));
        }

        return tensor;
    }

    /// <summary>Fills a worker's part of what it is shown.</summary>
    private struct ShardVisitor(List<VisitedParameter> parameters, RandomStream stream, ParameterShard shard) : IParameterVisitor
    {
        private ParameterCursor _cursor = new(parameters);

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged
        {
            VisitedParameter visited = parameters[_cursor.Advance(parameter, offset, values.Length)];
            Span<int> shape = stackalloc int[visited.Shape.Length];
            for (int axis = 0; axis < shape.Length; axis++)
            {
                shape[axis] = checked((int)visited.Shape[axis]);
            }

            Stripes stripes = shard.StripesOf(shape);
            RandomStream own = stream.Child(parameter.Path);
            long end = offset + values.Length;
            (long start, long length) = stripes.From(offset);
            while (length > 0 && start < end)
            {
                length = Math.Min(length, end - start);
                parameter.Values!.Fill(values.Slice((int)(start - offset), (int)length), shape, own, start);
                (start, length) = stripes.From(start + length);
            }
        }
    }
}
