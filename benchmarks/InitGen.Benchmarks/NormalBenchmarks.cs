using BenchmarkDotNet.Attributes;

namespace InitGen.Benchmarks;

/// <summary>Normal fills, beside the scalar Box–Muller loop that people write today.</summary>
public class NormalBenchmarks
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
    public void Single() => Sampler.Normal(_singles, _stream, 0f, 0.02f);

    [Benchmark]
    public void Double() => Sampler.Normal(_doubles, _stream, 0.0, 0.02);

    [Benchmark]
    public void Half() => Sampler.Normal(_halves, _stream, 0f, 0.02f);

    [Benchmark]
    public void ScalarBoxMuller()
    {
        var random = new Random(42);
        foreach (ref float value in _singles.AsSpan())
        {
            double u = 1.0 - random.NextDouble();
            value = (float)(0.02 * Math.Sqrt(-2.0 * Math.Log(u)) * Math.Cos(2.0 * Math.PI * random.NextDouble()));
        }
    }
}
