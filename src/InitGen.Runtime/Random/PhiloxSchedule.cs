using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>
/// What Philox4x32-10 needs to know of a run of blocks whose numbers share their high half (the counter-based generator under every
/// sampler: Salmon et al., Parallel random numbers: as easy as 1, 2, 3, SC 2011).
/// </summary>
/// <remarks>
/// Key = (seed low, seed high); counter = (block low, block high, stream low, stream high). Within a run only the first counter word
/// changes, so the parts of the first three rounds that do not depend on it are folded here into constants.
/// </remarks>
internal static unsafe class PhiloxSchedule
{
    public const uint Multiplier0 = 0xD2511F53;
    public const uint Multiplier1 = 0xCD9E8D57;

    /// <summary>How many numbers there are.</summary>
    public const int Count = 19;

    private const uint Weyl0 = 0x9E3779B9;
    private const uint Weyl1 = 0xBB67AE85;

    /// <summary>Writes the numbers: of rounds 1 to 3 what is folded, of rounds 4 to 9 two keys, and of round 10 two keys in both halves.</summary>
    /// <param name="words">Room for <see cref="Count"/>.</param>
    /// <param name="stream">Seed and stream id.</param>
    /// <param name="blockHigh">The high half of the block numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ulong* words, RandomStream stream, uint blockHigh)
    {
        uint key0 = (uint)stream.Seed;
        uint key1 = (uint)(stream.Seed >> 32);
        uint word2 = (uint)stream.Id;
        uint word3 = (uint)(stream.Id >> 32);

        ulong product1 = (ulong)Multiplier1 * word2;
        uint round1Word0 = (uint)(product1 >> 32) ^ blockHigh ^ key0;
        words[0] = word3 ^ key1;

        ulong product0 = (ulong)Multiplier0 * round1Word0;
        words[1] = (uint)product1 ^ unchecked(key0 + Weyl0);
        words[2] = (uint)(product0 >> 32) ^ unchecked(key1 + Weyl1);
        words[3] = unchecked(key0 + 2 * Weyl0);
        words[4] = (uint)product0 ^ unchecked(key1 + 2 * Weyl1);
        for (uint round = 4; round <= 10; round++)
        {
            words[2 * round - 3] = unchecked(key0 + (round - 1) * Weyl0);
            words[2 * round - 2] = unchecked(key1 + (round - 1) * Weyl1);
        }

        words[17] |= words[17] << 32;
        words[18] |= words[18] << 32;
    }
}
