using System.Collections.Immutable;
using System.Text;

namespace InitGen.Tests.Checkpoints;

/// <summary>Files of this library's own making: their bytes, and values written in place.</summary>
public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_has_one_form_to_the_byte()
    {
        string path = _folder.File("a.safetensors");
        SafetensorsTensor[] tensors =
        [
            new("b", TensorType.Float32, [2, 3]),
            new("half", TensorType.Float16, [3]),
            new("é\"\\\n\u0001", TensorType.Float64, []),
            new("a", TensorType.Float32, [1]),
            new("none", TensorType.Float32, [0]),
        ];
        var metadata = new Dictionary<string, string> { ["z"] = "2", ["format"] = "pt" };
        using (SafetensorsFile file = SafetensorsFile.Create(path, tensors, metadata))
        {
            Assert.True(file.TryGetTensor("b", out SafetensorsTensor? b));
            file.Values<float>(b, 1, 2)[1] = 1f;
            Assert.True(file.TryGetTensor("half", out SafetensorsTensor? half));
            file.Values<Half>(half, 0, 3)[2] = (Half)2f;
        }

        // The widest type first, then by name; padded with spaces to a multiple of 8.
        string header = """
            {"__metadata__":{"format":"pt","z":"2"},"é\"\\\n\u0001":{"dtype":"F64","shape":[],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"b":{"dtype":"F32","shape":[2,3],"data_offsets":[12,36]},"none":{"dtype":"F32","shape":[0],"data_offsets":[36,36]},"half":{"dtype":"F16","shape":[3],"data_offsets":[36,42]}}
            """;
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] padded = [.. text, .. Enumerable.Repeat((byte)' ', (8 - text.Length % 8) % 8)];
        byte[] data = new byte[42];
        BitConverter.TryWriteBytes(data.AsSpan(12 + 2 * 4), 1f);
        BitConverter.TryWriteBytes(data.AsSpan(36 + 2 * 2), (Half)2f);
        Assert.NotEqual(text.Length, padded.Length);
        Assert.Equal(SafetensorsText.File(padded, data), File.ReadAllBytes(path));
    }

    [Fact]
    public void What_is_written_in_place_is_read_back()
    {
        string path = _folder.File("a.safetensors");
        float[] values = [1f, -2f, float.NaN, BitConverter.UInt32BitsToSingle(0x7F812345), 5f, -0f];
        using (SafetensorsFile.Create(path, [new SafetensorsTensor("w", TensorType.Float32, [2, 3])]))
        {
        }

        using (SafetensorsFile writing = SafetensorsFile.OpenForWriting(path))
        {
            values.AsSpan(2).CopyTo(writing.Values<float>(writing.Tensors[0], 2, 4));
            values.AsSpan(0, 2).CopyTo(writing.Values<float>(writing.Tensors[0], 0, 2));
            writing.Flush();
        }

        using SafetensorsFile file = SafetensorsFile.Open(path);
        float[] read = new float[6];
        file.Read(file.Tensors[0], read.AsSpan());
        Assert.Equal(values.Select(BitConverter.SingleToUInt32Bits), read.Select(BitConverter.SingleToUInt32Bits));
        float[] piece = new float[2];
        file.Read(file.Tensors[0], piece.AsSpan(), offset: 4);
        Assert.Equal([5f, -0f], piece);
    }

    [Fact]
    public void Widening_keeps_the_payload_of_a_NaN()
    {
        string path = _folder.File("a.safetensors");
        byte[] data = [0x34, 0x12, 0x00, 0x00, 0x81, 0x7F, 0x55, 0x7E, 0, 0, 0, 0];
        File.WriteAllBytes(path, SafetensorsText.File(
            """{"bf":{"dtype":"BF16","shape":[3],"data_offsets":[0,6]},"h":{"dtype":"F16","shape":[3],"data_offsets":[6,12]}}"""u8, data));
        using SafetensorsFile file = SafetensorsFile.Open(path);
        float[] bf = new float[3];
        file.Read(file.Tensors[0], bf.AsSpan());
        Assert.Equal(0x7F810000u, BitConverter.SingleToUInt32Bits(bf[2]));
        float[] half = new float[3];
        file.Read(file.Tensors[1], half.AsSpan());
        Assert.Equal(0x7FCAA000u, BitConverter.SingleToUInt32Bits(half[0]));
    }

    [Fact]
    public void Pieces_outside_a_tensor_are_refused()
    {
        string path = _folder.File("a.safetensors");
        using SafetensorsFile file = SafetensorsFile.Create(path, [new("v", TensorType.Float32, [4]), new("w", TensorType.Float64, [4])]);
        Assert.True(file.TryGetTensor("v", out SafetensorsTensor? v));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read(v, new float[5].AsSpan()));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read(v, new float[2].AsSpan(), offset: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read(v, new float[2].AsSpan(), offset: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read(v, new float[2].AsSpan(), offset: long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = file.Values<float>(v, 1, 4); });
        Assert.Throws<ArgumentException>(() => { _ = file.Values<double>(v, 0, 4); });
        Assert.Throws<ArgumentException>(() => file.Read(new SafetensorsTensor("v", TensorType.Float32, [4]), new float[4].AsSpan()));
        Assert.Throws<NotSupportedException>(() => file.Read(v, new int[4].AsSpan()));
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Read(v, new float[4].AsSpan()));
    }

    [Fact]
    public void A_file_open_for_reading_is_not_written()
    {
        string path = _folder.File("a.safetensors");
        SafetensorsFile.Create(path, [new("v", TensorType.Float32, [4])]).Dispose();
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.False(file.IsWritable);
        Assert.Throws<InvalidOperationException>(() => { _ = file.Values<float>(file.Tensors[0], 0, 4); });
    }

    [Fact]
    public void An_existing_file_is_not_replaced_by_an_empty_one()
    {
        string path = _folder.File("a.safetensors");
        File.WriteAllText(path, "precious");
        Assert.Throws<IOException>(() => SafetensorsFile.Create(path, [new("v", TensorType.Float32, [4])]));
        Assert.Equal("precious", File.ReadAllText(path));
    }

    [Fact]
    public void Descriptions_that_no_file_can_hold_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("", TensorType.Float32, [1]));
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("__metadata__", TensorType.Float32, [1]));
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("lone \ud800", TensorType.Float32, [1]));
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("w", TensorType.Float32, [-1]));
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("w", TensorType.Float32, [long.MaxValue, 2]));
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("w", TensorType.Float32, [long.MaxValue / 2]));
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("w", TensorType.Float32, [-1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SafetensorsTensor("w", (TensorType)99, [1]));
        ImmutableArray<long> large = [long.MaxValue / 8];
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Create(
            _folder.File("a"), [new("v", TensorType.Float32, large), new("w", TensorType.Float32, large)]));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Create(
            _folder.File("a"), [new("v", TensorType.Float32, [1]), new("v", TensorType.Float64, [1])]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Values_beyond_two_gigabytes_are_reached_by_long_offsets()
    {
        // Nothing but the touched pages of the file takes room: it is sparse.
        const long Count = (1L << 31) + 1000;
        string path = _folder.File("large.safetensors");
        byte[] header = Encoding.UTF8.GetBytes(
            $"{{\"w\":{{\"dtype\":\"F16\",\"shape\":[{Count}],\"data_offsets\":[0,{2 * Count}]}}}}");
        using (FileStream stream = File.Create(path))
        {
            stream.Write(SafetensorsText.File(header, []));
            stream.SetLength(stream.Length + 2 * Count);
        }

        using (SafetensorsFile writing = SafetensorsFile.OpenForWriting(path))
        {
            writing.Values<Half>(writing.Tensors[0], Count - 3, 3).Fill((Half)7f);
        }

        using SafetensorsFile file = SafetensorsFile.Open(path);
        float[] end = new float[4];
        file.Read(file.Tensors[0], end.AsSpan(), Count - 4);
        Assert.Equal([0f, 7f, 7f, 7f], end);
    }
}
