using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512<ulong>;
using W = InitGen.Lanes512;

namespace InitGen;

/// <summary>Philox4x32-10 on registers, prepared for a run of blocks whose numbers share their high half.</summary>
/// <remarks>
/// Words live in the lower halves of 64-bit lanes: the multiplication ignores the upper halves, which hold what is left of products.
/// The constants stand in memory as whole registers, from which every operation takes them directly: broadcasting them in the loop costs
/// more than the arithmetic.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct Philox512
{
    private const uint Multiplier0 = PhiloxSchedule.Multiplier0;
    private const uint Multiplier1 = PhiloxSchedule.Multiplier1;

    // The keys of rounds 4 to 10 in order.
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

    // A loop over the rounds costs the vector units nothing where all chains stay in registers, and unrolled it is most of what the JIT has to
    // compile before the first value is drawn. Where they do not, a third of the loop's ends saves a third of what is moved there.
    private static int RoundsAtOnce
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => W.HasManyRegisters ? 1 : 3;
    }

    /// <summary>Prepares the blocks whose numbers have the high half <paramref name="blockHigh"/>.</summary>
    /// <param name="philox">What to prepare.</param>
    /// <param name="stream">Seed and stream id.</param>
    /// <param name="blockHigh">The high half of the block numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prepare(Philox512* philox, RandomStream stream, uint blockHigh)
    {
        uint key0 = (uint)stream.Seed;
        uint key1 = (uint)(stream.Seed >> 32);
        PhiloxSchedule.Fold(stream, blockHigh, out uint xor1, out uint xor20, out uint xor22, out uint xor32);
        philox->_round1Xor2 = Vector512.Create((ulong)xor1);
        philox->_round2Xor0 = Vector512.Create((ulong)xor20);
        philox->_round2Xor2 = Vector512.Create((ulong)xor22);
        key0 = unchecked(key0 + 2 * PhiloxSchedule.Weyl0);
        key1 = unchecked(key1 + 2 * PhiloxSchedule.Weyl1);
        philox->_round3Key0 = Vector512.Create((ulong)key0);
        philox->_round3Xor2 = Vector512.Create((ulong)xor32);
        V* key = &philox->_round4Key0;
        for (int round = 4; round <= 10; round++)
        {
            // In both halves of the lanes: until round 10 the upper ones are ignored.
            key0 = unchecked(key0 + PhiloxSchedule.Weyl0);
            key1 = unchecked(key1 + PhiloxSchedule.Weyl1);
            key[0] = Vector512.Create(key0).AsUInt64();
            key[1] = Vector512.Create(key1).AsUInt64();
            key += 2;
        }
    }

    /// <summary>The products of the first round for consecutive blocks: of 64-bit lanes 0, 2, 4, … (32-bit words) or 0, 1, 2, … (64-bit).</summary>
    /// <param name="block">The low half of the first block's number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Products32(uint block) => W.MultiplyLow32(Vector512.Create((ulong)block) + W.EvenIndices64, Vector512.Create((ulong)Multiplier0));

    /// <inheritdoc cref="Products32"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Products64(uint block) => W.MultiplyLow32(Vector512.Create((ulong)block) + W.Indices64, Vector512.Create((ulong)Multiplier0));

    /// <summary>
    /// The output words of the blocks of two registers, one block a 32-bit word: four independent chains, which hide the latency of the
    /// multiplications. Even blocks run in one chain and odd ones in another.
    /// </summary>
    /// <param name="philox">The prepared run.</param>
    /// <param name="products">The first products of the blocks, which it moves on to the next ones.</param>
    /// <param name="a">Where the first words of the first register's blocks go; the second to fourth follow after 16 words each.</param>
    /// <param name="b">The same for the second register's blocks.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Blocks32(Philox512* philox, ref V products, uint* a, uint* b)
    {
        V even0 = products;
        V odd0 = products + Vector512.Create((ulong)Multiplier0);
        V even1 = products + Vector512.Create((ulong)Multiplier0 * W.Count);
        V odd1 = products + Vector512.Create((ulong)Multiplier0 * (W.Count + 1));
        products += Vector512.Create((ulong)Multiplier0 * (2 * W.Count));
        Start(philox, ref even0, out V even0Word1, out V even0Word2, out V even0Word3);
        Start(philox, ref odd0, out V odd0Word1, out V odd0Word2, out V odd0Word3);
        Start(philox, ref even1, out V even1Word1, out V even1Word2, out V even1Word3);
        Start(philox, ref odd1, out V odd1Word1, out V odd1Word2, out V odd1Word3);
        V* key = &philox->_round4Key0;
        for (int round = 4; round <= 9; round += RoundsAtOnce)
        {
            Round(key, ref even0, ref even0Word1, ref even0Word2, ref even0Word3);
            Round(key, ref odd0, ref odd0Word1, ref odd0Word2, ref odd0Word3);
            Round(key, ref even1, ref even1Word1, ref even1Word2, ref even1Word3);
            Round(key, ref odd1, ref odd1Word1, ref odd1Word2, ref odd1Word3);
            if (RoundsAtOnce == 3)
            {
                Round(key + 2, ref even0, ref even0Word1, ref even0Word2, ref even0Word3);
                Round(key + 2, ref odd0, ref odd0Word1, ref odd0Word2, ref odd0Word3);
                Round(key + 2, ref even1, ref even1Word1, ref even1Word2, ref even1Word3);
                Round(key + 2, ref odd1, ref odd1Word1, ref odd1Word2, ref odd1Word3);
                Round(key + 4, ref even0, ref even0Word1, ref even0Word2, ref even0Word3);
                Round(key + 4, ref odd0, ref odd0Word1, ref odd0Word2, ref odd0Word3);
                Round(key + 4, ref even1, ref even1Word1, ref even1Word2, ref even1Word3);
                Round(key + 4, ref odd1, ref odd1Word1, ref odd1Word2, ref odd1Word3);
            }

            key += 2 * RoundsAtOnce;
        }

        Join32(key, a, even0, even0Word1, even0Word2, even0Word3, odd0, odd0Word1, odd0Word2, odd0Word3);
        Join32(key, b, even1, even1Word1, even1Word2, even1Word3, odd1, odd1Word1, odd1Word2, odd1Word3);
    }

    /// <summary>
    /// The 64-bit outputs of two registers of blocks, one block a 64-bit lane of two registers: words 0 and 1, and words 2 and 3, low word
    /// first.
    /// </summary>
    /// <param name="philox">The prepared run.</param>
    /// <param name="products">The first products of the blocks, which it moves on to the next ones.</param>
    /// <param name="a">Where words 0 and 1 of the first register's blocks go; words 2 and 3 follow after 16 numbers.</param>
    /// <param name="b">The same for the second register's blocks.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Blocks64(Philox512* philox, ref V products, ulong* a, ulong* b)
    {
        V first0 = products;
        V second0 = products + Vector512.Create((ulong)Multiplier0 * (W.Count / 2));
        V first1 = products + Vector512.Create((ulong)Multiplier0 * W.Count);
        V second1 = products + Vector512.Create((ulong)Multiplier0 * (3 * W.Count / 2));
        products += Vector512.Create((ulong)Multiplier0 * (2 * W.Count));
        Start(philox, ref first0, out V first0Word1, out V first0Word2, out V first0Word3);
        Start(philox, ref second0, out V second0Word1, out V second0Word2, out V second0Word3);
        Start(philox, ref first1, out V first1Word1, out V first1Word2, out V first1Word3);
        Start(philox, ref second1, out V second1Word1, out V second1Word2, out V second1Word3);
        V* key = &philox->_round4Key0;
        for (int round = 4; round <= 9; round += RoundsAtOnce)
        {
            Round(key, ref first0, ref first0Word1, ref first0Word2, ref first0Word3);
            Round(key, ref second0, ref second0Word1, ref second0Word2, ref second0Word3);
            Round(key, ref first1, ref first1Word1, ref first1Word2, ref first1Word3);
            Round(key, ref second1, ref second1Word1, ref second1Word2, ref second1Word3);
            if (RoundsAtOnce == 3)
            {
                Round(key + 2, ref first0, ref first0Word1, ref first0Word2, ref first0Word3);
                Round(key + 2, ref second0, ref second0Word1, ref second0Word2, ref second0Word3);
                Round(key + 2, ref first1, ref first1Word1, ref first1Word2, ref first1Word3);
                Round(key + 2, ref second1, ref second1Word1, ref second1Word2, ref second1Word3);
                Round(key + 4, ref first0, ref first0Word1, ref first0Word2, ref first0Word3);
                Round(key + 4, ref second0, ref second0Word1, ref second0Word2, ref second0Word3);
                Round(key + 4, ref first1, ref first1Word1, ref first1Word2, ref first1Word3);
                Round(key + 4, ref second1, ref second1Word1, ref second1Word2, ref second1Word3);
            }

            key += 2 * RoundsAtOnce;
        }

        Join64(key, a, first0, first0Word1, first0Word2, first0Word3);
        Join64(key, a + W.Count / 2, second0, second0Word1, second0Word2, second0Word3);
        Join64(key, b, first1, first1Word1, first1Word2, first1Word3);
        Join64(key, b + W.Count / 2, second1, second1Word1, second1Word2, second1Word3);
    }

    // The first three rounds, from the first one's product: word 0 on entry.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Start(Philox512* philox, ref V word0, out V word1, out V word2, out V word3)
    {
        V product = W.MultiplyLow32((word0 >>> 32) ^ philox->_round1Xor2, Vector512.Create((ulong)Multiplier1));
        word3 = W.MultiplyLow32((product >>> 32) ^ philox->_round2Xor0, Vector512.Create((ulong)Multiplier0));
        word1 = W.MultiplyLow32(word0 ^ philox->_round2Xor2, Vector512.Create((ulong)Multiplier1));
        word0 = (word1 >>> 32) ^ (product ^ philox->_round3Key0);
        word2 = (word3 >>> 32) ^ philox->_round3Xor2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Round(V* key, ref V word0, ref V word1, ref V word2, ref V word3)
    {
        V product0 = W.MultiplyLow32(word0, Vector512.Create((ulong)Multiplier0));
        V product1 = W.MultiplyLow32(word2, Vector512.Create((ulong)Multiplier1));
        word0 = (product1 >>> 32) ^ (word1 ^ key[0]);
        word1 = product1;
        word2 = (product0 >>> 32) ^ (word3 ^ key[1]);
        word3 = product0;
    }

    // The last round of an even and an odd chain: it leaves the odd one's words in the upper halves, so that one select joins each pair.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Join32(V* key, uint* to, V even0, V even1, V even2, V even3, V odd0, V odd1, V odd2, V odd3)
    {
        V evenProduct0 = W.MultiplyLow32(even0, Vector512.Create((ulong)Multiplier0));
        V evenProduct1 = W.MultiplyLow32(even2, Vector512.Create((ulong)Multiplier1));
        V oddProduct0 = W.MultiplyLow32(odd0, Vector512.Create((ulong)Multiplier0));
        V oddProduct1 = W.MultiplyLow32(odd2, Vector512.Create((ulong)Multiplier1));
        (W.JoinHalves(evenProduct1 >>> 32, oddProduct1) ^ (W.JoinHalves(even1, odd1 << 32) ^ key[0])).Store((ulong*)to);
        W.JoinHalves(evenProduct1, oddProduct1 << 32).Store((ulong*)(to + 16));
        (W.JoinHalves(evenProduct0 >>> 32, oddProduct0) ^ (W.JoinHalves(even3, odd3 << 32) ^ key[1])).Store((ulong*)(to + 32));
        W.JoinHalves(evenProduct0, oddProduct0 << 32).Store((ulong*)(to + 48));
    }

    // The last round of one chain, its words joined to 64-bit numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Join64(V* key, ulong* to, V word0, V word1, V word2, V word3)
    {
        V product0 = W.MultiplyLow32(word0, Vector512.Create((ulong)Multiplier0));
        V product1 = W.MultiplyLow32(word2, Vector512.Create((ulong)Multiplier1));
        W.JoinHalves((product1 >>> 32) ^ (word1 ^ key[0]), product1 << 32).Store(to);
        W.JoinHalves((product0 >>> 32) ^ (word3 ^ key[1]), product0 << 32).Store(to + 16);
    }
}
