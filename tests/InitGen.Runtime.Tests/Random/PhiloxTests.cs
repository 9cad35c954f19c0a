using System.Globalization;
using Xunit;

namespace InitGen.Tests;

public sealed class PhiloxTests
{
    public static TheoryData<string> KnownAnswers =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Oracle", "philox4x32_10.txt")).Where(line => !line.StartsWith('#'))];

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void The_reference_gives_the_known_answers_of_Random123(string line)
    {
        uint[] n = Numbers(line);
        Assert.Equal((n[6], n[7], n[8], n[9]), ReferenceSampler.Philox(n[0], n[1], n[2], n[3], n[4], n[5]));
    }

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void The_vectors_give_the_known_answers_of_Random123(string line)
    {
        uint[] n = Numbers(line);
        var stream = new RandomStream(n[4] | ((ulong)n[5] << 32), n[2] | ((ulong)n[3] << 32));
        (uint[] words, ulong[] numbers) = Blocks(stream, n[1], n[0], steps: 1);
        Assert.Equal((n[6], n[7], n[8], n[9]), Words(words, 0));
        Assert.Equal((n[6], n[7], n[8], n[9]), Words(numbers, 0));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x12345678u)]
    [InlineData(0xFFFFFFF0u)]
    public void Two_steps_of_vectors_are_the_blocks_of_the_reference_one_after_another(uint block)
    {
        // The last one ends where the block number's high half would change.
        var stream = new RandomStream(0x0123456789ABCDEF, 0xFEDCBA9876543210);
        (uint[] words, ulong[] numbers) = Blocks(stream, 7, block, steps: 2);
        for (uint i = 0; i < 16; i++)
        {
            var expected = ReferenceSampler.Philox(block + i, 7, 0x76543210, 0xFEDCBA98, 0x89ABCDEF, 0x01234567);
            Assert.Equal(expected, Words(words, i));
            Assert.Equal(expected, Words(numbers, i));
        }
    }

    // The outputs of 8 blocks a step, four at a time, each word of them 16 places behind the one before.
    private static unsafe (uint[] Words, ulong[] Numbers) Blocks(RandomStream stream, uint blockHigh, uint block, int steps)
    {
        Philox128 philox;
        Philox128.Prepare(&philox, stream, blockHigh);
        var products32 = Philox128.Products32(block);
        var products64 = Philox128.Products64(block);
        uint[] words = new uint[64];
        ulong[] numbers = new ulong[32];
        fixed (uint* word = words)
        fixed (ulong* number = numbers)
        {
            for (int step = 0; step < steps; step++)
            {
                Philox128.Blocks32(&philox, ref products32, word + 8 * step, word + 8 * step + 4);
                Philox128.Blocks64(&philox, ref products64, number + 8 * step, number + 8 * step + 4);
            }
        }

        return (words, numbers);
    }

    private static (uint, uint, uint, uint) Words(uint[] words, uint block) =>
        (words[block], words[block + 16], words[block + 32], words[block + 48]);

    private static (uint, uint, uint, uint) Words(ulong[] numbers, uint block) =>
        ((uint)numbers[block], (uint)(numbers[block] >> 32), (uint)numbers[block + 16], (uint)(numbers[block + 16] >> 32));

    private static uint[] Numbers(string line) =>
    [
        .. line.Replace("->", "", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
    ];
}
