using BenchmarkDotNet.Running;
using InitGen.Benchmarks;

if (args is ["compare", .. var rest])
{
    return Comparison.Run(rest);
}

if (args is ["cold", .. var binaries])
{
    return ColdStart.Run(binaries);
}

if (args is ["generator"])
{
    return GeneratorMeasurement.Run();
}

if (args is ["analyzers", .. var options])
{
    return AnalyzerMeasurement.Run(options);
}

BenchmarkSwitcher.FromAssembly(typeof(UniformBenchmarks).Assembly).Run(args);
return 0;
