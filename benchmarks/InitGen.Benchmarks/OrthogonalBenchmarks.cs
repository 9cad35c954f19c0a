using BenchmarkDotNet.Attributes;

namespace InitGen.Benchmarks;

/// <summary>Orthogonal matrices, on one thread and on all.</summary>
public class OrthogonalBenchmarks
{
    private readonly RandomStream _stream = new RandomStream(42).Child("w");
    private float[] _singles = [];
    private double[] _doubles = [];

    /// <summary>The size of the square matrix.</summary>
    [Params(64, 512, 2048)]
    public int Size { get; set; }

    /// <summary>How many threads.</summary>
    [Params(1, 0)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Allocate()
    {
        Sampler.MaxDegreeOfParallelism = Threads == 0 ? Environment.ProcessorCount : Threads;
        _singles = new float[Size * Size];
        _doubles = new double[Size * Size];
    }

    [Benchmark(Baseline = true)]
    public void Single() => Sampler.Orthogonal<float>(_singles, [Size, Size], _stream);

    [Benchmark]
    public void Double() => Sampler.Orthogonal<double>(_doubles, [Size, Size], _stream);
}
