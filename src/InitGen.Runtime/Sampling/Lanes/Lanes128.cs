using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace InitGen;

/// <summary>Four words a register: NEON, SSE, and software where there is neither.</summary>
internal static class Lanes128
{
    public const int Count = 4;

    public static bool HasManyRegisters => AdvSimd.IsSupported;

    public static Vector128<ulong> Indices64
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0UL, 1);
    }

    public static Vector128<ulong> EvenIndices64
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create(0UL, 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Broadcast32(uint value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Broadcast64(ulong value) => Vector128.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Broadcast(int value) => Vector128.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Broadcast(long value) => Vector128.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Broadcast(float value) => Vector128.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Broadcast(double value) => Vector128.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Broadcast<T>(T value)
        where T : unmanaged =>
        Vector128.Create(value).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector128<uint> Load(void* source) => Vector128.Load((uint*)source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Vector128<uint> value, void* destination) => value.Store((uint*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Load<T>(ref readonly T source, nuint index)
        where T : unmanaged =>
        Vector128.LoadUnsafe(in source, index).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector128<uint> value, ref T destination, nuint index)
        where T : unmanaged =>
        value.As<uint, T>().StoreUnsafe(ref destination, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreNarrowed(Vector128<uint> value, ref ushort destination, nuint index) =>
        Vector64.Narrow(value.GetLower(), value.GetUpper()).StoreUnsafe(ref destination, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> And(Vector128<uint> a, Vector128<uint> b) => a & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Or(Vector128<uint> a, Vector128<uint> b) => a | b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Xor(Vector128<uint> a, Vector128<uint> b) => a ^ b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Xor(Vector128<uint> a, Vector128<uint> b, Vector128<uint> c) => a ^ (b ^ c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Select(Vector128<uint> mask, Vector128<uint> a, Vector128<uint> b) => Vector128.ConditionalSelect(mask, a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> SelectNegative32(Vector128<uint> signs, Vector128<uint> a, Vector128<uint> b) =>
        Select(Vector128.LessThan(signs.AsInt32(), Vector128<int>.Zero).AsUInt32(), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> SelectNegative64(Vector128<uint> signs, Vector128<uint> a, Vector128<uint> b) =>
        Select(Vector128.LessThan(signs.AsInt64(), Vector128<long>.Zero).AsUInt32(), a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> JoinHalves(Vector128<ulong> lower, Vector128<ulong> upper) => Sse41.IsSupported
        ? Sse41.Blend(lower.AsUInt16(), upper.AsUInt16(), 0b11001100).AsUInt64()
        : Vector128.ConditionalSelect(Vector128.Create(0xFFFFFFFFUL), lower, upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> MultiplyLow32(Vector128<ulong> a, Vector128<ulong> b)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.Multiply(a.AsUInt32(), b.AsUInt32());
        }

        if (AdvSimd.IsSupported)
        {
            return AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(a), AdvSimd.ExtractNarrowingLower(b));
        }

        return Vector128.Create((a.GetElement(0) & 0xFFFFFFFF) * (b.GetElement(0) & 0xFFFFFFFF), (a.GetElement(1) & 0xFFFFFFFF) * (b.GetElement(1) & 0xFFFFFFFF));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Add32(Vector128<uint> a, Vector128<uint> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Subtract32(Vector128<uint> a, Vector128<uint> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> ShiftLeft32(Vector128<uint> a, int count) => a << count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> ShiftRight32(Vector128<uint> a, int count) => a >>> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> ShiftRightSigned32(Vector128<uint> a, int count) => (a.AsInt32() >> count).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Add64(Vector128<uint> a, Vector128<uint> b) => (a.AsUInt64() + b.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Subtract64(Vector128<uint> a, Vector128<uint> b) => (a.AsUInt64() - b.AsUInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> ShiftLeft64(Vector128<uint> a, int count) => (a.AsUInt64() << count).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> ShiftRight64(Vector128<uint> a, int count) => (a.AsUInt64() >>> count).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> SignedToSingle(Vector128<uint> a) => Vector128.ConvertToSingle(a.AsInt32()).AsUInt32();

    /// <remarks>
    /// The halves stand exactly in the mantissas of 2³⁹ + 2¹⁶ · high and 2²³ + low; the first difference is exact, so the sum rounds once.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> UnsignedToSingle(Vector128<uint> a)
    {
        Vector128<uint> high = (a >>> 16) | Vector128.Create(0x53000000u);
        Vector128<uint> low = (a & Vector128.Create(0x0000FFFFu)) | Vector128.Create(0x4B000000u);
        return (high.AsSingle() - Vector128.Create(549764202496f) + low.AsSingle()).AsUInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> AddSingle(Vector128<uint> a, Vector128<uint> b) => (a.AsSingle() + b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> AddDouble(Vector128<uint> a, Vector128<uint> b) => (a.AsDouble() + b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> SubtractSingle(Vector128<uint> a, Vector128<uint> b) => (a.AsSingle() - b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> SubtractDouble(Vector128<uint> a, Vector128<uint> b) => (a.AsDouble() - b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> MultiplySingle(Vector128<uint> a, Vector128<uint> b) => (a.AsSingle() * b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> MultiplyDouble(Vector128<uint> a, Vector128<uint> b) => (a.AsDouble() * b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> DivideSingle(Vector128<uint> a, Vector128<uint> b) => (a.AsSingle() / b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> DivideDouble(Vector128<uint> a, Vector128<uint> b) => (a.AsDouble() / b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> MultiplyAddSingle(Vector128<uint> a, Vector128<uint> b, Vector128<uint> c) =>
        MultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> MultiplyAddDouble(Vector128<uint> a, Vector128<uint> b, Vector128<uint> c) =>
        MultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> MultiplyAdd<T>(Vector128<uint> a, Vector128<uint> b, Vector128<uint> c)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? MultiplyAddSingle(a, b, c) : MultiplyAddDouble(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> SquareRootSingle(Vector128<uint> a) => Vector128.Sqrt(a.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> SquareRootDouble(Vector128<uint> a) => Vector128.Sqrt(a.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> LessSingle(Vector128<uint> a, Vector128<uint> b) => Vector128.LessThan(a.AsSingle(), b.AsSingle()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> LessDouble(Vector128<uint> a, Vector128<uint> b) => Vector128.LessThan(a.AsDouble(), b.AsDouble()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> LessInt32(Vector128<uint> a, Vector128<uint> b) => Vector128.LessThan(a.AsInt32(), b.AsInt32()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> LessInt64(Vector128<uint> a, Vector128<uint> b) => Vector128.LessThan(a.AsInt64(), b.AsInt64()).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c)
    {
        if (Fma.IsSupported)
        {
            return Fma.MultiplyAdd(a, b, c);
        }

        if (AdvSimd.IsSupported)
        {
            return AdvSimd.FusedMultiplyAdd(c, a, b);
        }

        return Sse41.IsSupported ? MultiplyAddByDouble(a, b, c) : MultiplyAddByElement(a, b, c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> MultiplyAdd(Vector128<double> a, Vector128<double> b, Vector128<double> c)
    {
        if (Fma.IsSupported)
        {
            return Fma.MultiplyAdd(a, b, c);
        }

        if (AdvSimd.Arm64.IsSupported)
        {
            return AdvSimd.Arm64.FusedMultiplyAdd(c, a, b);
        }

        return Vector128.Create(
            Math.FusedMultiplyAdd(a.GetElement(0), b.GetElement(0), c.GetElement(0)),
            Math.FusedMultiplyAdd(a.GetElement(1), b.GetElement(1), c.GetElement(1)));
    }

    private static Vector128<float> MultiplyAddByElement(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.Create(
        MathF.FusedMultiplyAdd(a.GetElement(0), b.GetElement(0), c.GetElement(0)),
        MathF.FusedMultiplyAdd(a.GetElement(1), b.GetElement(1), c.GetElement(1)),
        MathF.FusedMultiplyAdd(a.GetElement(2), b.GetElement(2), c.GetElement(2)),
        MathF.FusedMultiplyAdd(a.GetElement(3), b.GetElement(3), c.GetElement(3)));

    /// <remarks>
    /// Where SSE has no fused instruction: a product of floats is exact in double, and the sum, rounded to double, rounds on to the right
    /// float unless it stands exactly between two of them. That is rare, and then the sum is rounded to odd first, which makes two roundings
    /// one (Boldo and Melquiond, Emulation of FMA and correctly rounded sums, IEEE Trans. Computers 2008); so are the sums that subnormal
    /// floats round elsewhere. Not inlined: a kernel holds dozens of them.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static Vector128<float> MultiplyAddByDouble(Vector128<float> a, Vector128<float> b, Vector128<float> c)
    {
        Vector128<double> lowProduct = Vector128.WidenLower(a) * Vector128.WidenLower(b);
        Vector128<double> highProduct = Vector128.WidenUpper(a) * Vector128.WidenUpper(b);
        Vector128<double> low = lowProduct + Vector128.WidenLower(c);
        Vector128<double> high = highProduct + Vector128.WidenUpper(c);
        Vector128<ulong> below = Vector128.Create(0x1FFFFFFFUL);
        Vector128<ulong> between = Vector128.Create(0x10000000UL);
        Vector128<double> smallest = Vector128.Create(1.1754943508222875e-38);
        Vector128<ulong> roundsTwice =
            Vector128.Equals(low.AsUInt64() & below, between)
            | Vector128.Equals(high.AsUInt64() & below, between)
            | Vector128.LessThan(Vector128.Abs(low), smallest).AsUInt64()
            | Vector128.LessThan(Vector128.Abs(high), smallest).AsUInt64();
        if (roundsTwice != Vector128<ulong>.Zero)
        {
            low = AddToOdd(lowProduct, Vector128.WidenLower(c));
            high = AddToOdd(highProduct, Vector128.WidenUpper(c));
        }

        return Vector128.Narrow(low, high);
    }

    /// <summary>a + b, rounded to the neighbour with an odd last bit where it is not exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> AddToOdd(Vector128<double> a, Vector128<double> b)
    {
        // The sum's error by Knuth's TwoSum, then one step towards it where the sum is even.
        Vector128<double> sum = a + b;
        Vector128<double> part = sum - a;
        Vector128<double> error = (a - (sum - part)) + (b - part);
        Vector128<long> step = Vector128.LessThan((sum.AsInt64() ^ error.AsInt64()), Vector128<long>.Zero) | Vector128<long>.One;
        Vector128<long> isEven = Vector128.Equals(sum.AsInt64() & Vector128<long>.One, Vector128<long>.Zero);
        Vector128<long> isExact = Vector128.Equals(error, Vector128<double>.Zero).AsInt64();
        return (sum.AsInt64() + Vector128.AndNot(step & isEven, isExact)).AsDouble();
    }
}
