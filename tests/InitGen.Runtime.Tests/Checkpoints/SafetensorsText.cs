using System.Buffers.Binary;
using System.Text;

namespace InitGen.Tests.Checkpoints;

/// <summary>Files put together by hand, right and wrong ones.</summary>
internal static class SafetensorsText
{
    /// <summary>A file of a header, as it stands, and values.</summary>
    public static byte[] File(string header, int dataLength = 0) => File(Encoding.UTF8.GetBytes(header), new byte[dataLength]);

    public static byte[] File(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        byte[] file = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file.AsSpan(8));
        data.CopyTo(file.AsSpan(8 + header.Length));
        return file;
    }
}
