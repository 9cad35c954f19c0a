using System.Collections.Immutable;
using System.Globalization;

namespace InitGen;

/// <summary>Saves a model's parameters to a safetensors file, and loads them from one, by their paths.</summary>
/// <example>
/// <code>
/// model.SaveParameters("model.safetensors");
/// other.LoadParameters("model.safetensors");
/// </code>
/// </example>
public static class Checkpoint
{
    /// <summary>Writes all parameters to a file: under a temporary name, to the disk, then to its own name, replacing a file of that name.</summary>
    /// <typeparam name="TModel">The model's type.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Names and metadata; null for none.</param>
    /// <exception cref="ArgumentException">Two parameters get one name.</exception>
    /// <exception cref="InvalidOperationException">The storage of a parameter is null or of the wrong size, or two have one path.</exception>
    /// <exception cref="IOException">The file cannot be written; one that was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file, or its folder, is read-only; one that was there is as it was.</exception>
    /// <remarks>
    /// A file that is replaced keeps its access mode, and a symbolic link its target, whose file is replaced.
    /// Equal parameters give equal bytes: tensors stand by element type, the widest first, then by name. A parameter has its own
    /// element type in the file, and its shape; where that is known neither at compile time nor on a visit, equal rows count as a matrix and
    /// everything else as a vector. The file takes no memory but its header.
    /// </remarks>
    public static void SaveParameters<TModel>(this TModel model, string path, SaveOptions? options = null)
        where TModel : IParameterized
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var scope = new ParameterScope();
        List<VisitedParameter> parameters = ParameterCollector.Collect(ref model, scope);
        string?[] names = [.. parameters.Select(parameter => options?.Name is { } name ? name(parameter.Info.Path) : parameter.Info.Path)];
        (ImmutableArray<SafetensorsTensor> tensors, byte[] header) = SafetensorsHeader.Lay(
            parameters.Zip(names).Where(pair => pair.Second is not null)
                .Select(pair => new SafetensorsTensor(pair.Second!, pair.First.Type, pair.First.Shape)),
            options?.Metadata);
        Dictionary<string, long> byName = tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Position, StringComparer.Ordinal);
        long[] positions = [.. names.Select(name => name is null ? -1 : byName[name])];

        long length = tensors.IsEmpty ? header.Length : tensors[^1].Position + tensors[^1].ByteLength;
        using var file = new ReplacedFile(path, length);
        RandomAccess.Write(file.Handle, header, 0);
        var writer = new ParameterWriter(file.Handle, parameters, positions);
        model.VisitParameters(ref writer, scope);
        file.Commit();
    }

    /// <summary>Loads all parameters from a file.</summary>
    /// <typeparam name="TModel">The model's type.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How strictly, and by which names; null for strictly, by path.</param>
    /// <returns>What was loaded, and what was not.</returns>
    /// <exception cref="InvalidDataException">The file is not a valid safetensors file.</exception>
    /// <exception cref="CheckpointMismatchException">The file does not fit the model; nothing is written, and the message lists every tensor at fault.</exception>
    /// <exception cref="InvalidOperationException">The storage of a parameter is null or of the wrong size; nothing is written.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <remarks>
    /// Floating-point and integer values are converted to the parameter's type: of the same type they keep their bits, others are rounded to
    /// nearest, and those beyond its range become infinite.
    /// </remarks>
    public static LoadResult LoadParameters<TModel>(this TModel model, string path, LoadOptions? options = null)
        where TModel : class, IParameterized
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return model.LoadParameters(file, options);
    }

    /// <summary>Loads all parameters from an open file.</summary>
    /// <typeparam name="TModel">The model's type.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="file">The file.</param>
    /// <param name="options">How strictly, and by which names; null for strictly, by path.</param>
    /// <returns>What was loaded, and what was not.</returns>
    /// <inheritdoc cref="LoadParameters{TModel}(TModel, string, LoadOptions)"/>
    public static LoadResult LoadParameters<TModel>(this TModel model, SafetensorsFile file, LoadOptions? options = null)
        where TModel : class, IParameterized
    {
        ArgumentNullException.ThrowIfNull(model);
        return Load(ref model, file, options ?? new LoadOptions());
    }

    /// <summary>Loads all parameters of a model that is a struct from a file.</summary>
    /// <typeparam name="TModel">The model's type.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How strictly, and by which names; null for strictly, by path.</param>
    /// <returns>What was loaded, and what was not.</returns>
    /// <inheritdoc cref="LoadParameters{TModel}(TModel, string, LoadOptions)"/>
    public static LoadResult LoadParameters<TModel>(this ref TModel model, string path, LoadOptions? options = null)
        where TModel : struct, IParameterized
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return Load(ref model, file, options ?? new LoadOptions());
    }

    /// <summary>Loads all parameters of a model that is a struct from an open file.</summary>
    /// <typeparam name="TModel">The model's type.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="file">The file.</param>
    /// <param name="options">How strictly, and by which names; null for strictly, by path.</param>
    /// <returns>What was loaded, and what was not.</returns>
    /// <inheritdoc cref="LoadParameters{TModel}(TModel, string, LoadOptions)"/>
    public static LoadResult LoadParameters<TModel>(this ref TModel model, SafetensorsFile file, LoadOptions? options = null)
        where TModel : struct, IParameterized =>
        Load(ref model, file, options ?? new LoadOptions());

    private static LoadResult Load<TModel>(ref TModel model, SafetensorsFile file, LoadOptions options)
        where TModel : IParameterized
    {
        ArgumentNullException.ThrowIfNull(file);
        var scope = new ParameterScope();
        List<VisitedParameter> parameters = ParameterCollector.Collect(ref model, scope);
        var tensors = new SafetensorsTensor?[parameters.Count];
        bool[] transposed = new bool[parameters.Count];
        LoadResult result = Match(parameters, file, options, tensors, transposed);

        // Everything fits: from here on only the machine can fail.
        if (!result.Initialized.IsEmpty)
        {
            model.InitializeParameters(options.Stream);
        }

        var reader = new ParameterReader(file, parameters, tensors, transposed);
        model.VisitParameters(ref reader, scope);
        return result;
    }

    /// <summary>Finds the tensor of each parameter, and throws one error for all that does not fit.</summary>
    private static LoadResult Match(
        List<VisitedParameter> parameters, SafetensorsFile file, LoadOptions options, SafetensorsTensor?[] tensors, bool[] transposed)
    {
        ImmutableArray<string>.Builder loaded = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<string>.Builder initialized = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<string>.Builder missing = ImmutableArray.CreateBuilder<string>();
        ImmutableArray<string>.Builder misshapen = ImmutableArray.CreateBuilder<string>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < parameters.Count; i++)
        {
            VisitedParameter parameter = parameters[i];
            string path = parameter.Info.Path;
            bool named = !options.Pretrained || parameter.Info.PretrainedName is not null;
            string? key = options.Pretrained ? parameter.Info.PretrainedName ?? path : path;
            string? name = !named ? null : options.Name is { } map ? map(key) : key;
            transposed[i] = options.Pretrained && parameter.Info.IsPretrainedTransposed;
            if (name is null || !file.TryGetTensor(name, out SafetensorsTensor? tensor))
            {
                if (!named || options.Partial)
                {
                    initialized.Add(path);
                }
                else
                {
                    missing.Add(Describe(name ?? path, path) + ": expected " + Expected(parameter, transposed[i]));
                }

                continue;
            }

            used.Add(name);
            if (!TensorTypes.IsConvertible(tensor.Type) || !Fits(parameter, tensor, transposed[i]))
            {
                misshapen.Add($"{Describe(name, path)}: expected {Expected(parameter, transposed[i])}; found {tensor}");
                continue;
            }

            tensors[i] = tensor;
            loaded.Add(path);
        }

        ImmutableArray<SafetensorsTensor> unused = [.. file.Tensors.Where(tensor => !used.Contains(tensor.Name))];
        ImmutableArray<string> unexpected = options.Partial || options.Pretrained
            ? []
            : [.. unused.Select(tensor => $"{SafetensorsHeader.Quote(tensor.Name)}: {tensor}")];
        if (missing.Count + unexpected.Length + misshapen.Count > 0)
        {
            throw new CheckpointMismatchException(file.Path, missing.ToImmutable(), unexpected, misshapen.ToImmutable());
        }

        return new LoadResult(loaded.ToImmutable(), initialized.ToImmutable(), [.. unused.Select(tensor => tensor.Name)]);
    }

    private static bool Fits(VisitedParameter parameter, SafetensorsTensor tensor, bool transposed)
    {
        ReadOnlySpan<long> found = tensor.Shape.AsSpan();
        if (transposed)
        {
            return parameter.Shape is [long rows, long columns] && found is [long exchangedColumns, long exchangedRows]
                && rows == exchangedRows && columns == exchangedColumns;
        }

        // A model that does not tell a shape takes any of as many elements.
        return parameter.HasShape ? parameter.Shape.AsSpan().SequenceEqual(found) : parameter.Count == tensor.Count;
    }

    private static string Expected(VisitedParameter parameter, bool transposed)
    {
        ImmutableArray<long> shape = parameter.Shape;
        if (transposed && shape.Length != 2)
        {
            return $"a parameter of rank 2, which alone can be transposed, not {SafetensorsTensor.Describe(TensorTypes.NameOf(parameter.Type), shape.AsSpan())}";
        }

        return parameter.HasShape
            ? SafetensorsTensor.Describe(TensorTypes.NameOf(parameter.Type), transposed ? [shape[1], shape[0]] : shape.AsSpan())
            : string.Create(CultureInfo.InvariantCulture, $"{TensorTypes.NameOf(parameter.Type)}, {parameter.Count} elements in any shape");
    }

    private static string Describe(string name, string path) =>
        name == path ? SafetensorsHeader.Quote(name) : $"{SafetensorsHeader.Quote(name)} for {path}";
}
