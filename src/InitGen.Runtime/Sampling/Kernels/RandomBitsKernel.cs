using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>The random 64-bit numbers themselves, in the order of the double samplers.</summary>
internal readonly struct RandomBitsKernel : ITileKernel<ulong>
{
    public static int TileLength => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill<W, V>(ref readonly Philox philox, uint block, ref ulong destination)
        where W : struct, ILanes<V>
        where V : struct
    {
        for (uint j = 0; j < 16; j += (uint)W.Count / 2)
        {
            Philox.Blocks64<W, V>(in philox, block + j, out V low, out V high);
            W.Store(low, ref destination, j);
            W.Store(high, ref destination, j + 16);
        }
    }
}
