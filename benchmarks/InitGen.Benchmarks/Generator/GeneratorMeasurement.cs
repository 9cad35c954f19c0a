extern alias compiler;

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using InitializerGenerator = compiler::InitGen.InitializerGenerator;

namespace InitGen.Benchmarks;

/// <summary>
/// What the generator costs a build and an editor: <c>-- generator</c> runs it by GeneratorDriver over 1, 100 and 1,000 models, cold and
/// after edits, and prints time, allocation and the reasons of the steps as a table.
/// </summary>
internal static class GeneratorMeasurement
{
    private const int Repetitions = 25;

    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.CSharp13);

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(RandomStream).Assembly.Location),
    ];

    public static int Run()
    {
        var table = new StringBuilder("| models | run | median ms | allocated KiB | models step | files emitted anew |\n| ---: | --- | ---: | ---: | --- | ---: |\n");
        foreach (int models in (int[])[1, 100, 1000])
        {
            CSharpCompilation compilation = Compile(models);
            _ = compilation.GetDiagnostics().Length;

            // The first run of all pays for the JIT: one apart.
            _ = CreateDriver().RunGenerators(Compile(1));
            Append(table, models, "cold", Measure(_ => (CreateDriver(), Compile(models)), repetitions: 5));
            GeneratorDriver warm = CreateDriver().RunGenerators(compilation);
            SyntaxTree tree = compilation.SyntaxTrees[models / 2];
            string text = tree.ToString();
            Append(table, models, "nothing changed", Measure(_ => (warm, compilation.Clone())));
            Append(table, models, "comment", Measure(i => (warm, Edited(text + "// " + Text(i)))));
            Append(table, models, "method body", Measure(i => (warm, Edited(text.Replace("return 0;", "return " + Text(i + 1) + ";", StringComparison.Ordinal)))));
            Append(table, models, "attribute argument", Measure(i => (warm, Edited(text.Replace("Parts = 1", "Slope = 0." + Text(i + 1), StringComparison.Ordinal)))));
            Append(table, models, "field added", Measure(i => (warm, Edited(text.Replace("// here", $"[Zeros] private readonly float[] _new{Text(i)} = new float[4];", StringComparison.Ordinal)))));

            CSharpCompilation Edited(string source) =>
                compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(source, s_parseOptions, tree.FilePath));
        }

        Console.WriteLine(table);
        return 0;
    }

    private static void Append(StringBuilder table, int models, string run, (double Milliseconds, double KiB, string Step, int Emitted) measured) =>
        table.Append(
            CultureInfo.InvariantCulture,
            $"| {models} | {run} | {measured.Milliseconds:F2} | {measured.KiB:F0} | {measured.Step} | {measured.Emitted} |\n");

    /// <summary>The median time and allocation of running a driver over a compilation; both are made beforehand, as an editor does.</summary>
    private static (double Milliseconds, double KiB, string Step, int Emitted) Measure(
        Func<int, (GeneratorDriver Driver, CSharpCompilation Compilation)> prepare, int repetitions = Repetitions)
    {
        var times = new double[repetitions];
        var allocations = new double[repetitions];
        GeneratorRunResult result = default;
        for (int i = 0; i < repetitions; i++)
        {
            (GeneratorDriver driver, CSharpCompilation compilation) = prepare(i);

            // What the compiler does in any case, with or without the generator.
            _ = compilation.GetTypeByMetadataName("InitGen.IInitializable");
            GC.Collect();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            long start = Stopwatch.GetTimestamp();
            driver = driver.RunGenerators(compilation);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            allocations[i] = (GC.GetTotalAllocatedBytes(precise: true) - before) / 1024.0;
            result = driver.GetRunResult().Results[0];
        }

        Array.Sort(times);
        Array.Sort(allocations);
        string step = result.TrackedSteps["Models"][0].Outputs[0].Reason.ToString();
        int emitted = result.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(run => run.Outputs)
            .Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
        return (times[repetitions / 2], allocations[repetitions / 2], step, emitted);
    }

    private static CSharpGeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new InitializerGenerator().AsSourceGenerator()],
        parseOptions: s_parseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static CSharpCompilation Compile(int models) => CSharpCompilation.Create(
        "Models",
        Enumerable.Range(0, models).Select(index => CSharpSyntaxTree.ParseText(Source(index), s_parseOptions, path: "Net" + Text(index) + ".cs")),
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static string Source(int index) => $$"""
        using System;
        using InitGen;

        namespace Models.Part{{Text(index % 10)}};

        public sealed partial class Net{{Text(index)}}
        {
            private const int Inputs = 64 + {{Text(index % 7)}};

            [KaimingNormal(Nonlinearity.LeakyRelu, Parts = 1)] private readonly float[,] _w1 = new float[128, Inputs];
            [Zeros] private readonly float[] _b1 = new float[128];
            [XavierUniform] private readonly float[,] _w2;
            [BiasUniform(nameof(_w2))] private readonly float[] _b2 = new float[10];
            // here

            public Net{{Text(index)}}(int outputs) => _w2 = new float[outputs, 128];

            public int Forward(ReadOnlySpan<float> x, Span<float> y)
            {
                for (int j = 0; j < y.Length; j++)
                {
                    float sum = _b1[j];
                    for (int i = 0; i < x.Length; i++)
                    {
                        sum += _w1[j, i] * x[i];
                    }

                    y[j] = MathF.Max(0f, sum) + _w2[0, j] + _b2[0];
                }

                return 0;
            }
        }
        """;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
