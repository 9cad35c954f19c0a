using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InitGen;

/// <summary>Sixteen words a register: AVX-512.</summary>
/// <remarks>
/// A register is a hardware vector of 32-bit words without a type of its own; each operation says how it reads the bits: as 32- or 64-bit
/// integers, or as T, float or double. All operations are exact by IEEE 754 or integer arithmetic, so lanes of any width agree.
/// <see cref="Lanes256"/> and <see cref="Lanes128"/> have the same members: kernels are written once, for this class, in files named
/// <c>*.512.cs</c>, of which the build makes those of the other widths. (Generic code over an interface of static members would need no such
/// step; but the runtime takes ten times as long to compile it, and a model is initialized once in a process.)
/// </remarks>
internal static class Lanes512
{
    /// <summary>How many 32-bit words a register holds: 16, 8 or 4.</summary>
    public const int Count = 16;

    /// <summary>Whether there are 32 registers, not 16.</summary>
    public static bool HasManyRegisters => true;

    /// <summary>64-bit lanes 0, 1, 2, …</summary>
    public static Vector512<ulong> Indices64
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7);
    }

    /// <summary>64-bit lanes 0, 2, 4, …</summary>
    public static Vector512<ulong> EvenIndices64
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0UL, 2, 4, 6, 8, 10, 12, 14);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Broadcast32(uint value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Broadcast64(ulong value) => Vector512.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Broadcast(int value) => Vector512.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Broadcast(long value) => Vector512.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Broadcast(float value) => Vector512.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Broadcast(double value) => Vector512.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Broadcast<T>(T value)
        where T : unmanaged =>
        Vector512.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<uint> Load(void* source) => Vector512.Load((uint*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Vector512<uint> value, void* destination) => value.Store((uint*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Load<T>(ref readonly T source, nuint index)
        where T : unmanaged =>
        Vector512.LoadUnsafe(in source, index).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector512<uint> value, ref T destination, nuint index)
        where T : unmanaged =>
        value.As<uint, T>().StoreUnsafe(ref destination, index);

    /// <summary>Stores the low 16 bits of each 32-bit word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNarrowed(Vector512<uint> value, ref ushort destination, nuint index) =>
        Vector256.Narrow(value.GetLower(), value.GetUpper()).StoreUnsafe(ref destination, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> And(Vector512<uint> a, Vector512<uint> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Or(Vector512<uint> a, Vector512<uint> b) => a | b;

    /// <remarks>Where it is two operations, <paramref name="a"/> is the one that can come last.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Xor(Vector512<uint> a, Vector512<uint> b) => a ^ b;

    /// <remarks>Where it is two operations, <paramref name="a"/> is the one that can come last.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Xor(Vector512<uint> a, Vector512<uint> b, Vector512<uint> c) => a ^ b ^ c;

    /// <summary>The lanes of <paramref name="a"/> where the mask is all ones, those of <paramref name="b"/> where it is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Select(Vector512<uint> mask, Vector512<uint> a, Vector512<uint> b) => Vector512.ConditionalSelect(mask, a, b);

    /// <summary>The words of <paramref name="a"/> where the topmost bit of <paramref name="signs"/> is set, those of <paramref name="b"/> elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> SelectNegative32(Vector512<uint> signs, Vector512<uint> a, Vector512<uint> b) =>
        Select(Vector512.LessThan(signs.AsInt32(), Vector512<int>.Zero).AsUInt32(), a, b);

    /// <summary>The same for 64-bit lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> SelectNegative64(Vector512<uint> signs, Vector512<uint> a, Vector512<uint> b) =>
        Select(Vector512.LessThan(signs.AsInt64(), Vector512<long>.Zero).AsUInt32(), a, b);

    /// <summary>The lower halves of the 64-bit lanes of <paramref name="lower"/>, the upper ones of <paramref name="upper"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> JoinHalves(Vector512<ulong> lower, Vector512<ulong> upper) =>
        Vector512.ConditionalSelect(Vector512.Create(0xFFFFFFFFUL), lower, upper);

    /// <summary>The 64-bit products of the lower halves of the 64-bit lanes; the upper halves are ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> MultiplyLow32(Vector512<ulong> a, Vector512<ulong> b) =>
        Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Add32(Vector512<uint> a, Vector512<uint> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Subtract32(Vector512<uint> a, Vector512<uint> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftLeft32(Vector512<uint> a, int count) => a << count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftRight32(Vector512<uint> a, int count) => a >>> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftRightSigned32(Vector512<uint> a, int count) => (a.AsInt32() >> count).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Add64(Vector512<uint> a, Vector512<uint> b) => (a.AsUInt64() + b.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Subtract64(Vector512<uint> a, Vector512<uint> b) => (a.AsUInt64() - b.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftLeft64(Vector512<uint> a, int count) => (a.AsUInt64() << count).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> ShiftRight64(Vector512<uint> a, int count) => (a.AsUInt64() >>> count).AsUInt32();

    /// <summary>The float nearest to each signed 32-bit word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> SignedToSingle(Vector512<uint> a) => Vector512.ConvertToSingle(a.AsInt32()).AsUInt32();

    /// <summary>The float nearest to each unsigned 32-bit word, ties to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> UnsignedToSingle(Vector512<uint> a) => Avx512F.ConvertToVector512Single(a).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> AddSingle(Vector512<uint> a, Vector512<uint> b) => (a.AsSingle() + b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> AddDouble(Vector512<uint> a, Vector512<uint> b) => (a.AsDouble() + b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> SubtractSingle(Vector512<uint> a, Vector512<uint> b) => (a.AsSingle() - b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> SubtractDouble(Vector512<uint> a, Vector512<uint> b) => (a.AsDouble() - b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> MultiplySingle(Vector512<uint> a, Vector512<uint> b) => (a.AsSingle() * b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> MultiplyDouble(Vector512<uint> a, Vector512<uint> b) => (a.AsDouble() * b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> DivideSingle(Vector512<uint> a, Vector512<uint> b) => (a.AsSingle() / b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> DivideDouble(Vector512<uint> a, Vector512<uint> b) => (a.AsDouble() / b.AsDouble()).AsUInt32();

    /// <summary>a · b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> MultiplyAddSingle(Vector512<uint> a, Vector512<uint> b, Vector512<uint> c) =>
        Avx512F.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).AsUInt32();

    /// <summary>a · b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> MultiplyAddDouble(Vector512<uint> a, Vector512<uint> b, Vector512<uint> c) =>
        Avx512F.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> MultiplyAdd<T>(Vector512<uint> a, Vector512<uint> b, Vector512<uint> c)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? MultiplyAddSingle(a, b, c) : MultiplyAddDouble(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> SquareRootSingle(Vector512<uint> a) => Vector512.Sqrt(a.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> SquareRootDouble(Vector512<uint> a) => Vector512.Sqrt(a.AsDouble()).AsUInt32();

    /// <summary>All ones in the lanes where a &lt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> LessSingle(Vector512<uint> a, Vector512<uint> b) => Vector512.LessThan(a.AsSingle(), b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> LessDouble(Vector512<uint> a, Vector512<uint> b) => Vector512.LessThan(a.AsDouble(), b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> LessInt32(Vector512<uint> a, Vector512<uint> b) => Vector512.LessThan(a.AsInt32(), b.AsInt32()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> LessInt64(Vector512<uint> a, Vector512<uint> b) => Vector512.LessThan(a.AsInt64(), b.AsInt64()).AsUInt32();
}
