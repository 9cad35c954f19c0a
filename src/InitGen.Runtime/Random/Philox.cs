using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>
/// Philox4x32-10, the counter-based generator under every sampler (Salmon et al., Parallel random numbers: as easy as 1, 2, 3,
/// SC 2011), prepared for a run of blocks whose numbers share their high half.
/// </summary>
/// <remarks>
/// Key = (seed low, seed high); counter = (block low, block high, stream low, stream high). Within a run only the first counter word
/// changes, so the parts of the first three rounds that do not depend on it are folded here into four constants.
/// </remarks>
internal readonly struct Philox
{
    private const uint Multiplier0 = 0xD2511F53;
    private const uint Multiplier1 = 0xCD9E8D57;
    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    private readonly ulong _round1Xor2;
    private readonly ulong _round2Xor0;
    private readonly ulong _round2Xor2;
    private readonly ulong _round3Xor2;
    private readonly ulong _key2Word0;
    private readonly RoundKeys _keys;

    /// <summary>Prepares the blocks whose numbers have the high half <paramref name="blockHigh"/>.</summary>
    /// <param name="stream">Seed and stream id.</param>
    /// <param name="blockHigh">The high half of the block numbers.</param>
    public Philox(RandomStream stream, uint blockHigh)
    {
        uint key0 = (uint)stream.Seed;
        uint key1 = (uint)(stream.Seed >> 32);
        uint word2 = (uint)stream.Id;
        uint word3 = (uint)(stream.Id >> 32);

        ulong product1 = (ulong)Multiplier1 * word2;
        uint round1Word0 = (uint)(product1 >> 32) ^ blockHigh ^ key0;
        _round1Xor2 = word3 ^ key1;

        ulong product0 = (ulong)Multiplier0 * round1Word0;
        _round2Xor0 = (uint)product1 ^ unchecked(key0 + Weyl0);
        _round2Xor2 = (uint)(product0 >> 32) ^ unchecked(key1 + Weyl1);
        _round3Xor2 = (uint)product0 ^ unchecked(key1 + 2 * Weyl1);
        _key2Word0 = unchecked(key0 + 2 * Weyl0);

        for (uint round = 3; round < 10; round++)
        {
            _keys[(int)(2 * (round - 3))] = unchecked(key0 + round * Weyl0);
            _keys[(int)(2 * (round - 3)) + 1] = unchecked(key1 + round * Weyl1);
        }
    }

    /// <summary>The four output words of the blocks b, b + 1, …, one block a 32-bit word of the register.</summary>
    /// <param name="philox">The prepared run.</param>
    /// <param name="block">The low half of the first block's number.</param>
    /// <param name="word0">The first output words.</param>
    /// <param name="word1">The second output words.</param>
    /// <param name="word2">The third output words.</param>
    /// <param name="word3">The fourth output words.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks32<W, V>(ref readonly Philox philox, uint block, out V word0, out V word1, out V word2, out V word3)
        where W : struct, ILanes<V>
        where V : struct
    {
        // Even blocks run in one chain and odd ones in another, in the lower halves of 64-bit lanes; the last round leaves the odd
        // chain's words in the upper halves, so that one select joins each pair.
        V counters = W.Add64(W.Broadcast64(block), W.EvenIndices64);
        NineRounds<W, V>(in philox, counters, out V even0, out V even1, out V even2, out V even3);
        NineRounds<W, V>(in philox, W.Add64(counters, W.Broadcast64(1)), out V odd0, out V odd1, out V odd2, out V odd3);
        V key0 = W.Broadcast64(philox._keys[12]);
        V key1 = W.Broadcast64(philox._keys[13]);
        V evenProduct0 = W.MultiplyLow32(even0, W.Broadcast64(Multiplier0));
        V evenProduct1 = W.MultiplyLow32(even2, W.Broadcast64(Multiplier1));
        V oddProduct0 = W.MultiplyLow32(odd0, W.Broadcast64(Multiplier0));
        V oddProduct1 = W.MultiplyLow32(odd2, W.Broadcast64(Multiplier1));
        V lower = W.Broadcast64(0xFFFFFFFF);
        word0 = W.Select(
            lower,
            W.Xor(W.ShiftRight64(evenProduct1, 32), even1, key0),
            W.Xor(oddProduct1, W.ShiftLeft64(odd1, 32), W.Broadcast64(philox._keys[12] << 32)));
        word1 = W.Select(lower, evenProduct1, W.ShiftLeft64(oddProduct1, 32));
        word2 = W.Select(
            lower,
            W.Xor(W.ShiftRight64(evenProduct0, 32), even3, key1),
            W.Xor(oddProduct0, W.ShiftLeft64(odd3, 32), W.Broadcast64(philox._keys[13] << 32)));
        word3 = W.Select(lower, evenProduct0, W.ShiftLeft64(oddProduct0, 32));
    }

    /// <summary>The two 64-bit outputs of the blocks b, b + 1, …, one block a 64-bit lane: words 0 and 1, words 2 and 3, low word first.</summary>
    /// <param name="philox">The prepared run.</param>
    /// <param name="block">The low half of the first block's number.</param>
    /// <param name="low">Words 0 and 1.</param>
    /// <param name="high">Words 2 and 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks64<W, V>(ref readonly Philox philox, uint block, out V low, out V high)
        where W : struct, ILanes<V>
        where V : struct
    {
        V counters = W.Add64(W.Broadcast64(block), W.Indices64);
        NineRounds<W, V>(in philox, counters, out V word0, out V word1, out V word2, out V word3);
        V product0 = W.MultiplyLow32(word0, W.Broadcast64(Multiplier0));
        V product1 = W.MultiplyLow32(word2, W.Broadcast64(Multiplier1));
        V lower = W.Broadcast64(0xFFFFFFFF);
        low = W.Select(
            lower,
            W.Xor(W.ShiftRight64(product1, 32), word1, W.Broadcast64(philox._keys[12])),
            W.ShiftLeft64(product1, 32));
        high = W.Select(
            lower,
            W.Xor(W.ShiftRight64(product0, 32), word3, W.Broadcast64(philox._keys[13])),
            W.ShiftLeft64(product0, 32));
    }

    // Words live in the lower halves of 64-bit lanes; what stands in the upper halves is ignored by the next multiplication.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void NineRounds<W, V>(
        ref readonly Philox philox, V counters, out V word0, out V word1, out V word2, out V word3)
        where W : struct, ILanes<V>
        where V : struct
    {
        V multiplier0 = W.Broadcast64(Multiplier0);
        V multiplier1 = W.Broadcast64(Multiplier1);
        V product0 = W.MultiplyLow32(counters, multiplier0);
        V product1 = W.MultiplyLow32(W.Xor(W.ShiftRight64(product0, 32), W.Broadcast64(philox._round1Xor2)), multiplier1);
        word0 = W.Xor(W.ShiftRight64(product1, 32), W.Broadcast64(philox._round2Xor0));
        word1 = product1;
        word2 = W.Xor(product0, W.Broadcast64(philox._round2Xor2));

        product0 = W.MultiplyLow32(word0, multiplier0);
        product1 = W.MultiplyLow32(word2, multiplier1);
        word0 = W.Xor(W.ShiftRight64(product1, 32), word1, W.Broadcast64(philox._key2Word0));
        word1 = product1;
        word2 = W.Xor(W.ShiftRight64(product0, 32), W.Broadcast64(philox._round3Xor2));
        word3 = product0;

        Round<W, V>(philox._keys[0], philox._keys[1], ref word0, ref word1, ref word2, ref word3);
        Round<W, V>(philox._keys[2], philox._keys[3], ref word0, ref word1, ref word2, ref word3);
        Round<W, V>(philox._keys[4], philox._keys[5], ref word0, ref word1, ref word2, ref word3);
        Round<W, V>(philox._keys[6], philox._keys[7], ref word0, ref word1, ref word2, ref word3);
        Round<W, V>(philox._keys[8], philox._keys[9], ref word0, ref word1, ref word2, ref word3);
        Round<W, V>(philox._keys[10], philox._keys[11], ref word0, ref word1, ref word2, ref word3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<W, V>(ulong key0, ulong key1, ref V word0, ref V word1, ref V word2, ref V word3)
        where W : struct, ILanes<V>
        where V : struct
    {
        V product0 = W.MultiplyLow32(word0, W.Broadcast64(Multiplier0));
        V product1 = W.MultiplyLow32(word2, W.Broadcast64(Multiplier1));
        word0 = W.Xor(W.ShiftRight64(product1, 32), word1, W.Broadcast64(key0));
        word1 = product1;
        word2 = W.Xor(W.ShiftRight64(product0, 32), word3, W.Broadcast64(key1));
        word3 = product0;
    }

    /// <summary>The keys of rounds 3 to 9, two words each.</summary>
    [InlineArray(14)]
    private struct RoundKeys
    {
        private ulong _first;
    }
}
