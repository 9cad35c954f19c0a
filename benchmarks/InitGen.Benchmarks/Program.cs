using BenchmarkDotNet.Running;
using InitGen.Benchmarks;

if (args is ["compare", .. var rest])
{
    return Comparison.Run(rest);
}

BenchmarkSwitcher.FromAssembly(typeof(UniformBenchmarks).Assembly).Run(args);
return 0;
