using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>Half values: the floats of another kernel, rounded once to nearest, ties to even.</summary>
internal readonly struct HalfKernel<TKernel>(TKernel inner) : ITileKernel<Half>
    where TKernel : struct, ITileKernel<float>
{
    private const int Length = 64;

    public static int TileLength => Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill<W, V>(ref readonly Philox<V> philox, uint block, ref Half destination)
        where W : struct, ILanes<V>
        where V : struct
    {
        Unsafe.SkipInit(out SingleTile tile);
        inner.Fill<W, V>(in philox, block, ref tile[0]);
        ref ushort bits = ref Unsafe.As<Half, ushort>(ref destination);
        for (nuint i = 0; i < Length; i += 2 * (nuint)W.Count)
        {
            W.StoreNarrowed(
                HalfRounding.Bits<W, V>(W.Load(ref tile[0], i)),
                HalfRounding.Bits<W, V>(W.Load(ref tile[0], i + (nuint)W.Count)),
                ref bits,
                i);
        }
    }

    [InlineArray(Length)]
    private struct SingleTile
    {
        private float _first;
    }
}
