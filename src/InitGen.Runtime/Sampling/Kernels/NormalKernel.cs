using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>
/// Normal floats by Box and Muller (1958): words 0 and 1 of a block, and words 2 and 3, give a radius and an angle, and by them two
/// values, those of the cosine at the first word's positions and those of the sine at the second's.
/// </summary>
/// <remarks>
/// The radius is √(−2 ln u), u = (RN(w) + ½) · 2⁻³² from all bits of the word, so it reaches 6.76 and never takes the logarithm of zero.
/// </remarks>
internal readonly struct NormalSingleKernel(float mean, float std) : ITileKernel<float>
{
    public static int TileLength => 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill<W, V>(ref readonly Philox<V> philox, uint block, ref float destination)
        where W : struct, ILanes<V>
        where V : struct
    {
        for (uint j = 0; j < 16; j += (uint)W.Count)
        {
            Philox<V>.Blocks32<W>(in philox, block + j, out V word0, out V word1, out V word2, out V word3);
            Pair<W, V>(word0, word1, out V first, out V second);
            W.Store(first, ref destination, j);
            W.Store(second, ref destination, j + 16);
            Pair<W, V>(word2, word3, out first, out second);
            W.Store(first, ref destination, j + 32);
            W.Store(second, ref destination, j + 48);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Pair<W, V>(V radiusWord, V angleWord, out V first, out V second)
        where W : struct, ILanes<V>
        where V : struct
    {
        V radius = W.SquareRoot<float>(Logarithm.MinusTwiceSingle<W, V>(Logarithm.NumberSingle<W, V>(radiusWord), 32));
        CirclePoint.Single<W, V>(angleWord, out V cosine, out V sine);
        V scaled = W.Multiply<float>(radius, W.Broadcast(std));
        first = W.MultiplyAdd<float>(scaled, cosine, W.Broadcast(mean));
        second = W.MultiplyAdd<float>(scaled, sine, W.Broadcast(mean));
    }
}

/// <summary>
/// Normal doubles by Box and Muller (1958): the 64 bits of words 0 and 1 of a block give the radius, those of words 2 and 3 the angle.
/// </summary>
/// <remarks>The radius is √(−2 ln u), u = (k + ½) · 2⁻⁵³ rounded, from the 53 high bits k, so it reaches 8.65.</remarks>
internal readonly struct NormalDoubleKernel(double mean, double std) : ITileKernel<double>
{
    public static int TileLength => 32;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill<W, V>(ref readonly Philox<V> philox, uint block, ref double destination)
        where W : struct, ILanes<V>
        where V : struct
    {
        nuint half = (nuint)W.Count / 2;
        for (uint j = 0; j < 16; j += (uint)W.Count)
        {
            Philox<V>.Blocks64<W>(in philox, block + j, out V lowA, out V highA, out V lowB, out V highB);
            Pair<W, V>(lowA, highA, out V first, out V second);
            W.Store(first, ref destination, j);
            W.Store(second, ref destination, j + 16);
            Pair<W, V>(lowB, highB, out first, out second);
            W.Store(first, ref destination, j + half);
            W.Store(second, ref destination, j + 16 + half);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Pair<W, V>(V radiusBits, V angleBits, out V first, out V second)
        where W : struct, ILanes<V>
        where V : struct
    {
        V radius = W.SquareRoot<double>(Logarithm.MinusTwiceDouble<W, V>(Logarithm.NumberDouble<W, V>(radiusBits), 53));
        CirclePoint.Double<W, V>(angleBits, out V cosine, out V sine);
        V scaled = W.Multiply<double>(radius, W.Broadcast(std));
        first = W.MultiplyAdd<double>(scaled, cosine, W.Broadcast(mean));
        second = W.MultiplyAdd<double>(scaled, sine, W.Broadcast(mean));
    }
}
