using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InitGen;

/// <summary>Eight words a register: AVX2 with FMA.</summary>
internal static class Lanes256
{
    public const int Count = 8;

    public static bool HasManyRegisters => false;

    public static Vector256<ulong> Indices64
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(0UL, 1, 2, 3);
    }

    public static Vector256<ulong> EvenIndices64
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(0UL, 2, 4, 6);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast32(uint value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast64(ulong value) => Vector256.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast(int value) => Vector256.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast(long value) => Vector256.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast(float value) => Vector256.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast(double value) => Vector256.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast<T>(T value)
        where T : unmanaged =>
        Vector256.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector256<uint> Load(void* source) => Vector256.Load((uint*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Vector256<uint> value, void* destination) => value.Store((uint*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Load<T>(ref readonly T source, nuint index)
        where T : unmanaged =>
        Vector256.LoadUnsafe(in source, index).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector256<uint> value, ref T destination, nuint index)
        where T : unmanaged =>
        value.As<uint, T>().StoreUnsafe(ref destination, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNarrowed(Vector256<uint> value, ref ushort destination, nuint index) =>
        Vector128.Narrow(value.GetLower(), value.GetUpper()).StoreUnsafe(ref destination, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> And(Vector256<uint> a, Vector256<uint> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Or(Vector256<uint> a, Vector256<uint> b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Xor(Vector256<uint> a, Vector256<uint> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Xor(Vector256<uint> a, Vector256<uint> b, Vector256<uint> c) => a ^ (b ^ c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Select(Vector256<uint> mask, Vector256<uint> a, Vector256<uint> b) => Avx2.BlendVariable(b, a, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> SelectNegative32(Vector256<uint> signs, Vector256<uint> a, Vector256<uint> b) =>
        Avx.BlendVariable(b.AsSingle(), a.AsSingle(), signs.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> SelectNegative64(Vector256<uint> signs, Vector256<uint> a, Vector256<uint> b) =>
        Avx.BlendVariable(b.AsDouble(), a.AsDouble(), signs.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> JoinHalves(Vector256<ulong> lower, Vector256<ulong> upper) =>
        Avx2.Blend(lower.AsUInt32(), upper.AsUInt32(), 0b10101010).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> MultiplyLow32(Vector256<ulong> a, Vector256<ulong> b) => Avx2.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Add32(Vector256<uint> a, Vector256<uint> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Subtract32(Vector256<uint> a, Vector256<uint> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftLeft32(Vector256<uint> a, int count) => a << count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftRight32(Vector256<uint> a, int count) => a >>> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftRightSigned32(Vector256<uint> a, int count) => (a.AsInt32() >> count).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Add64(Vector256<uint> a, Vector256<uint> b) => (a.AsUInt64() + b.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Subtract64(Vector256<uint> a, Vector256<uint> b) => (a.AsUInt64() - b.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftLeft64(Vector256<uint> a, int count) => (a.AsUInt64() << count).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> ShiftRight64(Vector256<uint> a, int count) => (a.AsUInt64() >>> count).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> SignedToSingle(Vector256<uint> a) => Vector256.ConvertToSingle(a.AsInt32()).AsUInt32();

    /// <remarks>
    /// The halves stand exactly in the mantissas of 2³⁹ + 2¹⁶ · high and 2²³ + low; the first difference is exact, so the sum rounds once.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> UnsignedToSingle(Vector256<uint> a)
    {
        Vector256<ushort> high = Avx2.Blend((a >>> 16).AsUInt16(), Vector256.Create(0x53000000u).AsUInt16(), 0b10101010);
        Vector256<ushort> low = Avx2.Blend(a.AsUInt16(), Vector256.Create(0x4B000000u).AsUInt16(), 0b10101010);
        return (high.AsSingle() - Vector256.Create(549764202496f) + low.AsSingle()).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> AddSingle(Vector256<uint> a, Vector256<uint> b) => (a.AsSingle() + b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> AddDouble(Vector256<uint> a, Vector256<uint> b) => (a.AsDouble() + b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> SubtractSingle(Vector256<uint> a, Vector256<uint> b) => (a.AsSingle() - b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> SubtractDouble(Vector256<uint> a, Vector256<uint> b) => (a.AsDouble() - b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> MultiplySingle(Vector256<uint> a, Vector256<uint> b) => (a.AsSingle() * b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> MultiplyDouble(Vector256<uint> a, Vector256<uint> b) => (a.AsDouble() * b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> DivideSingle(Vector256<uint> a, Vector256<uint> b) => (a.AsSingle() / b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> DivideDouble(Vector256<uint> a, Vector256<uint> b) => (a.AsDouble() / b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> MultiplyAddSingle(Vector256<uint> a, Vector256<uint> b, Vector256<uint> c) =>
        Fma.MultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> MultiplyAddDouble(Vector256<uint> a, Vector256<uint> b, Vector256<uint> c) =>
        Fma.MultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> MultiplyAdd<T>(Vector256<uint> a, Vector256<uint> b, Vector256<uint> c)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? MultiplyAddSingle(a, b, c) : MultiplyAddDouble(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> SquareRootSingle(Vector256<uint> a) => Vector256.Sqrt(a.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> SquareRootDouble(Vector256<uint> a) => Vector256.Sqrt(a.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> LessSingle(Vector256<uint> a, Vector256<uint> b) => Vector256.LessThan(a.AsSingle(), b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> LessDouble(Vector256<uint> a, Vector256<uint> b) => Vector256.LessThan(a.AsDouble(), b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> LessInt32(Vector256<uint> a, Vector256<uint> b) => Vector256.LessThan(a.AsInt32(), b.AsInt32()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> LessInt64(Vector256<uint> a, Vector256<uint> b) => Vector256.LessThan(a.AsInt64(), b.AsInt64()).AsUInt32();
}
