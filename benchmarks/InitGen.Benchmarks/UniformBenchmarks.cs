using BenchmarkDotNet.Attributes;

namespace InitGen.Benchmarks;

/// <summary>Uniform fills, beside a plain fill of the same memory and the loop that people write today.</summary>
public class UniformBenchmarks
{
    private readonly RandomStream _stream = new RandomStream(42).Child("w");
    private float[] _singles = [];
    private double[] _doubles = [];
    private Half[] _halves = [];

    /// <summary>How many elements.</summary>
    [Params(64, 1 << 14, 1 << 24)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Allocate()
    {
        _singles = new float[Length];
        _doubles = new double[Length];
        _halves = new Half[Length];
    }

    [Benchmark(Baseline = true)]
    public void Single() => Sampler.Uniform(_singles, _stream, -0.1f, 0.1f);

    [Benchmark]
    public void Double() => Sampler.Uniform(_doubles, _stream, -0.1, 0.1);

    [Benchmark]
    public void Half() => Sampler.Uniform(_halves, _stream, -0.1f, 0.1f);

    [Benchmark]
    public void SpanFill() => _singles.AsSpan().Fill(0.1f);

    [Benchmark]
    public void SystemRandom()
    {
        var random = new Random(42);
        foreach (ref float value in _singles.AsSpan())
        {
            value = random.NextSingle() * 0.2f - 0.1f;
        }
    }
}
