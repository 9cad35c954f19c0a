using System.Buffers.Binary;
using System.IO.Compression;

namespace Mnist.Digits;

/// <summary>The IDX format of the original MNIST files, compressed by gzip: a magic number, the sizes (all big-endian), the bytes.</summary>
internal static class IdxFile
{
    private const int UnsignedBytes = 0x0800;

    /// <summary>Reads an array of bytes with <paramref name="rank"/> axes.</summary>
    /// <returns>The sizes, first axis first, and the elements in row-major order.</returns>
    /// <exception cref="InvalidDataException">The file is not such an array, or ends early.</exception>
    public static (int[] Sizes, byte[] Elements) Read(string path, int rank)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        int magic = ReadInt32(file);
        if (magic != UnsignedBytes + rank)
        {
            throw new InvalidDataException($"{path}: expected the magic number 0x{UnsignedBytes + rank:X4}; found 0x{magic:X4}.");
        }

        int[] sizes = new int[rank];
        int length = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            sizes[axis] = ReadInt32(file);
            length = checked(length * sizes[axis]);
        }

        byte[] elements = new byte[length];
        file.ReadExactly(elements);
        return (sizes, elements);
    }

    private static int ReadInt32(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }
}
