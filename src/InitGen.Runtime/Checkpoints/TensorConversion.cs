using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InitGen;

/// <summary>
/// Copies a file's values into a parameter. Values of the parameter's own type keep their bits, NaN payloads included; others are
/// rounded to nearest, and those beyond the range become infinite.
/// </summary>
internal static class TensorConversion
{
    // Values are brought onto the stack in pieces of this many elements, since a file need not align them.
    private const int PieceLength = 512;

    /// <summary>Copies or converts values.</summary>
    /// <param name="type">The type of the source's elements.</param>
    /// <param name="source">The source's bytes: as many elements as the destination has.</param>
    /// <param name="destination">The values.</param>
    /// <exception cref="NotSupportedException">Values of that type cannot be converted.</exception>
    public static void Copy<T>(TensorType type, ReadOnlySpan<byte> source, Span<T> destination)
        where T : unmanaged
    {
        if (type == TensorTypes.Of<T>())
        {
            source.CopyTo(MemoryMarshal.AsBytes(destination));
        }
        else if (typeof(T) == typeof(float))
        {
            CopyAs(type, source, MemoryMarshal.Cast<T, float>(destination));
        }
        else if (typeof(T) == typeof(double))
        {
            CopyAs(type, source, MemoryMarshal.Cast<T, double>(destination));
        }
        else
        {
            CopyAs(type, source, MemoryMarshal.Cast<T, Half>(destination));
        }
    }

    private static void CopyAs<T>(TensorType type, ReadOnlySpan<byte> source, Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        switch (type)
        {
            case TensorType.Float64:
                Convert<double, T>(source, destination);
                break;
            case TensorType.Float32:
                Convert<float, T>(source, destination);
                break;
            case TensorType.Float16:
                Convert<Half, T>(source, destination);
                break;
            case TensorType.BFloat16:
                ConvertBFloat16(source, destination);
                break;
            case TensorType.UInt64:
                Convert<ulong, T>(source, destination);
                break;
            case TensorType.Int64:
                Convert<long, T>(source, destination);
                break;
            case TensorType.UInt32:
                Convert<uint, T>(source, destination);
                break;
            case TensorType.Int32:
                Convert<int, T>(source, destination);
                break;
            case TensorType.UInt16:
                Convert<ushort, T>(source, destination);
                break;
            case TensorType.Int16:
                Convert<short, T>(source, destination);
                break;
            case TensorType.Int8:
                Convert<sbyte, T>(source, destination);
                break;
            case TensorType.UInt8:
                Convert<byte, T>(source, destination);
                break;
            default:
                throw new NotSupportedException($"Values of type {TensorTypes.NameOf(type)} cannot be converted to {typeof(T)}.");
        }
    }

    [SkipLocalsInit]
    private static void Convert<TFrom, T>(ReadOnlySpan<byte> source, Span<T> destination)
        where TFrom : unmanaged, INumberBase<TFrom>
        where T : unmanaged, INumberBase<T>
    {
        Span<TFrom> piece = stackalloc TFrom[PieceLength];
        while (!destination.IsEmpty)
        {
            Span<TFrom> values = piece[..Math.Min(PieceLength, destination.Length)];
            Span<byte> bytes = MemoryMarshal.AsBytes(values);
            source[..bytes.Length].CopyTo(bytes);
            for (int i = 0; i < values.Length; i++)
            {
                destination[i] = T.CreateSaturating(values[i]);
            }

            source = source[bytes.Length..];
            destination = destination[values.Length..];
        }
    }

    // A BF16 is the upper half of a float's bits.
    [SkipLocalsInit]
    private static void ConvertBFloat16<T>(ReadOnlySpan<byte> source, Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        Span<ushort> piece = stackalloc ushort[PieceLength];
        while (!destination.IsEmpty)
        {
            Span<ushort> values = piece[..Math.Min(PieceLength, destination.Length)];
            Span<byte> bytes = MemoryMarshal.AsBytes(values);
            source[..bytes.Length].CopyTo(bytes);
            for (int i = 0; i < values.Length; i++)
            {
                destination[i] = typeof(T) == typeof(float)
                    ? Unsafe.BitCast<uint, T>((uint)values[i] << 16)
                    : T.CreateSaturating(BitConverter.UInt32BitsToSingle((uint)values[i] << 16));
            }

            source = source[bytes.Length..];
            destination = destination[values.Length..];
        }
    }
}
