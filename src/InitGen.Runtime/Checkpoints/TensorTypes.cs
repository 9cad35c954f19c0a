namespace InitGen;

/// <summary>Names and sizes of the element types of safetensors.</summary>
internal static class TensorTypes
{
    private static readonly string[] s_names =
        ["BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "I16", "U16", "F16", "BF16", "I32", "U32", "F32", "F64", "I64", "U64"];

    /// <summary>The name in a file's header, of a known type.</summary>
    public static string NameOf(TensorType type) => s_names[(int)type];

    /// <summary>The type of a name in a file's header; null where there is none.</summary>
    public static TensorType? Find(string name)
    {
        int index = Array.IndexOf(s_names, name);
        return index < 0 ? null : (TensorType)index;
    }

    /// <summary>The bytes of an element of a known type.</summary>
    public static int SizeOf(TensorType type) => type switch
    {
        <= TensorType.Float8E4M3 => 1,
        <= TensorType.BFloat16 => 2,
        <= TensorType.Float32 => 4,
        _ => 8,
    };

    /// <summary>The type of a parameter's elements.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type of parameters.</exception>
    public static TensorType Of<T>() =>
        typeof(T) == typeof(float) ? TensorType.Float32
        : typeof(T) == typeof(double) ? TensorType.Float64
        : typeof(T) == typeof(Half) ? TensorType.Float16
        : throw new NotSupportedException($"Expected float, double or Half; found {typeof(T)}.");

    /// <summary>Whether <see cref="TensorConversion"/> makes parameters of a type.</summary>
    public static bool IsConvertible(TensorType type) =>
        type is not (TensorType.Boolean or TensorType.Float8E5M2 or TensorType.Float8E4M3 or TensorType.Other);
}
