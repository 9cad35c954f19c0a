using System.Globalization;
using System.Text;
using Xunit;

namespace InitGen.Tests;

public sealed class RandomStreamTests
{
    [Theory]
    [InlineData("w")]
    [InlineData("weight")]
    [InlineData("größe")]
    [InlineData("重み")]
    [InlineData("𝛼")]
    [InlineData("a\uD800b")]
    [InlineData("\uDC00\uD800")]
    public void A_segment_is_hashed_by_FNV_1a_over_its_UTF_8_bytes(string segment)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in Encoding.UTF8.GetBytes(segment))
        {
            hash = (hash ^ value) * 1099511628211;
        }

        Assert.Equal(hash, PathHash.OfSegment(segment));
    }

    [Fact]
    public void The_hash_gives_known_answers()
    {
        // FNV-1a's published test vectors, and a child's stream once and for all.
        Assert.Equal(0xcbf29ce484222325, PathHash.OfSegment(""));
        Assert.Equal(0xaf63dc4c8601ec8c, PathHash.OfSegment("a"));
        Assert.Equal(0x85944171f73967e8, PathHash.OfSegment("foobar"));
        Assert.Equal(Finish(unchecked(0x9E3779B97F4A7C15 * 0xD1342543DE82EF95 + 0xaf63dc4c8601ec8c)), new RandomStream(42).Child("a").Id);
    }

    [Fact]
    public void A_dotted_path_is_the_chain_of_its_segments()
    {
        var root = new RandomStream(42);
        Assert.Equal(root.Child("a").Child("b"), root.Child("a.b"));
        Assert.Equal(root.Child("blocks").Child(3).Child("größe"), root.Child("blocks.3.größe"));
        Assert.NotEqual(root.Child("a.b"), root.Child("b.a"));
        Assert.NotEqual(root.Child("ab"), root.Child("a.b"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(int.MaxValue)]
    public void An_index_is_the_segment_of_its_digits(int index)
    {
        var root = new RandomStream(42);
        Assert.Equal(root.Child(index.ToString(CultureInfo.InvariantCulture)), root.Child(index));
    }

    [Fact]
    public void A_hashed_segment_is_the_segment()
    {
        Assert.Equal(new RandomStream(7).Child("w1"), new RandomStream(7).ChildByHash(PathHash.OfSegment("w1")));
    }

    [Fact]
    public void No_overload_takes_an_unsigned_index_for_a_hash()
    {
        // From uint, long and ulong neither string nor int is reached by an implicit conversion.
        Assert.Equal(
            [typeof(int), typeof(string)],
            typeof(RandomStream).GetMethods().Where(method => method.Name == nameof(RandomStream.Child))
                .Select(method => Assert.Single(method.GetParameters()).ParameterType).OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void A_child_keeps_the_seed()
    {
        Assert.Equal(7UL, new RandomStream(7).Child("w1").Seed);
        Assert.Equal(0UL, new RandomStream(7).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a..b")]
    public void Empty_segments_are_rejected(string path)
    {
        Assert.Throws<ArgumentException>(() => new RandomStream(42).Child(path));
    }

    [Fact]
    public void Null_and_negative_segments_are_rejected()
    {
        Assert.Throws<ArgumentNullException>(() => new RandomStream(42).Child(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomStream(42).Child(-1));
        Assert.Throws<ArgumentNullException>(() => RandomStream.From(null!));
    }

    [Fact]
    public void A_seed_drawn_from_a_generator_follows_it()
    {
        Assert.Equal(RandomStream.From(new Random(5)), RandomStream.From(new Random(5)));
        var random = new Random(5);
        Assert.NotEqual(RandomStream.From(random), RandomStream.From(random));
    }

    private static ulong Finish(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
