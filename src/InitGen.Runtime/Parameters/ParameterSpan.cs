using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InitGen;

/// <summary>
/// The storage of parameters as spans, checked: what generated code calls before it writes anything. Nothing is allocated unless a
/// check fails.
/// </summary>
public static class ParameterSpan
{
    /// <summary>The values of a vector of known length.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The storage.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <param name="length">The expected length.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="InvalidOperationException">The array is null or of another length.</exception>
    public static Span<T> Of<T>(T[]? array, string member, int length)
    {
        if (array is null || array.Length != length)
        {
            throw Unexpected<T>(member, [length], array);
        }

        return array;
    }

    /// <summary>The values of a vector, of the length it has.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The storage.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="InvalidOperationException">The array is null.</exception>
    public static Span<T> Of<T>(T[]? array, string member) => array ?? throw Null<T>(member, "[]");

    /// <summary>The values of a tensor that is stored flat.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The storage.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <param name="shape">The tensor's sizes, each at least 1; their product is the expected length.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="InvalidOperationException">The array is null or of another length, or a size is under 1.</exception>
    public static Span<T> Of<T>(T[]? array, string member, scoped ReadOnlySpan<int> shape)
    {
        long length = 1;
        foreach (int size in shape)
        {
            if (size < 1)
            {
                throw new InvalidOperationException($"{member}: expected sizes of 1 or more; found {Sizes(shape)}.");
            }

            length = checked(length * size);
        }

        if (array is null || array.Length != length)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{member}: expected {length} elements for the shape {Sizes(shape)}; found {Describe<T>(array)}."));
        }

        return array;
    }

    /// <summary>The values of an array of rank 2 and known sizes, in row-major order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The storage.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <param name="rows">The expected size of axis 0.</param>
    /// <param name="columns">The expected size of axis 1.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="InvalidOperationException">The array is null or of other sizes.</exception>
    public static Span<T> Of<T>(T[,]? array, string member, int rows, int columns)
    {
        if (array is null || array.GetLength(0) != rows || array.GetLength(1) != columns)
        {
            throw Unexpected<T>(member, [rows, columns], array);
        }

        return Elements<T>(array);
    }

    /// <summary>The values of an array of rank 2, of the sizes it has, in row-major order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The storage.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="InvalidOperationException">The array is null.</exception>
    public static Span<T> Of<T>(T[,]? array, string member) => Elements<T>(array ?? throw Null<T>(member, "[,]"));

    /// <summary>The values of an array of rank 3 and known sizes, in row-major order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The storage.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <param name="d0">The expected size of axis 0.</param>
    /// <param name="d1">The expected size of axis 1.</param>
    /// <param name="d2">The expected size of axis 2.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="InvalidOperationException">The array is null or of other sizes.</exception>
    public static Span<T> Of<T>(T[,,]? array, string member, int d0, int d1, int d2)
    {
        if (array is null || array.GetLength(0) != d0 || array.GetLength(1) != d1 || array.GetLength(2) != d2)
        {
            throw Unexpected<T>(member, [d0, d1, d2], array);
        }

        return Elements<T>(array);
    }

    /// <summary>The values of an array of rank 3, of the sizes it has, in row-major order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The storage.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="InvalidOperationException">The array is null.</exception>
    public static Span<T> Of<T>(T[,,]? array, string member) => Elements<T>(array ?? throw Null<T>(member, "[,,]"));

    /// <summary>The values of an array of rank 4 and known sizes, in row-major order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The storage.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <param name="d0">The expected size of axis 0.</param>
    /// <param name="d1">The expected size of axis 1.</param>
    /// <param name="d2">The expected size of axis 2.</param>
    /// <param name="d3">The expected size of axis 3.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="InvalidOperationException">The array is null or of other sizes.</exception>
    public static Span<T> Of<T>(T[,,,]? array, string member, int d0, int d1, int d2, int d3)
    {
        if (array is null || array.GetLength(0) != d0 || array.GetLength(1) != d1 || array.GetLength(2) != d2 || array.GetLength(3) != d3)
        {
            throw Unexpected<T>(member, [d0, d1, d2, d3], array);
        }

        return Elements<T>(array);
    }

    /// <summary>The values of an array of rank 4, of the sizes it has, in row-major order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The storage.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="InvalidOperationException">The array is null.</exception>
    public static Span<T> Of<T>(T[,,,]? array, string member) => Elements<T>(array ?? throw Null<T>(member, "[,,,]"));

    /// <summary>The values of an array of rank 5 and known sizes, in row-major order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The storage.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <param name="d0">The expected size of axis 0.</param>
    /// <param name="d1">The expected size of axis 1.</param>
    /// <param name="d2">The expected size of axis 2.</param>
    /// <param name="d3">The expected size of axis 3.</param>
    /// <param name="d4">The expected size of axis 4.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="InvalidOperationException">The array is null or of other sizes.</exception>
    public static Span<T> Of<T>(T[,,,,]? array, string member, int d0, int d1, int d2, int d3, int d4)
    {
        if (array is null || array.GetLength(0) != d0 || array.GetLength(1) != d1 || array.GetLength(2) != d2 || array.GetLength(3) != d3 || array.GetLength(4) != d4)
        {
            throw Unexpected<T>(member, [d0, d1, d2, d3, d4], array);
        }

        return Elements<T>(array);
    }

    /// <summary>The values of an array of rank 5, of the sizes it has, in row-major order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The storage.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <returns>A span over the array's own memory.</returns>
    /// <exception cref="InvalidOperationException">The array is null.</exception>
    public static Span<T> Of<T>(T[,,,,]? array, string member) => Elements<T>(array ?? throw Null<T>(member, "[,,,,]"));

    /// <summary>Checks that a jagged matrix has the expected rows, each of the expected length.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The storage: an array of rows.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <param name="rows">The expected number of rows.</param>
    /// <param name="columns">The expected length of each row.</param>
    /// <exception cref="InvalidOperationException">The matrix or a row is null or of another length.</exception>
    public static void RequireRows<T>(T[][]? matrix, string member, int rows, int columns)
    {
        if (matrix is null || matrix.Length != rows)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"{member}: expected {Name<T>()}[{rows}][{columns}]; found {(matrix is null ? "null" : $"{matrix.Length} rows")}."));
        }

        for (int row = 0; row < rows; row++)
        {
            if (matrix[row] is not { } values || values.Length != columns)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{member}: expected {columns} values in every row; found {Describe<T>(matrix[row])} at row {row}."));
            }
        }
    }

    /// <summary>Checks that a jagged matrix has rows of one length, and tells its sizes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The storage: an array of rows.</param>
    /// <param name="member">The member that stores it, for the error.</param>
    /// <returns>The number of rows and their length; 0 and 0 for a matrix without rows.</returns>
    /// <exception cref="InvalidOperationException">The matrix or a row is null, or the rows differ in length.</exception>
    public static (int Rows, int Columns) RequireRows<T>(T[][]? matrix, string member)
    {
        if (matrix is null)
        {
            throw Null<T>(member, "[][]");
        }

        if (matrix.Length == 0)
        {
            return (0, 0);
        }

        if (matrix[0] is null)
        {
            throw new InvalidOperationException($"{member}: expected rows of one length; found null at row 0.");
        }

        RequireRows(matrix, member, matrix.Length, matrix[0].Length);
        return (matrix.Length, matrix[0].Length);
    }

    /// <summary>One row of a jagged matrix that was checked before.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The storage.</param>
    /// <param name="row">The row's index.</param>
    /// <returns>A span over the row.</returns>
    public static Span<T> Row<T>(T[][] matrix, int row) => matrix[row];

    /// <summary>
    /// Shows one piece of a parameter to a visitor. In between generated code and <see cref="IParameterVisitor.Visit"/>, so that the
    /// elements of a generic model need no more than its own constraint.
    /// </summary>
    /// <typeparam name="TVisitor">The visitor's type.</typeparam>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="offset">The index in the parameter of the piece's first element.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type.</exception>
    public static void Visit<TVisitor, T>(ref TVisitor visitor, ParameterInfo parameter, long offset, Span<T> values)
        where TVisitor : IParameterVisitor, allows ref struct
    {
        if (typeof(T) == typeof(float))
        {
            visitor.Visit(parameter, offset, As<T, float>(values));
        }
        else if (typeof(T) == typeof(double))
        {
            visitor.Visit(parameter, offset, As<T, double>(values));
        }
        else if (typeof(T) == typeof(Half))
        {
            visitor.Visit(parameter, offset, As<T, Half>(values));
        }
        else
        {
            throw new NotSupportedException($"Expected float, double or Half; found {typeof(T)}.");
        }
    }

    private static Span<TTo> As<TFrom, TTo>(Span<TFrom> values) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<TFrom, TTo>(ref MemoryMarshal.GetReference(values)), values.Length);

    private static Span<T> Elements<T>(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static InvalidOperationException Null<T>(string member, string brackets) =>
        new($"{member}: expected {Name<T>()}{brackets}; found null.");

    private static InvalidOperationException Unexpected<T>(string member, ReadOnlySpan<int> expected, Array? found) =>
        new($"{member}: expected {Name<T>()}{Sizes(expected)}; found {Describe<T>(found)}.");

    private static string Describe<T>(Array? found)
    {
        if (found is null)
        {
            return "null";
        }

        Span<int> sizes = stackalloc int[found.Rank];
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            sizes[axis] = found.GetLength(axis);
        }

        return Name<T>() + Sizes(sizes);
    }

    private static string Sizes(ReadOnlySpan<int> sizes)
    {
        var text = new DefaultInterpolatedStringHandler(8, sizes.Length, CultureInfo.InvariantCulture);
        text.AppendLiteral("[");
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            if (axis > 0)
            {
                text.AppendLiteral(", ");
            }

            text.AppendFormatted(sizes[axis]);
        }

        text.AppendLiteral("]");
        return text.ToStringAndClear();
    }

    private static string Name<T>() =>
        typeof(T) == typeof(float) ? "float" : typeof(T) == typeof(double) ? "double" : typeof(T).Name;
}
