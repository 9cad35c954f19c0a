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
        Philox<Vector128<uint>>.Blocks32<Lanes128>(in philox, n[0], out Words<Vector128<uint>> words);
        Assert.Equal((n[6], n[7], n[8], n[9]), (words.V0[0], words.V1[0], words.V2[0], words.V3[0]));
        Philox<Vector128<uint>>.Blocks64<Lanes128>(in philox, n[0], out words);
        Assert.Equal((n[6], n[7], n[8], n[9]), (words.V0[0], words.V0[1], words.V1[0], words.V1[1]));
    }

    private static uint[] Numbers(string line) =>
    [
        .. line.Replace("->", "", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
    ];
}
