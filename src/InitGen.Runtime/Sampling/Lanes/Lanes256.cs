using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InitGen;

/// <summary>Eight words a register: AVX2 with FMA.</summary>
internal readonly struct Lanes256 : ILanes<Vector256<uint>>
{
    public static int Count => Vector256<uint>.Count;

    public static Vector256<uint> Indices64
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<ulong>.Indices.AsUInt32();
    }

    public static Vector256<uint> EvenIndices64
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.CreateSequence(0UL, 2UL).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast32(uint value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast64(ulong value) => Vector256.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Broadcast<T>(T value)
        where T : unmanaged =>
        Vector256.Create(value).AsUInt32();

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
    public static Vector256<uint> Xor(Vector256<uint> a, Vector256<uint> b, Vector256<uint> c) => a ^ b ^ c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Select(Vector256<uint> mask, Vector256<uint> a, Vector256<uint> b) => Vector256.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> MultiplyLow32(Vector256<uint> a, Vector256<uint> b) => Avx2.Multiply(a, b).AsUInt32();

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

    /// <remarks>The halves convert exactly, so the fused operation rounds once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> UnsignedToSingle(Vector256<uint> a) =>
        Vector256.FusedMultiplyAdd(
            Vector256.ConvertToSingle((a >>> 16).AsInt32()),
            Vector256.Create(65536f),
            Vector256.ConvertToSingle((a & Vector256.Create(0xFFFFu)).AsInt32())).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Add<T>(Vector256<uint> a, Vector256<uint> b)
        where T : unmanaged =>
        (a.As<uint, T>() + b.As<uint, T>()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Subtract<T>(Vector256<uint> a, Vector256<uint> b)
        where T : unmanaged =>
        (a.As<uint, T>() - b.As<uint, T>()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Multiply<T>(Vector256<uint> a, Vector256<uint> b)
        where T : unmanaged =>
        (a.As<uint, T>() * b.As<uint, T>()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Divide<T>(Vector256<uint> a, Vector256<uint> b)
        where T : unmanaged =>
        (a.As<uint, T>() / b.As<uint, T>()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> MultiplyAdd<T>(Vector256<uint> a, Vector256<uint> b, Vector256<uint> c)
        where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector256.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).AsUInt32()
            : Vector256.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> SquareRoot<T>(Vector256<uint> a)
        where T : unmanaged =>
        Vector256.Sqrt(a.As<uint, T>()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Less<T>(Vector256<uint> a, Vector256<uint> b)
        where T : unmanaged =>
        Vector256.LessThan(a.As<uint, T>(), b.As<uint, T>()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> IsNegative32(Vector256<uint> a) => Vector256.LessThan(a.AsInt32(), Vector256<int>.Zero).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> IsNegative64(Vector256<uint> a) => Vector256.LessThan(a.AsInt64(), Vector256<long>.Zero).AsUInt32();
}
