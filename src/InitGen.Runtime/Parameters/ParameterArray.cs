using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InitGen;

/// <summary>
/// A parameter that tells its own shape, for <see cref="Init"/>: an array of rank 2 to 5, an array of rows, a <see cref="Memory{T}"/>, or
/// elements and sizes of any other storage. Arrays of float, double and Half convert to it; others do not compile.
/// </summary>
/// <remarks>
/// It refers to the values and copies none. Where the element type is a type parameter, no conversion is found: call
/// <see cref="Of{T}(T[,])"/> and its like.
/// </remarks>
/// <example>
/// <code>
/// Init.XavierUniform(matrix, stream.Child("w"));                                       // float[,]
/// Init.XavierUniform(ParameterArray.Of(values, [rows, columns]), stream.Child("w"));   // a span and its sizes
/// </code>
/// </example>
public readonly ref struct ParameterArray
{
    private const int MaximalRank = 8;

    // Either the elements in one piece or the rows.
    private readonly ref byte _first;
    private readonly Array? _rows;
    private readonly Kind _kind;
    private readonly int _length;
    private readonly int _rank;
    private readonly int _oddRow;
    private readonly Sizes _sizes;

    private ParameterArray(ref byte first, Kind kind, int length)
    {
        _first = ref first;
        _kind = kind;
        _length = length;
        _oddRow = -1;
    }

    private ParameterArray(Array rows, Kind kind, int columns, int oddRow)
    {
        _rows = rows;
        _kind = kind;
        _rank = 2;
        _oddRow = oddRow;
        _sizes[0] = rows.Length;
        _sizes[1] = columns;
    }

    private ParameterArray(ParameterArray elements, scoped ReadOnlySpan<int> shape)
        : this(ref elements._first, elements._kind, elements._length)
    {
        if (shape.Length > MaximalRank)
        {
            throw ParameterShape.Rank(shape, string.Create(CultureInfo.InvariantCulture, $"{MaximalRank} or less"));
        }

        _rank = shape.Length;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            _sizes[axis] = shape[axis];
        }
    }

    private enum Kind
    {
        None,
        Single,
        Double,
        Half,
    }

    /// <summary>The sizes, first axis first; of rows, their number and the length of the first.</summary>
    [UnscopedRef]
    public ReadOnlySpan<int> Shape => ((ReadOnlySpan<int>)_sizes)[.._rank];

    /// <summary>Converts an array, by its own sizes.</summary>
    /// <param name="array">The array, in storage order.</param>
    /// <exception cref="ArgumentException"><paramref name="array"/> is null, or a size is 0.</exception>
    public static implicit operator ParameterArray(float[,] array) => Of(array);

    /// <inheritdoc cref="op_Implicit(float[,])"/>
    public static implicit operator ParameterArray(float[,,] array) => Of(array);

    /// <inheritdoc cref="op_Implicit(float[,])"/>
    public static implicit operator ParameterArray(float[,,,] array) => Of(array);

    /// <inheritdoc cref="op_Implicit(float[,])"/>
    public static implicit operator ParameterArray(float[,,,,] array) => Of(array);

    /// <inheritdoc cref="op_Implicit(float[,])"/>
    public static implicit operator ParameterArray(double[,] array) => Of(array);

    /// <inheritdoc cref="op_Implicit(float[,])"/>
    public static implicit operator ParameterArray(double[,,] array) => Of(array);

    /// <inheritdoc cref="op_Implicit(float[,])"/>
    public static implicit operator ParameterArray(double[,,,] array) => Of(array);

    /// <inheritdoc cref="op_Implicit(float[,])"/>
    public static implicit operator ParameterArray(double[,,,,] array) => Of(array);

    /// <inheritdoc cref="op_Implicit(float[,])"/>
    public static implicit operator ParameterArray(Half[,] array) => Of(array);

    /// <inheritdoc cref="op_Implicit(float[,])"/>
    public static implicit operator ParameterArray(Half[,,] array) => Of(array);

    /// <inheritdoc cref="op_Implicit(float[,])"/>
    public static implicit operator ParameterArray(Half[,,,] array) => Of(array);

    /// <inheritdoc cref="op_Implicit(float[,])"/>
    public static implicit operator ParameterArray(Half[,,,,] array) => Of(array);

    /// <summary>Converts an array of rows.</summary>
    /// <param name="rows">The rows. Rows of different lengths are no matrix: only one value for all can be set.</param>
    /// <exception cref="ArgumentException"><paramref name="rows"/> or one of them is null.</exception>
    public static implicit operator ParameterArray(float[][] rows) => Of(rows);

    /// <inheritdoc cref="op_Implicit(float[][])"/>
    public static implicit operator ParameterArray(double[][] rows) => Of(rows);

    /// <inheritdoc cref="op_Implicit(float[][])"/>
    public static implicit operator ParameterArray(Half[][] rows) => Of(rows);

    /// <summary>Converts memory, as a vector; <see cref="Of{T}(Span{T}, ReadOnlySpan{int})"/> gives its span a shape.</summary>
    /// <param name="memory">The elements.</param>
    public static implicit operator ParameterArray(Memory<float> memory) => Of(memory.Span, [memory.Length]);

    /// <inheritdoc cref="op_Implicit(Memory{float})"/>
    public static implicit operator ParameterArray(Memory<double> memory) => Of(memory.Span, [memory.Length]);

    /// <inheritdoc cref="op_Implicit(Memory{float})"/>
    public static implicit operator ParameterArray(Memory<Half> memory) => Of(memory.Span, [memory.Length]);

    /// <summary>An array of rank 2, by its own sizes.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="array">The array, in storage order.</param>
    /// <returns>The parameter, in place.</returns>
    /// <exception cref="ArgumentException"><paramref name="array"/> is null, or a size is 0.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static ParameterArray Of<T>(T[,] array)
        where T : IFloatingPointIeee754<T> =>
        OfArray<T>(array);

    /// <summary>An array of rank 3, by its own sizes.</summary>
    /// <inheritdoc cref="Of{T}(T[,])"/>
    public static ParameterArray Of<T>(T[,,] array)
        where T : IFloatingPointIeee754<T> =>
        OfArray<T>(array);

    /// <summary>An array of rank 4, by its own sizes.</summary>
    /// <inheritdoc cref="Of{T}(T[,])"/>
    public static ParameterArray Of<T>(T[,,,] array)
        where T : IFloatingPointIeee754<T> =>
        OfArray<T>(array);

    /// <summary>An array of rank 5, by its own sizes.</summary>
    /// <inheritdoc cref="Of{T}(T[,])"/>
    public static ParameterArray Of<T>(T[,,,,] array)
        where T : IFloatingPointIeee754<T> =>
        OfArray<T>(array);

    /// <summary>A matrix that is stored as an array of rows.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="rows">The rows. Rows of different lengths are no matrix: only one value for all can be set.</param>
    /// <returns>The parameter, in place.</returns>
    /// <exception cref="ArgumentException"><paramref name="rows"/> or one of them is null.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static ParameterArray Of<T>(T[][] rows)
        where T : IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        int oddRow = -1;
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row] is null)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Expected rows; row {row} is null."), nameof(rows));
            }

            oddRow = oddRow < 0 && rows[row].Length != rows[0].Length ? row : oddRow;
        }

        return new ParameterArray(rows, KindOf<T>(), rows.Length == 0 ? 0 : rows[0].Length, oddRow);
    }

    /// <summary>Elements in one piece and the shape that they have.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="values">The elements, last axis fastest.</param>
    /// <param name="shape">The sizes, at most 8, each at least 1; their product is the number of elements.</param>
    /// <returns>The parameter, in place.</returns>
    /// <exception cref="ArgumentException">The shape is not as stated.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static ParameterArray Of<T>(Span<T> values, scoped ReadOnlySpan<int> shape)
        where T : IFloatingPointIeee754<T>
    {
        // A vector alone may be empty: there is nothing to fill, and no fan to compute.
        if (shape is not [0])
        {
            ParameterShape.RequirePiece(shape, values.Length, offset: null);
        }

        return new ParameterArray(Elements(ref MemoryMarshal.GetReference(values), values.Length), shape);
    }

    /// <summary>A tensor, such as a <c>Tensor&lt;T&gt;</c> of <c>System.Numerics.Tensors</c>, by what it tells of itself.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="first">Its first element: <c>ref tensor.GetPinnableReference()</c>.</param>
    /// <param name="lengths">Its <c>Lengths</c>: at most 8, each at least 1.</param>
    /// <param name="isDense">Its <c>IsDense</c>: whether its elements lie in one piece, as they must.</param>
    /// <returns>The parameter, in place.</returns>
    /// <exception cref="ArgumentException">The elements do not lie in one piece, or the sizes are not as stated or exceed a span.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static ParameterArray OfTensor<T>(ref T first, scoped ReadOnlySpan<nint> lengths, bool isDense)
        where T : IFloatingPointIeee754<T>
    {
        if (!isDense)
        {
            throw new ArgumentException("Expected a tensor whose elements lie in one piece; found strides with gaps.", nameof(isDense));
        }

        Span<int> shape = lengths.Length <= MaximalRank ? stackalloc int[MaximalRank] : new int[lengths.Length];
        shape = shape[..lengths.Length];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            shape[axis] = (int)nint.Clamp(lengths[axis], 0, int.MaxValue);
        }

        long count = ParameterShape.RequireCount(shape);
        if (count > int.MaxValue)
        {
            throw new ArgumentException($"Expected at most 2³¹ − 1 elements; found the shape {ParameterShape.Describe(shape)}.", nameof(lengths));
        }

        return new ParameterArray(Elements(ref first, (int)count), shape);
    }

    /// <summary>Checks that the parameter has a shape.</summary>
    /// <param name="name">The argument that the parameter is, for the error.</param>
    /// <returns>The sizes.</returns>
    [UnscopedRef]
    internal ReadOnlySpan<int> RequireShape(string name = "destination")
    {
        RequireOne(name);
        if (_rows is { Length: 0 })
        {
            throw new ArgumentException("Expected at least one row; found none.", name);
        }

        if (_oddRow >= 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Expected rows of {_sizes[1]} elements, as the first; row {_oddRow} is another."),
                name);
        }

        return Shape;
    }

    private void RequireOne(string name)
    {
        if (_kind == Kind.None)
        {
            throw new ArgumentException("Expected a parameter; found none.", name);
        }
    }

    /// <summary>Fills a parameter that has a shape, piece by piece.</summary>
    internal void Fill<TFill>(TFill fill)
        where TFill : struct, IParameterFill
    {
        _ = RequireShape();
        FillPieces(fill);
    }

    /// <summary>Fills the pieces, which need not make up a shape.</summary>
    internal void FillPieces<TFill>(TFill fill)
        where TFill : struct, IParameterFill
    {
        RequireOne("destination");
        switch (_kind)
        {
            case Kind.Single:
                FillPieces<float, TFill>(fill);
                break;
            case Kind.Double:
                FillPieces<double, TFill>(fill);
                break;
            default:
                FillPieces<Half, TFill>(fill);
                break;
        }
    }

    /// <summary>Draws an orthogonal matrix, which rows get together.</summary>
    internal void FillOrthogonal(OrthogonalFill fill)
    {
        _ = RequireShape();
        switch (_rows)
        {
            case float[][] rows:
                fill.FillRows(rows, _sizes[1]);
                break;
            case double[][] rows:
                fill.FillRows(rows, _sizes[1]);
                break;
            case Half[][] rows:
                fill.FillRows(rows, _sizes[1]);
                break;
            default:
                FillPieces(fill);
                break;
        }
    }

    private static ParameterArray OfArray<T>(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        Span<int> shape = stackalloc int[array.Rank];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = array.GetLength(axis);
        }

        _ = ParameterShape.RequireCount(shape);
        return new ParameterArray(Elements(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length), shape);
    }

    private static ParameterArray Elements<T>(ref T first, int length) => new(ref Unsafe.As<T, byte>(ref first), KindOf<T>(), length);

    private static Kind KindOf<T>() =>
        typeof(T) == typeof(float) ? Kind.Single
        : typeof(T) == typeof(double) ? Kind.Double
        : typeof(T) == typeof(Half) ? Kind.Half
        : throw ElementType.Unsupported<T>();

    private void FillPieces<T, TFill>(TFill fill)
        where TFill : struct, IParameterFill
    {
        if (_rows is null)
        {
            fill.Fill(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref _first), _length), Shape, 0);
            return;
        }

        T[][] rows = Unsafe.As<T[][]>(_rows);
        for (int row = 0; row < rows.Length; row++)
        {
            fill.Fill(rows[row].AsSpan(), Shape, (long)row * _sizes[1]);
        }
    }

    [InlineArray(MaximalRank)]
    private struct Sizes
    {
        private int _first;
    }
}
