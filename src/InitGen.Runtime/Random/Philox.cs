using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>
/// Philox4x32-10, the counter-based generator under every sampler (Salmon et al., Parallel random numbers: as easy as 1, 2, 3,
/// SC 2011), prepared for a run of blocks whose numbers share their high half.
/// </summary>
/// <remarks>
/// <para>Key = (seed low, seed high); counter = (block low, block high, stream low, stream high). Within a run only the first counter word
/// changes, so the parts of the first three rounds that do not depend on it are folded here into constants.</para>
/// <para>Words live in the lower halves of 64-bit lanes: the multiplication ignores the upper halves, which hold what is left of products.
/// The constants stand in memory as whole registers, from which every operation takes them directly: broadcasting them in the loop costs
/// more than the arithmetic.</para>
/// </remarks>
/// <typeparam name="V">The register.</typeparam>
internal struct Philox<V>
    where V : struct
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    private V _round1Xor2;
    private V _round2Xor0;
    private V _round2Xor2;
    private V _round3Key0;
    private V _round3Xor2;
    private V _round4Key0;
    private V _round4Key1;
    private V _round5Key0;
    private V _round5Key1;
    private V _round6Key0;
    private V _round6Key1;
    private V _round7Key0;
    private V _round7Key1;
    private V _round8Key0;
    private V _round8Key1;
    private V _round9Key0;
    private V _round9Key1;
    private V _round10Key0;
    private V _round10Key1;

    /// <summary>Prepares the blocks whose numbers have the high half <paramref name="blockHigh"/>.</summary>
    /// <param name="philox">What to prepare.</param>
    /// <param name="stream">Seed and stream id.</param>
    /// <param name="blockHigh">The high half of the block numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prepare<W>(out Philox<V> philox, RandomStream stream, uint blockHigh)
        where W : struct, ILanes<V>
    {
        Unsafe.SkipInit(out philox);
        uint key0 = (uint)stream.Seed;
        uint key1 = (uint)(stream.Seed >> 32);
        uint word2 = (uint)stream.Id;
        uint word3 = (uint)(stream.Id >> 32);

        ulong product1 = (ulong)Multiplier1 * word2;
        uint round1Word0 = (uint)(product1 >> 32) ^ blockHigh ^ key0;
        philox._round1Xor2 = W.Broadcast64(word3 ^ key1);

        ulong product0 = (ulong)Multiplier0 * round1Word0;
        philox._round2Xor0 = W.Broadcast64((uint)product1 ^ unchecked(key0 + Weyl0));
        philox._round2Xor2 = W.Broadcast64((uint)(product0 >> 32) ^ unchecked(key1 + Weyl1));
        philox._round3Key0 = W.Broadcast64(unchecked(key0 + 2 * Weyl0));
        philox._round3Xor2 = W.Broadcast64((uint)product0 ^ unchecked(key1 + 2 * Weyl1));
        philox._round4Key0 = W.Broadcast64(unchecked(key0 + 3 * Weyl0));
        philox._round4Key1 = W.Broadcast64(unchecked(key1 + 3 * Weyl1));
        philox._round5Key0 = W.Broadcast64(unchecked(key0 + 4 * Weyl0));
        philox._round5Key1 = W.Broadcast64(unchecked(key1 + 4 * Weyl1));
        philox._round6Key0 = W.Broadcast64(unchecked(key0 + 5 * Weyl0));
        philox._round6Key1 = W.Broadcast64(unchecked(key1 + 5 * Weyl1));
        philox._round7Key0 = W.Broadcast64(unchecked(key0 + 6 * Weyl0));
        philox._round7Key1 = W.Broadcast64(unchecked(key1 + 6 * Weyl1));
        philox._round8Key0 = W.Broadcast64(unchecked(key0 + 7 * Weyl0));
        philox._round8Key1 = W.Broadcast64(unchecked(key1 + 7 * Weyl1));
        philox._round9Key0 = W.Broadcast64(unchecked(key0 + 8 * Weyl0));
        philox._round9Key1 = W.Broadcast64(unchecked(key1 + 8 * Weyl1));
        philox._round10Key0 = W.Broadcast32(unchecked(key0 + 9 * Weyl0));
        philox._round10Key1 = W.Broadcast32(unchecked(key1 + 9 * Weyl1));
    }

    /// <summary>The products of the first round for consecutive blocks: of 64-bit lanes 0, 2, 4, … (32-bit words) or 0, 1, 2, … (64-bit).</summary>
    /// <param name="block">The low half of the first block's number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Products32<W>(uint block)
        where W : struct, ILanes<V> =>
        W.MultiplyLow32(W.Add64(W.Broadcast64(block), W.EvenIndices64), W.Broadcast64(Multiplier0));

    /// <inheritdoc cref="Products32{W}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Products64<W>(uint block)
        where W : struct, ILanes<V> =>
        W.MultiplyLow32(W.Add64(W.Broadcast64(block), W.Indices64), W.Broadcast64(Multiplier0));

    /// <summary>
    /// The four output words of two registers of blocks, one block a 32-bit word: four independent chains, which hide the latency of the
    /// multiplications.
    /// </summary>
    /// <param name="philox">The prepared run.</param>
    /// <param name="products">The first products of the blocks, which it moves on to the next ones.</param>
    /// <param name="a">The first to fourth output words of the first register's blocks.</param>
    /// <param name="b">Those of the second's.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks32<W>(ref readonly Philox<V> philox, ref V products, out Words<V> a, out Words<V> b)
        where W : struct, ILanes<V>
    {
        // Even blocks run in one chain and odd ones in another.
        Start<W>(in philox, products, out Words<V> evenA);
        Start<W>(in philox, Later<W>(products, 1), out Words<V> oddA);
        Start<W>(in philox, Later<W>(products, (uint)W.Count), out Words<V> evenB);
        Start<W>(in philox, Later<W>(products, (uint)W.Count + 1), out Words<V> oddB);
        products = Later<W>(products, 2 * (uint)W.Count);
        Rounds<W>(in philox, ref evenA, ref oddA, ref evenB, ref oddB);
        Join32<W>(in philox, in evenA, in oddA, out a);
        Join32<W>(in philox, in evenB, in oddB, out b);
    }

    /// <summary>
    /// The 64-bit outputs of two registers of blocks, one block a 64-bit lane of two registers: words 0 and 1, and words 2 and 3, low word
    /// first, of the first half of the blocks and then of the second.
    /// </summary>
    /// <param name="philox">The prepared run.</param>
    /// <param name="products">The first products of the blocks, which it moves on to the next ones.</param>
    /// <param name="a">Words 0 and 1, words 2 and 3 of the first half; the same of the second half; of the first register's blocks.</param>
    /// <param name="b">Those of the second's.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks64<W>(ref readonly Philox<V> philox, ref V products, out Words<V> a, out Words<V> b)
        where W : struct, ILanes<V>
    {
        Start<W>(in philox, products, out Words<V> firstA);
        Start<W>(in philox, Later<W>(products, (uint)W.Count / 2), out Words<V> secondA);
        Start<W>(in philox, Later<W>(products, (uint)W.Count), out Words<V> firstB);
        Start<W>(in philox, Later<W>(products, 3 * (uint)W.Count / 2), out Words<V> secondB);
        products = Later<W>(products, 2 * (uint)W.Count);
        Rounds<W>(in philox, ref firstA, ref secondA, ref firstB, ref secondB);
        Join64<W>(in philox, in firstA, out a.V0, out a.V1);
        Join64<W>(in philox, in secondA, out a.V2, out a.V3);
        Join64<W>(in philox, in firstB, out b.V0, out b.V1);
        Join64<W>(in philox, in secondB, out b.V2, out b.V3);
    }

    // The first products of blocks further on: the multiplication of consecutive numbers is an addition.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Later<W>(V products, uint blocks)
        where W : struct, ILanes<V> =>
        W.Add64(products, W.Broadcast64((ulong)Multiplier0 * blocks));

    // The last round of an even and an odd chain: it leaves the odd one's words in the upper halves, so that one select joins each pair.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join32<W>(ref readonly Philox<V> philox, in Words<V> even, in Words<V> odd, out Words<V> words)
        where W : struct, ILanes<V>
    {
        V evenProduct0 = W.MultiplyLow32(even.V0, W.Broadcast64(Multiplier0));
        V evenProduct1 = W.MultiplyLow32(even.V2, W.Broadcast64(Multiplier1));
        V oddProduct0 = W.MultiplyLow32(odd.V0, W.Broadcast64(Multiplier0));
        V oddProduct1 = W.MultiplyLow32(odd.V2, W.Broadcast64(Multiplier1));
        words.V0 = W.Xor(
            W.JoinHalves(W.ShiftRight64(evenProduct1, 32), oddProduct1),
            W.JoinHalves(even.V1, W.ShiftLeft64(odd.V1, 32)),
            philox._round10Key0);
        words.V1 = W.JoinHalves(evenProduct1, W.ShiftLeft64(oddProduct1, 32));
        words.V2 = W.Xor(
            W.JoinHalves(W.ShiftRight64(evenProduct0, 32), oddProduct0),
            W.JoinHalves(even.V3, W.ShiftLeft64(odd.V3, 32)),
            philox._round10Key1);
        words.V3 = W.JoinHalves(evenProduct0, W.ShiftLeft64(oddProduct0, 32));
    }

    // The last round of one chain, its words joined to 64-bit numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join64<W>(ref readonly Philox<V> philox, in Words<V> words, out V low, out V high)
        where W : struct, ILanes<V>
    {
        V product0 = W.MultiplyLow32(words.V0, W.Broadcast64(Multiplier0));
        V product1 = W.MultiplyLow32(words.V2, W.Broadcast64(Multiplier1));
        low = W.JoinHalves(W.Xor(W.ShiftRight64(product1, 32), words.V1, philox._round10Key0), W.ShiftLeft64(product1, 32));
        high = W.JoinHalves(W.Xor(W.ShiftRight64(product0, 32), words.V3, philox._round10Key1), W.ShiftLeft64(product0, 32));
    }

    // The first three rounds, from the first one's product.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start<W>(ref readonly Philox<V> philox, V product0, out Words<V> words)
        where W : struct, ILanes<V>
    {
        V multiplier0 = W.Broadcast64(Multiplier0);
        V multiplier1 = W.Broadcast64(Multiplier1);
        V product1 = W.MultiplyLow32(W.Xor(W.ShiftRight64(product0, 32), philox._round1Xor2), multiplier1);
        V word0 = W.Xor(W.ShiftRight64(product1, 32), philox._round2Xor0);
        V word1 = product1;
        V word2 = W.Xor(product0, philox._round2Xor2);
        product0 = W.MultiplyLow32(word0, multiplier0);
        product1 = W.MultiplyLow32(word2, multiplier1);
        words.V0 = W.Xor(W.ShiftRight64(product1, 32), word1, philox._round3Key0);
        words.V1 = product1;
        words.V2 = W.Xor(W.ShiftRight64(product0, 32), philox._round3Xor2);
        words.V3 = product0;
    }

    // Rounds 4 to 9 of independent chains in turns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rounds<W>(ref readonly Philox<V> philox, ref Words<V> a, ref Words<V> b, ref Words<V> c, ref Words<V> d)
        where W : struct, ILanes<V>
    {
        Round<W>(in philox._round4Key0, in philox._round4Key1, ref a);
        Round<W>(in philox._round4Key0, in philox._round4Key1, ref b);
        Round<W>(in philox._round4Key0, in philox._round4Key1, ref c);
        Round<W>(in philox._round4Key0, in philox._round4Key1, ref d);
        Round<W>(in philox._round5Key0, in philox._round5Key1, ref a);
        Round<W>(in philox._round5Key0, in philox._round5Key1, ref b);
        Round<W>(in philox._round5Key0, in philox._round5Key1, ref c);
        Round<W>(in philox._round5Key0, in philox._round5Key1, ref d);
        Round<W>(in philox._round6Key0, in philox._round6Key1, ref a);
        Round<W>(in philox._round6Key0, in philox._round6Key1, ref b);
        Round<W>(in philox._round6Key0, in philox._round6Key1, ref c);
        Round<W>(in philox._round6Key0, in philox._round6Key1, ref d);
        Round<W>(in philox._round7Key0, in philox._round7Key1, ref a);
        Round<W>(in philox._round7Key0, in philox._round7Key1, ref b);
        Round<W>(in philox._round7Key0, in philox._round7Key1, ref c);
        Round<W>(in philox._round7Key0, in philox._round7Key1, ref d);
        Round<W>(in philox._round8Key0, in philox._round8Key1, ref a);
        Round<W>(in philox._round8Key0, in philox._round8Key1, ref b);
        Round<W>(in philox._round8Key0, in philox._round8Key1, ref c);
        Round<W>(in philox._round8Key0, in philox._round8Key1, ref d);
        Round<W>(in philox._round9Key0, in philox._round9Key1, ref a);
        Round<W>(in philox._round9Key0, in philox._round9Key1, ref b);
        Round<W>(in philox._round9Key0, in philox._round9Key1, ref c);
        Round<W>(in philox._round9Key0, in philox._round9Key1, ref d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<W>(ref readonly V key0, ref readonly V key1, ref Words<V> words)
        where W : struct, ILanes<V>
    {
        V product0 = W.MultiplyLow32(words.V0, W.Broadcast64(Multiplier0));
        V product1 = W.MultiplyLow32(words.V2, W.Broadcast64(Multiplier1));
        words.V0 = W.Xor(W.ShiftRight64(product1, 32), words.V1, key0);
        words.V1 = product1;
        words.V2 = W.Xor(W.ShiftRight64(product0, 32), words.V3, key1);
        words.V3 = product0;
    }
}

/// <summary>Four registers: the words of a chain of <see cref="Philox{V}"/>, or what a kernel makes of them.</summary>
/// <typeparam name="V">The register.</typeparam>
internal struct Words<V>
    where V : struct
{
    public V V0;
    public V V1;
    public V V2;
    public V V3;
}
