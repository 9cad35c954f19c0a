using System.Globalization;
using System.Runtime.Intrinsics;
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
        Philox<Vector128<uint>>.Prepare<Lanes128>(out var philox, stream, n[1]);
        Vector128<uint> products = Philox<Vector128<uint>>.Products32<Lanes128>(n[0]);
        Philox<Vector128<uint>>.Blocks32<Lanes128>(in philox, ref products, out Words<Vector128<uint>> words, out _);
        Assert.Equal((n[6], n[7], n[8], n[9]), (words.V0[0], words.V1[0], words.V2[0], words.V3[0]));
        products = Philox<Vector128<uint>>.Products64<Lanes128>(n[0]);
        Philox<Vector128<uint>>.Blocks64<Lanes128>(in philox, ref products, out words, out _);
        Assert.Equal((n[6], n[7], n[8], n[9]), (words.V0[0], words.V0[1], words.V1[0], words.V1[1]));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0x12345678u)]
    [InlineData(0xFFFFFFF0u)]
    public void Two_steps_of_vectors_are_the_blocks_of_the_reference_one_after_another(uint block)
    {
        // The last one ends where the block number's high half would change.
        var stream = new RandomStream(0x0123456789ABCDEF, 0xFEDCBA9876543210);
        Philox<Vector128<uint>>.Prepare<Lanes128>(out var philox, stream, 7);
        Vector128<uint> products32 = Philox<Vector128<uint>>.Products32<Lanes128>(block);
        Vector128<uint> products64 = Philox<Vector128<uint>>.Products64<Lanes128>(block);
        for (uint step = 0; step < 2; step++, block += 8)
        {
            Philox<Vector128<uint>>.Blocks32<Lanes128>(in philox, ref products32, out var a, out var b);
            Philox<Vector128<uint>>.Blocks64<Lanes128>(in philox, ref products64, out var c, out var d);
            for (uint i = 0; i < 4; i++)
            {
                int lane = (int)i;
                Assert.Equal(Expected(block + i), (a.V0[lane], a.V1[lane], a.V2[lane], a.V3[lane]));
                Assert.Equal(Expected(block + 4 + i), (b.V0[lane], b.V1[lane], b.V2[lane], b.V3[lane]));
                Assert.Equal(Expected(block + i), Joined(c, i));
                Assert.Equal(Expected(block + 4 + i), Joined(d, i));
            }
        }

        static (uint, uint, uint, uint) Expected(uint number) =>
            ReferenceSampler.Philox(number, 7, 0x76543210, 0xFEDCBA98, 0x89ABCDEF, 0x01234567);

        static (uint, uint, uint, uint) Joined(Words<Vector128<uint>> words, uint block)
        {
            (Vector128<uint> low, Vector128<uint> high) = block < 2 ? (words.V0, words.V1) : (words.V2, words.V3);
            int lane = (int)(block % 2) * 2;
            return (low[lane], low[lane + 1], high[lane], high[lane + 1]);
        }
    }

    private static uint[] Numbers(string line) =>
    [
        .. line.Replace("->", "", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
    ];
}
