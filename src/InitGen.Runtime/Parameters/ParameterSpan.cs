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
    public static Span<T> Of<T>([NotNull] T[]? array, ParameterMember member, int length)
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
    public static Span<T> Of<T>([NotNull] T[]? array, ParameterMember member)
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
    public static Span<T> Of<T>([NotNull] T[]? array, ParameterMember member, scoped ReadOnlySpan<int> shape)
    {
        if (array is null || array.Length != LengthOf(shape))
        {
            FlatMismatch<T>(array?.Length, member, shape);
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
    public static Span<T> Of<T>([NotNull] T[,]? array, ParameterMember member, int rows, int columns)
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
    /// <exception cref="InvalidOperationException">The array is null, or a size is 0.</exception>
    public static Span<T> Of<T>([NotNull] T[,]? array, ParameterMember member)
    {
        if (array is null)
        {
            Null<T>(member, ",");
        }

        if (array.Length == 0)
        {
            Empty(member, SizesOf(array));
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
    public static Span<T> Of<T>([NotNull] T[,,]? array, ParameterMember member, int size0, int size1, int size2)
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
    /// <exception cref="InvalidOperationException">The array is null, or a size is 0.</exception>
    public static Span<T> Of<T>([NotNull] T[,,]? array, ParameterMember member)
    {
        if (array is null)
        {
            Null<T>(member, ",,");
        }

        if (array.Length == 0)
        {
            Empty(member, SizesOf(array));
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
    public static Span<T> Of<T>([NotNull] T[,,,]? array, ParameterMember member, int size0, int size1, int size2, int size3)
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
    /// <exception cref="InvalidOperationException">The array is null, or a size is 0.</exception>
    public static Span<T> Of<T>([NotNull] T[,,,]? array, ParameterMember member)
    {
        if (array is null)
        {
            Null<T>(member, ",,,");
        }

        if (array.Length == 0)
        {
            Empty(member, SizesOf(array));
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
    public static Span<T> Of<T>([NotNull] T[,,,,]? array, ParameterMember member, int size0, int size1, int size2, int size3, int size4)
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
    /// <exception cref="InvalidOperationException">The array is null, or a size is 0.</exception>
    public static Span<T> Of<T>([NotNull] T[,,,,]? array, ParameterMember member)
    {
        if (array is null)
        {
            Null<T>(member, ",,,,");
        }

        if (array.Length == 0)
        {
            Empty(member, SizesOf(array));
        }

        return Elements<T>(array);
    }

    /// <summary>The elements of a span whose own length holds.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._b1</c>.</param>
    /// <returns>The same span.</returns>
    public static Span<T> Of<T>(Span<T> values, ParameterMember member)
    {
        _ = member;
        return values;
    }

    /// <summary>The elements of a tensor that lies in a span.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <param name="shape">The tensor's sizes, each at least 1; their product is the expected length.</param>
    /// <returns>The same span.</returns>
    /// <exception cref="InvalidOperationException">The span has another length, or a size is under 1.</exception>
    public static Span<T> Of<T>(Span<T> values, ParameterMember member, scoped ReadOnlySpan<int> shape)
    {
        if (values.Length != LengthOf(shape))
        {
            FlatMismatch<T>(values.Length, member, shape);
        }

        return values;
    }

    /// <summary>The elements of a memory whose own length holds.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="values">The member's value.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._b1</c>.</param>
    /// <returns>The elements, in place.</returns>
    public static Span<T> Of<T>(Memory<T> values, ParameterMember member) => Of(values.Span, member);

    /// <summary>The elements of a tensor that lies in a memory.</summary>
    /// <inheritdoc cref="Of{T}(Span{T}, ParameterMember, ReadOnlySpan{int})"/>
    public static Span<T> Of<T>(Memory<T> values, ParameterMember member, scoped ReadOnlySpan<int> shape) => Of(values.Span, member, shape);

    /// <summary>The elements of a list whose own length holds.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="list">The member's value; it must not grow or shrink while the span is in use.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._b1</c>.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The list is null.</exception>
#pragma warning disable MA0016 // Only List<T> itself shows its elements as a span.
    public static Span<T> Of<T>([NotNull] List<T>? list, ParameterMember member)
#pragma warning restore MA0016
    {
        Require(list, member);
        return CollectionsMarshal.AsSpan(list);
    }

    /// <summary>The elements of a tensor that is stored flat in a list.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="list">The member's value; it must not grow or shrink while the span is in use.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <param name="shape">The tensor's sizes, each at least 1; their product is the expected length.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The list is null or has another length, or a size is under 1.</exception>
#pragma warning disable MA0016 // Only List<T> itself shows its elements as a span.
    public static Span<T> Of<T>([NotNull] List<T>? list, ParameterMember member, scoped ReadOnlySpan<int> shape)
#pragma warning restore MA0016
    {
        Require(list, member);
        return Of(CollectionsMarshal.AsSpan(list), member, shape);
    }

    /// <summary>The elements of an inline array or a fixed buffer.</summary>
    /// <typeparam name="TBuffer">The buffer's type, or the element type where the first element is given.</typeparam>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="buffer">The buffer, or its first element: a field of the model, which outlives the span's use.</param>
    /// <param name="length">The number of elements that the buffer is declared with.</param>
    /// <returns>The elements, in place.</returns>
    public static Span<T> OfBuffer<TBuffer, T>(scoped ref readonly TBuffer buffer, int length) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<TBuffer, T>(ref Unsafe.AsRef(in buffer)), length);

    /// <summary>The elements that a pointer points to.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="first">The address of the first element.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <param name="shape">The tensor's sizes, each at least 1: as many elements as they multiply to must be allocated.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The pointer is null, a size is under 1, or the sizes exceed a span.</exception>
    public static unsafe Span<T> OfPointer<T>(T* first, ParameterMember member, scoped ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        Int128 length = LengthOf(shape);
        if (first is null || length < 1 || length > int.MaxValue)
        {
            string found = first is null ? "null" : length < 1 ? "a size under 1" : "more elements than a span holds";
            throw new InvalidOperationException($"{member}: expected the elements of {Describe<T>(shape)}, each size at least 1; found {found}.");
        }

        return new Span<T>(first, (int)length);
    }

    /// <summary>The elements of a tensor of <c>System.Numerics.Tensors</c>, by what it tells of itself.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="first">Its <c>GetPinnableReference()</c>.</param>
    /// <param name="length">Its <c>FlattenedLength</c>.</param>
    /// <param name="isDense">Its <c>IsDense</c>.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The tensor has gaps, or more elements than a span holds.</exception>
    public static Span<T> OfTensor<T>(ref T first, nint length, bool isDense, ParameterMember member)
    {
        if (!isDense || length > int.MaxValue)
        {
            throw new InvalidOperationException(
                $"{member}: expected a tensor whose elements lie in one piece; found {(isDense ? "more elements than a span holds" : "strides with gaps")}.");
        }

        return MemoryMarshal.CreateSpan(ref first, (int)length);
    }

    /// <summary>The elements of a tensor of <c>System.Numerics.Tensors</c> of known shape, by what it tells of itself.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="first">Its <c>GetPinnableReference()</c>.</param>
    /// <param name="lengths">Its <c>Lengths</c>.</param>
    /// <param name="isDense">Its <c>IsDense</c>.</param>
    /// <param name="member">The member's name for the error, such as <c>Mlp._w1</c>.</param>
    /// <param name="shape">The expected sizes.</param>
    /// <returns>The elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The tensor has other sizes or gaps.</exception>
    public static Span<T> OfTensor<T>(
        ref T first, scoped ReadOnlySpan<nint> lengths, bool isDense, ParameterMember member, scoped ReadOnlySpan<int> shape)
    {
        bool same = lengths.Length == shape.Length;
        for (int axis = 0; same && axis < shape.Length; axis++)
        {
            same = lengths[axis] == shape[axis] && shape[axis] >= 1;
        }

        if (!same)
        {
            throw new InvalidOperationException(
                $"{member}: expected {Describe<T>(shape)}, each size at least 1; found {Describe<T>(ToSizes(lengths))}.");
        }

        return OfTensor(ref first, (nint)LengthOf(shape), isDense, member);

        static int[] ToSizes(ReadOnlySpan<nint> lengths)
        {
            int[] sizes = new int[lengths.Length];
            for (int axis = 0; axis < sizes.Length; axis++)
            {
                sizes[axis] = (int)nint.Min(lengths[axis], int.MaxValue);
            }

            return sizes;
        }
    }

    /// <summary>Checks that a list of parameters, a layer, a module or a matrix object is there.</summary>
    /// <typeparam name="TValue">Its type.</typeparam>
    /// <param name="value">The member's value.</param>
    /// <param name="member">The member's name for the error.</param>
    /// <exception cref="InvalidOperationException">The value is null.</exception>
    public static void Require<TValue>([NotNull] TValue? value, ParameterMember member)
        where TValue : class
    {
        if (value is null)
        {
            Missing(member);
        }
    }

    /// <summary>Checks that a member of a derived type is there, where a base constructor initializes before that of the derived type has run.</summary>
    /// <typeparam name="TValue">The member's type.</typeparam>
    /// <param name="value">The member's value.</param>
    /// <param name="member">The member's name for the error.</param>
    /// <param name="baseType">The base type whose constructor calls InitializeParameters.</param>
    /// <exception cref="InvalidOperationException">The value is null.</exception>
    public static void RequireAssigned<TValue>([NotNull] TValue? value, ParameterMember member, string baseType)
        where TValue : class
    {
        if (value is null)
        {
            throw new InvalidOperationException(
                $"{member}: expected an object; found null. The constructor of {baseType} calls InitializeParameters, before that of the derived type has assigned the member: create it in its declaration, or call InitializeParameters later.");
        }
    }

    /// <summary>Checks that a matrix object gives its elements themselves: a copy made anew would swallow what is written.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="first">The elements as they are given once.</param>
    /// <param name="second">The elements as they are given again.</param>
    /// <param name="member">The member's name for the error.</param>
    /// <exception cref="InvalidOperationException">The two lie in different places.</exception>
    public static void RequireInPlace<T>(Span<T> first, Span<T> second, ParameterMember member)
    {
        if (first.Length != second.Length
            || (!first.IsEmpty && !Unsafe.AreSame(ref MemoryMarshal.GetReference(first), ref MemoryMarshal.GetReference(second))))
        {
            Copied(member);
        }
    }

    /// <summary>Checks that a matrix object gives its rows themselves.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="first">The rows as they are given once.</param>
    /// <param name="second">The rows as they are given again.</param>
    /// <param name="member">The member's name for the error.</param>
    /// <exception cref="InvalidOperationException">A row lies in different places.</exception>
    public static void RequireInPlace<T>(T[]?[]? first, T[]?[]? second, ParameterMember member)
    {
        bool same = first?.Length == second?.Length;
        for (int row = 0; same && row < first?.Length; row++)
        {
            same = ReferenceEquals(first[row], second![row]);
        }

        if (!same)
        {
            Copied(member);
        }
    }

    [DoesNotReturn]
    private static void Copied(ParameterMember member) => throw new InvalidOperationException(
        $"{member}: expected storage that is written in place; found a copy, since its elements lie elsewhere each time that they are asked for.");

    /// <summary>Checks the sizes that a matrix object tells of itself against those that are stated.</summary>
    /// <param name="found">Its sizes.</param>
    /// <param name="member">The member's name for the error.</param>
    /// <param name="expected">The stated sizes.</param>
    /// <exception cref="InvalidOperationException">A size is another.</exception>
    public static void RequireSizes(ReadOnlySpan<int> found, ParameterMember member, ReadOnlySpan<int> expected)
    {
        if (!found.SequenceEqual(expected))
        {
            throw new InvalidOperationException($"{member}: expected [{Describe(expected)}]; found [{Describe(found)}].");
        }
    }

    [DoesNotReturn]
    private static void Missing(ParameterMember member) =>
        throw new InvalidOperationException($"{member}: expected an object; found null.");

    /// <summary>One row of a matrix stored as an array of rows.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The member's value.</param>
    /// <param name="member">The member's name for the error.</param>
    /// <param name="row">The row's index.</param>
    /// <param name="columns">The expected length of the row; −1 where any length will do.</param>
    /// <returns>The row's elements, in place.</returns>
    /// <exception cref="InvalidOperationException">The matrix or the row is null, the row is missing or has another length.</exception>
    public static Span<T> Row<T>([NotNull] T[]?[]? matrix, ParameterMember member, int row, int columns)
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
        if (values is null || (values.Length != columns && columns >= 0))
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
    public static void RequireRows<T>([NotNull] T[]?[]? matrix, ParameterMember member, int rows, int columns)
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
    public static void RequireRows<T>([NotNull] T[]?[]? matrix, ParameterMember member, out int rows, out int columns)
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
        if (columns == 0)
        {
            Empty(member, [rows, 0]);
        }

        RequireColumns(matrix, member, columns);
    }

    /// <summary>
    /// Reads the sizes of an array of arrays under an initializer that fills arrays of any shape: rows of equal lengths are one matrix, others
    /// are vectors of their own, as the biases of several layers.
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="matrix">The member's value; at least one row.</param>
    /// <param name="member">The member's name for the error.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The length of all rows; −1 where they differ.</param>
    /// <exception cref="InvalidOperationException">The array or a row is null, or there is no row.</exception>
    public static void RequireRowsOrVectors<T>([NotNull] T[]?[]? matrix, ParameterMember member, out int rows, out int columns)
    {
        if (matrix is null)
        {
            Null<T>(member, "][");
        }

        rows = matrix.Length;
        columns = rows == 0 ? 0 : matrix[0]?.Length ?? 0;
        for (int row = 0; row < rows; row++)
        {
            if (matrix[row] is not { } values)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture, $"{member}: expected row {row} of {(columns < 0 ? "any number of" : columns)} elements; found null."));
            }

            if (values.Length != columns)
            {
                columns = -1;
            }
        }

        if (rows == 0)
        {
            throw new InvalidOperationException($"{member}: expected {Name<T>()}[][] with a first row that tells the columns; found no row.");
        }
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
        where TVisitor : IParameterVisitor
#if NET9_0_OR_GREATER
            , allows ref struct
#endif
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

    private static void RequireColumns<T>(T[]?[] matrix, ParameterMember member, int columns)
    {
        for (int row = 0; row < matrix.Length; row++)
        {
            if (matrix[row] is not { } values || values.Length != columns)
            {
                RowMismatch(matrix[row], member, row, columns);
            }
        }
    }

    // -1, which no length equals, for a size under 1 and for more elements than any storage has.
    private static Int128 LengthOf(ReadOnlySpan<int> shape)
    {
        Int128 length = 1;
        foreach (int size in shape)
        {
            if (size < 1)
            {
                return -1;
            }

            length *= size;
            if (length > long.MaxValue)
            {
                return -1;
            }
        }

        return length;
    }

    private static Span<T> Elements<T>(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    [DoesNotReturn]
    private static void Empty(ParameterMember member, int[] sizes) =>
        throw new InvalidOperationException($"{member}: expected sizes of 1 or more; found [{Describe(sizes)}].");

    private static int[] SizesOf(Array array)
    {
        int[] sizes = new int[array.Rank];
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            sizes[axis] = array.GetLength(axis);
        }

        return sizes;
    }

    [DoesNotReturn]
    private static void Mismatch<T>(Array? array, ParameterMember member, ReadOnlySpan<int> expected)
    {
        string found = array is null ? "null" : Describe<T>(SizesOf(array));
        throw new InvalidOperationException($"{member}: expected {Describe<T>(expected)}; found {found}.");
    }

    [DoesNotReturn]
    private static void FlatMismatch<T>(int? length, ParameterMember member, ReadOnlySpan<int> shape)
    {
        string found = length is null ? "null" : string.Create(CultureInfo.InvariantCulture, $"{length} elements");
        throw new InvalidOperationException(
            $"{member}: expected the elements of {Describe<T>(shape)}, each size at least 1; found {found}.");
    }

    [DoesNotReturn]
    private static void RowMismatch<T>(T[]? values, ParameterMember member, int row, int columns)
    {
        string found = values is null ? "null" : string.Create(CultureInfo.InvariantCulture, $"{values.Length}");
        throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"{member}: expected row {row} of {columns} elements; found {found}."));
    }

    [DoesNotReturn]
    private static void Null<T>(ParameterMember member, string commas) =>
        throw new InvalidOperationException($"{member}: expected {Name<T>()}[{commas}]; found null.");

    private static string Describe<T>(ReadOnlySpan<int> sizes) => Name<T>() + "[" + Describe(sizes) + "]";

    private static string Describe(ReadOnlySpan<int> sizes)
    {
        var text = new System.Text.StringBuilder();
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            text.Append(axis == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{sizes[axis]}");
        }

        return text.ToString();
    }

    private static string Name<T>() =>
        typeof(T) == typeof(float) ? "float" : typeof(T) == typeof(double) ? "double" : typeof(T).Name;
}
