using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>
/// A place in the tree of parameter paths. Models hand it along a visit, so that a parameter two modules down is shown as
/// <c>blocks.3.attn.qkv</c>; paths are built once and kept, so that a visit in steady state allocates nothing. A model type has one
/// root, by which its tree lives as long as the type.
/// </summary>
public sealed class ParameterScope
{
    /// <summary>What stands for the index in the path of a list's elements, where their number is not yet known.</summary>
    public const string AnyIndex = "*";

    // Deeper than any network, and an end for modules that hold themselves: the stack is none, since the last call may be a jump.
    private const int MaximalDepth = 2000;

    // Models of one type may differ in their sizes. A tree lives as long as its type, and so does what it keeps.
    private const int KeptShapes = 32;

    private readonly ConcurrentDictionary<string, ParameterScope> _children = new(concurrencyLevel: 1, capacity: 3, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ParameterInfo, ParameterInfo> _parameters = new(concurrencyLevel: 1, capacity: 3, ByReference.Instance);
    private readonly ConcurrentDictionary<ParameterInfo, ParameterInfo[]> _elements = new(concurrencyLevel: 1, capacity: 3, ByReference.Instance);
    private readonly bool _isNameless;
    private readonly int _depth;
    private ParameterScope? _nested;
    private readonly ConcurrentDictionary<ParameterInfo, ParameterInfo[]> _shaped = new(concurrencyLevel: 1, capacity: 3, ByReference.Instance);
    private readonly string _pretrained;
    private ParameterScope[] _indexed = [];

    /// <summary>A root: the path of its parameters is their own.</summary>
    public ParameterScope()
        : this("", "", 0)
    {
    }

    private ParameterScope(string path, string pretrained, int depth, bool isNameless = false, bool isCheck = false)
    {
        if (depth > MaximalDepth)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"Expected modules nested at most {MaximalDepth} deep; found more: does a module hold itself?"));
        }

        Path = path;
        _pretrained = pretrained;
        _depth = depth;
        _isNameless = isNameless;
        IsCheck = isCheck;
    }

    /// <summary>The scope of visits that look at no path: it builds none.</summary>
    public static ParameterScope Nameless { get; } = new("", "", 0, isNameless: true);

    /// <summary>The scope of the visit that precedes an initialization: it builds no path either.</summary>
    public static ParameterScope Check { get; } = new("", "", 0, isNameless: true, isCheck: true);

    /// <summary>Whether a visit has to check the numbers of the initializers too, as far as they are known only at run time.</summary>
    public bool IsCheck { get; }

    /// <summary>The path; empty at the root.</summary>
    public string Path { get; }

    /// <summary>The scope of a module.</summary>
    /// <param name="segment">The module's segment of the path.</param>
    /// <param name="pretrained">The module's segment of names in another program's checkpoints; null where it is that of the path.</param>
    /// <returns>The same object at each call, by the segment.</returns>
    /// <exception cref="ArgumentException">The segment is empty.</exception>
    /// <exception cref="InvalidOperationException">Modules are nested so deep that one must hold itself.</exception>
    public ParameterScope Child(string segment, string? pretrained = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(segment);
        if (_isNameless)
        {
            return _nested ??= new ParameterScope("", "", _depth + 1, isNameless: true, IsCheck);
        }

        return _children.TryGetValue(segment, out ParameterScope? child)
            ? child
            : _children.GetOrAdd(segment, new ParameterScope(Join(Path, segment), Join(_pretrained, pretrained ?? segment), _depth + 1));
    }

    /// <summary>The scope of an element of a list of modules.</summary>
    /// <param name="index">The element's index, from 0.</param>
    /// <returns>The same object at each call.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public ParameterScope Child(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (_isNameless)
        {
            return _nested ??= new ParameterScope("", "", _depth + 1, isNameless: true, IsCheck);
        }

        ParameterScope[] indexed = Volatile.Read(ref _indexed);
        if ((uint)index < (uint)indexed.Length && indexed[index] is { } known)
        {
            return known;
        }

        ParameterScope child = Child(index.ToString(CultureInfo.InvariantCulture));
        lock (_children)
        {
            if (index >= _indexed.Length)
            {
                var grown = new ParameterScope[Math.Max(index + 1, 2 * _indexed.Length)];
                Array.Copy(_indexed, grown, _indexed.Length);
                Volatile.Write(ref _indexed, grown);
            }

            _indexed[index] = child;
        }

        return child;
    }

    /// <summary>A parameter with its whole path.</summary>
    /// <param name="parameter">The parameter, with the path that its own model gives it.</param>
    /// <returns>The same object at each call; at the root the parameter itself.</returns>
    public ParameterInfo Of(ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (Path.Length == 0)
        {
            return parameter;
        }

        return _parameters.TryGetValue(parameter, out ParameterInfo? known)
            ? known
            : _parameters.GetOrAdd(parameter, Within(parameter, parameter.Path, parameter.PretrainedName));
    }

    /// <summary>A parameter with its whole path, and a shape that is known only at run time.</summary>
    /// <param name="parameter">The parameter, with the path that its own model gives it.</param>
    /// <param name="shape">Its sizes.</param>
    /// <returns>The same object at each call with equal sizes, up to 32 sizes in turn.</returns>
    public ParameterInfo Of(ParameterInfo parameter, ReadOnlySpan<int> shape) => Shaped(Of(parameter), shape);

    /// <summary>An element of a list of parameters or layers, with its whole path.</summary>
    /// <param name="parameter">What is known of every element, with <see cref="AnyIndex"/> in place of the index; without it the index follows the path.</param>
    /// <param name="index">The element's index, from 0.</param>
    /// <returns>The same object at each call.</returns>
    public ParameterInfo Of(ParameterInfo parameter, int index)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (_isNameless)
        {
            return parameter;
        }

        if (_elements.TryGetValue(parameter, out ParameterInfo[]? elements) && index < elements.Length && elements[index] is { } known)
        {
            return known;
        }

        lock (_elements)
        {
            _ = _elements.TryGetValue(parameter, out elements);
            if (elements is null || index >= elements.Length)
            {
                var grown = new ParameterInfo[Math.Max(index + 1, 2 * (elements?.Length ?? 2))];
                elements?.CopyTo(grown, 0);
                _elements[parameter] = elements = grown;
            }

            return elements[index] ??= Within(
                parameter,
                WithIndex(parameter.Path, index),
                parameter.PretrainedName is { } name ? WithIndex(name, index) : null);
        }
    }

    /// <summary>An element of a list of parameters or layers, with its whole path, and a shape that is known only at run time.</summary>
    /// <param name="parameter">What is known of every element, with <see cref="AnyIndex"/> in place of the index.</param>
    /// <param name="index">The element's index, from 0.</param>
    /// <param name="shape">Its sizes.</param>
    /// <returns>The same object at each call with equal sizes, up to 32 sizes in turn.</returns>
    public ParameterInfo Of(ParameterInfo parameter, int index, ReadOnlySpan<int> shape) => Shaped(Of(parameter, index), shape);

    /// <summary>A row of an array of arrays, whose rows are those of one matrix or, where they differ in length, parameters of their own.</summary>
    /// <param name="parameter">The parameter, with the path that its own model gives it.</param>
    /// <param name="row">The row's index, from 0.</param>
    /// <param name="length">The row's length.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The length of all rows; −1 where they differ.</param>
    /// <returns>The matrix, or the row under its index; the same object at each call with equal sizes.</returns>
    public ParameterInfo OfRow(ParameterInfo parameter, int row, int length, int rows, int columns) =>
        columns < 0 ? Of(parameter, row, [length]) : Of(parameter, [rows, columns]);

    /// <summary>The manifest of a module, with whole paths.</summary>
    /// <param name="parameters">The module's own manifest.</param>
    /// <returns>The same parameters under this scope.</returns>
    public ImmutableArray<ParameterInfo> Of(ImmutableArray<ParameterInfo> parameters) => [.. parameters.Select(Of)];

    /// <summary>Checks a model, and all modules below it, before anything is written: the storage, and the numbers that are known only at run time.</summary>
    /// <typeparam name="TModule">The model's type.</typeparam>
    /// <param name="module">The model.</param>
    /// <exception cref="InvalidOperationException">The storage of a parameter is null or of a size that its initializer cannot fill.</exception>
    public static void Require<TModule>(TModule module)
        where TModule : IParameterized
#if NET9_0_OR_GREATER
            , allows ref struct
#endif
    {
        ParameterCheck check = default;
        module.VisitParameters(ref check, Check);
    }

    /// <summary>Checks a module whose type is known only at run time; one that shows no parameters is not checked.</summary>
    /// <param name="module">The module.</param>
    /// <exception cref="InvalidOperationException">The storage of a parameter is null or of a size that its initializer cannot fill.</exception>
    public static void RequireAny(IInitializable module)
    {
        ParameterCheck check = default;
        VisitAny(ref check, module, Check);
    }

    /// <summary>Initializes a module whose type is known only at run time, and which the model that holds it has checked.</summary>
    /// <param name="module">The module.</param>
    /// <param name="stream">The module's stream.</param>
    public static void InitializeAny(IInitializable module, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (module is IParameterized parameterized)
        {
            parameterized.InitializeCheckedParameters(stream);
        }
        else
        {
            module.InitializeParameters(stream);
        }
    }

    /// <summary>Shows the parameters of a module whose type is known only at run time; one that shows none is passed over.</summary>
    /// <typeparam name="TVisitor">The visitor's type.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <param name="module">The module.</param>
    /// <param name="scope">The module's scope.</param>
    public static void VisitAny<TVisitor>(ref TVisitor visitor, IInitializable module, ParameterScope scope)
        where TVisitor : IParameterVisitor
#if NET9_0_OR_GREATER
            , allows ref struct
#endif
    {
        if (module is IParameterized parameterized)
        {
            parameterized.VisitParameters(ref visitor, scope);
        }
    }

    private ParameterInfo Shaped(ParameterInfo parameter, ReadOnlySpan<int> shape)
    {
        if (_isNameless)
        {
            return parameter;
        }

        if (_shaped.TryGetValue(parameter, out ParameterInfo[]? kept) && Find(kept, shape) is { } known)
        {
            return known;
        }

        lock (_shaped)
        {
            kept = _shaped.GetValueOrDefault(parameter, []);
            if (Find(kept, shape) is { } added)
            {
                return added;
            }

            ParameterInfo shaped = parameter with { Shape = [.. shape] };
            _shaped[parameter] = [.. kept.Skip(kept.Length < KeptShapes ? 0 : 1), shaped];
            return shaped;
        }
    }

    private static ParameterInfo? Find(ParameterInfo[] kept, ReadOnlySpan<int> shape)
    {
        foreach (ParameterInfo parameter in kept)
        {
            if (parameter.Shape.AsSpan().SequenceEqual(shape))
            {
                return parameter;
            }
        }

        return null;
    }

    private ParameterInfo Within(ParameterInfo parameter, string path, string? pretrained) =>
        parameter with { Path = Join(Path, path), PretrainedName = pretrained is null ? null : Join(_pretrained, pretrained) };

    private static string Join(string parent, string path) => parent.Length == 0 ? path : parent + "." + path;

    private static string WithIndex(string path, int index)
    {
        int start = path.IndexOf(AnyIndex, StringComparison.Ordinal);
        return start < 0 ? Join(path, index.ToString(CultureInfo.InvariantCulture)) : string.Create(CultureInfo.InvariantCulture, $"{path.AsSpan(0, start)}{index}{path.AsSpan(start + AnyIndex.Length)}");
    }

    // Parameters are told apart by reference: two models of one shape have equal ones.
    private sealed class ByReference : IEqualityComparer<ParameterInfo>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(ParameterInfo? x, ParameterInfo? y) => ReferenceEquals(x, y);

        public int GetHashCode(ParameterInfo obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
