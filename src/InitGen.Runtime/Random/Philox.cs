using System.Diagnostics.CodeAnalysis;
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

    private const int Round1Xor2 = 0;
    private const int Round2Xor0 = 1;
    private const int Round2Xor2 = 2;
    private const int Round3Key0 = 3;
    private const int Round3Xor2 = 4;
    private const int Round4 = 5;
    private const int Round10 = Round4 + 12;
    private const int Round10Shifted = Round10 + 2;
    private const int Constants = Round10Shifted + 2;

    private Registers _constants;

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
        philox._constants[Round1Xor2] = W.Broadcast64(word3 ^ key1);

        ulong product0 = (ulong)Multiplier0 * round1Word0;
        philox._constants[Round2Xor0] = W.Broadcast64((uint)product1 ^ unchecked(key0 + Weyl0));
        philox._constants[Round2Xor2] = W.Broadcast64((uint)(product0 >> 32) ^ unchecked(key1 + Weyl1));
        philox._constants[Round3Key0] = W.Broadcast64(unchecked(key0 + 2 * Weyl0));
        philox._constants[Round3Xor2] = W.Broadcast64((uint)product0 ^ unchecked(key1 + 2 * Weyl1));
        for (uint round = 3; round < 10; round++)
        {
            int index = Round4 + 2 * ((int)round - 3);
            philox._constants[index] = W.Broadcast64(unchecked(key0 + round * Weyl0));
            philox._constants[index + 1] = W.Broadcast64(unchecked(key1 + round * Weyl1));
        }

        philox._constants[Round10Shifted] = W.Broadcast64((ulong)unchecked(key0 + 9 * Weyl0) << 32);
        philox._constants[Round10Shifted + 1] = W.Broadcast64((ulong)unchecked(key1 + 9 * Weyl1) << 32);
    }

    /// <summary>The four output words of the blocks b, b + 1, …, one block a 32-bit word of the register.</summary>
    /// <param name="philox">The prepared run.</param>
    /// <param name="block">The low half of the first block's number.</param>
    /// <param name="word0">The first output words.</param>
    /// <param name="word1">The second output words.</param>
    /// <param name="word2">The third output words.</param>
    /// <param name="word3">The fourth output words.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks32<W>(ref readonly Philox<V> philox, uint block, out V word0, out V word1, out V word2, out V word3)
        where W : struct, ILanes<V>
    {
        // Even blocks run in one chain and odd ones in another; the last round leaves the odd chain's words in the upper halves, so that
        // one select joins each pair.
        V evenCounters = W.Add64(W.Broadcast64(block), W.EvenIndices64);
        V oddCounters = W.Add64(evenCounters, W.Broadcast64(1));
        NineRounds<W>(
            in philox, evenCounters, oddCounters,
            out V even0, out V even1, out V even2, out V even3, out V odd0, out V odd1, out V odd2, out V odd3);
        V evenProduct0 = W.MultiplyLow32(even0, W.Broadcast64(Multiplier0));
        V evenProduct1 = W.MultiplyLow32(even2, W.Broadcast64(Multiplier1));
        V oddProduct0 = W.MultiplyLow32(odd0, W.Broadcast64(Multiplier0));
        V oddProduct1 = W.MultiplyLow32(odd2, W.Broadcast64(Multiplier1));
        V lower = W.Broadcast64(0xFFFFFFFF);
        word0 = W.Select(
            lower,
            W.Xor(W.ShiftRight64(evenProduct1, 32), even1, philox._constants[Round10]),
            W.Xor(oddProduct1, W.ShiftLeft64(odd1, 32), philox._constants[Round10Shifted]));
        word1 = W.Select(lower, evenProduct1, W.ShiftLeft64(oddProduct1, 32));
        word2 = W.Select(
            lower,
            W.Xor(W.ShiftRight64(evenProduct0, 32), even3, philox._constants[Round10 + 1]),
            W.Xor(oddProduct0, W.ShiftLeft64(odd3, 32), philox._constants[Round10Shifted + 1]));
        word3 = W.Select(lower, evenProduct0, W.ShiftLeft64(oddProduct0, 32));
    }

    /// <summary>
    /// The two 64-bit outputs of the blocks b, b + 1, …, one block a 64-bit lane of two registers: words 0 and 1, and words 2 and 3, low
    /// word first.
    /// </summary>
    /// <param name="philox">The prepared run.</param>
    /// <param name="block">The low half of the first block's number.</param>
    /// <param name="lowA">Words 0 and 1 of the first half of the blocks.</param>
    /// <param name="highA">Words 2 and 3 of them.</param>
    /// <param name="lowB">Words 0 and 1 of the second half.</param>
    /// <param name="highB">Words 2 and 3 of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Blocks64<W>(ref readonly Philox<V> philox, uint block, out V lowA, out V highA, out V lowB, out V highB)
        where W : struct, ILanes<V>
    {
        V countersA = W.Add64(W.Broadcast64(block), W.Indices64);
        V countersB = W.Add64(countersA, W.Broadcast64((ulong)W.Count / 2));
        NineRounds<W>(
            in philox, countersA, countersB, out V a0, out V a1, out V a2, out V a3, out V b0, out V b1, out V b2, out V b3);
        Join<W>(in philox, a0, a1, a2, a3, out lowA, out highA);
        Join<W>(in philox, b0, b1, b2, b3, out lowB, out highB);
    }

    // The last round of one chain, its words joined to 64-bit numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join<W>(ref readonly Philox<V> philox, V word0, V word1, V word2, V word3, out V low, out V high)
        where W : struct, ILanes<V>
    {
        V product0 = W.MultiplyLow32(word0, W.Broadcast64(Multiplier0));
        V product1 = W.MultiplyLow32(word2, W.Broadcast64(Multiplier1));
        V lower = W.Broadcast64(0xFFFFFFFF);
        low = W.Select(
            lower, W.Xor(W.ShiftRight64(product1, 32), word1, philox._constants[Round10]), W.ShiftLeft64(product1, 32));
        high = W.Select(
            lower, W.Xor(W.ShiftRight64(product0, 32), word3, philox._constants[Round10 + 1]), W.ShiftLeft64(product0, 32));
    }

    // Two independent chains in turns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void NineRounds<W>(
        ref readonly Philox<V> philox, V countersA, V countersB,
        out V a0, out V a1, out V a2, out V a3, out V b0, out V b1, out V b2, out V b3)
        where W : struct, ILanes<V>
    {
        V multiplier0 = W.Broadcast64(Multiplier0);
        V multiplier1 = W.Broadcast64(Multiplier1);
        V productA0 = W.MultiplyLow32(countersA, multiplier0);
        V productB0 = W.MultiplyLow32(countersB, multiplier0);
        V productA1 = W.MultiplyLow32(W.Xor(W.ShiftRight64(productA0, 32), philox._constants[Round1Xor2]), multiplier1);
        V productB1 = W.MultiplyLow32(W.Xor(W.ShiftRight64(productB0, 32), philox._constants[Round1Xor2]), multiplier1);
        a0 = W.Xor(W.ShiftRight64(productA1, 32), philox._constants[Round2Xor0]);
        b0 = W.Xor(W.ShiftRight64(productB1, 32), philox._constants[Round2Xor0]);
        a1 = productA1;
        b1 = productB1;
        a2 = W.Xor(productA0, philox._constants[Round2Xor2]);
        b2 = W.Xor(productB0, philox._constants[Round2Xor2]);

        productA0 = W.MultiplyLow32(a0, multiplier0);
        productB0 = W.MultiplyLow32(b0, multiplier0);
        productA1 = W.MultiplyLow32(a2, multiplier1);
        productB1 = W.MultiplyLow32(b2, multiplier1);
        a0 = W.Xor(W.ShiftRight64(productA1, 32), a1, philox._constants[Round3Key0]);
        b0 = W.Xor(W.ShiftRight64(productB1, 32), b1, philox._constants[Round3Key0]);
        a1 = productA1;
        b1 = productB1;
        a2 = W.Xor(W.ShiftRight64(productA0, 32), philox._constants[Round3Xor2]);
        b2 = W.Xor(W.ShiftRight64(productB0, 32), philox._constants[Round3Xor2]);
        a3 = productA0;
        b3 = productB0;

        Round<W>(in philox, Round4, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        Round<W>(in philox, Round4 + 2, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        Round<W>(in philox, Round4 + 4, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        Round<W>(in philox, Round4 + 6, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        Round<W>(in philox, Round4 + 8, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
        Round<W>(in philox, Round4 + 10, ref a0, ref a1, ref a2, ref a3, ref b0, ref b1, ref b2, ref b3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<W>(
        ref readonly Philox<V> philox, [ConstantExpected] int keys,
        ref V a0, ref V a1, ref V a2, ref V a3, ref V b0, ref V b1, ref V b2, ref V b3)
        where W : struct, ILanes<V>
    {
        V productA0 = W.MultiplyLow32(a0, W.Broadcast64(Multiplier0));
        V productB0 = W.MultiplyLow32(b0, W.Broadcast64(Multiplier0));
        V productA1 = W.MultiplyLow32(a2, W.Broadcast64(Multiplier1));
        V productB1 = W.MultiplyLow32(b2, W.Broadcast64(Multiplier1));
        a0 = W.Xor(W.ShiftRight64(productA1, 32), a1, philox._constants[keys]);
        b0 = W.Xor(W.ShiftRight64(productB1, 32), b1, philox._constants[keys]);
        a1 = productA1;
        b1 = productB1;
        a2 = W.Xor(W.ShiftRight64(productA0, 32), a3, philox._constants[keys + 1]);
        b2 = W.Xor(W.ShiftRight64(productB0, 32), b3, philox._constants[keys + 1]);
        a3 = productA0;
        b3 = productB0;
    }

    [InlineArray(Constants)]
    private struct Registers
    {
        private V _first;
    }
}
