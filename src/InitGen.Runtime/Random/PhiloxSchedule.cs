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
internal static class PhiloxSchedule
{
    public const uint Multiplier0 = 0xD2511F53;
    public const uint Multiplier1 = 0xCD9E8D57;
    public const uint Weyl0 = 0x9E3779B9;
    public const uint Weyl1 = 0xBB67AE85;

    /// <summary>What is combined with words 0 and 2 in rounds 1 to 3 beside what depends on the block.</summary>
    /// <param name="stream">Seed and stream id.</param>
    /// <param name="blockHigh">The high half of the block numbers.</param>
    /// <param name="round1Xor2">Word 2 of round 1.</param>
    /// <param name="round2Xor0">Word 0 of round 2.</param>
    /// <param name="round2Xor2">Word 2 of round 2.</param>
    /// <param name="round3Xor2">Word 2 of round 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fold(
        RandomStream stream, uint blockHigh, out uint round1Xor2, out uint round2Xor0, out uint round2Xor2, out uint round3Xor2)
    {
        uint key0 = (uint)stream.Seed;
        uint key1 = (uint)(stream.Seed >> 32);
        ulong product1 = (ulong)Multiplier1 * (uint)stream.Id;
        ulong product0 = (ulong)Multiplier0 * ((uint)(product1 >> 32) ^ blockHigh ^ key0);
        round1Xor2 = (uint)(stream.Id >> 32) ^ key1;
        round2Xor0 = (uint)product1 ^ unchecked(key0 + Weyl0);
        round2Xor2 = (uint)(product0 >> 32) ^ unchecked(key1 + Weyl1);
        round3Xor2 = (uint)product0 ^ unchecked(key1 + 2 * Weyl1);
    }
}
