using BenchmarkDotNet.Attributes;

namespace InitGen.Benchmarks;

/// <summary>Truncated normal fills, with the usual bounds and with bounds that need the far tail's polynomial.</summary>
public class TruncatedNormalBenchmarks
{
    private readonly RandomStream _stream = new RandomStream(42).Child("w");
    private float[] _singles = [];
    private double[] _doubles = [];

    /// <summary>How many elements.</summary>
    [Params(64, 1 << 14, 1 << 22)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Allocate()
    {
        _singles = new float[Length];
        _doubles = new double[Length];
    }

    [Benchmark(Baseline = true)]
    public void Single() => Sampler.TruncatedNormal(_singles, _stream, 0f, 0.02f);

    [Benchmark]
    public void SingleFar() => Sampler.TruncatedNormal(_singles, _stream, 0f, 0.02f, -8, 8);

    [Benchmark]
    public void Double() => Sampler.TruncatedNormal(_doubles, _stream, 0.0, 0.02);
}
