using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>The random 64-bit numbers themselves, in the order of the double samplers.</summary>
internal readonly struct RandomBitsKernel : ITileKernel<ulong>
{
    public static int TileLength => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill<W, V>(ref readonly Philox<V> philox, uint block, ref ulong destination)
        where W : struct, ILanes<V>
        where V : struct
    {
        nuint half = (nuint)W.Count / 2;
        for (uint j = 0; j < 16; j += (uint)W.Count)
        {
            Philox<V>.Blocks64<W>(in philox, block + j, out V lowA, out V highA, out V lowB, out V highB);
            W.Store(lowA, ref destination, j);
            W.Store(lowB, ref destination, j + half);
            W.Store(highA, ref destination, j + 16);
            W.Store(highB, ref destination, j + 16 + half);
        }
    }
}
