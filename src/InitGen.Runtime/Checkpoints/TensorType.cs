namespace InitGen;

/// <summary>
/// The element types of a safetensors file, in the order in which a file keeps them: the widest last in this list comes first in the
/// file, so that every tensor is aligned to its element.
/// </summary>
public enum TensorType
{
    /// <summary><c>BOOL</c>: one byte, 0 or 1.</summary>
    Boolean,

    /// <summary><c>U8</c>: unsigned, one byte.</summary>
    UInt8,

    /// <summary><c>I8</c>: signed, one byte.</summary>
    Int8,

    /// <summary><c>F8_E5M2</c>: floating point with 5 bits of exponent and 2 of fraction.</summary>
    Float8E5M2,

    /// <summary><c>F8_E4M3</c>: floating point with 4 bits of exponent and 3 of fraction.</summary>
    Float8E4M3,

    /// <summary><c>I16</c>: signed, two bytes.</summary>
    Int16,

    /// <summary><c>U16</c>: unsigned, two bytes.</summary>
    UInt16,

    /// <summary><c>F16</c>: IEEE 754 half precision, <see cref="Half"/>.</summary>
    Float16,

    /// <summary><c>BF16</c>: the upper half of a single.</summary>
    BFloat16,

    /// <summary><c>I32</c>: signed, four bytes.</summary>
    Int32,

    /// <summary><c>U32</c>: unsigned, four bytes.</summary>
    UInt32,

    /// <summary><c>F32</c>: IEEE 754 single precision, <see cref="float"/>.</summary>
    Float32,

    /// <summary><c>F64</c>: IEEE 754 double precision, <see cref="double"/>.</summary>
    Float64,

    /// <summary><c>I64</c>: signed, eight bytes.</summary>
    Int64,

    /// <summary><c>U64</c>: unsigned, eight bytes.</summary>
    UInt64,

    /// <summary>
    /// A type that this library does not know, such as <c>F4</c>, <c>F8_E8M0</c> or <c>C64</c>: the tensor is listed, by the
    /// <see cref="SafetensorsTensor.TypeName"/> of its file, but not read or written.
    /// </summary>
    Other,
}
