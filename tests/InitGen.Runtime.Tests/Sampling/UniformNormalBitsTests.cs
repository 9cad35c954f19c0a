using Xunit;

namespace InitGen.Tests;

/// <summary>The vectorized samplers equal the scalar reference to the bit, for all lengths, offsets and cuts.</summary>
public sealed class UniformNormalBitsTests
{
    private static readonly RandomStream s_stream = new RandomStream(0x0123456789ABCDEF).Child("blocks.3.attn.qkv");

    // Around the edges of registers, tiles and Half's buffer.
    public static TheoryData<int> Lengths =>
        [0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 65, 127, 128, 129, 191, 1000, 1023, 1024, 1025, 2049];

    // Inside the first tiles, and across the block number's carry into its high word at 2³² blocks (2³⁴ floats, 2³³ doubles).
    private static readonly long[] s_offsets =
        [0, 1, 15, 16, 31, 32, 33, 63, 64, 65, 1_000_003, (1L << 33) - 40, (1L << 34) - 77, 1L << 40, (1L << 62) + 5];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Uniform_equals_the_reference(int length)
    {
        foreach (long offset in s_offsets)
        {
            Equal(length, offset, span => Sampler.Uniform(span, s_stream, -0.25f, 1.5f, offset), i => ReferenceSampler.UniformSingle(s_stream, i, -0.25f, 1.5f));
            Equal(length, offset, span => Sampler.Uniform(span, s_stream, -0.25, 1.5, offset), i => ReferenceSampler.UniformDouble(s_stream, i, -0.25, 1.5));
            Equal(length, offset, span => Sampler.Uniform(span, s_stream, -0.25f, 1.5f, offset), i => ReferenceSampler.UniformHalf(s_stream, i, -0.25f, 1.5f));
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Normal_equals_the_reference(int length)
    {
        foreach (long offset in s_offsets)
        {
            Equal(length, offset, span => Sampler.Normal(span, s_stream, 0.5f, 2.5f, offset), i => ReferenceSampler.NormalSingle(s_stream, i, 0.5f, 2.5f));
            Equal(length, offset, span => Sampler.Normal(span, s_stream, 0.5, 2.5, offset), i => ReferenceSampler.NormalDouble(s_stream, i, 0.5, 2.5));
            Equal(length, offset, span => Sampler.Normal(span, s_stream, 0.5f, 2.5f, offset), i => ReferenceSampler.NormalHalf(s_stream, i, 0.5f, 2.5f));
        }
    }

    [Fact]
    public void Any_cut_gives_the_whole()
    {
        var whole = new float[5000];
        var pieces = new float[5000];
        Sampler.Normal(whole, s_stream, 0f, 1f);
        var cuts = new Random(7);
        for (int round = 0; round < 50; round++)
        {
            Array.Clear(pieces);
            for (int start = 0; start < pieces.Length;)
            {
                int length = Math.Min(cuts.Next(1, 700), pieces.Length - start);
                Sampler.Normal(pieces.AsSpan(start, length), s_stream, 0f, 1f, start);
                start += length;
            }

            Assert.Equal(whole, pieces);
        }
    }

    [Fact]
    public void A_span_known_by_type_parameter_gets_the_same_bits()
    {
        var typed = new float[100];
        var generic = new float[100];
        Sampler.Uniform(typed, s_stream, -0.1f, 0.3f, 5);
        Sampler.Uniform<float>(generic, s_stream, -0.1, 0.3, 5);
        Assert.Equal(typed, generic);
        Sampler.Normal(typed, s_stream, 0.1f, 0.3f, 5);
        Sampler.Normal<float>(generic, s_stream, 0.1, 0.3, 5);
        Assert.Equal(typed, generic);
        var halves = new Half[100];
        var genericHalves = new Half[100];
        Sampler.Normal(halves, s_stream, 0.1f, 0.3f, 5);
        Sampler.Normal<Half>(genericHalves, s_stream, 0.1, 0.3, 5);
        Assert.Equal(halves, genericHalves);
    }

    [Fact]
    public void Half_rounding_equals_the_cast()
    {
        // Every exponent, with mantissas on and around every tie, and both signs.
        var source = new List<float>();
        for (uint high = 0; high < 0x8000; high++)
        {
            foreach (uint low in new uint[] { 0, 1, 0x0FFF, 0x1000, 0x1001, 0x2000, 0x3000, 0x7FFF, 0xFFFF })
            {
                float value = BitConverter.UInt32BitsToSingle((high << 16) + low);
                if (float.IsFinite(value))
                {
                    source.Add(value);
                    source.Add(-value);
                }
            }
        }

        var rounded = new Half[source.Count];
        HalfRounding.Round(source.ToArray(), rounded);
        for (int i = 0; i < rounded.Length; i++)
        {
            Assert.Equal(BitConverter.HalfToUInt16Bits((Half)source[i]), BitConverter.HalfToUInt16Bits(rounded[i]));
        }
    }

    internal static void Equal<T>(int length, long offset, FillSpan<T> fill, Func<long, T> reference)
    {
        // Guard elements on both sides show a write outside the span.
        var guarded = new T[length + 2];
        fill(guarded.AsSpan(1, length));
        Assert.Equal(default, guarded[0]);
        Assert.Equal(default, guarded[^1]);
        for (int i = 0; i < length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(reference(offset + i), guarded[i + 1]))
            {
                Assert.Fail(FormattableString.Invariant(
                    $"element {i} of {length} at offset {offset}: expected {reference(offset + i)}, found {guarded[i + 1]}"));
            }
        }
    }

    internal delegate void FillSpan<T>(Span<T> destination);
}
