using BenchmarkDotNet.Running;
using InitGen.Benchmarks;

if (args is ["compare", .. var rest])
{
    return Comparison.Run(rest);
}

if (args is ["generator"])
{
    return GeneratorMeasurement.Run();
}

BenchmarkSwitcher.FromAssembly(typeof(UniformBenchmarks).Assembly).Run(args);
return 0;
