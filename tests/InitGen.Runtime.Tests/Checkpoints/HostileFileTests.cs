using System.Globalization;
using System.Text;

namespace InitGen.Tests.Checkpoints;

/// <summary>Files that are wrong on purpose: each gets an error that says what is wrong, and takes no memory by what it claims.</summary>
public sealed class HostileFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "expected at least 8 bytes; found 0")]
    [InlineData("0102030405", "expected at least 8 bytes; found 5")]
    [InlineData("0000000000000000", "begins with {")]
    [InlineData("FFFFFFFFFFFFFFFF7B7D", "said to have 18446744073709551615 bytes; the file has 10")]
    [InlineData("000000000000008000", "said to have 9223372036854775808 bytes")]
    [InlineData("03000000000000007B7D", "said to have 3 bytes; the file has 10")]
    [InlineData("0200000000000000207D", "begins with {")]
    public void The_start_of_the_file(string bytes, string message) => Refused(Convert.FromHexString(bytes), message);

    [Theory]
    [InlineData("{", 0, "not valid JSON")]
    [InlineData("{}x", 0, "not valid JSON")]
    [InlineData("{} {}", 0, "not valid JSON")]
    [InlineData("{\"a\":1}", 0, "\"a\": expected an object; found Number")]
    [InlineData("{\"a\":null}", 0, "\"a\": expected an object; found Null")]
    [InlineData("{\"a\":{}}", 0, "one is missing")]
    [InlineData("{,}", 0, "not valid JSON")]
    [InlineData("{/**/}", 0, "not valid JSON")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "one is missing")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],}}", 4, "not valid JSON")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":[}}", 4, "not valid JSON")]
    [InlineData("{\"a\":{\"dtype\":\"\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "letters, digits and underscores as dtype, at most 32; found \"\"")]
    [InlineData("{\"a\":{\"dtype\":\"F\\u001b[31m\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "letters, digits and underscores")]
    [InlineData("{\"a\":{\"dtype\":\"F4567890123456789012345678901234567\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "at most 32")]
    [InlineData("{\"a\":{\"dtype\":\"F4\",\"shape\":[64],\"data_offsets\":[0,4]}}", 4, "64 elements of type F4 cannot be held by the 4 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F4\",\"shape\":[1],\"data_offsets\":[0,0]}}", 0, "1 elements of type F4 cannot be held by the 0 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F4\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}", 4, "its sizes overflow")]
    [InlineData("{\"a\":{\"dtype\":\"F4\",\"shape\":[4],\"data_offsets\":[0,8]}}", 4, "inside the 4 bytes")]
    [InlineData("{\"a\":{\"dtype\":7,\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "name of a type as dtype; found Number")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":4,\"data_offsets\":[0,4]}}", 4, "expected an array as shape")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "whole numbers from 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}", 4, "whole numbers from 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[\"1\"],\"data_offsets\":[0,4]}}", 4, "whole numbers from 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775808],\"data_offsets\":[0,4]}}", 4, "whole numbers from 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,4]}}", 4, "its sizes overflow")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387905],\"data_offsets\":[0,4]}}", 4, "its sizes overflow")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[[1]],\"data_offsets\":[0,4]}}", 4, "whole numbers from 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "take 8 bytes; its data_offsets hold 4")]
    [InlineData("{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "take 2 bytes; its data_offsets hold 4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 3, "inside the 3 bytes of values; found [0, 4]")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "in order and inside")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,8]}}", 8, "expected two data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4]}}", 8, "expected two data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}", 4, "whole numbers from 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[9223372036854775807,9223372036854775807]}}", 4, "inside the 4 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[2,6]}}", 6, "\"b\": expected values that begin at 4, where those before end; found 2")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "\"b\": expected values that begin at 4, where those before end; found 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}", 12, "\"b\": expected values that begin at 4, where those before end; found 8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 8, "the tensors take 4 bytes; the file has 8 after its header")]
    [InlineData("{}", 1, "the tensors take 0 bytes; the file has 1")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "\"a\" stands twice")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"\\u0061\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "\"a\" stands twice")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "a property stands twice")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "a property stands twice")]
    [InlineData("{\"\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "a tensor has no name")]
    [InlineData("{\"\\ud800\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "not valid JSON")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", 0, "metadata \"a\": expected a string; found Number")]
    [InlineData("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "metadata \"a\" stands twice")]
    [InlineData("{\"__metadata__\":{\"a\":{\"b\":\"c\"}}}", 0, "expected a string; found StartObject")]
    [InlineData("{\"__metadata__\":{},\"__metadata__\":{}}", 0, "\"__metadata__\" stands twice")]
    [InlineData("{\"__metadata__\":\"x\"}", 0, "expected an object; found String")]
    public void The_header(string header, int dataLength, string message) =>
        Refused(SafetensorsText.File(header, dataLength), message);

    [Fact]
    public void Text_that_is_not_UTF_8() =>
        Refused(SafetensorsText.File([.. "{\""u8, 0xC3, 0x28, .. "\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"u8], new byte[4]), "not valid JSON");

    [Fact]
    public void Depth_without_end()
    {
        Refused(SafetensorsText.File("{\"a\":" + new string('[', 1_000_000)), "expected an object; found StartArray");
        Refused(SafetensorsText.File("{\"a\":{\"shape\":" + new string('[', 1_000_000)), "whole numbers from 0");
        Refused(SafetensorsText.File("{\"a\":{\"x\":" + new string('[', 1_000_000)), "not valid JSON");
        Refused(SafetensorsText.File(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))), "not valid JSON");
    }

    [Fact]
    public void A_name_is_cut_and_cleaned_in_the_message()
    {
        string name = "x\\n\\u001b[31m" + new string('y', 10_000);
        string message = Refused(SafetensorsText.File($"{{\"{name}\":1}}"), "expected an object");
        Assert.True(message.Length < 250, message);
        Assert.DoesNotContain('\u001b', message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_header_longer_than_the_limit_is_not_parsed()
    {
        string path = _folder.File("long.safetensors");
        using (FileStream stream = File.Create(path))
        {
            stream.Write(BitConverter.GetBytes(100_000_001UL));
            stream.SetLength(100_000_100);
        }

        Refused(path, "the header has 100000001 bytes; at most 100000000 are read");
    }

    [Fact]
    public void Claims_take_no_memory()
    {
        byte[][] claims =
        [
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0x7B],
            SafetensorsText.File("{\"a\":{\"dtype\":\"F64\",\"shape\":[1000000000000],\"data_offsets\":[0,8000000000000]}}"),
            SafetensorsText.File("{\"a\":{\"dtype\":\"F32\",\"shape\":[0,4611686018427387904],\"data_offsets\":[0,4]}}", 4),
        ];
        foreach (byte[] claim in claims)
        {
            string path = _folder.File("claim.safetensors");
            File.WriteAllBytes(path, claim);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(path));
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < 256 * 1024, string.Create(CultureInfo.InvariantCulture, $"{allocated} bytes"));
        }
    }

    [Fact]
    public void Odd_but_valid_files_are_read()
    {
        foreach ((string header, int dataLength) in new[]
        {
            ("{}", 0),
            ("{}   \n", 0),
            ("{\"__metadata__\":{}}", 0),
            ("{ \"b\" : { \"data_offsets\":[2,6] , \"shape\":[ 1 ], \"dtype\":\"F32\" } , \"a\":{\"dtype\":\"F16\",\"shape\":[1,1,1],\"data_offsets\":[0,2]}}", 6),
            ("{\"a\":{\"dtype\":\"F32\",\"shape\":[0,4611686018427387904],\"data_offsets\":[0,0]}}", 0),
            ("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[3],\"data_offsets\":[0,3]}}", 3),
            ("{\"__metadata__\":null}", 0),
            ("{\"__metadata__\":null,\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}", 2),
            ("{\"a\":{\"x\":{\"y\":[1,[{\"z\":null}]]},\"dtype\":\"F16\",\"x\":1,\"shape\":[1],\"data_offsets\":[0,2]}}", 2),
            ("{\"a\":{\"dtype\":\"F4\",\"shape\":[3,5],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"C64\",\"shape\":[2],\"data_offsets\":[8,24]}}", 24),
            ("{\"a\":{\"dtype\":\"F8_E8M0\",\"shape\":[0],\"data_offsets\":[0,0]}}", 0),
        })
        {
            string path = _folder.File("odd.safetensors");
            File.WriteAllBytes(path, SafetensorsText.File(header, dataLength));
            using SafetensorsFile file = SafetensorsFile.Open(path);
            Assert.Equal(dataLength, file.Tensors.Sum(tensor => tensor.ByteLength));
        }
    }

    private string Refused(byte[] bytes, string message)
    {
        string path = _folder.File("hostile.safetensors");
        File.WriteAllBytes(path, bytes);
        return Refused(path, message);
    }

    private static string Refused(string path, string message)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(path));
        Assert.StartsWith("Not a safetensors file: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);

        // The file is closed again.
        File.Delete(path);
        return exception.Message;
    }
}
