using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InitGen;

/// <summary>Rounds floats to Half, to nearest with ties to even, by integer operations that are the same on every machine.</summary>
internal static class HalfRounding
{
    /// <summary>Rounds every element once.</summary>
    /// <param name="source">Numbers, no NaN.</param>
    /// <param name="destination">At least as long.</param>
    public static void Round(ReadOnlySpan<float> source, Span<Half> destination)
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            Round<Lanes512, Vector512<uint>>(source, destination);
        }
        else if (Vector256.IsHardwareAccelerated && Avx2.IsSupported)
        {
            Round<Lanes256, Vector256<uint>>(source, destination);
        }
        else
        {
            Round<Lanes128, Vector128<uint>>(source, destination);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Round<W, V>(ReadOnlySpan<float> source, Span<Half> destination)
        where W : struct, ILanes<V>
        where V : struct
    {
        ref float from = ref MemoryMarshal.GetReference(source);
        ref ushort to = ref Unsafe.As<Half, ushort>(ref MemoryMarshal.GetReference(destination));
        nuint i = 0;
        for (; i + (nuint)W.Count <= (nuint)source.Length; i += (nuint)W.Count)
        {
            W.StoreNarrowed(Bits<W, V>(W.Load(in from, i)), ref to, i);
        }

        for (; i < (nuint)source.Length; i++)
        {
            Unsafe.Add(ref to, i) = BitConverter.HalfToUInt16Bits((Half)Unsafe.Add(ref from, i));
        }
    }

    /// <summary>The 16 bits of the Half nearest to each float, in the low halves of the words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Bits<W, V>(V value)
        where W : struct, ILanes<V>
        where V : struct
    {
        V sign = W.And(value, W.Broadcast32(0x80000000));
        V magnitude = W.Xor(value, sign);

        // Normal results: rebias the exponent from 127 to 15, then add what carries into bit 13 when the 13 bits below round up.
        V odd = W.And(W.ShiftRight32(magnitude, 13), W.Broadcast32(1));
        V rounded = W.ShiftRight32(W.Add32(W.Subtract32(magnitude, W.Broadcast32((112u << 23) - 0x0FFF)), odd), 13);

        // Subnormal results: adding ½ makes the hardware round at 2⁻²⁴, the last place of a subnormal Half.
        V subnormal = W.Subtract32(W.Add<float>(magnitude, W.Broadcast(0.5f)), W.Broadcast(0.5f));
        V half = W.Select(W.Less<float>(magnitude, W.Broadcast(6.103515625e-05f)), subnormal, rounded);

        // From 65520 on, the nearest Half is infinity.
        half = W.Select(W.Less<float>(magnitude, W.Broadcast(65520f)), half, W.Broadcast32(0x7C00));
        return W.Or(half, W.ShiftRight32(sign, 16));
    }
}
