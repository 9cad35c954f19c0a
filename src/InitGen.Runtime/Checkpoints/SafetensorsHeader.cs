using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace InitGen;

/// <summary>
/// The header of a safetensors file: its length in 8 bytes, little-endian, then as many bytes of JSON that name each tensor's type,
/// shape and place, then the values without gaps.
/// </summary>
/// <remarks>
/// Reading trusts nothing: what does not hold is an <see cref="InvalidDataException"/> that says what was found, before memory is
/// taken for more than the header itself. Types and properties that the library does not know do not make a file unreadable. Writing
/// is reproducible: tensors by type, the widest first, then by the bytes of their name; metadata by the bytes of its keys; no space
/// but that which pads the header to a multiple of 8 bytes, as the format's reference implementation writes it.
/// </remarks>
internal static class SafetensorsHeader
{
    public const string MetadataKey = "__metadata__";

    /// <summary>The bytes of the header's length.</summary>
    public const int LengthSize = sizeof(ulong);

    /// <summary>The longest header that is read, as in the reference implementation.</summary>
    public const int LongestHeader = 100_000_000;

    private const int Alignment = 8;
    private const int LongestQuote = 80;
    private const int LongestTypeName = 32;

    // The format itself has three levels; a writer may add properties of its own, with a value of any form.
    private const int MaximalDepth = 64;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the header's length.</summary>
    /// <param name="start">The first 8 bytes of the file, or fewer where it is shorter.</param>
    /// <param name="fileLength">The length of the file.</param>
    /// <returns>The length in bytes of the JSON that follows.</returns>
    public static int ReadLength(ReadOnlySpan<byte> start, long fileLength)
    {
        if (start.Length < LengthSize)
        {
            throw Invalid($"expected at least {LengthSize} bytes; found {fileLength}");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > (ulong)(fileLength - LengthSize))
        {
            throw Invalid($"the header is said to have {length} bytes; the file has {fileLength}");
        }

        return length <= LongestHeader
            ? (int)length
            : throw Invalid($"the header has {length} bytes; at most {LongestHeader} are read");
    }

    /// <summary>Reads the header's JSON.</summary>
    /// <param name="json">The JSON with its padding.</param>
    /// <param name="dataLength">How many bytes follow it in the file.</param>
    /// <returns>The tensors in order of their place, and the metadata.</returns>
    public static (ImmutableArray<SafetensorsTensor> Tensors, ImmutableSortedDictionary<string, string> Metadata) Read(
        ReadOnlySpan<byte> json, long dataLength)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
        {
            throw Invalid($"expected a header that begins with {{");
        }

        try
        {
            return Parse(json, dataLength);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The reader's own exceptions: JSON that is malformed or too deep, and strings that are not valid Unicode.
            throw new InvalidDataException("Not a safetensors file: the header is not valid JSON: " + exception.Message, exception);
        }
    }

    /// <summary>Lays tensors out in a file.</summary>
    /// <param name="tensors">The tensors in any order, with unique names.</param>
    /// <param name="metadata">The metadata; may be empty.</param>
    /// <returns>The tensors in order of their place, and the first bytes of the file, up to the values.</returns>
    /// <exception cref="ArgumentException">Two tensors have one name, or the header or the file would be too long.</exception>
    public static (ImmutableArray<SafetensorsTensor> Tensors, byte[] Header) Lay(
        IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        (SafetensorsTensor Tensor, byte[] Name)[] ordered = [.. tensors.Select(tensor => (tensor, s_utf8.GetBytes(tensor.Name)))];
        Array.Sort(ordered, static (left, right) =>
            left.Tensor.Type != right.Tensor.Type
                ? right.Tensor.Type.CompareTo(left.Tensor.Type)
                : left.Name.AsSpan().SequenceCompareTo(right.Name));
        var names = new HashSet<string>(StringComparer.Ordinal);
        var json = new ArrayBufferWriter<byte>(1024);
        Write(json, "{");
        WriteMetadata(json, metadata);
        long offset = 0;
        foreach ((SafetensorsTensor tensor, _) in ordered)
        {
            if (tensor.Type == TensorType.Other)
            {
                throw new ArgumentException($"Expected tensors of known types; found {Quote(tensor.Name)}, {tensor}.", nameof(tensors));
            }

            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException($"Expected a name for each tensor; found two tensors {Quote(tensor.Name)}.", nameof(tensors));
            }

            if (tensor.ByteLength > long.MaxValue - LongestHeader - LengthSize - offset)
            {
                throw new ArgumentException("Expected tensors whose bytes add up to less than 2⁶³.", nameof(tensors));
            }

            WriteTensor(json, tensor, offset);
            offset += tensor.ByteLength;
        }

        Write(json, "}");
        int length = (json.WrittenCount + Alignment - 1) / Alignment * Alignment;
        if (length > LongestHeader)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Expected a header of at most {LongestHeader} bytes; found {length}."), nameof(tensors));
        }

        byte[] header = new byte[LengthSize + length];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)length);
        header.AsSpan(LengthSize).Fill((byte)' ');
        json.WrittenSpan.CopyTo(header.AsSpan(LengthSize));

        var placed = ImmutableArray.CreateBuilder<SafetensorsTensor>(ordered.Length);
        long position = header.Length;
        foreach ((SafetensorsTensor tensor, _) in ordered)
        {
            placed.Add(new SafetensorsTensor(tensor.Name, tensor.Type, tensor.Shape) { Position = position });
            position += tensor.ByteLength;
        }

        return (placed.MoveToImmutable(), header);
    }

    /// <summary>Whether a string has no unpaired surrogates, which UTF-8 cannot hold.</summary>
    public static bool IsUnicode(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    /// <summary>Multiplies sizes, and the bytes of an element.</summary>
    /// <returns>False where a size is negative or a product exceeds 2⁶³ − 1.</returns>
    public static bool TryMultiply(ReadOnlySpan<long> shape, int elementSize, out long count, out long byteLength)
    {
        count = 1;
        byteLength = 0;
        foreach (long size in shape)
        {
            if (size < 0 || Math.BigMul(count, size, out long product) != 0 || product < 0)
            {
                return false;
            }

            count = product;
        }

        return Math.BigMul(count, elementSize, out byteLength) == 0 && byteLength >= 0;
    }

    /// <summary>A name from a file as errors show it: in quotes, on one line, and not too long.</summary>
    public static string Quote(string name)
    {
        var text = new StringBuilder("\"");
        foreach (char character in name.AsSpan(0, Math.Min(name.Length, LongestQuote)))
        {
            text.Append(char.IsControl(character) || char.IsSurrogate(character) ? '\uFFFD' : character);
        }

        return text.Append(name.Length > LongestQuote ? "…\"" : "\"").ToString();
    }

    private static (ImmutableArray<SafetensorsTensor> Tensors, ImmutableSortedDictionary<string, string> Metadata) Parse(
        ReadOnlySpan<byte> json, long dataLength)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximalDepth });
        reader.Read();
        var tensors = new List<SafetensorsTensor>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var sizes = new List<long>();
        ImmutableSortedDictionary<string, string> metadata = EmptyMetadata;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw Invalid($"{Quote(name)} stands twice in the header");
            }

            reader.Read();
            if (name == MetadataKey && reader.TokenType == JsonTokenType.Null)
            {
                continue;
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw Invalid($"{Quote(name)}: expected an object; found {reader.TokenType}");
            }

            if (name == MetadataKey)
            {
                metadata = ReadMetadata(ref reader);
            }
            else
            {
                tensors.Add(ReadTensor(ref reader, name, LengthSize + json.Length, dataLength, sizes));
            }
        }

        // Reads on to the end: anything but white space after the object is an error of the reader's.
        while (reader.Read())
        {
        }

        RequireNoGaps(tensors, LengthSize + json.Length, dataLength);
        return ([.. tensors], metadata);
    }

    private static ImmutableSortedDictionary<string, string> EmptyMetadata { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, string> ReadMetadata(ref Utf8JsonReader reader)
    {
        ImmutableSortedDictionary<string, string>.Builder entries = EmptyMetadata.ToBuilder();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                throw Invalid($"metadata {Quote(key)}: expected a string; found {reader.TokenType}");
            }

            if (!entries.TryAdd(key, reader.GetString()!))
            {
                throw Invalid($"metadata {Quote(key)} stands twice");
            }
        }

        return entries.ToImmutable();
    }

    private static SafetensorsTensor ReadTensor(ref Utf8JsonReader reader, string name, int dataStart, long dataLength, List<long> sizes)
    {
        string? typeName = null;
        ImmutableArray<long> shape = default;
        ImmutableArray<long> offsets = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool repeated = false;
            if (reader.ValueTextEquals("dtype"u8))
            {
                repeated = typeName is not null;
                typeName = ReadTypeName(ref reader, name);
            }
            else if (reader.ValueTextEquals("shape"u8))
            {
                repeated = !shape.IsDefault;
                shape = ReadNumbers(ref reader, name, "shape", sizes);
            }
            else if (reader.ValueTextEquals("data_offsets"u8))
            {
                repeated = !offsets.IsDefault;
                offsets = ReadNumbers(ref reader, name, "data_offsets", sizes);
            }
            else
            {
                reader.Skip();
            }

            if (repeated)
            {
                throw Invalid($"{Quote(name)}: a property stands twice");
            }
        }

        if (typeName is null || shape.IsDefault || offsets.IsDefault)
        {
            throw Invalid($"{Quote(name)}: expected dtype, shape and data_offsets; one is missing");
        }

        if (name.Length == 0)
        {
            throw Invalid($"a tensor has no name");
        }

        if (offsets.Length != 2 || offsets[0] > offsets[1] || offsets[1] > dataLength)
        {
            throw Invalid(
                $"{Quote(name)}: expected two data_offsets in order and inside the {dataLength} bytes of values; found [{string.Join(", ", offsets.Take(4))}]");
        }

        long held = offsets[1] - offsets[0];
        TensorType? type = TensorTypes.Find(typeName);
        if (!TryMultiply(shape.AsSpan(), type is { } known ? TensorTypes.SizeOf(known) : 1, out long count, out long byteLength))
        {
            throw Invalid($"{Quote(name)}: its sizes overflow");
        }

        if (type is not { } elementType)
        {
            // How wide its elements are only its writer knows, but none is narrower than a bit.
            return count / 8 <= held && (count == 0) == (held == 0)
                ? new SafetensorsTensor(name, typeName, shape, count, held) { Position = dataStart + offsets[0] }
                : throw Invalid($"{Quote(name)}: {count} elements of type {typeName} cannot be held by the {held} bytes of its data_offsets");
        }

        return byteLength == held
            ? new SafetensorsTensor(name, elementType, shape) { Position = dataStart + offsets[0] }
            : throw Invalid($"{Quote(name)}: its type and shape take {byteLength} bytes; its data_offsets hold {held}");
    }

    private static string ReadTypeName(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            throw Invalid($"{Quote(name)}: expected the name of a type as dtype; found {reader.TokenType}");
        }

        string text = reader.GetString()!;
        return text.Length is > 0 and <= LongestTypeName && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')
            ? text
            : throw Invalid($"{Quote(name)}: expected letters, digits and underscores as dtype, at most {LongestTypeName}; found {Quote(text)}");
    }

    private static ImmutableArray<long> ReadNumbers(ref Utf8JsonReader reader, string name, string property, List<long> numbers)
    {
        numbers.Clear();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Invalid($"{Quote(name)}: expected an array as {property}; found {reader.TokenType}");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
            {
                throw Invalid($"{Quote(name)}: expected whole numbers from 0 to 2⁶³ − 1 in {property}");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static void RequireNoGaps(List<SafetensorsTensor> tensors, int dataStart, long dataLength)
    {
        tensors.Sort(static (left, right) =>
            left.Position != right.Position ? left.Position.CompareTo(right.Position)
            : left.ByteLength != right.ByteLength ? left.ByteLength.CompareTo(right.ByteLength)
            : string.CompareOrdinal(left.Name, right.Name));
        long end = dataStart;
        foreach (SafetensorsTensor tensor in tensors)
        {
            if (tensor.Position != end)
            {
                throw Invalid(
                    $"{Quote(tensor.Name)}: expected values that begin at {end - dataStart}, where those before end; found {tensor.Position - dataStart}");
            }

            end += tensor.ByteLength;
        }

        if (end - dataStart != dataLength)
        {
            throw Invalid($"the tensors take {end - dataStart} bytes; the file has {dataLength} after its header");
        }
    }

    private static void WriteMetadata(ArrayBufferWriter<byte> json, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is not { Count: > 0 })
        {
            return;
        }

        Write(json, "\"" + MetadataKey + "\":{");
        (byte[] Key, string Text, string Value)[] entries =
            [.. metadata.Select(entry => (s_utf8.GetBytes(entry.Key), entry.Key, entry.Value))];
        Array.Sort(entries, static (left, right) => left.Key.AsSpan().SequenceCompareTo(right.Key));
        bool first = true;
        foreach ((_, string key, string value) in entries)
        {
            Write(json, first ? "" : ",");
            WriteString(json, key);
            Write(json, ":");
            WriteString(json, value);
            first = false;
        }

        Write(json, "}");
    }

    private static void WriteTensor(ArrayBufferWriter<byte> json, SafetensorsTensor tensor, long offset)
    {
        Write(json, json.WrittenCount > 1 ? "," : "");
        WriteString(json, tensor.Name);
        Write(json, string.Create(
            CultureInfo.InvariantCulture,
            $":{{\"dtype\":\"{TensorTypes.NameOf(tensor.Type)}\",\"shape\":[{string.Join(',', tensor.Shape)}],\"data_offsets\":[{offset},{offset + tensor.ByteLength}]}}"));
    }

    // As RFC 8259 requires, and no more: quotes, backslashes and control characters.
    private static void WriteString(ArrayBufferWriter<byte> json, string value)
    {
        var text = new StringBuilder("\"", value.Length + 2);
        foreach (char character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        Write(json, text.Append('"').ToString());
    }

    private static void Write(ArrayBufferWriter<byte> json, string text) => s_utf8.GetBytes(text.AsSpan(), json);

    private static InvalidDataException Invalid(FormattableString message) =>
        new("Not a safetensors file: " + message.ToString(CultureInfo.InvariantCulture) + ".");
}
