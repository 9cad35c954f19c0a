using System.Collections.Immutable;
using System.Globalization;

namespace InitGen;

/// <summary>A tensor in a safetensors file: its name, element type, sizes, and where its values lie.</summary>
public sealed class SafetensorsTensor
{
    /// <summary>Describes a tensor for <see cref="SafetensorsFile.Create(string, IEnumerable{SafetensorsTensor}, IReadOnlyDictionary{string, string})"/>.</summary>
    /// <param name="name">The name; not empty, unique in its file, and not <c>__metadata__</c>.</param>
    /// <param name="type">The element type; not <see cref="TensorType.Other"/>.</param>
    /// <param name="shape">The sizes, first axis first, each 0 or more; empty for a single number.</param>
    /// <exception cref="ArgumentException">The name is empty or not valid Unicode, a size is negative, or the bytes exceed 2⁶³ − 1.</exception>
    public SafetensorsTensor(string name, TensorType type, ImmutableArray<long> shape)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name == SafetensorsHeader.MetadataKey || !SafetensorsHeader.IsUnicode(name))
        {
            throw new ArgumentException($"Expected a name other than {SafetensorsHeader.MetadataKey}, in valid Unicode.", nameof(name));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan((int)type, 0, nameof(type));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)type, (int)TensorType.UInt64, nameof(type));
        Name = name;
        Type = type;
        TypeName = TensorTypes.NameOf(type);
        Shape = shape.IsDefault ? [] : shape;
        if (!SafetensorsHeader.TryMultiply(Shape.AsSpan(), TensorTypes.SizeOf(type), out long count, out long byteLength))
        {
            throw new ArgumentException("Expected sizes of 0 or more whose product in bytes is under 2⁶³.", nameof(shape));
        }

        Count = count;
        ByteLength = byteLength;
    }

    /// <summary>A tensor of a file whose element type is not known.</summary>
    internal SafetensorsTensor(string name, string typeName, ImmutableArray<long> shape, long count, long byteLength)
    {
        Name = name;
        Type = TensorType.Other;
        TypeName = typeName;
        Shape = shape;
        Count = count;
        ByteLength = byteLength;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The element type.</summary>
    public TensorType Type { get; }

    /// <summary>The element type as the file's header names it: <c>F32</c>.</summary>
    public string TypeName { get; }

    /// <summary>The sizes, first axis first; empty for a single number.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>The number of elements: the product of the sizes.</summary>
    public long Count { get; }

    /// <summary>The number of bytes of the values.</summary>
    public long ByteLength { get; }

    /// <summary>Where the values begin, in bytes from the start of the file; 0 for a tensor that is not in a file.</summary>
    public long Position { get; internal init; }

    /// <summary>The type and sizes as a file's header names them: <c>F32 [256, 784]</c>.</summary>
    /// <returns>One line of text.</returns>
    public override string ToString() => Describe(TypeName, Shape.AsSpan());

    internal static string Describe(string typeName, ReadOnlySpan<long> shape)
    {
        var text = new System.Text.StringBuilder(typeName).Append(" [");
        for (int axis = 0; axis < shape.Length; axis++)
        {
            text.Append(axis == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{shape[axis]}");
        }

        return text.Append(']').ToString();
    }
}
