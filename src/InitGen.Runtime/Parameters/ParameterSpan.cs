using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InitGen;

/// <summary>
/// Spans over the arrays that store parameters, for generated code: checked once a call, in place, without allocation. An error names
/// the member, what was expected and what was found: <c>Mlp._w1: expected float[256, 784]; found null.</c>
/// </summary>
public static class ParameterSpan
{
    /// <summary>The elements of an array of known length.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._b1</c>.</param>
    /// <param name="length">The expected length: the product of the parameter's sizes.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The array is null or has another length.</exception>
    public static Span<T> Of<T>([NotNull] T[]? array, string member, int length)
    {
        if (array is null || array.Length != length)
        {
            Mismatch<T>(array, member, [length]);
        }

        return new Span<T>(array);
    }

    /// <summary>The elements of an array whose own length holds.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._b1</c>.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The array is null.</exception>
    public static Span<T> Of<T>([NotNull] T[]? array, string member)
    {
        if (array is null)
        {
            Null<T>(member, "");
        }

        return new Span<T>(array);
    }

    /// <summary>The elements of a tensor that is stored flat.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <param name="shape">The tensor's sizes, each at least 1; their product is the expected length.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The array is null or has another length, or a size is under 1.</exception>
    public static Span<T> Of<T>([NotNull] T[]? array, string member, scoped ReadOnlySpan<int> shape)
    {
        // Sizes come from the model's members: four of them cannot overflow 128 bits, and more are checked.
        Int128 length = 1;
        foreach (int size in shape)
        {
            length = size < 1 ? 0 : checked(length * size);
        }

        if (array is null || length == 0 || array.Length != length)
        {
            FlatMismatch(array, member, shape);
        }

        return new Span<T>(array);
    }

    /// <summary>The elements of an array of rank 2 and known sizes, in storage order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <param name="rows">The expected size of axis 0.</param>
    /// <param name="columns">The expected size of axis 1.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The array is null or has other sizes.</exception>
    public static Span<T> Of<T>([NotNull] T[,]? array, string member, int rows, int columns)
    {
        if (array is null || array.GetLength(0) != rows || array.GetLength(1) != columns)
        {
            Mismatch<T>(array, member, [rows, columns]);
        }

        return Elements<T>(array);
    }

    /// <summary>The elements of an array of rank 2 whose own sizes hold, in storage order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The array is null.</exception>
    public static Span<T> Of<T>([NotNull] T[,]? array, string member)
    {
        if (array is null)
        {
            Null<T>(member, ",");
        }

        return Elements<T>(array);
    }

    /// <summary>The elements of an array of rank 3 and known sizes, in storage order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <param name="size0">The expected size of axis 0.</param>
    /// <param name="size1">The expected size of axis 1.</param>
    /// <param name="size2">The expected size of axis 2.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The array is null or has other sizes.</exception>
    public static Span<T> Of<T>([NotNull] T[,,]? array, string member, int size0, int size1, int size2)
    {
        if (array is null || array.GetLength(0) != size0 || array.GetLength(1) != size1 || array.GetLength(2) != size2)
        {
            Mismatch<T>(array, member, [size0, size1, size2]);
        }

        return Elements<T>(array);
    }

    /// <summary>The elements of an array of rank 3 whose own sizes hold, in storage order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The array is null.</exception>
    public static Span<T> Of<T>([NotNull] T[,,]? array, string member)
    {
        if (array is null)
        {
            Null<T>(member, ",,");
        }

        return Elements<T>(array);
    }

    /// <summary>The elements of an array of rank 4 and known sizes, in storage order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <param name="size0">The expected size of axis 0.</param>
    /// <param name="size1">The expected size of axis 1.</param>
    /// <param name="size2">The expected size of axis 2.</param>
    /// <param name="size3">The expected size of axis 3.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The array is null or has other sizes.</exception>
    public static Span<T> Of<T>([NotNull] T[,,,]? array, string member, int size0, int size1, int size2, int size3)
    {
        if (array is null || array.GetLength(0) != size0 || array.GetLength(1) != size1 || array.GetLength(2) != size2 || array.GetLength(3) != size3)
        {
            Mismatch<T>(array, member, [size0, size1, size2, size3]);
        }

        return Elements<T>(array);
    }

    /// <summary>The elements of an array of rank 4 whose own sizes hold, in storage order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The array is null.</exception>
    public static Span<T> Of<T>([NotNull] T[,,,]? array, string member)
    {
        if (array is null)
        {
            Null<T>(member, ",,,");
        }

        return Elements<T>(array);
    }

    /// <summary>The elements of an array of rank 5 and known sizes, in storage order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <param name="size0">The expected size of axis 0.</param>
    /// <param name="size1">The expected size of axis 1.</param>
    /// <param name="size2">The expected size of axis 2.</param>
    /// <param name="size3">The expected size of axis 3.</param>
    /// <param name="size4">The expected size of axis 4.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The array is null or has other sizes.</exception>
    public static Span<T> Of<T>([NotNull] T[,,,,]? array, string member, int size0, int size1, int size2, int size3, int size4)
    {
        if (array is null || array.GetLength(0) != size0 || array.GetLength(1) != size1 || array.GetLength(2) != size2 || array.GetLength(3) != size3 || array.GetLength(4) != size4)
        {
            Mismatch<T>(array, member, [size0, size1, size2, size3, size4]);
        }

        return Elements<T>(array);
    }

    /// <summary>The elements of an array of rank 5 whose own sizes hold, in storage order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="array">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The array is null.</exception>
    public static Span<T> Of<T>([NotNull] T[,,,,]? array, string member)
    {
        if (array is null)
        {
            Null<T>(member, ",,,,");
        }

        return Elements<T>(array);
    }

    /// <summary>One row of a matrix stored as an array of rows.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The member's value.</param>
    /// <param name="member">The member's name for the error.</param>
    /// <param name="row">The row's index.</param>
    /// <param name="columns">The expected length of the row.</param>
    /// <returns>The row's elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The matrix or the row is null, the row is missing or has another length.</exception>
    public static Span<T> Row<T>([NotNull] T[]?[]? matrix, string member, int row, int columns)
    {
        if (matrix is null)
        {
            Null<T>(member, "][");
        }

        if ((uint)row >= (uint)matrix.Length)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"{member}: expected a row {row}; found {matrix.Length} rows."));
        }

        T[]? values = matrix[row];
        if (values is null || values.Length != columns)
        {
            RowMismatch(values, member, row, columns);
        }

        return new Span<T>(values);
    }

    /// <summary>Checks a matrix stored as an array of rows against its known sizes.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The member's value.</param>
    /// <param name="member">The member's name for the error.</param>
    /// <param name="rows">The expected number of rows.</param>
    /// <param name="columns">The expected length of each row.</param>
    /// <exception cref="InvalidOperationException">The matrix or a row is null, or a size is another.</exception>
    public static void RequireRows<T>([NotNull] T[]?[]? matrix, string member, int rows, int columns)
    {
        if (matrix is null || matrix.Length != rows)
        {
            string found = matrix is null ? "null" : string.Create(CultureInfo.InvariantCulture, $"{matrix.Length} rows");
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"{member}: expected {Name<T>()}[{rows}][{columns}]; found {found}."));
        }

        RequireColumns(matrix, member, columns);
    }

    /// <summary>Reads the sizes of a matrix stored as an array of rows, and checks that its rows are equally long.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The member's value; at least one row.</param>
    /// <param name="member">The member's name for the error.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The length of the first row, which all have.</param>
    /// <exception cref="InvalidOperationException">The matrix or a row is null, there is no row, or the rows differ in length.</exception>
    public static void RequireRows<T>([NotNull] T[]?[]? matrix, string member, out int rows, out int columns)
    {
        if (matrix is null)
        {
            Null<T>(member, "][");
        }

        rows = matrix.Length;
        if (rows == 0 || matrix[0] is not { } first)
        {
            throw new InvalidOperationException(
                $"{member}: expected {Name<T>()}[][] with a first row that tells the columns; found {(rows == 0 ? "no row" : "row 0 null")}.");
        }

        columns = first.Length;
        RequireColumns(matrix, member, columns);
    }

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

    private static void RequireColumns<T>(T[]?[] matrix, string member, int columns)
    {
        for (int row = 0; row < matrix.Length; row++)
        {
            if (matrix[row] is not { } values || values.Length != columns)
            {
                RowMismatch(matrix[row], member, row, columns);
            }
        }
    }

    private static Span<T> Elements<T>(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    [DoesNotReturn]
    private static void Mismatch<T>(Array? array, string member, ReadOnlySpan<int> expected)
    {
        string found = "null";
        if (array is not null)
        {
            Span<int> sizes = stackalloc int[array.Rank];
            for (int axis = 0; axis < sizes.Length; axis++)
            {
                sizes[axis] = array.GetLength(axis);
            }

            found = Describe<T>(sizes);
        }

        throw new InvalidOperationException($"{member}: expected {Describe<T>(expected)}; found {found}.");
    }

    [DoesNotReturn]
    private static void FlatMismatch<T>(T[]? array, string member, ReadOnlySpan<int> shape)
    {
        string found = array is null ? "null" : string.Create(CultureInfo.InvariantCulture, $"{array.Length} elements");
        throw new InvalidOperationException(
            $"{member}: expected the elements of {Describe<T>(shape)}, each size at least 1; found {found}.");
    }

    [DoesNotReturn]
    private static void RowMismatch<T>(T[]? values, string member, int row, int columns)
    {
        string found = values is null ? "null" : string.Create(CultureInfo.InvariantCulture, $"{values.Length}");
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"{member}: expected row {row} of {columns} elements; found {found}."));
    }

    [DoesNotReturn]
    private static void Null<T>(string member, string commas) =>
        throw new InvalidOperationException($"{member}: expected {Name<T>()}[{commas}]; found null.");

    private static string Describe<T>(ReadOnlySpan<int> sizes)
    {
        var text = new System.Text.StringBuilder(Name<T>()).Append('[');
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            text.Append(axis == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{sizes[axis]}");
        }

        return text.Append(']').ToString();
    }

    private static string Name<T>() =>
        typeof(T) == typeof(float) ? "float" : typeof(T) == typeof(double) ? "double" : typeof(T).Name;
}
