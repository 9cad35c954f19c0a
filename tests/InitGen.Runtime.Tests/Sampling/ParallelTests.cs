using Xunit;

namespace InitGen.Tests;

/// <summary>Tests that set or measure what the whole process shares: they run alone.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneDefinition;

[Collection("Alone")]
public sealed class ParallelTests : IDisposable
{
    private static readonly RandomStream s_stream = new RandomStream(42).Child("w");
    private readonly int _degree = Sampler.MaxDegreeOfParallelism;

    public void Dispose() => Sampler.MaxDegreeOfParallelism = _degree;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Any_degree_gives_the_same_bits(int degree)
    {
        const int Length = (1 << 21) + 12_345;
        Same<float>(degree, Length, span => Sampler.Normal(span, s_stream, 0f, 1f, 77));
        Same<double>(degree, Length, span => Sampler.Uniform(span, s_stream, 0.0, 1.0, 131_072));
        Same<Half>(degree, Length, span => Sampler.TruncatedNormal(span, s_stream, 0f, 1f, -2, 2, (1L << 34) - 1000));
        Same<float>(degree, 500 * 400, span => Sampler.Orthogonal(span, [500, 400], s_stream));
    }

    [Fact]
    public void Degrees_of_one_and_many_give_the_golden_hashes()
    {
        Sampler.MaxDegreeOfParallelism = 1;
        string[] one = [.. GoldenHashes.Lines()];
        Sampler.MaxDegreeOfParallelism = 7;
        Assert.Equal(one, GoldenHashes.Lines());
    }

    [Fact]
    public void Steady_state_allocates_nothing_on_any_thread()
    {
        Sampler.MaxDegreeOfParallelism = 4;
        var large = new float[3 << 20];
        var matrix = new float[320 * 320];
        var tall = new double[90 * 40];
        var halves = new Half[60 * 90];

        // A round may meet the runtime compiling or growing a queue; one round without a byte shows that none is needed.
        long least = long.MaxValue;
        for (int round = 0; round < 40 && least != 0; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Sampler.Normal(large, s_stream, 0f, 1f);
            Sampler.Uniform(large, s_stream, -1f, 1f);
            Sampler.TruncatedNormal(large, s_stream, 0f, 1f);
            Sampler.Orthogonal<float>(matrix, [320, 320], s_stream);
            Sampler.Orthogonal<double>(tall, [90, 40], s_stream);
            Sampler.Orthogonal<Half>(halves, [60, 90], s_stream);
            Sampler.DeltaOrthogonal<Half>(halves, [60, 30, 3], s_stream);
            Sampler.Sparse<Half>(halves, [60, 90], s_stream, 0.5);
            Sampler.IcnrNormal<Half>(halves, [60, 90], s_stream, 2, 0.1);
            Sampler.Bilinear<Half>(halves, [60, 30, 3]);
            Sampler.Dirac<Half>(halves, [60, 30, 3]);
            Sampler.Identity<Half>(halves, [60, 90]);
            Sampler.LstmBias<Half>(halves, 1350);
            Init.KaimingNormal<float>(matrix, [320, 320], s_stream);
            Init.VarianceScaling<float>(matrix, [320, 320], s_stream);
            Init.Icnr<float>(matrix, [320, 320], s_stream, 4);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void An_exception_of_a_chunk_reaches_the_caller()
    {
        for (int round = 0; round < 20; round++)
        {
            int chunk = round;
            Assert.Equal(
                "chunk " + chunk,
                Assert.Throws<InvalidOperationException>(() => ParallelWork.Run(20, 4, new Throwing(chunk))).Message);
        }

        // The pooled job is none the worse for it.
        var sums = new int[50];
        ParallelWork.Run(50, 4, new Counting(sums));
        Assert.All(sums, sum => Assert.Equal(1, sum));
    }

    [Fact]
    public async Task Nested_use_of_more_levels_than_threads_ends()
    {
        // Every chunk of every level waits for a level below: with waiting threads alone the pool would starve.
        var leaves = new int[1];
        await Task.Run(() => ParallelWork.Run(8, 8, new Nested(3, leaves))).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(8 * 8 * 8 * 8, leaves[0]);
    }

    [Fact]
    public void Fills_from_many_threads_at_once_are_independent()
    {
        Sampler.MaxDegreeOfParallelism = 4;
        var expected = new float[(1 << 20) + 5];
        Sampler.Normal(expected, s_stream, 0f, 1f);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            var values = new float[expected.Length];
            Sampler.Normal(values, s_stream, 0f, 1f);
            Assert.True(values.AsSpan().SequenceEqual(expected));
        });
    }

    [Fact]
    public void The_degree_is_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.MaxDegreeOfParallelism = 0);
        Sampler.MaxDegreeOfParallelism = 3;
        Assert.Equal(3, Sampler.MaxDegreeOfParallelism);
    }

    private static void Same<T>(int degree, int length, UniformNormalBitsTests.FillSpan<T> fill)
        where T : unmanaged
    {
        var one = new T[length];
        var many = new T[length];
        Sampler.MaxDegreeOfParallelism = 1;
        fill(one);
        Sampler.MaxDegreeOfParallelism = degree;
        fill(many);
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(one).SequenceEqual(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes<T>(many)));
    }

    private readonly struct Throwing(int at) : IChunkedWork
    {
        public void Run(int chunk)
        {
            if (chunk == at)
            {
                throw new InvalidOperationException("chunk " + chunk);
            }
        }
    }

    private readonly struct Counting(int[] sums) : IChunkedWork
    {
        public void Run(int chunk) => Interlocked.Increment(ref sums[chunk]);
    }

    private readonly struct Nested(int depth, int[] leaves) : IChunkedWork
    {
        public void Run(int chunk)
        {
            if (depth == 0)
            {
                Interlocked.Increment(ref leaves[0]);
                return;
            }

            ParallelWork.Run(8, 8, new Nested(depth - 1, leaves));
        }
    }
}
