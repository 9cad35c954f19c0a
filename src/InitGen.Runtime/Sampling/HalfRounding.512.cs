using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<uint>;
using W = InitGen.Lanes512;

namespace InitGen;

internal static partial class HalfRounding
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Round512(ReadOnlySpan<float> source, Span<Half> destination)
    {
        ref float from = ref MemoryMarshal.GetReference(source);
        ref ushort to = ref Unsafe.As<Half, ushort>(ref MemoryMarshal.GetReference(destination));
        nuint i = 0;
        for (; i + (nuint)W.Count <= (nuint)source.Length; i += (nuint)W.Count)
        {
            W.StoreNarrowed(Bits(W.Load(in from, i)), ref to, i);
        }

        for (; i < (nuint)source.Length; i++)
        {
            Unsafe.Add(ref to, i) = BitConverter.HalfToUInt16Bits((Half)Unsafe.Add(ref from, i));
        }
    }

    /// <summary>The 16 bits of the Half nearest to each float, in the low halves of the words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Bits(V value)
    {
        V sign = W.And(value, W.Broadcast32(0x80000000));
        V magnitude = W.Xor(value, sign);

        // Normal results: rebias the exponent from 127 to 15, then add what carries into bit 13 when the 13 bits below round up.
        V odd = W.And(W.ShiftRight32(magnitude, 13), W.Broadcast32(1));
        V rounded = W.ShiftRight32(W.Add32(W.Subtract32(magnitude, W.Broadcast32((112u << 23) - 0x0FFF)), odd), 13);

        // Subnormal results: adding ½ makes the hardware round at 2⁻²⁴, the last place of a subnormal Half.
        V subnormal = W.Subtract32(W.AddSingle(magnitude, W.Broadcast(0.5f)), W.Broadcast(0.5f));
        V half = W.Select(W.LessSingle(magnitude, W.Broadcast(6.103515625e-05f)), subnormal, rounded);

        // From 65520 on, the nearest Half is infinity.
        half = W.Select(W.LessSingle(magnitude, W.Broadcast(65520f)), half, W.Broadcast32(0x7C00));
        return W.Or(half, W.ShiftRight32(sign, 16));
    }
}
