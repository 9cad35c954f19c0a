using BenchmarkDotNet.Running;
using InitGen.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(UniformBenchmarks).Assembly).Run(args);
