using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace InitGen.Tests.Checkpoints;

/// <summary>
/// Thousands of mutated files: each is either refused with one of two exceptions, without a value written and without memory by its
/// claims, or valid by a second reading of its header that shares no code with the library, and then every value is in the file.
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private static readonly string[] s_numbers =
    [
        "-1", "0", "1", "3", "7", "255", "2147483647", "2147483648", "4294967296", "4611686018427387904", "9223372036854775807",
        "9223372036854775808", "18446744073709551615", "18446744073709551616", "1e3", "1.5", "-0", "null", "\"4\"", "[]", "{}", "",
    ];

    private static readonly string[] s_fragments =
    [
        "\"dtype\":\"F32\"", "\"shape\":[2]", "\"data_offsets\":[0,8]", "\"__metadata__\":{\"a\":\"b\"}", "{", "}", "[", "]", ",", ":", "\"",
        "\\u0000", "\\ud800", "//", " ", "\0", "é", "[[[[[[", "{\"a\":{\"a\":{\"a\":{}}}}", "true", "NaN", "F64", "BF16", "BOOL",
        "F4", "C64", "\"scale\":[[1]],", "\"__metadata__\":null,",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("saved", 2500)]
    [InlineData("types", 2500)]
    [InlineData("transformer", 1000)]
    public void A_mutated_file_is_refused_or_right(string name, int count)
    {
        byte[] original = Original(name);
        string path = _folder.File("mutant.safetensors");
        var random = new Random(20240229);
        int refused = 0;
        int mismatched = 0;
        int loaded = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] mutant = Mutated(original, random);
            File.WriteAllBytes(path, mutant);
            string what = string.Create(CultureInfo.InvariantCulture, $"mutant {i} of {name}: {Convert.ToHexString(mutant)}");

            var model = new Net(seed: 1);
            ulong[] before = model.Bits();
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using SafetensorsFile file = SafetensorsFile.Open(path);
                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
                Assert.True(IsValid(mutant), "accepted, but not valid: " + what);
                ReadAll(file);
                model.LoadParameters(file);
                loaded++;
            }
            catch (InvalidDataException)
            {
                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
                Assert.Equal(before, model.Bits());
                refused++;
            }
            catch (CheckpointMismatchException)
            {
                Assert.Equal(before, model.Bits());
                mismatched++;
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail(exception + "\n" + what);
            }

            Assert.True(allocated < 128 * 1024 + 64 * mutant.Length, $"{allocated} bytes allocated: {what}");
        }

        // The mutations are of both kinds: those that break the header and those that change only names, types or values.
        Assert.True(refused > count / 4, $"{refused} refused");
        Assert.True(mismatched + loaded > count / 50, $"{mismatched} mismatched, {loaded} loaded");
        Assert.Equal(count, refused + mismatched + loaded);
    }

    [Fact]
    public void Every_prefix_is_refused()
    {
        foreach (string name in new[] { "saved", "types" })
        {
            byte[] original = Original(name);
            string path = _folder.File("prefix.safetensors");
            for (int length = 0; length < original.Length; length++)
            {
                File.WriteAllBytes(path, original.AsSpan(0, length));
                Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(path));
            }
        }
    }

    private byte[] Original(string name)
    {
        if (name != "saved")
        {
            return File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Checkpoints", "Interop", name + ".safetensors"));
        }

        string path = _folder.File("saved.safetensors");
        new Net(seed: 2).SaveParameters(path, new SaveOptions { Metadata = new Dictionary<string, string> { ["format"] = "pt" } });
        return File.ReadAllBytes(path);
    }

    private static byte[] Mutated(byte[] original, Random random)
    {
        int headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(original);
        byte[] header = original[8..(8 + headerLength)];
        byte[] data = original[(8 + headerLength)..];
        int rounds = random.Next(1, 4);
        bool raw = false;
        for (int round = 0; round < rounds; round++)
        {
            switch (random.Next(9))
            {
                case 0 when header.Length > 0:
                    header[random.Next(header.Length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    header = Spliced(header, random, Encoding.UTF8.GetBytes(s_fragments[random.Next(s_fragments.Length)]));
                    break;
                case 2:
                    header = Spliced(header, random, header[..Math.Min(header.Length, random.Next(40))]);
                    break;
                case 3 or 4:
                    header = WithNumber(header, random);
                    break;
                case 5:
                    header = WithExchangedParts(header, random);
                    break;
                case 6 when data.Length > 0:
                    data[random.Next(data.Length)] ^= (byte)random.Next(1, 256);
                    break;
                case 7:
                    data = random.Next(2) == 0 ? [.. data, .. new byte[random.Next(1, 16)]] : data[..random.Next(data.Length + 1)];
                    break;
                default:
                    raw = true;
                    break;
            }
        }

        byte[] mutant = SafetensorsText.File(header, data);
        if (raw)
        {
            // The length itself.
            mutant[random.Next(8)] = (byte)random.Next(256);
        }

        return mutant;
    }

    private static byte[] Spliced(byte[] header, Random random, byte[] inserted)
    {
        int start = random.Next(header.Length + 1);
        int end = random.Next(3) == 0 ? start : Math.Min(header.Length, start + random.Next(12));
        return [.. header[..start], .. inserted, .. header[end..]];
    }

    private static byte[] WithNumber(byte[] header, Random random)
    {
        var starts = new List<int>();
        for (int i = 1; i < header.Length; i++)
        {
            if (char.IsAsciiDigit((char)header[i]) && !char.IsAsciiDigit((char)header[i - 1]))
            {
                starts.Add(i);
            }
        }

        if (starts.Count == 0)
        {
            return header;
        }

        int start = starts[random.Next(starts.Count)];
        int end = start;
        while (end < header.Length && char.IsAsciiDigit((char)header[end]))
        {
            end++;
        }

        return [.. header[..start], .. Encoding.UTF8.GetBytes(s_numbers[random.Next(s_numbers.Length)]), .. header[end..]];
    }

    // Whole entries change places, or one stands twice.
    private static byte[] WithExchangedParts(byte[] header, Random random)
    {
        string[] parts = Encoding.Latin1.GetString(header).Split("},");
        int from = random.Next(parts.Length);
        int to = random.Next(parts.Length);
        if (random.Next(2) == 0)
        {
            (parts[from], parts[to]) = (parts[to], parts[from]);
        }
        else
        {
            parts[to] = parts[from];
        }

        return Encoding.Latin1.GetBytes(string.Join("},", parts));
    }

    private static void ReadAll(SafetensorsFile file)
    {
        foreach (SafetensorsTensor tensor in file.Tensors)
        {
            double[] values = new double[tensor.Count];
            if (tensor.Type is TensorType.Boolean or TensorType.Float8E4M3 or TensorType.Float8E5M2 or TensorType.Other)
            {
                Assert.Throws<NotSupportedException>(() => file.Read(tensor, values.AsSpan()));
            }
            else
            {
                file.Read(tensor, values.AsSpan());
            }
        }
    }

    /// <summary>The format's rules a second time, over a parsed document.</summary>
    private static bool IsValid(byte[] file)
    {
        long headerLength = BitConverter.ToInt64(file);
        using JsonDocument document = JsonDocument.Parse(file.AsMemory(8, (int)headerLength));
        var names = new HashSet<string>();
        var ranges = new List<(long Begin, long End)>();
        foreach (JsonProperty entry in document.RootElement.EnumerateObject())
        {
            if (!names.Add(entry.Name))
            {
                return false;
            }

            if (entry.Name == "__metadata__")
            {
                if (entry.Value.ValueKind != JsonValueKind.Null && entry.Value.EnumerateObject().Any(text => text.Value.ValueKind != JsonValueKind.String))
                {
                    return false;
                }

                continue;
            }

            // Each of the three once; others are the writer's own.
            if (entry.Value.EnumerateObject().Count(property => property.Name is "dtype" or "shape" or "data_offsets") != 3)
            {
                return false;
            }

            string type = entry.Value.GetProperty("dtype").GetString()!;
            System.Numerics.BigInteger bytes = type switch
            {
                "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" => 1,
                "I16" or "U16" or "F16" or "BF16" => 2,
                "I32" or "U32" or "F32" => 4,
                "I64" or "U64" or "F64" => 8,
                _ => 0,
            };
            bool isKnown = !bytes.IsZero;
            if (!isKnown && (type.Length is 0 or > 32 || type.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '_')))
            {
                return false;
            }

            System.Numerics.BigInteger count = 1;
            foreach (JsonElement size in entry.Value.GetProperty("shape").EnumerateArray())
            {
                count *= size.GetUInt64();
            }

            bytes *= count;

            long[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
            if (offsets.Length != 2 || offsets[0] < 0 || (isKnown && bytes != offsets[1] - offsets[0]))
            {
                return false;
            }

            // Of another type: no element is narrower than a bit.
            if (!isKnown && (count / 8 > offsets[1] - offsets[0] || count.IsZero != (offsets[0] == offsets[1])))
            {
                return false;
            }

            ranges.Add((offsets[0], offsets[1]));
        }

        long end = 0;
        foreach ((long begin, long next) in ranges.OrderBy(range => range.Begin).ThenBy(range => range.End))
        {
            if (begin != end)
            {
                return false;
            }

            end = next;
        }

        return end == file.Length - 8 - headerLength;
    }
}
